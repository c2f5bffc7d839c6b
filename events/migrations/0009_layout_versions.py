"""Layouts of an institution have versions, are put in force, and may have come with a file."""

import django.db.models.deletion
from django.db import migrations, models


def tell_where_they_came_from(apps, schema_editor):
    """Until now a layout of an institution could come with a file only, or from the admin."""
    layouts = apps.get_model("events", "Layout").objects.filter(institution__isnull=False)
    layouts.filter(is_active=False).update(from_file=True)


class Migration(migrations.Migration):
    dependencies = [("events", "0008_in_force")]

    operations = [
        migrations.AddField(
            model_name="layout",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="введена в действие"),
        ),
        migrations.AddField(
            model_name="layout",
            name="from_file",
            field=models.BooleanField(default=False, verbose_name="пришла с файлом"),
        ),
        migrations.AddField(
            model_name="layout",
            name="first",
            field=models.ForeignKey(
                blank=True,
                help_text="Пусто у самой первой",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later_versions",
                to="events.layout",
                verbose_name="первая версия этой формы",
            ),
        ),
        migrations.RunPython(tell_where_they_came_from, migrations.RunPython.noop),
    ]
