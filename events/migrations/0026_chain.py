"""Rows that only grow are chained by hashes, and those that stand already get their chains.

Signatures also keep by which office and substitution somebody signed, and how they had signed in.
"""

import django.db.models.deletion
from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly, chain_table

class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0002_letter_asked_at"),
        ("events", "0025_paper_original"),
    ]

    operations = [
        AllowChange("signature"),
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
        AppendOnly("signature"),
        *chain_table("events", "edition", "plan", "edition_is_chained"),
        *chain_table("events", "signature", "plan", "signature_is_chained"),
        *chain_table("events", "repeal", "edition__plan", "repeal_is_chained"),
        *chain_table("events", "change", "plan", "change_is_chained"),
    ]
