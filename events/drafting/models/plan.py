"""A plan and its sections."""

import re
import uuid
from typing import ClassVar, Final, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse

from associations.actor import Actor
from associations.models import Association
from events import access
from events.layouts.models import Layout
from events.plan.heading import title_line
from events.plan.period import Period, PeriodKind, objection_to_days
from events.plan.status import PlanStatus
from events.plan.vocabulary import Numbering, SectionKind, ShownAs
from plans_portal.lib.constraints import one_of

# Upper bounds against mistakes: a page for a heading, a book for a cell.
AT_MOST_A_PAGE: Final = MaxLengthValidator(5_000)
AT_MOST_A_BOOK: Final = MaxLengthValidator(100_000)
UID: Final = re.compile("[0-9a-f]{32}")


def new_uid() -> str:
    """A new permanent id of a row, section or step, the same in all editions of its plan."""
    return uuid.uuid4().hex


class PlanQuerySet(models.QuerySet["Plan"]):
    """Questions about plans."""

    def not_removed(self) -> Self:
        """All but removed drafts, which are neither counted nor shown."""
        return self.filter(removed_at=None)

    def visible_to(self, actor: Actor) -> Self:
        """The plans that the actor may read: see `access.sees`."""
        return self.filter(access.sees_sql(actor))

    def as_they_stand_for(self, actor: Actor) -> Self:
        """The visible plans of which the actor reads the present rows."""
        return self.visible_to(actor).filter(access.reads_rows_sql(actor))

    def being_changed_for(self, actor: Actor) -> Self:
        """The other visible plans that have an edition in force, which the actor reads."""
        in_force = self.visible_to(actor).filter(official__isnull=False)
        return in_force.exclude(access.reads_rows_sql(actor))

    def with_shown_title(self, actor: Actor) -> Self:
        """Annotate `shown_title`, the title that the actor reads.

        And `shown_words`, which saves `events.access` a query for each plan of a list.
        """
        return self.annotate(
            shown_words=access.shown_words_sql(actor),
            shown_title=Case(
                When(shown_words=access.PRESENT, then=F("title")),
                When(shown_words=access.SENT, then=F("edition__title")),
                default=F("official__title"),
            ),
        )

    def in_state_for(self, actor: Actor, status: str) -> Self:
        """The visible plans that have this status as the actor is shown it."""
        return self.alias(shown_status=access.shown_status_sql(actor)).filter(shown_status=status)


