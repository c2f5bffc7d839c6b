"""Answers to remarks and scans of signatures are chained by hashes too."""

from django.db import migrations

from plans_portal.lib.append_only import chain_table


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0028_signature_whom_for"),
    ]

    operations = [
        *chain_table("events", "remarkanswer", "remark__plan", "remark_answer_is_chained"),
        *chain_table("events", "paperoriginal", "signature__plan", "original_is_chained"),
    ]
