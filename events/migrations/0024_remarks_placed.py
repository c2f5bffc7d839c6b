"""Remarks that there are already get their place and edition, and back."""

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery

BY_MACHINE = ("Чтение файла", "Вставка таблицы")


def place(apps, schema_editor):
    remarks = apps.get_model("events", "Remark").objects
    remarks.exclude(uid="").update(place="row")
    remarks.filter(uid="").update(where="План в целом")
    remarks.filter(made_by_name__in=BY_MACHINE).update(is_doubt=True)


def place_on_editions(apps, schema_editor):
    """What people have written was about the edition that they had; a draft has none."""
    Edition = apps.get_model("events", "Edition")
    before = Edition.objects.filter(plan=OuterRef("plan"), made_at__lte=OuterRef("made_at"))
    remarks = apps.get_model("events", "Remark").objects.filter(is_doubt=False)
    remarks.update(edition=Subquery(before.order_by("-number").values("pk")[:1]))


def forget_states(apps, schema_editor):
    remarks = apps.get_model("events", "Remark").objects
    remarks.filter(state="answered").update(state="open")
    remarks.filter(state="closed").update(state="taken")


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0023_remark_places"),
    ]

    operations = [
        migrations.RunPython(place, forget_states),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=Q(place="plan", uid="") | (~Q(place="plan") & ~Q(uid="")),
                name="remark_place_has_uid",
            ),
        ),
        # Last: PostgreSQL alters no table whose rows have just got another foreign key.
        migrations.RunPython(place_on_editions, migrations.RunPython.noop),
    ]
