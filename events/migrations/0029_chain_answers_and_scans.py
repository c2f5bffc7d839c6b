"""Answers to remarks and scans of signatures are chained by hashes too."""

from functools import partial

from django.db import migrations, models

from plans_portal.lib.append_only import AllowChange, AppendOnly
from plans_portal.lib.chain import has_hash, link_present_rows

# The table, what its chain belongs to, and the name of its constraint.
CHAINS = {
    "remarkanswer": ("remark__plan", "remark_answer_is_chained"),
    "paperoriginal": ("signature__plan", "original_is_chained"),
}


def link(apps, schema_editor):
    for name, (chain_by, _constraint) in CHAINS.items():
        link_present_rows(apps.get_model("events", name), chain_by)


def chain_fields(model):
    """The columns of the chain, empty until the rows are linked."""
    column = partial(models.CharField, max_length=64, editable=False)
    return [
        migrations.AddField(
            model, "previous", column("хеш предыдущей записи", default=""), preserve_default=False
        ),
        migrations.AddField(model, "hash", column("хеш записи", default=""), preserve_default=False),
        migrations.AddField(
            model,
            "hash_format",
            models.PositiveSmallIntegerField("формат хеша", default=1, editable=False),
        ),
    ]


def chain_constraints(model):
    """What holds once they are: nothing follows the same row twice, each row has a hash."""
    previous = models.CharField(
        "хеш предыдущей записи", max_length=64, unique=True, editable=False
    )
    return [
        migrations.AlterField(model, "previous", previous),
        migrations.AddConstraint(model, has_hash(CHAINS[model][1])),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0028_signature_whom_for"),
    ]

    operations = [
        *map(AllowChange, CHAINS),
        *(step for model in CHAINS for step in chain_fields(model)),
        migrations.RunPython(link, migrations.RunPython.noop),
        *(step for model in CHAINS for step in chain_constraints(model)),
        *map(AppendOnly, CHAINS),
    ]
