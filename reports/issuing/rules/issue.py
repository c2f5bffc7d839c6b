"""Issues official documents: prints an approved edition once and keeps its bytes."""

import hashlib
import logging
import uuid
from datetime import date
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from associations.actor import Actor, signed_in
from associations.letters.rules.writing import write_to_staff
from events.drafting.rules.transitions import lock_plan
from events.models import Edition, Plan
from events.signoff.queries.verify import verify_edition
from plans_portal.lib.chain import append, is_linked
from plans_portal.lib.public_address import is_own_machine
from reports.issuing.queries import issued_bytes, verify
from reports.issuing.rules.damage import report_damage
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
    "Запись повреждена: редакция, подписи или история плана не сходятся со своими отпечатками, "
    "поэтому документ не выдан. Методист института уже знает об этом: запись нужно вернуть из "
    "резервной копии."
)

INCOMPLETE: Final = (
    "Официальный документ ещё не выдан: в напечатанном файле портал не нашёл части плана. План "
    "остаётся утверждённым. Методист института уже знает об этом: документ выдадут, когда причину "
    "исправят или он сверит бумагу сам."
)
NOT_IN_FORCE: Final = (
    "Официальный документ не выдан: пока он печатался, утверждение отозвали или отменили."
)
# A longer report helps nobody.
_MOST_REPORTED: Final = 50


class DamagedFile(Exception):  # noqa: N818 - it names a thing that was found
    """The file is not the one that should be given; the message is a sentence for the page."""

    def __init__(self, sentence: str = DAMAGED) -> None:
        super().__init__(sentence)


class NotIssued(DamagedFile):
    """The paper lacks a part of the plan, so it is not issued until that is mended or lifted."""

    def __init__(self) -> None:
        super().__init__(INCOMPLETE)


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
    return _issued(edition_id) or _print(plan, user, by)


def read_issued(document: IssuedDocument) -> bytes:
    """The bytes that were issued (2 queries; none for the edition where it is loaded).

    Raises DamagedFile where the file is gone or changed, or the record or its edition is.
    """
    if not is_linked(document) or verify_edition(document.edition):
        logger.error("The record of issued document %s is not as it was written", document.pk)
        raise DamagedFile(NOT_AS_SIGNED)
    data = issued_bytes(document)
    if data is None:
        logger.error("Issued document %s is damaged or missing", document.pk)
        raise DamagedFile
    return data


def _issued(edition_id: int) -> IssuedDocument | None:
    wanted = IssuedDocument.objects.of_last_approval().filter(
        edition_id=edition_id, kind=IssuedDocument.Kind.PDF
    )
    return wanted.select_related("edition").order_by().first()


def _print(plan: Plan, user: int, by: Actor) -> IssuedDocument:
    if found := verify(plan):
        report_damage(plan=plan, found=found, by=by)
        raise DamagedFile(NOT_AS_SIGNED)
    editions = Edition.objects.select_related("plan__association__institution")
    edition = editions.get(pk=plan.official_id or 0)
    approval = edition.approval_number
    document = edition_document(edition)
    if is_own_machine(settings.PUBLIC_ADDRESS):
        logger.warning(
            "The code on plan %s leads to %s: set PUBLIC_ADDRESS", plan.pk, settings.PUBLIC_ADDRESS
        )
    data = render(document)
    _refuse_incomplete(edition, missing_parts(document, read_tagged(data)), user, by.on)
    sha256 = hashlib.sha256(data).hexdigest()
    # Each printing writes a file of its own, so that nobody reads a half-written one.
    wanted = f"issued/{sha256[:2]}/{sha256}-{uuid.uuid4().hex[:8]}.pdf"
    name = default_storage.save(wanted, ContentFile(data))
    try:
        with transaction.atomic():
            locked, _ = lock_plan(edition.plan, by)
            _refuse_another(locked, edition, approval)
            issued = IssuedDocument(
                edition=edition,
                approval=approval,
                kind=IssuedDocument.Kind.PDF,
                file=name,
                sha256=sha256,
                size=len(data),
                renderer=RENDERER,
                issued_at=timezone.now(),
                issued_by_id=user,
            )
            return append(issued)
    except ValidationError:
        default_storage.delete(name)
        raise
    except IntegrityError:
        default_storage.delete(name)
        first = _issued(edition.pk)
        if first is None:
            raise
        return first


def _refuse_another(locked: Plan, edition: Edition, approval: int | None) -> None:
    """Issue nothing of an approval that ended while the document was printed."""
    if locked.official != edition or edition.approval_number != approval:
        raise ValidationError(NOT_IN_FORCE, code="not_approved")


def _refuse_incomplete(edition: Edition, missing: tuple[Missing, ...], user: int, on: date) -> None:
    """Keep nothing of a file that lacks a part of the plan; tell the staff once of each cause."""
    if not missing:
        return
    told = [{"place": part.place, "text": part.text[:500]} for part in missing[:_MOST_REPORTED]]
    cause = hashlib.sha256("\n".join(map(str, missing)).encode()).hexdigest()
    failure, is_new = IssueFailure.objects.get_or_create(
        edition=edition,
        cause=cause,
        defaults={
            "missing": told,
            "renderer": RENDERER,
            "at": timezone.now(),
            "asked_by_id": user,
        },
    )
    if failure.lifted_at:
        return
    if is_new:
        logger.error("Edition %s is not issued: %s", edition.pk, "; ".join(map(str, missing[:3])))
        _tell_staff(edition, missing, on)
    raise NotIssued


def _tell_staff(edition: Edition, missing: tuple[Missing, ...], on: date) -> None:
    write_to_staff(
        edition.plan.association.institution,
        "Документ плана не выдан",
        f"План «{edition.plan.title_line}» утверждён, но в напечатанном файле портал нашёл не всё,"
        " и поэтому документ не выдан. Что не найдено:\n\n"
        + "\n".join(f"– {part}" for part in missing[:_MOST_REPORTED])
        + "\n\nПередайте это тому, кто обслуживает портал. Если бумага на самом деле верна, выдачу"
        " можно разрешить на странице таких документов.",
        link=reverse("reports:issue_failure_list"),
        on=on,
    )
