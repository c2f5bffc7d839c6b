"""Records a signature made on paper: the document, the day it was signed, its scan."""

import base64
import datetime as dt
import hashlib
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from associations.actor import Actor
from associations.journal.rules import note
from associations.vocabulary import JournalAction
from events.models import DetachedSignature, PaperOriginal, Plan, Signature, Step
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
MOST_BYTES_DETACHED: Final = 1024 * 1024
# What a scan and a detached signature are called when they are given back, the usual first.
ENDING_OF_SCAN: Final = dict(_KINDS.values())
ENDINGS_DETACHED: Final = ("sig", "p7s", "sgn")
# A file of PKCS#7 is a sequence that says near its beginning that it is «signed data».
_SEQUENCE: Final = b"\x30"
_SIGNED_DATA: Final = bytes.fromhex("06092a864886f70d010702")
_LINE_OF_PEM: Final = re.compile(rb"-----(BEGIN|END) (PKCS7|CMS)-----")


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


def objection_to_detached(file: Scan) -> str | None:
    """Why the file can't be kept as a detached signature, or None; the signature isn't proved."""
    if len(file.data) > MOST_BYTES_DETACHED:
        return "Файл больше 1 МБ: открепленная подпись столько не занимает."
    if not _is_signed_data(file.data):
        return "Это не файл открепленной подписи. Он называется вроде «plan.json.sig» или «….p7s»."
    return None


def record_paper(
    *,
    plan: Plan,
    step: Step,
    seen: str,
    signed_on: dt.date,
    act: str = "",
    scan: Scan | None = None,
    detached: Scan | None = None,
    trace: Trace = UNKNOWN,
    by: Actor,
) -> Plan:
    """Record that the step was signed on paper on the day `signed_on`.

    `act` names the document («письмо от 20.01.2027 № 15»), `scan` is its file: at least one is
    needed. `detached` is an electronic signature that came beside it. `seen` is the fingerprint of
    the edition. Files are stored first and removed again where the signature is refused.

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
    if detached and (objection := objection_to_detached(detached)):
        errors["detached"] = objection
    if errors:
        raise ValidationError(errors)
    paper = Paper(act=act or _SCAN, signed_on=signed_on)
    files: list[PaperOriginal | DetachedSignature] = []
    try:
        files += [_store(scan)] if scan else []
        files += [_store_detached(detached)] if detached else []
        with transaction.atomic():
            plan = sign_plan(plan=plan, step=step, seen=seen, paper=paper, trace=trace, by=by)
            _keep(plan, step, files, by)
    except BaseException:
        for one in files:
            default_storage.delete(str(one.file))
        raise
    return plan


def _is_signed_data(data: bytes) -> bool:
    """Whether it begins as PKCS#7 does: as DER, or the same in base64 with or without its frame."""
    if not data.startswith(_SEQUENCE) or _SIGNED_DATA not in data[:64]:
        text = b"".join(_LINE_OF_PEM.sub(b"", data).split())
        try:
            data = base64.b64decode(text, validate=True)
        except ValueError:
            return False
    return data.startswith(_SEQUENCE) and _SIGNED_DATA in data[:64]


def _store(scan: Scan) -> PaperOriginal:
    media_type, ending = kind_of_scan(scan.data) or ("", "")
    return PaperOriginal(**_stored(scan, ending), media_type=media_type)


def _store_detached(file: Scan) -> DetachedSignature:
    return DetachedSignature(**_stored(file, "sig"))


def _stored(file: Scan, ending: str) -> dict[str, Any]:
    """The fields of a file after it was written, under a name that tells nothing."""
    sha256 = hashlib.sha256(file.data).hexdigest()
    wanted = f"originals/{sha256[:2]}/{sha256}-{uuid.uuid4().hex[:8]}.{ending}"
    return {
        "file": default_storage.save(wanted, ContentFile(file.data)),
        "name": normalize_characters(file.name)[-200:],
        "size": len(file.data),
        "sha256": sha256,
    }


def _keep(
    plan: Plan, step: Step, files: Iterable[PaperOriginal | DetachedSignature], by: Actor
) -> None:
    signature = Signature.objects.standing().get(edition=plan.edition, step_uid=step.uid)
    for one in files:
        one.signature = signature
        append(one)
    words = f"Записана подпись на бумаге: {signature.name}, {plan.title_line} ({signature.basis})."
    note(
        action=JournalAction.PAPER,
        words=words,
        institution_id=plan.association.institution_id,
        by=by,
    )
