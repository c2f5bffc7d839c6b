"""Remarks (замечания) of those who decide on a plan."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from events.drafting.models.plan import Plan
from events.plan.vocabulary import RemarkState
from plans_portal.lib.constraints import one_of


class Remark(models.Model):
    """A remark (замечание) on a plan, or on one field of one row."""

    State = RemarkState

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="remarks", verbose_name="план")
    event_uid = models.CharField("строка", max_length=32, blank=True)
    field = models.CharField("поле", max_length=20, blank=True)
    text = models.TextField("замечание")
    state = models.CharField(
        "состояние", max_length=8, choices=RemarkState.choices, default=RemarkState.OPEN.value
    )
    made_at = models.DateTimeField("когда")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто"
    )
    made_by_name = models.CharField("имя", max_length=300)
    closed_at = models.DateTimeField("когда закрыто", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кем закрыто",
    )

    class Meta:
        verbose_name = "замечание"
        verbose_name_plural = "замечания"
        ordering = ("plan", "made_at", "id")
        constraints: ClassVar = [
            one_of("state", RemarkState, "remark_state_known"),
            models.CheckConstraint(
                condition=Q(
                    state=RemarkState.OPEN.value, closed_at__isnull=True, closed_by__isnull=True
                )
                | (
                    ~Q(state=RemarkState.OPEN.value)
                    & Q(closed_at__isnull=False, closed_by__isnull=False)
                ),
                name="remark_closed_has_when_and_who",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
