"""Who has a plan open to draft it."""

from django.conf import settings
from django.db import models

from events.drafting.models.plan import Plan


class Presence(models.Model):
    """One open page of a plan: whose it is, in which row, and when it was last heard of."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="presences", verbose_name="план")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="учётная запись"
    )
    name = models.CharField("кто", max_length=300)
    tab = models.CharField("вкладка", max_length=32)
    row = models.CharField("строка", max_length=32, blank=True)
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "открытая страница"
        verbose_name_plural = "открытые страницы"
        constraints = [models.UniqueConstraint(fields=["plan", "tab"], name="presence_once_a_tab")]

    def __str__(self) -> str:
        return self.name
