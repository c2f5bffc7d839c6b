"""An edition keeps the number of its format, so that its fingerprint is never made in another.

Every edition that stands in a database is of format 1. Going back leaves those of format 2 as
they are, and they say so themselves when the migration is run again.
"""

from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly


def tell_formats(apps, schema_editor):
    """Keys are sorted, so an edition's text ends with the number of its format."""
    editions = apps.get_model("events", "Edition").objects
    editions.filter(content__endswith='"version":2}').update(format=2)


class Migration(migrations.Migration):
    dependencies = [("events", "0011_removed_drafts")]

    operations = [
        AllowChange("Edition"),
        migrations.AddField(
            model_name="edition",
            name="format",
            field=models.PositiveSmallIntegerField(
                default=1,
                help_text="В нём сделаны содержание и отпечаток: docs/plan-json.md",
                verbose_name="формат записи",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(tell_formats, migrations.RunPython.noop),
        AppendOnly("Edition"),
    ]
