"""Print jobs with their pieces, and stored drafts."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from associations.actor import Actor
from associations.models import Institution
from events.access import reads_draft_sql, takes_part_sql
from events.models import Plan
from plans_portal.lib.constraints import one_of
from plans_portal.lib.enums import LabelledEnum
from plans_portal.lib.leases import Lease


class PrintJobQuerySet(models.QuerySet["PrintJob"]):
    """Queries of print jobs."""

    def visible_to(self, actor: Actor) -> Self:
        """The actor's own; a superuser sees no others either."""
        return self.filter(owner_id=actor.user_id)

    def unfinished(self) -> Self:
        """Those on which a worker still has something to do."""
        return self.filter(state__in=(PrintJob.State.WAITING, PrintJob.State.WORKING))


class PrintJobKind(LabelledEnum):
    """What it makes."""

    ARCHIVE = "archive", "Архив планов"
    PAPER = "paper", "Бумага плана"


class PrintJobState(LabelledEnum):
    """How far it is."""

    WAITING = "waiting", "В очереди"
    WORKING = "working", "Печатается"
    DONE = "done", "Готово"
    FAILED = "failed", "Не получилось"
    CANCELLED = "cancelled", "Отменено"


class PrintJob(Lease):
    """Printing that takes too long for a request: a worker does it piece by piece."""

    Kind = PrintJobKind

    State = PrintJobState

    key = models.UUIDField("ключ", primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("что", max_length=8, choices=PrintJobKind.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="print_jobs",
        verbose_name="для кого",
    )
    institution = models.ForeignKey(
        Institution,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="институт",
    )
    title = models.CharField("название", max_length=300)
    state = models.CharField(
        "состояние",
        max_length=9,
        choices=PrintJobState.choices,
        default=PrintJobState.WAITING.value,
    )
    total = models.PositiveIntegerField("всего")
    done = models.PositiveIntegerField("сделано", default=0)
    step = models.CharField("что делается сейчас", max_length=300, blank=True)
    file = models.FileField("файл", max_length=200, blank=True)
    file_name = models.CharField("имя файла", max_length=150, blank=True)
    sha256 = models.CharField("отпечаток файла", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("размер, байт", default=0)
    failure = models.TextField("почему не получилось", blank=True)
    made_at = models.DateTimeField("когда попросили")
    started_at = models.DateTimeField("когда начата", null=True, blank=True)
    finished_at = models.DateTimeField("когда закончена", null=True, blank=True)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = "задание печати"
        verbose_name_plural = "задания печати"
        ordering = ("-made_at",)
        constraints: ClassVar = [
            one_of("kind", PrintJobKind, "print_job_kind_known"),
            one_of("state", PrintJobState, "print_job_state_known"),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(file=""), name="print_job_done_has_file"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure=""), name="print_job_failed_says_why"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("owner", "-made_at"), name="print_job_of_owner"),
            models.Index(fields=("state", "heartbeat"), name="print_job_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    def get_absolute_url(self) -> str:
        """The page that shows how far it is."""
        return reverse("reports:print_job", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        """Whether it has ended in any way."""
        return self.state not in (PrintJob.State.WAITING, PrintJob.State.WORKING)

    @property
    def kept_until(self) -> dt.datetime | None:
        """When its file is removed."""
        return self.finished_at + settings.PRINT_KEPT if self.finished_at else None


class PrintPieceQuerySet(models.QuerySet["PrintPiece"]):
    """Queries of pieces of print jobs."""

    def open_to(self, actor: Actor) -> Self:
        """Those whose content the actor may read today; none of a deleted plan.

        Who no longer writes a plan or decides on it has only what is in force.
        """
        seen = Plan.objects.visible_to(actor)
        return self.filter(
            Q(plan__in=seen.filter(reads_draft_sql(actor)).values("pk"))
            | Q(plan__in=seen.filter(takes_part_sql(actor)).values("pk"), as_sent=True)
            | Q(plan__in=seen.values("pk"), is_draft=False)
        )


class PieceForm(LabelledEnum):
    """The kinds of file of a plan."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word (DOCX)"
    XLSX = "xlsx", "Excel (XLSX)"
    JSON = "json", "Данные (JSON)"


class PieceState(LabelledEnum):
    """What became of it."""

    WAITING = "waiting", "Ждёт"
    DONE = "done", "Готов"
    REFUSED = "refused", "Не вошёл"


class PrintPiece(models.Model):
    """One plan in one kind of file: what a job makes at a time, and never makes twice."""

    Form = PieceForm

    State = PieceState

    job = models.ForeignKey(PrintJob, models.CASCADE, related_name="pieces", verbose_name="задание")
    order = models.PositiveIntegerField("порядок")
    plan = models.ForeignKey(
        Plan, models.SET_NULL, null=True, related_name="+", verbose_name="план"
    )
    form = models.CharField("вид файла", max_length=4, choices=PieceForm.choices)
    state = models.CharField(
        "состояние", max_length=7, choices=PieceState.choices, default=PieceState.WAITING.value
    )
    title = models.TextField("заголовок плана")
    is_draft = models.BooleanField("это проект", default=True)
    as_sent = models.BooleanField("отправленная редакция, а не нынешние строки", default=False)
    file = models.FileField("файл", max_length=200, blank=True)
    why = models.TextField("почему не вошёл", blank=True)

    objects = PrintPieceQuerySet.as_manager()

    class Meta:
        verbose_name = "часть задания печати"
        verbose_name_plural = "части заданий печати"
        ordering = ("job", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("job", "order"), name="print_piece_order_once"),
            one_of("form", PieceForm, "print_piece_form_known"),
            models.CheckConstraint(
                condition=Q(state="waiting")
                | (Q(state="done") & ~Q(file=""))
                | (Q(state="refused") & ~Q(why="")),
                name="print_piece_has_its_file_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.get_form_display()}"


class DraftCheck(models.Model):
    """What the check of a plan's paper found before sending; of each plan the last one is kept.

    The key is a hash of the words and of the code that prints.
    """

    plan = models.OneToOneField(
        Plan, models.CASCADE, related_name="draft_check", verbose_name="план"
    )
    key = models.CharField("ключ", max_length=64)
    missing = models.JSONField("чего нет в файле", default=list, blank=True)
    asked_at = models.DateTimeField("когда попросили")
    checked_at = models.DateTimeField("когда проверена", null=True, blank=True)

    class Meta:
        verbose_name = "проверка бумаги"
        verbose_name_plural = "проверки бумаги"

    def __str__(self) -> str:
        return f"Проверка бумаги: {self.plan}"


class StoredDraft(models.Model):
    """The last printed PDF of a draft: whoever asks for the same content gets these bytes.

    The key is a hash of all that the paper depends on, so a row is never wrong, only no longer
    asked for. It is written after its file, so a file with a row is whole.
    """

    key = models.CharField("ключ", max_length=64, primary_key=True)
    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="stored_drafts", verbose_name="план"
    )
    as_sent = models.BooleanField("отправленная редакция, а не нынешние строки")
    title = models.TextField("заголовок файла")
    file = models.FileField("файл", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    made_at = models.DateTimeField("когда напечатан", db_index=True)

    class Meta:
        verbose_name = "сохранённый черновик"
        verbose_name_plural = "сохранённые черновики"
        ordering = ("made_at",)

    def __str__(self) -> str:
        return self.title
