"""Editions of a plan and their repeals: append-only, database triggers refuse changes."""

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from events.drafting.models.plan import AT_MOST_A_PAGE, Plan
from events.plan.heading import title_line
from events.plan.vocabulary import POSITIVE
from plans_portal.lib.chain import ChainedRow, has_hash

if TYPE_CHECKING:
    from events.signoff.models.signature import Signature


class Edition(ChainedRow):
    """The content of a plan as it was sent (редакция), frozen: this is what people sign."""

    chain_by = "plan"
    sealed_by = "plan__association__institution"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="editions", verbose_name="план")
    number = models.PositiveSmallIntegerField("номер")
    title = models.TextField("заголовок", help_text="Как в содержании, чтобы по нему искать")
    content = models.TextField("содержание", help_text="Каноническая запись JSON")
    format = models.PositiveSmallIntegerField(
        "формат записи", help_text="В нём сделаны содержание и отпечаток: docs/plan-json.md"
    )
    sha256 = models.CharField("отпечаток", max_length=64)
    made_at = models.DateTimeField("когда отправлена")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем отправлена"
    )
    made_by_name = models.CharField("имя отправившего", max_length=300)
    note = models.TextField(
        "пояснение автора",
        blank=True,
        help_text="Что изменилось или почему отправлена без изменений",
        validators=[AT_MOST_A_PAGE],
    )

    class Meta:
        verbose_name = "редакция"
        verbose_name_plural = "редакции"
        ordering = ("plan", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "number"), name="edition_number_once"),
            models.CheckConstraint(
                condition=Exact(Length("sha256"), 64), name="edition_sha256_is_64_digits"
            ),
            has_hash("edition_is_chained"),
        ]

    def __str__(self) -> str:
        return f"Редакция {self.number}"

    @property
    def title_line(self) -> str:
        """The title in one line, for lists and file names."""
        return title_line(self.title.splitlines())

    @property
    def last_signed_at(self) -> dt.datetime | None:
        """Time of the last agreement or approval; of an edition in force, its approval."""
        return max((one.at for one in self.standing if one.decision in POSITIVE), default=None)

    @property
    def approval_number(self) -> int | None:
        """Which approval of the edition is its last one: None for the first, 2 after a withdrawal.

        No query where the signatures are loaded.
        """
        taken = [one for one in self.signatures.all() if not one.stands]
        ended = sum(one.withdrawal.ended_approval for one in taken)
        return ended + 1 if ended else None

    @property
    def standing(self) -> "list[Signature]":
        """The signatures that stand: not withdrawn (no query where all of them are loaded)."""
        return [one for one in self.signatures.all() if one.stands]


class Repeal(ChainedRow):
    """An approved edition is repealed (отмена утверждения) and nothing replaces it."""

    chain_by = "edition__plan"
    sealed_by = "edition__plan__association__institution"

    edition = models.OneToOneField(
        Edition, models.PROTECT, related_name="repeal", verbose_name="редакция"
    )
    reason = models.TextField("почему отменена")
    act = models.CharField(
        "чем отменена",
        max_length=300,
        blank=True,
        help_text="Например: приказом института от 16.01.2026 № 1",
    )
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем отменена"
    )
    by_name = models.CharField("имя отменившего", max_length=300)
    own_seal = models.CharField("печать записи", max_length=128, editable=False)

    class Meta:
        verbose_name = "отмена утверждения"
        verbose_name_plural = "отмены утверждения"
        ordering = ("at",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="repeal_says_why"),
            has_hash("repeal_is_chained"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} отменена"
