"""Records a signature made on paper: the document, the day it was signed, its scan."""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from associations.actor import Actor
from associations.journal.rules import note
from associations.vocabulary import JournalAction
from events.models import PaperOriginal, Plan, Signature, Step
from events.signoff.rules.deciding import sign_plan
from events.signoff.rules.evidence import UNKNOWN, Paper, Trace
from plans_portal.lib.chain import append
from plans_portal.lib.characters import normalize_characters

MOST_BYTES: Final = 10 * 1024 * 1024
# How a file of each kind begins: what it is called says nothing.
_KINDS: Final = {
    b"%PDF-": ("application/pdf", "pdf"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", "png"),
}
_SCAN: Final = "скан подписанного документа"


@dataclass(frozen=True, slots=True)
class Scan:
    """A file as it was given; no more than `MOST_BYTES` + 1 bytes of it need to be read."""

    name: str
    data: bytes


def kind_of_scan(data: bytes) -> tuple[str, str] | None:
    """Media type and ending of the file by its first bytes; None for other kinds than scans."""
    return next((kind for head, kind in _KINDS.items() if data.startswith(head)), None)


def objection_to_scan(scan: Scan) -> str | None:
    """Why the file can't be kept as a scan, or None."""
    if len(scan.data) > MOST_BYTES:
        return "Файл больше 10 МБ. Уменьшите разрешение скана: хватит 200 точек на дюйм."
    if kind_of_scan(scan.data) is None:
        return "Это не PDF, JPEG и не PNG. Приложите скан одного из этих видов."
    return None


def record_paper(
    *,
    plan: Plan,
    step: Step,
    seen: str,
    signed_on: dt.date,
    act: str = "",
    scan: Scan | None = None,
    trace: Trace = UNKNOWN,
    by: Actor,
) -> Plan:
    """Record that the step was signed on paper on the day `signed_on`.

    `act` names the document («письмо от 20.01.2027 № 15»), `scan` is its file: at least one is
    needed. `seen` is the fingerprint of the edition. The file is stored first and removed again
    where the signature is refused.

    Raises:
        PermissionDenied, ValidationError: see `sign_plan`; no document, a day that can't be, a
            file of another kind.

    """
    act = " ".join(normalize_characters(act).split())
    errors: dict[str, str] = {}
    if not act and scan is None:
        errors["act"] = "Напишите вид, дату и номер документа или приложите его скан."
    if signed_on > by.on:
        errors["signed_on"] = "Этот день ещё не наступил."
    if scan and (objection := objection_to_scan(scan)):
        errors["scan"] = objection
    if errors:
        raise ValidationError(errors)
    paper = Paper(act=act or _SCAN, signed_on=signed_on)
    original = _store(scan) if scan else None
    try:
        with transaction.atomic():
            plan = sign_plan(plan=plan, step=step, seen=seen, paper=paper, trace=trace, by=by)
            _keep(plan, step, original, by)
    except BaseException:
        if original:
            default_storage.delete(str(original.file))
        raise
    return plan


def _store(scan: Scan) -> PaperOriginal:
    sha256 = hashlib.sha256(scan.data).hexdigest()
    media_type, ending = kind_of_scan(scan.data) or ("", "")
    wanted = f"originals/{sha256[:2]}/{sha256}-{uuid.uuid4().hex[:8]}.{ending}"
    return PaperOriginal(
        file=default_storage.save(wanted, ContentFile(scan.data)),
        name=normalize_characters(scan.name)[-200:],
        media_type=media_type,
        size=len(scan.data),
        sha256=sha256,
    )


def _keep(plan: Plan, step: Step, original: PaperOriginal | None, by: Actor) -> None:
    signature = Signature.objects.standing().get(edition=plan.edition, step_uid=step.uid)
    if original is not None:
        original.signature = signature
        append(original)
    words = f"Записана подпись на бумаге: {signature.name}, {plan.title_line} ({signature.basis})."
    note(
        action=JournalAction.PAPER,
        words=words,
        institution_id=plan.association.institution_id,
        by=by,
    )
