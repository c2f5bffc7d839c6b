"""A change keeps what it did as a patch, what it undoes, and the one-time key of its form.

Until now repairs and pastes kept snapshots in `before` and `after`, and their undo the number of
the change in `after`.
"""

import django.db.models.deletion
from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly


def differing(kind, uid, before, after):
    """The change of a part's fields, as history stores it."""
    names = [name for name in after if before.get(name) != after[name]]
    if not names:
        return []
    old, new = ({name: values[name] for name in names} for values in (before, after))
    return [{"kind": kind, "uid": uid, "before": old, "after": new}]


def place_of(row):
    return {name: row[name] for name in ("section", "parent", "after")}


def patch_of(before, after):
    """The patch between two snapshots of a repair."""
    changes = []
    if before["heading"] and after["heading"]:
        changes += differing("heading", "", before["heading"], after["heading"])
    for kind in ("section", "step"):
        for uid, values in after[f"{kind}s"].items():
            if uid in before[f"{kind}s"]:
                changes += differing(kind, uid, before[f"{kind}s"][uid], values)
    old, new = ({row["uid"]: row for row in one["rows"]} for one in (before, after))
    for uid, row in new.items():
        if uid not in old:
            added = {"before": None, "after": row["values"], "place_after": place_of(row)}
            changes.append({"kind": "row", "uid": uid, **added})
            continue
        if old[uid]["parent"] != row["parent"]:
            places = {"place_before": place_of(old[uid]), "place_after": place_of(row)}
            changes.append({"kind": "row", "uid": uid, "before": {}, "after": {}, **places})
        changes += differing("row", uid, old[uid]["values"], row["values"])
    for uid, row in reversed(old.items()):
        if uid not in new:
            gone = {"before": row["values"], "after": None, "place_before": place_of(row)}
            changes.append({"kind": "row", "uid": uid, **gone})
    # What is not there is left out.
    return [{k: v for k, v in one.items() if v is not None} for one in changes]


def tell_patches(apps, schema_editor):
    """Repairs and pastes that could be undone still can; a paste that added sections cannot."""
    changes = apps.get_model("events", "Change").objects
    for change in changes.filter(action__in=("undo_repair", "undo_bringing")):
        changes.filter(pk=change.pk).update(undoes=change.after["change"])
    for change in changes.filter(action__in=("repair_finding", "bring_rows")):
        empty = {"rows": [], "sections": {}, "steps": {}, "heading": None}
        if change.after is not None and not change.after.get("added"):
            patch = patch_of(change.before or empty, change.after)
            changes.filter(pk=change.pk).update(patch=patch)


class Migration(migrations.Migration):
    dependencies = [("events", "0014_change_action")]

    operations = [
        AllowChange("Change"),
        migrations.AddField(
            "Change",
            "patch",
            models.JSONField(
                help_text="Что сделано, по частям плана: так это отменяется",
                null=True,
                verbose_name="правка",
            ),
        ),
        migrations.AddField(
            "Change",
            "undoes",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="events.change",
                verbose_name="отменяет",
            ),
        ),
        migrations.AddField(
            "Change",
            "key",
            models.CharField(
                help_text="Форма, отправленная дважды, делает своё один раз",
                max_length=32,
                null=True,
                unique=True,
                verbose_name="одноразовый ключ",
            ),
        ),
        migrations.RunPython(tell_patches, migrations.RunPython.noop),
        AppendOnly("Change"),
    ]
