"""Steps of layouts become seats of a route; a plan's steps know theirs; deviations are asked for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

VERBS = ["agree", "approve", "close"]
MODES = ["person", "order", "protocol", "letter"]
ROLES = ["chair", "secretary", "curator", "agreer", "approver", "methodist", ""]


def known(field, values, name):
    """The constraint that allows only these values."""
    return models.CheckConstraint(condition=models.Q((f"{field}__in", values)), name=name)


def fill_in(apps, schema_editor):
    """Closing signatures may be left out; the steps of plans take the seats that they match.

    First those of the same role, then those that sign on paper.
    """
    Seat, Step = apps.get_model("events", "Seat"), apps.get_model("events", "Step")
    Seat.objects.filter(verb="close").update(is_required=False)
    seats = {}
    for seat in Seat.objects.order_by("layout", "order"):
        seats.setdefault(seat.layout_id, []).append(seat)
    plans = {}
    rows = Step.objects.order_by("plan", "order")
    for step in rows.select_related("office", "plan").iterator():
        plans.setdefault((step.plan_id, step.plan.layout_id), []).append(step)
    for (_, layout), steps in plans.items():
        free = list(steps)
        for is_meant in (_has_role, _is_on_paper):
            for seat in seats.get(layout, []):
                if any(step.seat_id == seat.pk for step in steps):
                    continue
                step = next((one for one in free if is_meant(one, seat)), None)
                if step is not None:
                    free.remove(step)
                    step.seat = seat
                    step.save(update_fields=["seat"])


def _has_role(step, seat):
    return step.verb == seat.verb and step.office is not None and step.office.role == seat.role


def _is_on_paper(step, seat):
    return step.verb == seat.verb and step.office is None


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("events", "0019_presence"),
    ]

    operations = [
        migrations.RemoveConstraint("layoutstep", "layout_step_order_once"),
        migrations.RemoveConstraint("layoutstep", "layout_step_verb_known"),
        migrations.RemoveConstraint("layoutstep", "layout_step_mode_known"),
        migrations.RemoveConstraint("layoutstep", "layout_step_role_known"),
        migrations.RenameModel("LayoutStep", "Seat"),
        migrations.AlterModelOptions(
            "seat",
            {
                "ordering": ("layout", "order"),
                "verbose_name": "место маршрута",
                "verbose_name_plural": "места маршрута",
            },
        ),
        migrations.AlterField(
            "seat",
            "layout",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="seats",
                to="events.layout",
                verbose_name="форма",
            ),
        ),
        migrations.AlterField(
            "seat",
            "position",
            models.CharField(blank=True, max_length=300, verbose_name="должность в грифе"),
        ),
        migrations.AddField(
            "seat",
            "office",
            models.ForeignKey(
                blank=True,
                help_text="Пусто, если место занимает тот, у кого роль",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seats",
                to="associations.office",
                verbose_name="кто именно",
            ),
        ),
        migrations.AddField(
            "seat",
            "deputy",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deputy_seats",
                to="associations.office",
                verbose_name="кого просить, если место свободно",
            ),
        ),
        migrations.AddField(
            "seat",
            "is_required",
            models.BooleanField(default=True, verbose_name="обязательное"),
        ),
        migrations.AddField(
            "seat",
            "enough",
            models.PositiveSmallIntegerField(
                default=0, verbose_name="сколько таких на этапе достаточно"
            ),
        ),
        migrations.AddField(
            "seat",
            "working_days",
            models.PositiveSmallIntegerField(
                blank=True,
                help_text="Пусто — обычный срок института",
                null=True,
                verbose_name="срок, рабочих дней",
            ),
        ),
        migrations.AddField(
            "seat",
            "heading",
            models.CharField(blank=True, max_length=100, verbose_name="слово грифа"),
        ),
        migrations.AddConstraint(
            "seat", models.UniqueConstraint(fields=("layout", "order"), name="seat_order_once")
        ),
        migrations.AddConstraint("seat", known("verb", VERBS, "seat_verb_known")),
        migrations.AddConstraint("seat", known("mode", MODES, "seat_mode_known")),
        migrations.AddConstraint("seat", known("role", ROLES, "seat_role_known")),
        migrations.AddField(
            "step",
            "seat",
            models.ForeignKey(
                blank=True,
                help_text="Пусто, если шаг добавили авторы",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="events.seat",
                verbose_name="место маршрута",
            ),
        ),
        migrations.AddField(
            "step",
            "enough",
            models.PositiveSmallIntegerField(
                default=0,
                help_text="0 — нужна эта подпись",
                verbose_name="сколько таких на этапе достаточно",
            ),
        ),
        migrations.AddField(
            "step",
            "position_reason",
            models.TextField(
                blank=True,
                help_text="Заполнено, если методист разрешил должность не того, кто решает",
                verbose_name="почему в грифе другая должность",
            ),
        ),
        migrations.AddField(
            "step",
            "position_allowed_by",
            models.CharField(blank=True, max_length=300, verbose_name="кто это разрешил"),
        ),
        migrations.CreateModel(
            name="Deviation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step_uid", models.CharField(blank=True, max_length=32, verbose_name="шаг")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("remove", "Обойтись без него"),
                            ("replace", "Назначить другого"),
                        ],
                        max_length=7,
                        verbose_name="что сделать",
                    ),
                ),
                ("what", models.CharField(max_length=500, verbose_name="место словами")),
                (
                    "position",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="должность подписывающего на бумаге",
                    ),
                ),
                ("reason", models.TextField(verbose_name="почему")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Ждёт методиста"),
                            ("granted", "Разрешено"),
                            ("refused", "Отказано"),
                            ("withdrawn", "Просьба отозвана"),
                        ],
                        default="asked",
                        max_length=9,
                        verbose_name="решение",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="когда попросили")),
                ("asked_by_name", models.CharField(max_length=300, verbose_name="имя попросившего")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="когда решено")),
                (
                    "settled_by_name",
                    models.CharField(blank=True, max_length=300, verbose_name="имя решившего"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="ответ методиста")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="кто попросил",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        help_text="Пусто, если подпишет на бумаге человек без учётной записи",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deviations",
                        to="associations.office",
                        verbose_name="кто решает вместо него",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deviations",
                        to="events.plan",
                        verbose_name="план",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deviations",
                        to="events.seat",
                        verbose_name="место маршрута",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="кто решил",
                    ),
                ),
            ],
            options={
                "verbose_name": "особый порядок",
                "verbose_name_plural": "особый порядок",
                "ordering": ("plan", "asked_at", "pk"),
                "constraints": [
                    known("kind", ["remove", "replace"], "deviation_kind_known"),
                    known(
                        "state",
                        ["asked", "granted", "refused", "withdrawn"],
                        "deviation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="deviation_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(state="asked", settled_at=None, settled_by=None)
                        | (
                            ~models.Q(state="asked")
                            & models.Q(settled_at__isnull=False, settled_by__isnull=False)
                        ),
                        name="deviation_settled_by_somebody",
                    ),
                ],
            },
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
