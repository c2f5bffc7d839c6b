"""The institute's calendar of the school year: when quarters and holidays of schools are."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from associations.models import Institution
from events.plan.period import Period, SchoolDays


class SchoolPart(models.IntegerChoices):
    """Parts of a school year, with the codes of `events.terms.points.SCHOOL_CODES`."""

    FIRST_QUARTER = 1, "I четверть"
    AUTUMN_HOLIDAYS = 23, "Осенние каникулы"
    SECOND_QUARTER = 2, "II четверть"
    WINTER_HOLIDAYS = 24, "Зимние каникулы"
    THIRD_QUARTER = 3, "III четверть"
    SPRING_HOLIDAYS = 21, "Весенние каникулы"
    FOURTH_QUARTER = 4, "IV четверть"
    SUMMER_HOLIDAYS = 22, "Летние каникулы"
    FIRST_TRIMESTER = 11, "I триместр"
    SECOND_TRIMESTER = 12, "II триместр"
    THIRD_TRIMESTER = 13, "III триместр"


class SchoolSpan(models.Model):
    """A part of one school year in one institution; terms of plans are read by it."""

    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="school_spans", verbose_name="институт"
    )
    year = models.PositiveSmallIntegerField("учебный год начинается в")
    part = models.PositiveSmallIntegerField("что это", choices=SchoolPart.choices)
    starts = models.DateField("первый день")
    ends = models.DateField("последний день")

    class Meta:
        verbose_name = "часть учебного года"
        verbose_name_plural = "календарь учебного года"
        ordering = ("-year", "starts", "part")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("institution", "year", "part"),
                name="school_span_once_a_year",
                violation_error_message="Это уже записано. Уберите прежнюю запись.",
            ),
            models.CheckConstraint(
                condition=Q(part__in=SchoolPart.values), name="school_span_part_known"
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="school_span_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.starts:%d.%m.%Y}–{self.ends:%d.%m.%Y}"

    @property
    def school_year(self) -> Period:
        """The school year that it is a part of."""
        return Period.of_academic_year(self.year)

    def as_days(self) -> SchoolDays:
        """The same as a value for reading terms."""
        return SchoolDays(self.part, self.starts, self.ends)
