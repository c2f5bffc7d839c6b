"""What an institution requires of plans; `events.checks` tests plans against it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from associations.models import Association, Institution
from events.checks import Requirements
from events.plan.period import MONTHS_GENITIVE
from plans_portal.lib.constraints import one_of


class Requirement(models.Model):
    """The requirements of one institution to one kind of association; without a row, none."""

    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="requirements", verbose_name="институт"
    )
    kind = models.CharField("вид объединения", max_length=4, choices=Association.Kind.choices)
    meetings = models.PositiveSmallIntegerField("заседаний не меньше", default=0)
    report_month = models.PositiveSmallIntegerField("месяц отчёта", null=True, blank=True)
    report_day = models.PositiveSmallIntegerField("день отчёта", null=True, blank=True)
    sections = models.TextField(
        "обязательные разделы", blank=True, help_text="Каждый раздел с новой строки"
    )

    class Meta:
        verbose_name = "требования к планам"
        verbose_name_plural = "требования к планам"
        ordering = ("institution", "kind")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("institution", "kind"), name="requirement_once_for_kind"
            ),
            one_of("kind", Association.Kind, "requirement_kind_known"),
            models.CheckConstraint(
                # "Is not null" is needed: a check that comes to NULL would pass.
                condition=Q(report_month__isnull=True, report_day__isnull=True)
                | Q(
                    report_month__isnull=False,
                    report_day__isnull=False,
                    report_month__range=(1, 12),
                    report_day__range=(1, 31),
                ),
                name="requirement_report_has_month_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Требования к планам: {self.get_kind_display()}"

    @property
    def section_names(self) -> tuple[str, ...]:
        """The required sections as a tuple."""
        return tuple(line.strip() for line in self.sections.splitlines() if line.strip())

    def get_report_month_display(self) -> str:
        """The month of the report in words, «января», or nothing."""
        return MONTHS_GENITIVE[self.report_month - 1] if self.report_month else ""

    @property
    def report_by(self) -> str:
        """The day of the report in words, «15 января», or nothing."""
        if not self.report_month or not self.report_day:
            return ""
        return f"{self.report_day} {self.get_report_month_display()}"

    @property
    def asks_for_something(self) -> bool:
        """Whether anything is required at all."""
        return bool(self.meetings or self.report_by or self.section_names)

    def as_values(self) -> Requirements:
        """The same as values for the check."""
        report = None
        if self.report_month and self.report_day:
            report = (self.report_month, self.report_day)
        return Requirements(self.meetings, report, self.section_names)
