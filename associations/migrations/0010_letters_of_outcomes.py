"""Letters tell of a rejected plan and of a decision that was withdrawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0009_chain"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_kind_known",
        ),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("account", "Вход в портал"),
                    ("trouble", "Сбой в портале"),
                    ("waits", "План ждёт решения"),
                    ("returned", "План возвращён"),
                    ("rejected", "План отклонён"),
                    ("withdrawn", "Решение отозвано"),
                    ("approved", "План утверждён"),
                    ("recalled", "План отозван"),
                    ("remark", "Замечание"),
                    ("answered", "Ответ на замечание"),
                    ("substituted", "Замещение"),
                    ("due", "Срок подходит"),
                    ("overdue", "Срок вышел"),
                    ("escalated", "Просрочка у другого"),
                    ("vacant", "Решать некому"),
                    ("digest", "Сводка за день"),
                ],
                max_length=12,
                verbose_name="о чём",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "account",
                            "trouble",
                            "waits",
                            "returned",
                            "rejected",
                            "withdrawn",
                            "approved",
                            "recalled",
                            "remark",
                            "answered",
                            "substituted",
                            "due",
                            "overdue",
                            "escalated",
                            "vacant",
                            "digest",
                        ],
                    )
                ),
                name="letter_kind_known",
            ),
        ),
    ]
