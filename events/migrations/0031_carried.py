"""An agreement may be carried into the next edition, and an edition has a word of its author.

Both are empty in the rows that there are, so their hashes stay; triggers stay too. Back it goes only
while they are empty: a hash tells what was written in them.
"""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly


_WRITTEN = (
    "Есть перенесённые согласия или пояснения авторов, которых прежняя версия не знает. Подписанное не"
    " переписывают: вернитесь к резервной копии."
)


def refuse_to_rewrite(apps, _schema_editor):
    carried = apps.get_model("events", "Signature").objects.filter(carried_from__isnull=False)
    noted = apps.get_model("events", "Edition").objects.exclude(note="")
    if carried.exists() or noted.exists():
        raise RuntimeError(_WRITTEN)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0030_outcomes"),
    ]

    operations = [
        AllowChange("Signature"),
        migrations.AddField(
            "Signature",
            "carried_from",
            models.ForeignKey(
                "events.Signature",
                django.db.models.deletion.PROTECT,
                null=True,
                related_name="+",
                verbose_name="перенесено из подписи",
                help_text="Подпись, которую человек поставил под более ранней редакцией",
            ),
        ),
        migrations.AddField(
            "Signature",
            "carried_words",
            models.CharField(
                "почему остаётся в силе", max_length=300, blank=True, default=""
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "Signature",
            models.CheckConstraint(
                condition=models.Q(carried_from=None, carried_words="")
                | (models.Q(carried_from__isnull=False) & ~models.Q(carried_words="")),
                name="signature_carried_says_why",
            ),
        ),
        AppendOnly("Signature"),
        AllowChange("Edition"),
        migrations.AddField(
            "Edition",
            "note",
            models.TextField(
                "пояснение автора",
                blank=True,
                default="",
                help_text="Что изменилось или почему отправлена без изменений",
                validators=[django.core.validators.MaxLengthValidator(5000)],
            ),
            preserve_default=False,
        ),
        AppendOnly("Edition"),
        migrations.RunPython(migrations.RunPython.noop, refuse_to_rewrite),
    ]
