"""A draft that was never sent may be taken away; its period is then free for another plan."""

import datetime as dt

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PERIOD = ("association_id", "layout_id", "period_start", "period_end")


def keep_apart(apps, schema_editor):
    """Backwards a removed draft is a draft again, beside the plan that took its period.

    Nothing with a history can be deleted, so such a draft gets a period of its own, longer by days.
    """
    plans = apps.get_model("events", "Plan").objects
    for plan in plans.filter(removed_at__isnull=False).order_by("pk"):
        others = plans.exclude(pk=plan.pk)
        while others.filter(**{name: getattr(plan, name) for name in PERIOD}).exists():
            plan.period_kind = "custom"
            plan.period_end += dt.timedelta(days=1)
        plan.save(update_fields=["period_kind", "period_end"])


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0010_edition_title"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="снят"),
        ),
        migrations.AddField(
            model_name="plan",
            name="removed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="кем снят",
            ),
        ),
        migrations.RemoveConstraint(model_name="plan", name="plan_once_for_period_and_layout"),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                fields=("association", "period_start", "period_end", "layout"),
                condition=models.Q(("removed_at__isnull", True)),
                name="plan_once_for_period_and_layout",
                violation_error_message=(
                    "У этого объединения уже есть план на этот период по этой форме."
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                    models.Q(
                        ("edition__isnull", True),
                        ("removed_at__isnull", False),
                        ("removed_by__isnull", False),
                        ("status", "draft"),
                    ),
                    _connector="OR",
                ),
                name="plan_removed_was_never_sent",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, keep_apart),
    ]
