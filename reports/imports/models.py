"""A file or a paste that is being brought in: what was read of it, and what was said against that.

It keeps the words and not the file; how they are recognised and who may do what is told elsewhere.
"""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from associations.actor import Actor
from associations.models import Association
from events.models import Plan
from plans_portal.lib.leases import Lease


class ImportSessionQuerySet(models.QuerySet["ImportSession"]):
    """Questions about what is being brought in."""

    def visible_to(self, actor: Actor) -> Self:
        """What the actor itself brings in: nobody else sees it, superusers neither."""
        return self.filter(owner_id=actor.user_id)

    def unfinished(self) -> Self:
        """Files that a worker has still to do something with."""
        return self.filter(state__in=(ImportSession.State.WAITING, ImportSession.State.ASKED))

    def ready(self) -> Self:
        """Files of which a draft can be made unseen: whose and when is known, nothing doubtful."""
        known = Q(association__isnull=False, period_start__isnull=False, period_end__isnull=False)
        return self.filter(known, state=ImportSession.State.READ, doubts=0, section_uid="")

    def grown_old(self, now: dt.datetime) -> Self:
        """What nobody has touched for long, read or refused or a plan by now; none that waits."""
        old = self.filter(touched_at__lt=now - settings.IMPORTS_KEPT)
        return old.exclude(pk__in=self.unfinished())


class ImportSession(Lease):
    """One file or paste between its upload and the plan that it becomes.

    `data` holds the file's bytes only until they are read; from then on `source` holds its
    paragraphs and tables (`reports.sources.stored`), or a whole plan of our own
    (`{"content": …}`). `corrections` is the journal of what the owner said.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "Ждёт чтения"
        READ = "read", "Прочитан"
        ASKED = "asked", "Создаётся черновик"
        REFUSED = "refused", "Не прочитан"
        DONE = "done", "Перенесён в план"

    key = models.UUIDField("ключ", primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="import_sessions", verbose_name="чей"
    )
    batch = models.UUIDField("пачка", null=True, blank=True, editable=False)
    name = models.CharField("имя файла", max_length=200)
    state = models.CharField("состояние", max_length=8, choices=State, default=State.WAITING)
    data = models.BinaryField("файл до чтения", null=True)
    source = models.JSONField("что прочитано", null=True, blank=True)
    corrections = models.JSONField("поправки", default=list, blank=True)
    association = models.ForeignKey(
        Association,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="объединение",
    )
    # Whose plan the file itself says it is, in its own words.
    named = models.CharField("чей план по словам файла", max_length=300, blank=True, default="")
    period_start = models.DateField("начало периода", null=True, blank=True)
    period_end = models.DateField("конец периода", null=True, blank=True)
    # The plan that it became, or the one into which its rows go, and after which row.
    plan = models.ForeignKey(
        Plan, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="план"
    )
    section_uid = models.CharField("в какой раздел", max_length=32, blank=True)
    after_uid = models.CharField("после какой строки", max_length=32, blank=True)
    # What the report of many files tells without reading each anew.
    rows = models.PositiveIntegerField("строк", default=0)
    doubts = models.PositiveIntegerField("сомнений", default=0)
    # Of a file that was read: why no draft could be made of it.
    refusal = models.TextField("почему не прочитан", blank=True)
    # Bytes of the file until it is read, then of the words that are kept of it.
    size = models.PositiveIntegerField("сколько занимает", default=0)
    made_at = models.DateTimeField("когда принесён")
    touched_at = models.DateTimeField("когда с ним работали", db_index=True)

    objects = ImportSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "файл в разборе"
        verbose_name_plural = "файлы в разборе"
        ordering = ("-made_at", "name")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "read", "asked", "refused", "done")),
                name="import_session_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused")
                | (~Q(refusal="") & Q(source__isnull=True) & Q(data__isnull=True)),
                name="import_session_keeps_nothing_refused",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("read", "asked", "done")) | Q(data__isnull=True),
                name="import_session_keeps_no_file_once_read",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("owner", "batch"), name="import_session_of_owner"),
            models.Index(fields=("state", "heartbeat"), name="import_session_state"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page where it is looked through."""
        return reverse("reports:import_session", args=[self.pk])

    @property
    def kept_until(self) -> dt.datetime:
        """When it is removed if nobody touches it."""
        return self.touched_at + settings.IMPORTS_KEPT
