"""Edits of one part that were undone together, and names of versions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("events", "0016_dismissed_findings"),
    ]

    operations = [
        AllowChange("Change"),
        migrations.AddField(
            "Change",
            "undoes_also",
            models.JSONField(
                help_text="Номера других изменений той же строки, отменённых вместе с ним",
                null=True,
                verbose_name="отменяет и",
            ),
        ),
        AppendOnly("Change"),
        migrations.CreateModel(
            "NamedVersion",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="название")),
                ("named_at", models.DateTimeField(verbose_name="когда названа")),
                (
                    "change",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_version",
                        to="events.change",
                        verbose_name="изменение",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="кто назвал",
                    ),
                ),
            ],
            options={
                "verbose_name": "версия с названием",
                "verbose_name_plural": "версии с названием",
            },
        ),
    ]
