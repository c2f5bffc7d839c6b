"""The journal, the rules of signature and their acceptances are chained by hashes."""

from django.db import migrations

from plans_portal.lib.append_only import chain_table


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0008_name_successors"),
    ]

    operations = [
        *chain_table("associations", "signaturerules", "institution", "signature_rules_is_chained"),
        *chain_table("associations", "rulesacceptance", "rules__institution", "rules_acceptance_is_chained"),
        *chain_table("associations", "journalentry", "institution", "journal_is_chained"),
    ]
