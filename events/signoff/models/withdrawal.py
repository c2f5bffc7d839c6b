"""Withdrawals of decisions by who gave them: append-only, database triggers refuse changes."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from events.signoff.models.signature import Signature
from plans_portal.lib.chain import ChainedRow, has_hash


class Withdrawal(ChainedRow):
    """A decision is withdrawn (отозвано); its signature stays as evidence and counts no more.

    `ended_approval`: the plan was approved by it, and was approved no more after this.
    """

    chain_by = "signature__plan"
    sealed_by = "signature__plan__association__institution"

    signature = models.OneToOneField(
        Signature, models.PROTECT, related_name="withdrawal", verbose_name="подпись"
    )
    reason = models.TextField("почему отозвано", blank=True)
    ended_approval = models.BooleanField("план был утверждён", default=False)
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем отозвано"
    )
    by_name = models.CharField("имя отозвавшего", max_length=300)
    ip = models.GenericIPAddressField("адрес", null=True)
    user_agent = models.CharField("программа", max_length=300, blank=True)
    auth_method = models.CharField("чем подтверждён вход", max_length=40, blank=True)
    auth_at = models.DateTimeField("когда подтверждён вход", null=True)
    session = models.CharField("сеанс", max_length=64, blank=True)
    own_seal = models.CharField("печать записи", max_length=128, editable=False)

    class Meta:
        verbose_name = "отзыв решения"
        verbose_name_plural = "отзывы решений"
        ordering = ("at", "id")
        constraints: ClassVar = [has_hash("withdrawal_is_chained")]

    def __str__(self) -> str:
        return f"Отозвано: {self.signature}"
