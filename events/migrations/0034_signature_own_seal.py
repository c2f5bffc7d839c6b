"""Each signature is sealed by the portal's key, so that none can be added past the portal."""

from typing import Any

from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly
from plans_portal.lib.chain import seal_present_rows


def seal(apps: Any, _schema_editor: Any) -> None:
    seal_present_rows(apps.get_model("events", "Signature"))


class Migration(migrations.Migration):
    dependencies = [("events", "0033_withheld_layouts")]

    operations = [
        AllowChange("signature"),
        migrations.AddField(
            "signature",
            "own_seal",
            models.CharField("печать записи", max_length=128, editable=False, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
        AppendOnly("signature"),
    ]
