"""A change names its action: the glossary's word; triggers and rows stay."""

from django.db import migrations

from plans_portal.lib.append_only import AllowChange, AppendOnly


class Migration(migrations.Migration):
    dependencies = [("events", "0013_column_roles_in_order")]

    operations = [
        AllowChange("Change"),
        migrations.RenameField("Change", "deed", "action"),
        AppendOnly("Change"),
    ]
