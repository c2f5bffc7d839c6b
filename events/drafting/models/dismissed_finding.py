"""What the check found and the authors have set aside: «так и надо»."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from events.drafting.models.plan import Plan


class DismissedFinding(models.Model):
    """A finding of the check that the authors leave as it is, and why.

    It counts while the words that the finding is about have the same version: with other words
    the check tells of it again.
    """

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="dismissed_findings", verbose_name="план"
    )
    key = models.CharField("что найдено и где", max_length=150)
    version = models.CharField("версия слов", max_length=16)
    reason = models.CharField("почему так и надо", max_length=300)
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="учётная запись",
    )
    by_name = models.CharField("кто", max_length=300)

    class Meta:
        verbose_name = "отложенное замечание проверки"
        verbose_name_plural = "отложенные замечания проверки"
        ordering = ("plan", "at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("plan", "key", "version"), name="finding_dismissed_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="finding_dismissed_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"
