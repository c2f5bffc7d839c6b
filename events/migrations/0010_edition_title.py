"""An edition's title stands beside its content, so that lists and searches need not read it all."""

import json

from django.db import migrations, models

from events.append_only import AppendOnly


class LetChange(AppendOnly):
    """The same operation the other way round: take the triggers away, and put them back."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        super().database_backwards(app_label, schema_editor, to_state, from_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Let rows of {self.model_name} be changed for a while"


def write_titles(apps, schema_editor):
    """Take the title out of the content, as the plan's page shows it."""
    editions = apps.get_model("events", "Edition").objects
    for pk in list(editions.values_list("pk", flat=True)):
        content = editions.values_list("content", flat=True).get(pk=pk)
        editions.filter(pk=pk).update(title="\n".join(json.loads(content)["title"]))


class Migration(migrations.Migration):
    dependencies = [("events", "0009_layout_versions")]

    operations = [
        LetChange("Edition"),
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
