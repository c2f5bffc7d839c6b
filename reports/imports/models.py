"""Import sessions: a file or a paste from its upload until it becomes a plan."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from associations.actor import Actor
from associations.models import Association
from events.models import Plan
from plans_portal.lib.constraints import one_of
from plans_portal.lib.enums import LabelledEnum
from plans_portal.lib.leases import Lease


class ImportSessionQuerySet(models.QuerySet["ImportSession"]):
    """Selections of import sessions."""

    def visible_to(self, actor: Actor) -> Self:
        """The actor's own: no other person sees them, not even a superuser."""
        return self.filter(owner_id=actor.user_id)

    def unfinished(self) -> Self:
        """Files that wait for a worker."""
        return self.filter(state__in=(ImportSession.State.WAITING, ImportSession.State.ASKED))

    def ready(self) -> Self:
        """Files ready for a draft unseen: association and period known, no doubts, none like it.

        Like it is a plan of the same association and period, or an earlier file of the same batch
        with the same bytes or such a plan.
        """
        known = Q(association__isnull=False, period_start__isnull=False, period_end__isnull=False)
        same = {name: OuterRef(name) for name in ("association", "period_start", "period_end")}
        states = (ImportSession.State.READ, ImportSession.State.ASKED)
        before = Q(name__lt=OuterRef("name")) | Q(name=OuterRef("name"), pk__lt=OuterRef("pk"))
        like = ImportSession.objects.filter(
            before,
            Q(sha256=OuterRef("sha256")) & ~Q(sha256="") | Q(**same),
            state__in=states,
            batch=OuterRef("batch"),
            owner=OuterRef("owner"),
        )
        return self.filter(
            known,
            ~Exists(Plan.objects.not_removed().filter(**same)),
            ~Exists(like),
            state=ImportSession.State.READ,
            doubts=0,
            section_uid="",
        )

    def grown_old(self, now: dt.datetime) -> Self:
        """Not touched for `IMPORTS_KEPT`, without those that wait for a worker."""
        old = self.filter(touched_at__lt=now - settings.IMPORTS_KEPT)
        return old.exclude(pk__in=self.unfinished())


class ImportState(LabelledEnum):
    """How far the import is."""

    WAITING = "waiting", "Ждёт чтения"
    READ = "read", "Прочитан"
    ASKED = "asked", "Создаётся черновик"
    REFUSED = "refused", "Не прочитан"
    DONE = "done", "Перенесён в план"


class ImportSession(Lease):
    """One file or paste between its upload and the plan that it becomes.

    `data` are the file's bytes until they are read; then `source` is its paragraphs and tables
    (`reports.sources.stored`), or a whole plan of the portal (`{"content": …}`). `corrections`
    is the journal of the owner's corrections.
    """

    State = ImportState

    key = models.UUIDField("ключ", primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="import_sessions", verbose_name="чей"
    )
    batch = models.UUIDField("пачка", null=True, blank=True, editable=False)
    name = models.CharField("имя файла", max_length=200)
    # Of the file as it came, by which the same one is known under another name.
    sha256 = models.CharField("отпечаток файла", max_length=64, blank=True, editable=False)
    state = models.CharField(
        "состояние", max_length=8, choices=ImportState.choices, default=ImportState.WAITING.value
    )
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
    # The association named in the file, in its own words.
    named = models.CharField("чей план по словам файла", max_length=300, blank=True, default="")
    period_start = models.DateField("начало периода", null=True, blank=True)
    period_end = models.DateField("конец периода", null=True, blank=True)
    # The plan that it became, or the one into which its rows go, and after which row.
    plan = models.ForeignKey(
        Plan, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="план"
    )
    section_uid = models.CharField("в какой раздел", max_length=32, blank=True)
    after_uid = models.CharField("после какой строки", max_length=32, blank=True)
    # The plan to which a file of the portal is brought back (`{"brought": …}` in `source`).
    brought_to = models.ForeignKey(
        Plan,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="в какой план возвращается",
    )
    # For the report of a batch, so that no file is read again.
    rows = models.PositiveIntegerField("строк", default=0)
    doubts = models.PositiveIntegerField("сомнений", default=0)
    # Why the file could not be read, or, of one that was, why no draft was made.
    refusal = models.TextField("почему не прочитан", blank=True)
    # Bytes of the file until it is read, then of `source`.
    size = models.PositiveIntegerField("сколько занимает", default=0)
    made_at = models.DateTimeField("когда принесён")
    touched_at = models.DateTimeField("когда с ним работали", db_index=True)

    objects = ImportSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "файл в разборе"
        verbose_name_plural = "файлы в разборе"
        ordering = ("-made_at", "name")
        constraints: ClassVar = [
            one_of("state", ImportState, "import_session_state_known"),
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
        """The page of the wizard, or of what a file brings back."""
        if self.brought_to_id is not None:
            return reverse("reports:file_brought", args=[self.pk])
        return reverse("reports:import_session", args=[self.pk])

    @property
    def kept_until(self) -> dt.datetime:
        """When it is removed if it is not touched."""
        return self.touched_at + settings.IMPORTS_KEPT
