"""Official documents that were issued, those that could not be, and records that are damaged."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Length
from django.db.models.lookups import Exact

from associations.actor import Actor
from associations.models import Institution
from events.models import Edition, Plan, Withdrawal
from plans_portal.lib.chain import ChainedRow, has_hash
from plans_portal.lib.constraints import one_of
from plans_portal.lib.enums import LabelledEnum


class IssuedKind(LabelledEnum):
    """The forms of an issued document."""

    PDF = "pdf", "PDF"


class IssuedDocumentQuerySet(models.QuerySet["IssuedDocument"]):
    """Questions about issued documents."""

    def of_last_approval(self) -> Self:
        """Those of the last approval of their edition, not of one that was withdrawn."""
        ended = Withdrawal.objects.filter(
            signature__edition=OuterRef("edition"),
            ended_approval=True,
            at__gte=OuterRef("issued_at"),
        )
        return self.filter(~Exists(ended))


class IssuedDocument(ChainedRow):
    """An edition printed once for each approval; triggers refuse to change or delete the row."""

    Kind = IssuedKind
    chain_by = "edition__plan"
    sealed_by = "edition__plan__association__institution"

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="issued", verbose_name="редакция"
    )
    kind = models.CharField("вид", max_length=8, choices=IssuedKind.choices)
    approval = models.PositiveSmallIntegerField(
        "которое утверждение",
        null=True,
        help_text="Пусто у первого; 2 и дальше, когда прежние отозваны",
    )
    file = models.FileField("файл", max_length=200)
    sha256 = models.CharField("отпечаток файла", max_length=64)
    size = models.PositiveIntegerField("размер, байт")
    renderer = models.CharField("чем напечатан", max_length=100)
    issued_at = models.DateTimeField("когда напечатан")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="для кого",
    )

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "выданный документ"
        verbose_name_plural = "выданные документы"
        ordering = ("edition", "kind")
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("edition"), F("kind"), Coalesce("approval", 1), name="issued_once_for_edition"
            ),
            one_of("kind", IssuedKind, "issued_kind_known"),
            models.CheckConstraint(
                condition=Exact(Length("sha256"), 64), name="issued_sha256_is_64_digits"
            ),
            has_hash("issued_is_chained"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.edition}"


class IssueFailureQuerySet(models.QuerySet["IssueFailure"]):
    """Queries of papers that were not issued."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in which the actor is a methodist; all for a superuser."""
        if actor.is_superuser:
            return self
        places = actor.staff_institution_ids
        return self.filter(edition__plan__association__institution_id__in=places)

    def unresolved(self) -> Self:
        """Those whose edition has no document to this day, and that nobody has lifted."""
        return self.filter(edition__issued__isnull=True, lifted_at__isnull=True)


class IssueFailure(models.Model):
    """A paper that was printed but not issued, because its file lacks a part of the plan.

    There is one for each cause; a person who has seen the paper may lift it with a reason.
    """

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="failures", verbose_name="редакция"
    )
    missing = models.JSONField("чего нет в файле", help_text="Список: место и текст")
    renderer = models.CharField("чем напечатан", max_length=100)
    at = models.DateTimeField("когда")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="для кого"
    )
    cause = models.CharField("отпечаток того, чего нет", max_length=64, blank=True)
    lifted_at = models.DateTimeField("когда выдача разрешена", null=True, blank=True)
    lifted_by_name = models.CharField("кто разрешил", max_length=200, blank=True)
    reason = models.TextField("почему разрешил", blank=True)

    objects = IssueFailureQuerySet.as_manager()

    class Meta:
        verbose_name = "невыданный документ"
        verbose_name_plural = "невыданные документы"
        ordering = ("-at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("edition", "cause"), condition=~Q(cause=""), name="issue_refused_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | ~Q(reason=""), name="issue_failure_lifted_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Не выдан: {self.edition}"


class FoundDamage(models.Model):
    """Something that was found false in the records of a plan, or in seals, and told the staff."""

    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="+", verbose_name="институт"
    )
    plan = models.ForeignKey(
        Plan, models.CASCADE, null=True, related_name="damage", verbose_name="план"
    )
    code = models.CharField("вид", max_length=20)
    words = models.TextField("что не сходится")
    found_at = models.DateTimeField("когда найдено")

    class Meta:
        verbose_name = "найденное повреждение"
        verbose_name_plural = "найденные повреждения"
        ordering = ("-found_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("institution", "plan", "words"), name="damage_told_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words
