"""Which edition of a plan somebody last looked at: not evidence, so it is overwritten."""

from django.conf import settings
from django.db import models

from events.drafting.models.plan import Plan
from events.signoff.models.edition import Edition


class Look(models.Model):
    """The edition that an account last opened, and the other one that it had opened before."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="looks", verbose_name="план")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="учётная запись"
    )
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", verbose_name="редакция")
    earlier = models.ForeignKey(
        Edition, models.CASCADE, null=True, related_name="+", verbose_name="прежняя редакция"
    )
    at = models.DateTimeField("когда открыта впервые")

    class Meta:
        verbose_name = "последний просмотр"
        verbose_name_plural = "последние просмотры"
        constraints = [
            models.UniqueConstraint(fields=["plan", "user"], name="look_once_a_plan_and_user")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.edition}"
