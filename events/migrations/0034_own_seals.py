"""What approvals rest on is sealed row by row, so that none of it can be added past the portal."""

from typing import Any

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from plans_portal.lib.append_only import AllowChange, AppendOnly
from plans_portal.lib.chain import seal_present_rows

SEALED = ("signature", "withdrawal", "repeal")


def seal(apps: Any, _schema_editor: Any) -> None:
    for name in SEALED:
        seal_present_rows(apps.get_model("events", name))


def add(name: str) -> Operation:
    field = models.CharField("печать записи", max_length=128, editable=False, default="")
    return migrations.AddField(name, "own_seal", field, preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("events", "0033_withheld_layouts")]

    operations = [
        *map(AllowChange, SEALED),
        *map(add, SEALED),
        migrations.RunPython(seal, migrations.RunPython.noop),
        *map(AppendOnly, SEALED),
    ]
