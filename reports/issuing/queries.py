"""What anybody may learn of an approved paper, and the proof of a plan with its issued files.

A paper tells whether it is in force and who signed it: nothing that is not on the paper itself (no
e-mail addresses, no comments of returns).
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from events.drafting.queries.stored_content import edition_content
from events.models import Edition, Plan, Signature
from events.plan.vocabulary import NEGATIVE
from events.signoff.queries.edition_status import (
    EditionStatus,
    approved_at,
    edition_status,
    ended_approval,
)
from events.signoff.queries.papers import papers_kept
from events.signoff.queries.verify import Damage, verify_records
from plans_portal.lib.kept_files import kept_bytes
from reports.models import IssuedDocument, IssueFailure
from reports.paper.check_code import code_of, grouped_code, is_code_of, read_code

MAX_FILE_BYTES: Final = 50 * 1024 * 1024
TOO_LARGE: Final = "Файл больше 50 МБ: документы портала столько не занимают."
_GROUP: Final = 8
_HASH: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SignedLine:
    """One line of the sheet of agreement: who did what, when, and the key of the signature."""

    verb: str
    who: str
    position: str
    at: datetime
    on_paper: bool
    basis: str
    key: str
    signed_on: date | None = None
    recorded_by: str = ""
    stands_for: str = ""
    by_link: str = ""
    withdrawn_at: datetime | None = None
    carried: str = ""


@dataclass(frozen=True, slots=True)
class EditionCheck:
    """All that the check page shows of an edition."""

    edition: Edition
    plan: Plan
    status: EditionStatus
    title: str
    approved_at: datetime
    signatures: tuple[SignedLine, ...]
    issued: IssuedDocument | None
    code: str
    deviations: tuple[str, ...] = ()
    # Why there is no document, and who let it be issued though a part was not found in it.
    refused: IssueFailure | None = None
    lifted: IssueFailure | None = None

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the content in groups of digits."""
        return grouped(self.edition.sha256)

    @property
    def file_hash(self) -> str:
        """The SHA-256 of the issued file in the same groups; empty where none was issued."""
        return grouped(self.issued.sha256) if self.issued else ""


def refused_issue_of(plan: Plan) -> IssueFailure | None:
    """Why the edition in force has no document, though it was asked for (1 query)."""
    if plan.official_id is None:
        return None
    return IssueFailure.objects.unresolved().filter(edition=plan.official_id).first()


def address_of(edition: Edition) -> str:
    """The path of the edition's check page."""
    return reverse("reports:check", args=[code_of(edition.pk, edition.sha256)])


def code_shown(edition: Edition) -> str:
    """The edition's code as people type it."""
    return grouped_code(code_of(edition.pk, edition.sha256))


def find_edition(typed: str) -> Edition | None:
    """The edition of this code that is approved or is said to be, or None."""
    read = read_code(typed)
    if read is None:
        return None
    number, code = read
    edition = (
        Edition.objects.select_related("plan__association__institution", "plan__official", "repeal")
        .prefetch_related("signatures")
        .filter(pk=number)
        .first()
    )
    if edition is None or not is_code_of(code, edition.pk, edition.sha256):
        return None
    return edition if edition.plan.official_id == edition.pk or _was_approved(edition) else None


def check_edition(edition: Edition, document: IssuedDocument | None = None) -> EditionCheck:
    """Everything that the check page shows of an edition, or of a document issued of it.

    Raises ValueError where it was never approved.
    """
    ended = ended_approval(edition)
    approved = approved_at(edition) or (ended.signature.at if ended else None)
    if approved is None:
        raise ValueError("Only approved editions have a check page.")
    status = edition_status(edition)
    if document and ended and document.issued_at <= ended.at:
        # The edition may be approved again: this paper shows signatures of the time before.
        status = EditionStatus("withdrawn", since=ended.at, withdrawal=ended)
    issued = document or edition.issued.filter(kind=IssuedDocument.Kind.PDF).last()
    failures = list(edition.failures.all())
    made = edition.signatures.exclude(decision__in=NEGATIVE).order_by("at", "id")
    return EditionCheck(
        edition=edition,
        plan=edition.plan,
        status=status,
        title=edition.title_line,
        approved_at=approved,
        signatures=tuple(_signed_line(one) for one in made),
        issued=issued,
        code=code_shown(edition),
        deviations=edition_content(edition).deviations,
        refused=next((one for one in failures if not one.lifted_at and issued is None), None),
        lifted=next((one for one in failures if one.lifted_at), None),
    )


def verify(plan: Plan) -> list[Damage]:
    """Whatever is false in the records of a plan, in its issued files, in scans and signatures.

    Issuing, the check page, the timer and `manage.py verify` ask this. The number of queries
    doesn't grow with the plan.
    """
    found = verify_records(plan)
    issued = IssuedDocument.objects.filter(edition__plan=plan).select_related("edition")
    for document in issued.defer("edition__content"):
        if issued_bytes(document) is None:
            words = f"{document.edition}: файл выданного документа пропал или изменён."
            found.append(Damage("file", words))
    for kept in papers_kept(plan):
        if kept_bytes(str(kept.file), kept.sha256) is None:
            words = f"{kept.signature.edition}: файл «{kept.name}» пропал или изменён."
            found.append(Damage("paper", words))
    return found


def issued_bytes(document: IssuedDocument) -> bytes | None:
    """The bytes of an issued file; None where it is gone or is not the one that was issued."""
    return kept_bytes(str(document.file), document.sha256)


def find_by_file(sha256: str) -> IssuedDocument | None:
    """The issued document whose bytes have this hash."""
    if not _HASH.fullmatch(sha256):
        return None
    found = IssuedDocument.objects.filter(sha256=sha256).select_related("edition__plan")
    return found.order_by("pk").first()


def hash_of(file: "UploadedFile[bytes]") -> str:
    """SHA-256 of an uploaded file; it is read in pieces and stored nowhere."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    return digest.hexdigest()


def grouped(digits: str) -> str:
    """The digits in groups of eight."""
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def _was_approved(edition: Edition) -> bool:
    """Whether an edition has or had all its signatures, or can't be read: `verify` tells that."""
    try:
        return approved_at(edition) is not None or ended_approval(edition) is not None
    except ValueError:
        return True


def _signed_line(signature: Signature) -> SignedLine:
    signed = signature.signed
    return SignedLine(
        verb=signature.get_decision_display(),
        who=signed.name if signed.for_name else signed.signer,
        position=" ".join(signed.position.split()),
        at=signature.at,
        on_paper=signed.on_paper,
        basis=signed.basis if signed.on_paper or signed.manner else "",
        key="" if signed.on_paper else signed.key,
        signed_on=signed.signed_on,
        recorded_by=signed.recorded_by,
        stands_for=signed.stands_for,
        by_link=signed.by_link,
        withdrawn_at=None if signature.stands else signature.withdrawal.at,
        carried=signed.carried,
    )
