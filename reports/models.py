"""Papers that were given out: which edition, which bytes, when and for whom they were printed.

It keeps facts and files; how a paper looks and who may have it are decided elsewhere.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from events.models import Edition


class IssuedDocument(models.Model):
    """An edition printed once; triggers in the database refuse to change or delete the row."""

    class Kind(models.TextChoices):
        """The forms of an issued document."""

        PDF = "pdf", "PDF"

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="issued", verbose_name="редакция"
    )
    kind = models.CharField("вид", max_length=8, choices=Kind)
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

    class Meta:
        verbose_name = "выданный документ"
        verbose_name_plural = "выданные документы"
        ordering = ("edition", "kind")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("edition", "kind"), name="issued_once_for_edition"),
            models.CheckConstraint(condition=Q(kind__in=("pdf",)), name="issued_kind_known"),
            models.CheckConstraint(
                condition=Exact(Length("sha256"), 64), name="issued_sha256_is_64_digits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.edition}"
