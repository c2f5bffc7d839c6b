"""Entries of the journal: append-only, database triggers refuse changes."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from associations.actor import Actor
from associations.directory.models import Institution
from associations.vocabulary import JournalAction
from plans_portal.lib.chain import ChainedRow, has_hash
from plans_portal.lib.constraints import one_of


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    """Queries of entries."""

    def visible_to(self, actor: Actor) -> Self:
        """All of the institution for its staff; for others what they did or what concerns them."""
        if actor.is_superuser:
            return self
        own = Q(by=actor.user_id) | Q(about=actor.user_id)
        if actor.user_id is None:
            own = Q(pk__in=())
        return self.filter(own | Q(institution__in=actor.staff_institution_ids))


class JournalEntry(ChainedRow):
    """One action outside the text of plans: a sentence, who, when, and the values before and after.

    Plans have their own history (`events.history`).
    """

    chain_by = "institution"
    sealed_by = "institution"

    Action = JournalAction

    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        related_name="journal",
        verbose_name="институт",
        help_text="Пусто, если это не касается одного института: вход под неизвестным именем",
    )
    at = models.DateTimeField("когда")
    action = models.CharField("вид", max_length=12, choices=JournalAction.choices)
    words = models.TextField("что сделано")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="учётная запись",
        help_text="Пусто, если это сделала команда на сервере или неизвестный",
    )
    by_name = models.CharField("кто", max_length=300, blank=True)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="чьей учётной записи касается",
    )
    before = models.JSONField("было", null=True)
    after = models.JSONField("стало", null=True)
    ip = models.GenericIPAddressField("адрес", null=True)
    user_agent = models.CharField("программа", max_length=300, blank=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = "запись журнала"
        verbose_name_plural = "журнал"
        ordering = ("-id",)
        indexes: ClassVar = [models.Index(fields=("institution", "-id"), name="journal_newest")]
        constraints: ClassVar = [
            has_hash("journal_is_chained"),
            one_of("action", JournalAction, "journal_action_known"),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def values(self) -> list[tuple[str, str, str]]:
        """What changed: name, before, after; empty texts where there was or is nothing."""
        before, after = self.before or {}, self.after or {}
        return [(name, before.get(name, ""), after.get(name, "")) for name in {**before, **after}]
