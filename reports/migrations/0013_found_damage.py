"""What was found false in the records, so that the staff is told of it once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0002_letter_asked_at"),
        ("events", "0027_seal"),
        ("reports", "0012_chain"),
    ]

    operations = [
        migrations.CreateModel(
            name="FoundDamage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="вид")),
                ("words", models.TextField(verbose_name="что не сходится")),
                ("found_at", models.DateTimeField(verbose_name="когда найдено")),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="associations.institution",
                        verbose_name="институт",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="damage",
                        to="events.plan",
                        verbose_name="план",
                    ),
                ),
            ],
            options={
                "verbose_name": "найденное повреждение",
                "verbose_name_plural": "найденные повреждения",
                "ordering": ("-found_at", "-id"),
            },
        ),
        migrations.AddConstraint(
            model_name="founddamage",
            constraint=models.UniqueConstraint(
                fields=("institution", "plan", "words"), name="damage_told_once"
            ),
        ),
    ]
