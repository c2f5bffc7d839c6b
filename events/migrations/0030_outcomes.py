"""Agreement with remarks, rejection, and the withdrawal of a decision.

Old signatures keep their words and hashes: the new column is empty in them. Back it goes only while
nobody has decided so: what was signed is never rewritten.
"""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly

_SIGNED = (
    "Есть решения, которых прежняя версия не знает: «с замечаниями», «отклонено» или отозванные."
    " Подписанное не переписывают: вернитесь к резервной копии."
)


def refuse_to_rewrite(apps, _schema_editor):
    signatures = apps.get_model("events", "Signature").objects
    new = models.Q(decision__in=("remarked", "rejected")) | models.Q(attempt__isnull=False)
    if signatures.filter(new).exists() or apps.get_model("events", "Withdrawal").objects.exists():
        raise RuntimeError(_SIGNED)


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0010_letters_of_outcomes"),
        ("events", "0029_chain_answers_and_scans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AllowChange("Signature"),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "previous",
                    models.CharField(
                        editable=False,
                        max_length=64,
                        unique=True,
                        verbose_name="хеш предыдущей записи",
                    ),
                ),
                (
                    "hash",
                    models.CharField(editable=False, max_length=64, verbose_name="хеш записи"),
                ),
                (
                    "hash_format",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="формат хеша"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="почему отозвано")),
                (
                    "ended_approval",
                    models.BooleanField(default=False, verbose_name="план был утверждён"),
                ),
                ("at", models.DateTimeField(verbose_name="когда")),
                ("by_name", models.CharField(max_length=300, verbose_name="имя отозвавшего")),
                ("ip", models.GenericIPAddressField(null=True, verbose_name="адрес")),
                (
                    "user_agent",
                    models.CharField(blank=True, max_length=300, verbose_name="программа"),
                ),
                (
                    "auth_method",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="чем подтверждён вход"
                    ),
                ),
                ("auth_at", models.DateTimeField(null=True, verbose_name="когда подтверждён вход")),
                ("session", models.CharField(blank=True, max_length=64, verbose_name="сеанс")),
            ],
            options={
                "verbose_name": "отзыв решения",
                "verbose_name_plural": "отзывы решений",
                "ordering": ("at", "id"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="plan",
            name="plan_status_known",
        ),
        migrations.RemoveConstraint(
            model_name="signature",
            name="signature_once_for_step_of_edition",
        ),
        migrations.RemoveConstraint(
            model_name="signature",
            name="signature_decision_known",
        ),
        migrations.RemoveConstraint(
            model_name="signature",
            name="signature_return_has_comment",
        ),
        migrations.AddField(
            model_name="signature",
            name="attempt",
            field=models.PositiveSmallIntegerField(
                help_text="Пусто у первого решения; 2 и дальше, когда прежние отозваны",
                null=True,
                verbose_name="который раз",
            ),
        ),
        migrations.AlterField(
            model_name="plan",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Черновик"),
                    ("signoff", "На согласовании"),
                    ("returned", "На доработке"),
                    ("rejected", "Отклонён"),
                    ("approved", "Утверждён"),
                ],
                default="draft",
                max_length=8,
                verbose_name="состояние",
            ),
        ),
        migrations.AlterField(
            model_name="signature",
            name="decision",
            field=models.CharField(
                choices=[
                    ("agreed", "Согласовано"),
                    ("remarked", "Согласовано с замечаниями"),
                    ("approved", "Утверждено"),
                    ("closed", "Подписано"),
                    ("returned", "Возвращено на доработку"),
                    ("rejected", "Отклонено"),
                ],
                max_length=8,
                verbose_name="решение",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "signoff", "returned", "rejected", "approved"])
                ),
                name="plan_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                models.F("edition"),
                models.F("step_uid"),
                django.db.models.functions.comparison.Coalesce("attempt", 1),
                name="signature_once_for_step_of_edition",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "decision__in",
                        ["agreed", "remarked", "approved", "closed", "returned", "rejected"],
                    )
                ),
                name="signature_decision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__in", ["returned", "rejected"]), _negated=True),
                    models.Q(("comment", ""), _negated=True),
                    _connector="OR",
                ),
                name="signature_return_has_comment",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="кем отозвано",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="signature",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawal",
                to="events.signature",
                verbose_name="подпись",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    django.db.models.functions.text.Length("hash"), 64
                ),
                name="withdrawal_is_chained",
            ),
        ),
        AppendOnly("Signature"),
        AppendOnly("Withdrawal"),
        migrations.RunPython(migrations.RunPython.noop, refuse_to_rewrite),
    ]
