"""Issues official documents: prints an approved edition once and keeps its bytes."""

import hashlib
import logging
import uuid
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from associations.actor import Actor, signed_in
from associations.letters.rules.writing import write_to_staff
from events.models import Edition, Plan
from events.plan.codec import is_intact
from reports.models import IssuedDocument, IssueFailure
from reports.paper.completeness_check import Missing, missing_parts
from reports.paper.document import edition_document
from reports.paper.pdf import RENDERER, render
from reports.paper.pdf.read_back import read_tagged

logger = logging.getLogger(__name__)

DAMAGED: Final = (
    "Файл выданного документа повреждён или пропал, поэтому портал его не отдаёт. "
    "Сообщите методисту института: файл нужно вернуть из резервной копии."
)
NOT_AS_SIGNED: Final = (
    "Запись утверждённой редакции не сходится с её отпечатком, поэтому документ не выдан. "
    "Сообщите методисту института: запись нужно вернуть из резервной копии."
)

INCOMPLETE: Final = (
    "Официальный документ не выдан: в напечатанном файле портал не нашёл части плана. "
    "План остался утверждённым. Методист института уже знает об этом; что не найдено, записано "
    "на странице «Невыданные документы»."
)
# A longer report helps nobody.
_MOST_REPORTED: Final = 50


class DamagedFile(Exception):  # noqa: N818 - it names a thing that was found
    """The file is not the one that should be given; the message is a sentence for the page."""

    def __init__(self, sentence: str = DAMAGED) -> None:
        super().__init__(sentence)


def objection_to_issuing(plan: Plan) -> str | None:
    """Why there is no official document of the plan now, or None."""
    if plan.official_id is None:
        return "Официальный документ появится, когда план утвердят. Пока можно скачать проект."
    return None


def issue_pdf(*, plan: Plan, by: Actor) -> IssuedDocument:
    """The official PDF of the edition in force: printed at the first request, then kept.

    Two requests at once get one document. Nothing is printed inside a transaction. Raises
    PermissionDenied where nobody is signed in, ValidationError where no edition is in force.
    """
    user = signed_in(by)
    if objection := objection_to_issuing(plan):
        raise ValidationError(objection, code="not_approved")
    edition_id = plan.official_id or 0
    return _issued(edition_id) or _print(edition_id, user, by.on)


def read_issued(document: IssuedDocument) -> bytes:
    """The bytes that were issued. Raises DamagedFile where the file is gone or changed."""
    data = _read(str(document.file))
    if data is None or hashlib.sha256(data).hexdigest() != document.sha256:
        logger.error("Issued document %s is damaged or missing", document.pk)
        raise DamagedFile
    return data


def _issued(edition_id: int) -> IssuedDocument | None:
    wanted = IssuedDocument.objects.filter(edition_id=edition_id, kind=IssuedDocument.Kind.PDF)
    return wanted.order_by().first()


def _print(edition_id: int, user: int, on: date) -> IssuedDocument:
    edition = Edition.objects.select_related("plan__association__institution").get(pk=edition_id)
    if not is_intact(edition.content, edition.sha256, edition.format):
        logger.error("The text of edition %s is not the one that was signed", edition_id)
        raise DamagedFile(NOT_AS_SIGNED)
    document = edition_document(edition)
    data = render(document)
    _refuse_incomplete(edition, missing_parts(document, read_tagged(data)), user, on)
    sha256 = hashlib.sha256(data).hexdigest()
    # Each printing writes a file of its own, so that nobody reads a half-written one.
    wanted = f"issued/{sha256[:2]}/{sha256}-{uuid.uuid4().hex[:8]}.pdf"
    name = default_storage.save(wanted, ContentFile(data))
    try:
        with transaction.atomic():
            return IssuedDocument.objects.create(
                edition=edition,
                kind=IssuedDocument.Kind.PDF,
                file=name,
                sha256=sha256,
                size=len(data),
                renderer=RENDERER,
                issued_at=timezone.now(),
                issued_by_id=user,
            )
    except IntegrityError:
        default_storage.delete(name)
        first = _issued(edition_id)
        if first is None:
            raise
        return first


def _refuse_incomplete(edition: Edition, missing: tuple[Missing, ...], user: int, on: date) -> None:
    """Keep nothing of a file that lacks a part of the plan, and tell the staff."""
    if not missing:
        return
    logger.error("Edition %s is not issued: %s", edition.pk, "; ".join(map(str, missing[:3])))
    IssueFailure.objects.create(
        edition=edition,
        missing=[
            {"place": part.place, "text": part.text[:500]} for part in missing[:_MOST_REPORTED]
        ],
        renderer=RENDERER,
        at=timezone.now(),
        asked_by_id=user,
    )
    write_to_staff(
        edition.plan.association.institution,
        "Документ плана не выдан",
        f"План «{edition.plan.title_line}» утверждён, но в напечатанном файле портал нашёл не всё,"
        " и поэтому документ не выдан. Что не найдено:\n\n"
        + "\n".join(f"– {part}" for part in missing[:_MOST_REPORTED])
        + "\n\nПередайте это тому, кто обслуживает портал. Там же все такие документы.",
        link=reverse("reports:issue_failure_list"),
        on=on,
    )
    raise DamagedFile(INCOMPLETE)


def _read(name: str) -> bytes | None:
    try:
        with default_storage.open(name, "rb") as file:
            return bytes(file.read())
    except OSError:
        return None
