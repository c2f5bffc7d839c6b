"""Seals: the ends of an institution's chains, signed with a key that is not in the database."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from plans_portal.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0002_letter_asked_at"),
        ("events", "0026_chain"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="когда")),
                (
                    "previous",
                    models.CharField(
                        blank=True,
                        help_text="Пусто у первой",
                        max_length=64,
                        verbose_name="контрольная сумма предыдущей",
                    ),
                ),
                (
                    "digest",
                    models.CharField(max_length=64, verbose_name="контрольная сумма журнала"),
                ),
                ("signature", models.CharField(max_length=128, verbose_name="подпись")),
                ("key", models.CharField(max_length=64, verbose_name="открытый ключ")),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seals",
                        to="associations.institution",
                        verbose_name="институт",
                    ),
                ),
            ],
            options={
                "verbose_name": "печать журнала",
                "verbose_name_plural": "печати журнала",
                "ordering": ("institution", "id"),
            },
        ),
        migrations.CreateModel(
            name="SealedHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "chain",
                    models.CharField(db_index=True, max_length=100, verbose_name="цепочка"),
                ),
                (
                    "hash",
                    models.CharField(
                        max_length=64, unique=True, verbose_name="хеш последней записи"
                    ),
                ),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heads",
                        to="events.seal",
                        verbose_name="печать",
                    ),
                ),
            ],
            options={
                "verbose_name": "опечатанный конец цепочки",
                "verbose_name_plural": "опечатанные концы цепочек",
                "ordering": ("seal", "chain"),
            },
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.UniqueConstraint(
                fields=("institution", "previous"), name="seal_follows_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.CheckConstraint(
                condition=Exact(Length("digest"), 64), name="seal_digest_is_64_digits"
            ),
        ),
        AppendOnly("Seal"),
        AppendOnly("SealedHead"),
    ]
