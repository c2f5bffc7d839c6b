"""Rows that only grow are chained by hashes, and those that stand already get their chains.

Signatures also keep by which office and substitution somebody signed, and how they had signed in.
"""

from functools import partial

import django.db.models.deletion
from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly
from plans_portal.lib.chain import has_hash, link_present_rows

CHAINS = {
    "edition": "plan",
    "signature": "plan",
    "repeal": "edition__plan",
    "change": "plan",
}


def link(apps, schema_editor):
    for name, chain_by in CHAINS.items():
        link_present_rows(apps.get_model("events", name), chain_by)


def chain_fields(model):
    """The columns of the chain, empty until the rows are linked."""
    column = partial(models.CharField, max_length=64, editable=False)
    return [
        migrations.AddField(
            model, "previous", column("хеш предыдущей записи", default=""), preserve_default=False
        ),
        migrations.AddField(model, "hash", column("хеш записи", default=""), preserve_default=False),
        migrations.AddField(
            model,
            "hash_format",
            models.PositiveSmallIntegerField("формат хеша", default=1, editable=False),
        ),
    ]


def chain_constraints(model):
    """What holds once they are: nothing follows the same row twice, each row has a hash."""
    previous = models.CharField(
        "хеш предыдущей записи", max_length=64, unique=True, editable=False
    )
    return [
        migrations.AlterField(model, "previous", previous),
        migrations.AddConstraint(model, has_hash(f"{model}_is_chained")),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0002_letter_asked_at"),
        ("events", "0025_paper_original"),
    ]

    operations = [
        *map(AllowChange, CHAINS),
        migrations.AddField(
            "signature",
            "office",
            models.ForeignKey(
                "associations.Office",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                verbose_name="по какой должности",
            ),
        ),
        migrations.AddField(
            "signature",
            "substitution",
            models.ForeignKey(
                "associations.Substitution",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                verbose_name="по замещению",
            ),
        ),
        migrations.AddField(
            "signature",
            "auth_method",
            models.CharField("чем подтверждён вход", max_length=40, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "signature", "auth_at", models.DateTimeField("когда подтверждён вход", null=True)
        ),
        migrations.AddField(
            "signature",
            "session",
            models.CharField(
                "сеанс",
                max_length=64,
                blank=True,
                default="",
                help_text="Отпечаток сеанса, в котором подписано",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "signature",
            "rules_version",
            models.CharField(
                "редакция правил электронной подписи", max_length=40, blank=True, default=""
            ),
            preserve_default=False,
        ),
        *(step for model in CHAINS for step in chain_fields(model)),
        migrations.RunPython(link, migrations.RunPython.noop),
        *(step for model in CHAINS for step in chain_constraints(model)),
        *map(AppendOnly, CHAINS),
    ]
