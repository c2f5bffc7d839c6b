"""An edition's title stands beside its content, so that lists and searches need not read it all."""

import json

from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly


def write_titles(apps, schema_editor):
    """Take the title out of the content, as the plan's page shows it."""
    editions = apps.get_model("events", "Edition").objects
    for pk in list(editions.values_list("pk", flat=True)):
        content = editions.values_list("content", flat=True).get(pk=pk)
        editions.filter(pk=pk).update(title="\n".join(json.loads(content).get("title", [])))


class Migration(migrations.Migration):
    dependencies = [("events", "0009_layout_versions")]

    operations = [
        AllowChange("Edition"),
        migrations.AddField(
            model_name="edition",
            name="title",
            field=models.TextField(
                default="",
                help_text="Как в содержании, чтобы по нему искать",
                verbose_name="заголовок",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(write_titles, migrations.RunPython.noop),
        AppendOnly("Edition"),
    ]
