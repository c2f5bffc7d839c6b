"""Days on which an institution works, or doesn't, unlike the official calendar."""

from typing import ClassVar, Self

from django.db import models

from associations.actor import Actor
from associations.directory.models import Institution


class InstituteDayQuerySet(models.QuerySet["InstituteDay"]):
    """Queries of own days."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's institution; all of them for a superuser."""
        if actor.is_superuser:
            return self
        return self.filter(institution_id__in=actor.institution_ids)


class InstituteDay(models.Model):
    """A day that is off, or worked on, in one institution."""

    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="own_days", verbose_name="институт"
    )
    day = models.DateField("день")
    is_working = models.BooleanField("рабочий день", default=False)
    why = models.CharField(
        "почему", max_length=200, blank=True, help_text="Например: приказ № 7, день учителя края"
    )

    objects = InstituteDayQuerySet.as_manager()

    class Meta:
        verbose_name = "свой день института"
        verbose_name_plural = "свои дни института"
        ordering = ("day",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("institution", "day"),
                name="institute_day_once",
                violation_error_message="Этот день уже записан. Уберите прежнюю запись.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}: {'рабочий' if self.is_working else 'выходной'}"
