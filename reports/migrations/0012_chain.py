"""Issued documents are chained by hashes, and those that stand already get their chains."""

from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly
from plans_portal.lib.chain import has_hash, link_present_rows


def link(apps, schema_editor):
    link_present_rows(apps.get_model("reports", "IssuedDocument"), "edition__plan")


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0026_chain"),
        ("reports", "0011_correction_action"),
    ]

    operations = [
        AllowChange("IssuedDocument"),
        migrations.AddField(
            "issueddocument",
            "previous",
            models.CharField("хеш предыдущей записи", max_length=64, editable=False, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "issueddocument",
            "hash",
            models.CharField("хеш записи", max_length=64, editable=False, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "issueddocument",
            "hash_format",
            models.PositiveSmallIntegerField("формат хеша", default=1, editable=False),
        ),
        migrations.RunPython(link, migrations.RunPython.noop),
        migrations.AlterField(
            "issueddocument",
            "previous",
            models.CharField(
                "хеш предыдущей записи", max_length=64, unique=True, editable=False
            ),
        ),
        migrations.AddConstraint("issueddocument", has_hash("issued_is_chained")),
        AppendOnly("IssuedDocument"),
    ]
