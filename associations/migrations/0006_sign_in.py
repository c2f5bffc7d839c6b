from django.core.management import call_command
from django.db import migrations, models


def make_cache_table(apps, schema_editor):
    """Make the table of the shared cache, where limits are counted."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS portal_cache")


class Migration(migrations.Migration):

    dependencies = [
        ("associations", "0005_journal"),
    ]

    operations = [
        migrations.AddField(
            model_name='institution',
            name='needs_second_factor',
            field=models.BooleanField(default=False, help_text='Без него кураторы, согласующие, утверждающие и методисты не решают по планам.', verbose_name='второй фактор обязателен для тех, кто решает'),
        ),
        migrations.RunPython(make_cache_table, drop_cache_table),
    ]
