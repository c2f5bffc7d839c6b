"""Deviations from the route (особый порядок): asked by an author, settled by a methodist."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from associations.actor import Actor
from associations.models import Office
from events.drafting.models.plan import Plan
from events.layouts.models import Seat
from events.plan.vocabulary import DeviationKind, DeviationState
from plans_portal.lib.constraints import one_of


class DeviationQuerySet(models.QuerySet["Deviation"]):
    """Queries of deviations."""

    def to_settle(self, actor: Actor) -> Self:
        """Those that the actor may settle now, the longest waiting first."""
        asked = self.filter(
            state=DeviationState.ASKED,
            plan__removed_at=None,
            plan__association__institution_id__in=actor.staff_institution_ids,
        )
        return asked.order_by("asked_at", "pk")


class Deviation(models.Model):
    """A seat of the route, or a step that returned the plan, is removed or given to another.

    `what` names it in words, as the seat and the step may be gone later. A replacement names the
    `office` that decides instead; without one its signature is made on paper by `position`.
    """

    Kind, State = DeviationKind, DeviationState

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="deviations", verbose_name="план")
    seat = models.ForeignKey(
        Seat,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="deviations",
        verbose_name="место маршрута",
    )
    step_uid = models.CharField("шаг", max_length=32, blank=True)
    kind = models.CharField("что сделать", max_length=7, choices=DeviationKind.choices)
    what = models.CharField("место словами", max_length=500)
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deviations",
        verbose_name="кто решает вместо него",
        help_text="Пусто, если подпишет на бумаге человек без учётной записи",
    )
    position = models.CharField("должность подписывающего на бумаге", max_length=300, blank=True)
    reason = models.TextField("почему")
    state = models.CharField(
        "решение", max_length=9, choices=DeviationState.choices, default=DeviationState.ASKED.value
    )
    asked_at = models.DateTimeField("когда попросили")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто попросил"
    )
    asked_by_name = models.CharField("имя попросившего", max_length=300)
    settled_at = models.DateTimeField("когда решено", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кто решил",
    )
    settled_by_name = models.CharField("имя решившего", max_length=300, blank=True)
    answer = models.TextField("ответ методиста", blank=True)

    objects = DeviationQuerySet.as_manager()

    class Meta:
        verbose_name = "особый порядок"
        verbose_name_plural = "особый порядок"
        ordering = ("plan", "asked_at", "pk")
        constraints: ClassVar = [
            one_of("kind", DeviationKind, "deviation_kind_known"),
            one_of("state", DeviationState, "deviation_state_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="deviation_says_why"),
            models.CheckConstraint(
                condition=Q(state=DeviationState.ASKED.value, settled_at=None, settled_by=None)
                | (
                    ~Q(state=DeviationState.ASKED.value)
                    & Q(settled_at__isnull=False, settled_by__isnull=False)
                ),
                name="deviation_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"
