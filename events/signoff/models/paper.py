"""What staff keep of a signature made outside: append-only, database triggers refuse changes."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from events.signoff.models.signature import Signature
from plans_portal.lib.chain import ChainedRow, has_hash


class PaperOriginal(ChainedRow):
    """The scan of a document signed on paper, as it was given, with its hash."""

    chain_by = "signature__plan"
    sealed_by = "signature__plan__association__institution"

    signature = models.OneToOneField(
        Signature, models.PROTECT, related_name="original", verbose_name="подпись"
    )
    file = models.FileField("файл", max_length=200)
    name = models.CharField("имя файла", max_length=200)
    media_type = models.CharField("вид файла", max_length=40)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField("отпечаток файла", max_length=64)

    class Meta:
        verbose_name = "скан подписанного документа"
        verbose_name_plural = "сканы подписанных документов"
        ordering = ("signature",)
        constraints: ClassVar = [
            has_hash("original_is_chained"),
            models.CheckConstraint(
                condition=Exact(Length("sha256"), 64), name="original_sha256_is_64_digits"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DetachedSignature(ChainedRow):
    """A detached electronic signature (.sig) that somebody outside has given, with its hash.

    The portal doesn't prove it: whose certificate it has, a program for that tells.
    """

    chain_by = "signature__plan"
    sealed_by = "signature__plan__association__institution"

    signature = models.OneToOneField(
        Signature, models.PROTECT, related_name="detached", verbose_name="подпись"
    )
    file = models.FileField("файл", max_length=200)
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField("отпечаток файла", max_length=64)

    class Meta:
        verbose_name = "открепленная подпись"
        verbose_name_plural = "открепленные подписи"
        ordering = ("signature",)
        constraints: ClassVar = [
            has_hash("detached_is_chained"),
            models.CheckConstraint(
                condition=Exact(Length("sha256"), 64), name="detached_sha256_is_64_digits"
            ),
        ]

    def __str__(self) -> str:
        return self.name
