"""Reads a file that may be one of the portal's own, and finds the plan that it came from."""

from typing import Final

from associations.actor import Actor
from events.access import is_author
from events.models import Plan
from events.plan.codec import canonical_bytes
from reports.bringing_back.queries.field_texts import shortened
from reports.models import ImportSession
from reports.office_files.brought_file import BroughtFile, from_values, trusted_base
from reports.office_files.docx.brought_back import brought_back
from reports.office_files.round_trip import stamp_in
from reports.office_files.xlsx.own_book import read_own_book
from reports.sources.docx import read_word
from reports.sources.docx.parts import MAX_FILE_BYTES, TOO_BIG, DocxParts
from reports.sources.source_document import SourceError

NO_FIELD: Final = "Этим словам файла в плане нет места, впишите их сами: «{words}»."
# The key in the words of an import session.
BROUGHT: Final = "brought"


def brought_file(data: bytes) -> BroughtFile | None:
    """What a file brings back; None where the portal has not written it, or it has no stamp.

    Raises:
        SourceError: the file is the portal's and can't be read, or breaks a limit.

    """
    if len(data) > MAX_FILE_BYTES:
        raise SourceError(TOO_BIG)
    if not data.startswith(b"PK"):
        return None
    names = DocxParts(data).all_names()
    if "docProps/custom.xml" not in names:
        return None
    return read_own_book(data) if "xl/workbook.xml" in names else _brought_word(data)


def _brought_word(data: bytes) -> BroughtFile | None:
    source = read_word(data)
    back = brought_back(source)
    stamp = stamp_in(back.properties) if back else None
    if back is None or stamp is None or source.enclosed is None:
        return None
    return BroughtFile(
        stamp,
        trusted_base(back.properties, source.enclosed.data.encode()),
        said=canonical_bytes(back.content).decode(),
        notes=tuple(NO_FIELD.format(words=shortened(words)) for words in back.unplaced),
    )


def plan_of(file: BroughtFile, actor: Actor) -> Plan | None:
    """The plan that the file came from, if the actor writes it; else as if there were none."""
    plans = Plan.objects.visible_to(actor).select_related("association", "layout")
    plan = plans.filter(pk=file.stamp.plan).first()
    return plan if plan is not None and is_author(plan.association, actor) else None


def file_of(import_session: ImportSession) -> BroughtFile:
    """What an import session keeps of a file that was brought back."""
    return from_values((import_session.source or {})[BROUGHT])
