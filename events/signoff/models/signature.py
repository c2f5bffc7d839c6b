"""Signatures on editions: append-only, database triggers refuse changes."""

import uuid
from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from associations.models import Office, Person, Substitution
from events.drafting.models.plan import Plan
from events.plan.stamps import Signed
from events.plan.vocabulary import NEGATIVE, Decision
from events.signoff.models.edition import Edition
from plans_portal.lib.addresses import hidden_address
from plans_portal.lib.chain import ChainedRow, has_hash
from plans_portal.lib.constraints import one_of

# What a signature that is carried into another edition has of its own.
_OF_ITS_EDITION: Final = frozenset(
    {
        "id",
        "edition",
        "attempt",
        "key",
        "carried_from",
        "carried_words",
        "previous",
        "own_seal",
        "hash",
        "hash_format",
    }
)


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Questions about signatures."""

    def standing(self) -> Self:
        """The signatures that stand: their givers have not withdrawn them."""
        return self.filter(withdrawal__isnull=True)


class SignatureManager(models.Manager["Signature"]):
    """Reads each signature with its withdrawal, so that `stands` asks nothing."""

    def get_queryset(self) -> SignatureQuerySet:
        """All signatures, withdrawn ones too."""
        return SignatureQuerySet(self.model, using=self._db).select_related("withdrawal")

    def standing(self) -> SignatureQuerySet:
        """Those that stand."""
        return self.get_queryset().standing()


class Signature(ChainedRow):
    """One decision of one person on one edition; names are copied, so renaming changes nothing.

    Beside them stands what a court asks for: the office and the substitution by which the person
    decided, how and when they signed in, which rules of electronic signature they had accepted.
    The hash of the row binds all of it.

    An agreement that stands for a later edition has a row there too: `carried_from` is the one that
    the person made, `sha256` the hash of the words that they saw, and who, how and when are theirs.
    `carried_words` tell why it stands. It was carried when that edition was sent.
    """

    Decision = Decision
    chain_by = "plan"
    sealed_by = "plan__association__institution"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="signatures", verbose_name="план")
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="signatures", verbose_name="редакция"
    )
    step_uid = models.CharField("шаг", max_length=32)
    attempt = models.PositiveSmallIntegerField(
        "который раз",
        null=True,
        help_text="Пусто у первого решения; 2 и дальше, когда прежние отозваны",
    )
    decision = models.CharField("решение", max_length=8, choices=Decision.choices)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="signatures", verbose_name="человек"
    )
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+", verbose_name="по какой должности"
    )
    substitution = models.ForeignKey(
        Substitution, models.PROTECT, null=True, related_name="+", verbose_name="по замещению"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="учётная запись",
        help_text="Пусто, если подписано по одноразовой ссылке",
    )
    name = models.CharField("инициалы и фамилия", max_length=200)
    position = models.TextField("должность")
    manner = models.CharField("за / и.о.", max_length=10, blank=True)
    basis = models.CharField("основание", max_length=300, blank=True)
    for_name = models.CharField(
        "за кого", max_length=200, blank=True, help_text="В родительном падеже: «А. В. Воронцова»"
    )
    for_position = models.TextField("должность того, за кого", blank=True)
    succession = models.CharField(
        "вместо кого", max_length=300, blank=True, help_text="Если шаг перешёл от прежнего"
    )
    on_paper = models.BooleanField("подписано на бумаге", default=False)
    signed_on = models.DateField(
        "когда подписано на бумаге", null=True, help_text="Пусто у электронной подписи"
    )
    recorded_by_name = models.CharField(
        "имя записавшего",
        max_length=300,
        blank=True,
        help_text="У подписи на бумаге; у подписи по ссылке — кто её послал",
    )
    link_address = models.EmailField(
        "адрес одноразовой ссылки", blank=True, help_text="Заполнен у подписи по такой ссылке"
    )
    comment = models.TextField("пояснение", blank=True)
    sha256 = models.CharField("отпечаток подписанного", max_length=64)
    key = models.UUIDField("ключ подписи", default=uuid.uuid4, unique=True)
    at = models.DateTimeField("когда")
    ip = models.GenericIPAddressField("адрес", null=True)
    user_agent = models.CharField("программа", max_length=300, blank=True)
    auth_method = models.CharField("чем подтверждён вход", max_length=40, blank=True)
    auth_at = models.DateTimeField("когда подтверждён вход", null=True)
    session = models.CharField(
        "сеанс", max_length=64, blank=True, help_text="Отпечаток сеанса, в котором подписано"
    )
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="перенесено из подписи",
        help_text="Подпись, которую человек поставил под более ранней редакцией",
    )
    carried_words = models.CharField("почему остаётся в силе", max_length=300, blank=True)
    rules_version = models.CharField(
        "редакция правил электронной подписи", max_length=40, blank=True
    )
    own_seal = models.CharField("печать записи", max_length=128, editable=False)

    objects = SignatureManager()

    class Meta:
        verbose_name = "подпись"
        verbose_name_plural = "подписи"
        ordering = ("plan", "at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("edition"),
                F("step_uid"),
                Coalesce("attempt", 1),
                name="signature_once_for_step_of_edition",
            ),
            one_of("decision", Decision, "signature_decision_known"),
            models.CheckConstraint(
                condition=~Q(decision__in=[one.value for one in NEGATIVE]) | ~Q(comment=""),
                name="signature_return_has_comment",
            ),
            models.CheckConstraint(
                condition=Q(carried_from=None, carried_words="")
                | (Q(carried_from__isnull=False) & ~Q(carried_words="")),
                name="signature_carried_says_why",
            ),
            has_hash("signature_is_chained"),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.name}"

    @classmethod
    def copied_fields(cls) -> tuple[str, ...]:
        """The columns that an agreement has as it was made, where it stands for a later edition."""
        fields = cls._meta.concrete_fields
        return tuple(one.attname for one in fields if one.name not in _OF_ITS_EDITION)

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return not hasattr(self, "withdrawal")

    @property
    def signed(self) -> Signed:
        """The signature as a value, in local time."""
        return Signed(
            step_uid=self.step_uid,
            name=self.name,
            position=self.position,
            at=timezone.localtime(self.at),
            key=str(self.key),
            manner=self.manner,
            basis=self.basis,
            for_name=self.for_name,
            for_position=self.for_position,
            succession=self.succession,
            on_paper=self.on_paper,
            signed_on=self.signed_on,
            recorded_by=self.recorded_by_name if self.on_paper else "",
            comment=self.comment,
            carried=self.carried_words,
            decision=self.get_decision_display(),
            link_address=hidden_address(self.link_address),
        )
