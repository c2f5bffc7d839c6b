"""One-time links: by them decides who has no account."""

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from associations.models import Letter
from events.drafting.models.plan import Plan
from events.plan.vocabulary import CodeBy
from events.signoff.models.edition import Edition
from events.signoff.models.signature import Signature
from plans_portal.lib.addresses import hidden_address
from plans_portal.lib.constraints import one_of


class OneTimeLinkQuerySet(models.QuerySet["OneTimeLink"]):
    """Queries of links."""

    def standing(self) -> Self:
        """Those that were neither used nor withdrawn; their term or plan may be over."""
        return self.filter(used_at=None, withdrawn_at=None)


class OneTimeLink(models.Model):
    """A letter to a named person outside the portal: by its link they decide one step, once.

    Neither the link nor its code is kept, only what tells them again: a hash, and a hash made with
    the portal's secret. Whatever happens to the plan is asked when the link is used.
    """

    CodeBy = CodeBy

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="one_time_links", verbose_name="план"
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="one_time_links", verbose_name="редакция"
    )
    step_uid = models.CharField("шаг", max_length=32)
    name = models.CharField("инициалы и фамилия", max_length=200)
    position = models.TextField("должность", blank=True)
    address = models.EmailField("адрес")
    code_by = models.CharField("как приходит код", max_length=6, choices=CodeBy.choices)
    token_hash = models.CharField("отпечаток ссылки", max_length=64, unique=True)
    code_hash = models.CharField("отпечаток кода", max_length=64, blank=True)
    code_at = models.DateTimeField("когда сделан код", null=True, blank=True)
    codes = models.PositiveSmallIntegerField("сколько было кодов", default=0)
    wrong_codes = models.PositiveSmallIntegerField("сколько раз код неверен", default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем послана"
    )
    made_by_name = models.CharField("имя пославшего", max_length=300)
    made_at = models.DateTimeField("когда послана")
    until = models.DateField("действует до конца дня")
    letter = models.ForeignKey(
        Letter, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="письмо"
    )
    opened_at = models.DateTimeField("когда открыта: введён верный код", null=True, blank=True)
    used_at = models.DateTimeField("когда решено", null=True, blank=True)
    signature = models.OneToOneField(
        Signature,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="link",
        verbose_name="решение",
    )
    withdrawn_at = models.DateTimeField("когда отозвана", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кем отозвана",
    )

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "одноразовая ссылка"
        verbose_name_plural = "одноразовые ссылки"
        ordering = ("-id",)
        constraints: ClassVar = [
            one_of("code_by", CodeBy, "one_time_link_code_by_known"),
            models.CheckConstraint(
                condition=Exact(Length("token_hash"), 64), name="one_time_link_keeps_a_hash"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None, signature=None)
                | Q(used_at__isnull=False, signature__isnull=False),
                name="one_time_link_used_by_a_signature",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="one_time_link_withdrawn_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("edition", "step_uid"),
                condition=Q(used_at=None, withdrawn_at=None),
                name="one_time_link_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.hidden_address}"

    @property
    def hidden_address(self) -> str:
        """The address as others are shown it: «r***@univ.ru»."""
        return hidden_address(self.address)

    def is_over(self, on: dt.date) -> bool:
        """Whether its last day has passed."""
        return on > self.until
