"""Corrections of an import name their action: the glossary's word; what was corrected stays."""

from django.db import migrations


def rename_key(old, new):
    def rename(apps, schema_editor):
        sessions = apps.get_model("reports", "ImportSession").objects.exclude(corrections=[])
        for session in sessions.only("pk", "corrections").iterator():
            session.corrections = [
                {new if key == old else key: value for key, value in one.items()}
                for one in session.corrections
            ]
            session.save(update_fields=["corrections"])

    return rename


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_import_session")]

    operations = [
        migrations.RunPython(rename_key("deed", "action"), rename_key("action", "deed")),
    ]
