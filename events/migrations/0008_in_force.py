"""An approved plan has an edition in force, which may be replaced by another or repealed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plans_portal.lib.append_only import AppendOnly


def put_in_force(apps, schema_editor):
    """Until now the edition of an approved plan was in force, and no other."""
    plans = apps.get_model("events", "Plan").objects
    plans.filter(status="approved").update(official=models.F("edition"))


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_text_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="official",
            field=models.OneToOneField(
                blank=True,
                help_text="Утверждённая редакция, пока её не заменили и не отменили",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="events.edition",
                verbose_name="редакция в силе",
            ),
        ),
        migrations.RunPython(put_in_force, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "approved"), _negated=True),
                    models.Q(
                        ("edition__isnull", False),
                        ("official", models.F("edition")),
                        ("official__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="plan_approved_is_official",
            ),
        ),
        migrations.CreateModel(
            name="Repeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="почему отменена")),
                (
                    "act",
                    models.CharField(
                        blank=True,
                        help_text="Например: приказом института от 16.01.2026 № 1",
                        max_length=300,
                        verbose_name="чем отменена",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="когда")),
                ("by_name", models.CharField(max_length=300, verbose_name="имя отменившего")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="кем отменена",
                    ),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeal",
                        to="events.edition",
                        verbose_name="редакция",
                    ),
                ),
            ],
            options={
                "verbose_name": "отмена утверждения",
                "verbose_name_plural": "отмены утверждения",
                "ordering": ("at",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="repeal_says_why"
                    )
                ],
            },
        ),
        AppendOnly("Repeal"),
    ]
