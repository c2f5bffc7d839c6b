"""Sign-off: steps, editions, signatures, repeals and remarks.

Editions, signatures and repeals are append-only: database triggers refuse changes.
"""

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from associations.models import Office, Person
from events.drafting.models.plan import Plan, new_uid
from events.plan.heading import title_line
from events.plan.vocabulary import Decision, Mode, RemarkState, Verb
from plans_portal.lib.constraints import one_of


class Step(models.Model):
    """One step of a plan's sign-off: a stamp (гриф) or a closing signature on paper.

    Steps of one stage run in parallel. A step without an office belongs to a signer outside
    the portal: institute staff record the signature made on paper.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps", verbose_name="план")
    uid = models.CharField("постоянный номер", max_length=32, default=new_uid, editable=False)
    order = models.IntegerField("порядок")
    stage = models.PositiveSmallIntegerField(
        "этап", default=1, help_text="Шаги одного этапа идут одновременно"
    )
    verb = models.CharField("что делает", max_length=7, choices=Verb.choices)
    mode = models.CharField("чем", max_length=8, choices=Mode.choices, default=Mode.PERSON.value)
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name="кто решает в портале",
        help_text="Пусто, если подписывает человек без учётной записи: на бумаге",
    )
    heading = models.CharField(
        "слово грифа",
        max_length=100,
        blank=True,
        help_text="Заполните, только если нужно не то слово, которое поставит портал",
    )
    position = models.TextField("должность", blank=True)
    name = models.CharField("инициалы и фамилия", max_length=200, blank=True)
    name_first = models.BooleanField("имя печатается перед должностью", default=False)
    before_name = models.CharField("подпись перед именем", max_length=100, blank=True)
    after_name = models.CharField("подпись под именем", max_length=100, blank=True)
    act = models.CharField(
        "приказ, протокол или письмо",
        max_length=300,
        blank=True,
        help_text="Например: приказом института от 16.01.2026 № 1",
    )
    date_line = models.CharField("строка даты", max_length=100, blank=True)

    class Meta:
        verbose_name = "шаг согласования"
        verbose_name_plural = "шаги согласования"
        ordering = ("plan", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "order"), name="step_order_once"),
            models.UniqueConstraint(fields=("plan", "uid"), name="step_uid_once"),
            one_of("verb", Verb, "step_verb_known"),
            one_of("mode", Mode, "step_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {' '.join(self.position.split())}"


class Edition(models.Model):
    """The content of a plan as it was sent (редакция), frozen: this is what people sign."""

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

    class Meta:
        verbose_name = "редакция"
        verbose_name_plural = "редакции"
        ordering = ("plan", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "number"), name="edition_number_once"),
            models.CheckConstraint(
                condition=Exact(Length("sha256"), 64), name="edition_sha256_is_64_digits"
            ),
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
        positive = (Decision.AGREED, Decision.APPROVED)
        return max((s.at for s in self.signatures.all() if s.decision in positive), default=None)


class Signature(models.Model):
    """One decision of one person on one edition; names are copied, so renaming changes nothing."""

    Decision = Decision

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="signatures", verbose_name="план")
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="signatures", verbose_name="редакция"
    )
    step_uid = models.CharField("шаг", max_length=32)
    decision = models.CharField("решение", max_length=8, choices=Decision.choices)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="signatures", verbose_name="человек"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="учётная запись"
    )
    name = models.CharField("инициалы и фамилия", max_length=200)
    position = models.TextField("должность")
    manner = models.CharField("за / и.о.", max_length=10, blank=True)
    basis = models.CharField("основание", max_length=300, blank=True)
    on_paper = models.BooleanField("подписано на бумаге", default=False)
    comment = models.TextField("пояснение", blank=True)
    sha256 = models.CharField("отпечаток подписанного", max_length=64)
    key = models.UUIDField("ключ подписи", default=uuid.uuid4, unique=True)
    at = models.DateTimeField("когда")
    ip = models.GenericIPAddressField("адрес", null=True)
    user_agent = models.CharField("программа", max_length=300, blank=True)

    class Meta:
        verbose_name = "подпись"
        verbose_name_plural = "подписи"
        ordering = ("plan", "at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("edition", "step_uid"), name="signature_once_for_step_of_edition"
            ),
            one_of("decision", Decision, "signature_decision_known"),
            models.CheckConstraint(
                condition=~Q(decision=Decision.RETURNED.value) | ~Q(comment=""),
                name="signature_return_has_comment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.name}"


class Repeal(models.Model):
    """An approved edition is repealed (отмена утверждения) and nothing replaces it."""

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

    class Meta:
        verbose_name = "отмена утверждения"
        verbose_name_plural = "отмены утверждения"
        ordering = ("at",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="repeal_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} отменена"


class Remark(models.Model):
    """A remark (замечание) on a plan, or on one field of one row."""

    State = RemarkState

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="remarks", verbose_name="план")
    event_uid = models.CharField("строка", max_length=32, blank=True)
    field = models.CharField("поле", max_length=20, blank=True)
    text = models.TextField("замечание")
    state = models.CharField(
        "состояние", max_length=8, choices=RemarkState.choices, default=RemarkState.OPEN.value
    )
    made_at = models.DateTimeField("когда")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто"
    )
    made_by_name = models.CharField("имя", max_length=300)
    closed_at = models.DateTimeField("когда закрыто", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кем закрыто",
    )

    class Meta:
        verbose_name = "замечание"
        verbose_name_plural = "замечания"
        ordering = ("plan", "made_at", "id")
        constraints: ClassVar = [
            one_of("state", RemarkState, "remark_state_known"),
            models.CheckConstraint(
                condition=Q(
                    state=RemarkState.OPEN.value, closed_at__isnull=True, closed_by__isnull=True
                )
                | (
                    ~Q(state=RemarkState.OPEN.value)
                    & Q(closed_at__isnull=False, closed_by__isnull=False)
                ),
                name="remark_closed_has_when_and_who",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
