"""Issued documents are chained by hashes, and those that stand already get their chains."""

from django.db import migrations

from plans_portal.lib.append_only import chain_table


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0026_chain"),
        ("reports", "0011_correction_action"),
    ]

    operations = [
        *chain_table("reports", "issueddocument", "edition__plan", "issued_is_chained"),
    ]
