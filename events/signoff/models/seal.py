"""Seals of an institution's chains: append-only, database triggers refuse changes."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone

from associations.models import Institution


class Seal(models.Model):
    """The last hashes of all chains of an institution on a day, signed with a key kept elsewhere.

    It holds those that are new since the seal before (`heads`) and the `digest` of that one, so a
    seal stands for all that was ever written.
    """

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="seals", verbose_name="институт"
    )
    at = models.DateTimeField("когда")
    previous = models.CharField(
        "контрольная сумма предыдущей", max_length=64, blank=True, help_text="Пусто у первой"
    )
    digest = models.CharField("контрольная сумма журнала", max_length=64)
    signature = models.CharField("подпись", max_length=128)
    key = models.CharField("открытый ключ", max_length=64)

    class Meta:
        verbose_name = "печать журнала"
        verbose_name_plural = "печати журнала"
        ordering = ("institution", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("institution", "previous"), name="seal_follows_once"),
            models.CheckConstraint(
                condition=Exact(Length("digest"), 64), name="seal_digest_is_64_digits"
            ),
        ]

    def __str__(self) -> str:
        return f"Контрольная сумма журнала от {timezone.localtime(self.at):%d.%m.%Y}"

    @property
    def words(self) -> str:
        """The checksum as papers print it."""
        return f"{self}: {self.digest}"


class SealedHead(models.Model):
    """The last hash of one chain, as it was sealed: it must be found in the chain ever after."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="heads", verbose_name="печать")
    chain = models.CharField("цепочка", max_length=100, db_index=True)
    hash = models.CharField("хеш последней записи", max_length=64, unique=True)

    class Meta:
        verbose_name = "опечатанный конец цепочки"
        verbose_name_plural = "опечатанные концы цепочек"
        ordering = ("seal", "chain")

    def __str__(self) -> str:
        return self.chain
