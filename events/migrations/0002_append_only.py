"""Editions, signatures and history may only grow."""

from django.db import migrations

from plans_portal.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [AppendOnly("Edition"), AppendOnly("Signature"), AppendOnly("Change")]