class Plan(models.Model):
    """The plan of one association for one period, on one layout."""

    Status = PlanStatus

    association = models.ForeignKey(
        Association, models.PROTECT, related_name="plans", verbose_name="объединение"
    )
    layout = models.ForeignKey(
        Layout, models.PROTECT, related_name="plans", verbose_name="форма плана"
    )
    period_kind = models.CharField("период", max_length=8, choices=PeriodKind.choices)
    period_start = models.DateField("начало периода")
    period_end = models.DateField("конец периода")
    title = models.TextField(
        "заголовок",
        validators=[AT_MOST_A_PAGE],
        help_text="Каждая строка печатается с новой строки",
    )
    city = models.CharField("город", max_length=100, blank=True)
    imprint = models.CharField(
        "подпись внизу титульного листа",
        max_length=200,
        blank=True,
        help_text="Заполните, только если «Город, год» должно быть написано иначе",
    )
    status = models.CharField(
        "состояние", max_length=8, choices=PlanStatus.choices, default=PlanStatus.DRAFT.value
    )
    status_since = models.DateTimeField("в этом состоянии с")
    stage = models.PositiveSmallIntegerField("этап согласования", default=0)
    edition = models.ForeignKey(
        "events.Edition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="редакция",
        help_text="Последняя отправленная редакция: её подписывают и печатают",
    )
    official = models.OneToOneField(
        "events.Edition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="редакция в силе",
        help_text="Утверждённая редакция, пока её не заменили и не отменили",
    )
    revision = models.PositiveIntegerField("правка", default=1)
    created_at = models.DateTimeField("создан", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="кем создан",
    )
    changed_at = models.DateTimeField("изменён", auto_now=True)
    made_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="начат из плана",
        help_text="План другого года, из которого взяты разделы и строки",
    )
    carried_doubts = models.JSONField(
        "сомнения переноса",
        default=list,
        blank=True,
        help_text="Места, в которых портал не уверен после переноса на другой год",
    )
    removed_at = models.DateTimeField("снят", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кем снят",
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "план"
        verbose_name_plural = "планы"
        ordering = ("-period_start", "association__name", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("association", "period_start", "period_end", "layout"),
                condition=Q(removed_at__isnull=True),
                name="plan_once_for_period_and_layout",
                violation_error_message=(
                    "У этого объединения уже есть план на этот период по этой форме."
                ),
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="plan_period_ends_after_start",
                violation_error_message="Период заканчивается раньше, чем начинается.",
            ),
            one_of("period_kind", PeriodKind, "plan_period_kind_known"),
            one_of("status", PlanStatus, "plan_status_known"),
            models.CheckConstraint(
                condition=Q(status=PlanStatus.DRAFT.value) | Q(edition__isnull=False),
                name="plan_sent_has_edition",
            ),
            models.CheckConstraint(
                # "Is not null" is needed: a check that comes to NULL would pass.
                condition=~Q(status=PlanStatus.APPROVED.value)
                | Q(official__isnull=False, edition__isnull=False, official=F("edition")),
                name="plan_approved_is_official",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(
                    removed_at__isnull=False,
                    removed_by__isnull=False,
                    status=PlanStatus.DRAFT.value,
                    edition__isnull=True,
                ),
                name="plan_removed_was_never_sent",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("status", "period_start"))]

    def __str__(self) -> str:
        return self.title_line

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("events:plan_detail", args=[self.pk])

    def clean(self) -> None:
        """Refuse a period for which no plan may be made."""
        if None in (self.period_start, self.period_end):
            return
        if objection := objection_to_days(self.period_start, self.period_end):
            raise ValidationError(objection)

    @property
    def title_line(self) -> str:
        """The title in one line, for lists and headings of pages."""
        return title_line(self.title.splitlines())

    @property
    def period(self) -> Period:
        """The period as a value."""
        return Period(PeriodKind(self.period_kind), self.period_start, self.period_end)

    @property
    def edition_number(self) -> int:
        """The number of the last edition that was sent; 0 before the first sending."""
        return self.edition.number if self.edition else 0

    @property
    def is_open(self) -> bool:
        """Whether its rows may be changed."""
        return PlanStatus(self.status).is_open

    @property
    def is_revised(self) -> bool:
        """Whether the next edition is prepared while an approved one is in force."""
        return self.official_id is not None and self.status != Plan.Status.APPROVED

    @property
    def state_words(self) -> str:
        """The state as people call it."""
        if self.is_revised and self.status == Plan.Status.DRAFT:
            return "Вносятся изменения"
        return self.get_status_display()


class Section(models.Model):
    """A section (раздел) of numbered paragraphs or of rows, maybe with sub-sections."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections", verbose_name="план")
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="входит в раздел",
    )
    uid = models.CharField("постоянный номер", max_length=32, default=new_uid, editable=False)
    order = models.IntegerField("порядок")
    kind = models.CharField(
        "что в разделе", max_length=5, choices=SectionKind.choices, default=SectionKind.TABLE.value
    )
    heading = models.TextField("заголовок раздела", blank=True, validators=[AT_MOST_A_PAGE])
    number = models.CharField("номер, как напечатан", max_length=20, blank=True)
    lead_in = models.TextField("вступление", blank=True, validators=[AT_MOST_A_BOOK])
    paragraphs = models.TextField(
        "пункты", blank=True, validators=[AT_MOST_A_BOOK], help_text="Каждый пункт с новой строки"
    )
    shown_as = models.CharField("как показан", max_length=7, choices=ShownAs.choices, blank=True)
    numbering = models.CharField(
        "номера строк", max_length=7, choices=Numbering.choices, blank=True
    )
    columns = models.JSONField("свои графы", default=list, blank=True)

    class Meta:
        verbose_name = "раздел"
        verbose_name_plural = "разделы"
        ordering = ("plan", "parent_id", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "uid"), name="section_uid_once"),
            models.UniqueConstraint(
                fields=("plan", "order"),
                condition=Q(parent__isnull=True),
                name="section_order_once",
            ),
            models.UniqueConstraint(
                fields=("parent", "order"),
                condition=Q(parent__isnull=False),
                name="sub_section_order_once",
            ),
            one_of("kind", SectionKind, "section_kind_known"),
            one_of("shown_as", ShownAs, "section_shown_as_known", blank=True),
            one_of("numbering", Numbering, "section_numbering_known", blank=True),
        ]

    def __str__(self) -> str:
        return self.heading or "Раздел без заголовка"
