"""History of a plan. Rows are append-only: database triggers refuse changes."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from events.drafting.models.plan import Plan
from plans_portal.lib.chain import ChainedRow, has_hash


class Change(ChainedRow):
    """One action on a plan: a sentence for people, and the values before and after."""

    chain_by = "plan"
    sealed_by = "plan__association__institution"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="changes", verbose_name="план")
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="учётная запись",
        help_text="Пусто, если это сделала команда на сервере",
    )
    by_name = models.CharField("кто", max_length=300)
    action = models.CharField("вид", max_length=40)
    words = models.TextField("что сделано")
    event_uid = models.CharField("строка", max_length=32, blank=True)
    before = models.JSONField("было", null=True)
    after = models.JSONField("стало", null=True)
    patch = models.JSONField(
        "правка", null=True, help_text="Что сделано, по частям плана: так это отменяется"
    )
    undoes = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="undone_by", verbose_name="отменяет"
    )
    undoes_also = models.JSONField(
        "отменяет и",
        null=True,
        help_text="Номера других изменений той же строки, отменённых вместе с ним",
    )
    key = models.CharField(
        "одноразовый ключ",
        max_length=32,
        null=True,
        unique=True,
        help_text="Форма, отправленная дважды, делает своё один раз",
    )

    class Meta:
        verbose_name = "изменение"
        verbose_name_plural = "история изменений"
        ordering = ("plan", "-id")
        constraints: ClassVar = [has_hash("change_is_chained")]

    def __str__(self) -> str:
        return self.words[:80]


class NamedVersion(models.Model):
    """A name for the plan as it was after a change: «Перед отправкой совету»."""

    change = models.OneToOneField(
        Change, models.PROTECT, related_name="named_version", verbose_name="изменение"
    )
    name = models.CharField("название", max_length=120)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто назвал"
    )
    named_at = models.DateTimeField("когда названа")

    class Meta:
        verbose_name = "версия с названием"
        verbose_name_plural = "версии с названием"

    def __str__(self) -> str:
        return self.name
