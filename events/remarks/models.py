"""Remarks (замечания) of those who decide on a plan, what is answered, and common wordings."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from associations.actor import Actor
from associations.models import Institution
from events import access
from events.drafting.models.plan import AT_MOST_A_BOOK, AT_MOST_A_PAGE, Plan
from events.plan.vocabulary import RemarkPlace, RemarkState, Severity
from events.signoff.models.edition import Edition
from plans_portal.lib.chain import ChainedRow, has_hash
from plans_portal.lib.constraints import one_of

ALREADY_COMMON = "Такое типовое замечание уже есть."
# The states in which the authors owe something.
UNSETTLED = tuple(one.value for one in RemarkState if not one.is_settled)


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Questions about remarks."""

    def visible_to(self, actor: Actor) -> "RemarkQuerySet":
        """The remarks that the actor may read.

        Those who take part in a plan read the remarks on what was sent. A remark on a draft, or a
        doubt of a file that was read, may hold words that were not sent: it is for readers of
        drafts.
        """
        plans = Plan.objects.visible_to(actor)
        on_sent = Q(edition__isnull=False, plan__in=plans.filter(access.takes_part_sql(actor)))
        return self.filter(on_sent | Q(plan__in=plans.filter(access.reads_draft_sql(actor))))

    def unsettled(self) -> "RemarkQuerySet":
        """The remarks of which the authors owe something."""
        return self.filter(state__in=UNSETTLED)


class Remark(models.Model):
    """A remark (замечание) on a plan, a section, a row, or one cell of them.

    `words`, `where` and `version` are its place as it was when the remark was written, so that it
    can be read after the place has changed or is gone.
    """

    State = RemarkState
    Place = RemarkPlace
    Severity = Severity

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="remarks", verbose_name="план")
    edition = models.ForeignKey(
        Edition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="редакция",
        help_text="Пусто, если замечание написано к черновику",
    )
    place = models.CharField(
        "к чему", max_length=7, choices=RemarkPlace.choices, default=RemarkPlace.PLAN.value
    )
    uid = models.CharField("строка или раздел", max_length=32, blank=True)
    field = models.CharField("ячейка", max_length=20, blank=True)
    where = models.CharField("место словами", max_length=200, blank=True)
    words = models.TextField("что там было", blank=True)
    version = models.CharField("версия места", max_length=16, blank=True)
    text = models.TextField("замечание", validators=[AT_MOST_A_PAGE])
    severity = models.CharField(
        "важность", max_length=4, choices=Severity.choices, default=Severity.MUST.value
    )
    suggestion = models.TextField(
        "как написать",
        blank=True,
        validators=[AT_MOST_A_BOOK],
        help_text="Текст, который заменит ячейку, если автор его примет",
    )
    is_doubt = models.BooleanField(
        "сомнение чтения файла",
        default=False,
        help_text="Не замечание человека: что портал не понял в файле или вставке",
    )
    state = models.CharField(
        "состояние", max_length=8, choices=RemarkState.choices, default=RemarkState.OPEN.value
    )
    made_at = models.DateTimeField("когда")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто"
    )
    made_by_name = models.CharField("имя", max_length=300)
    closed_at = models.DateTimeField("когда решено", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кем решено",
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "замечание"
        verbose_name_plural = "замечания"
        ordering = ("plan", "made_at", "id")
        indexes: ClassVar = [models.Index(fields=("plan", "state"), name="remark_by_state")]
        constraints: ClassVar = [
            one_of("state", RemarkState, "remark_state_known"),
            one_of("place", RemarkPlace, "remark_place_known"),
            one_of("severity", Severity, "remark_severity_known"),
            models.CheckConstraint(
                condition=Q(place=RemarkPlace.PLAN.value, uid="")
                | (~Q(place=RemarkPlace.PLAN.value) & ~Q(uid="")),
                name="remark_place_has_uid",
            ),
            models.CheckConstraint(
                condition=Q(suggestion="") | ~Q(field=""), name="remark_suggestion_is_for_a_cell"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNSETTLED, closed_at__isnull=True, closed_by__isnull=True)
                | (~Q(state__in=UNSETTLED) & Q(closed_at__isnull=False, closed_by__isnull=False)),
                name="remark_closed_has_when_and_who",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        """The page of the remark with all that was answered."""
        return reverse("events:remark_detail", args=[self.plan_id, self.pk])

    @property
    def is_settled(self) -> bool:
        """Whether nobody owes an answer."""
        return RemarkState(self.state).is_settled

    @property
    def is_must(self) -> bool:
        """Whether the plan is not agreed without it."""
        return self.severity == Severity.MUST

    @property
    def anchor(self) -> str:
        """Where its place stands on the page of the plan."""
        return f"at-{self.uid}" if self.uid else "remarks"

    @property
    def mark(self) -> dict[str, Any]:
        """What `_badge.html` takes: the state with its icon."""
        tones = {RemarkState.OPEN: "bad" if self.is_must else "wait", RemarkState.ANSWERED: "wait"}
        state = RemarkState(self.state)
        return {"text": state.label, "icon": state.icon, "tone": tones.get(state, "")}


class RemarkAnswer(ChainedRow):
    """One line under a remark: what somebody wrote, or what became of it. Append-only."""

    chain_by = "remark__plan"
    sealed_by = "remark__plan__association__institution"

    remark = models.ForeignKey(
        Remark, models.PROTECT, related_name="answers", verbose_name="замечание"
    )
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="учётная запись"
    )
    by_name = models.CharField("кто", max_length=300)
    text = models.TextField("ответ", blank=True, validators=[AT_MOST_A_PAGE])
    state = models.CharField(
        "стало", max_length=8, choices=RemarkState.choices, blank=True, default=""
    )
    is_authors = models.BooleanField("ответил автор плана")

    class Meta:
        verbose_name = "ответ на замечание"
        verbose_name_plural = "ответы на замечания"
        ordering = ("remark", "id")
        constraints: ClassVar = [
            has_hash("remark_answer_is_chained"),
            one_of("state", RemarkState, "remark_answer_state_known", blank=True),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(state=""), name="remark_answer_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80] or self.get_state_display()


class CommonRemark(models.Model):
    """A common wording (типовое замечание): the institution's, or one person's own."""

    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="+", verbose_name="институт"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="чьё",
        help_text="Пусто, если оно общее для института",
    )
    text = models.CharField("текст", max_length=500)

    class Meta:
        verbose_name = "типовое замечание"
        verbose_name_plural = "типовые замечания"
        ordering = ("text", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("institution", "text"),
                condition=Q(owner__isnull=True),
                name="common_remark_once_in_institution",
                violation_error_message=ALREADY_COMMON,
            ),
            models.UniqueConstraint(
                fields=("institution", "owner", "text"),
                condition=Q(owner__isnull=False),
                name="common_remark_once_for_owner",
                violation_error_message=ALREADY_COMMON,
            ),
            models.CheckConstraint(condition=~Q(text=""), name="common_remark_has_text"),
        ]

    def __str__(self) -> str:
        return self.text
