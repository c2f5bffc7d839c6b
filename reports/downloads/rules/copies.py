"""A plan as a file of each kind, as one reader may have it now: official, else a draft."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from associations.actor import Actor
from events.drafting.queries.stored_content import json_of
from events.models import Edition, Plan
from events.plan.outline import Row, TextBlock
from reports.downloads.rules import stored_drafts
from reports.issuing.rules.issue import issue_pdf, read_issued
from reports.models import IssuedDocument, PrintPiece
from reports.office_files.docx.checked import checked_word
from reports.office_files.round_trip import stamp_of
from reports.office_files.xlsx.plan import plan_xlsx
from reports.paper import pdf
from reports.paper.document import Document, PaperTable
from reports.paper.shown import shown_to

# About the text of as many rows as are printed at once: a few seconds of printing.
CHARACTERS_AT_ONCE: Final = 150_000


@dataclass(frozen=True, slots=True)
class Copy:
    """A plan as one file: its title, its bytes, and whether it is only a draft."""

    title: str
    data: bytes
    is_draft: bool = True


def make_copy(plan: Plan, form: str, by: Actor) -> Copy:
    """The plan in that form, as the reader may have it.

    Raises ValidationError or DamagedFile with a sentence why there is none, OSError where the
    storage fails.
    """
    return _FORMS[form](plan, by)


def is_long(document: Document) -> bool:
    """Whether the paper has too many rows, or letters, to print it while a page waits."""
    tables = [block for block in document.blocks if isinstance(block, PaperTable)]
    if sum(len(table.lines) for table in tables) > settings.PRINT_ROWS_AT_ONCE:
        return True
    return sum(map(_characters, document.blocks)) > CHARACTERS_AT_ONCE


def _characters(block: TextBlock | PaperTable) -> int:
    if isinstance(block, TextBlock):
        return sum(len(paragraph.text) for paragraph in block.paragraphs)
    cells = (cell for line in block.lines if isinstance(line, Row) for cell in line.cells)
    return sum(len(line.lead) + len(line.text) for cell in cells for line in cell.lines)


def issued_of(plan: Plan) -> IssuedDocument | None:
    """The official PDF of the edition in force, if it was printed (1 query)."""
    if plan.official_id is None:
        return None
    issued = IssuedDocument.objects.of_last_approval().filter(
        kind=IssuedDocument.Kind.PDF, edition=plan.official_id
    )
    return issued.select_related("edition").first()


def print_draft(plan: Plan, edition: Edition | None, document: Document, *, key: str) -> Copy:
    """Print the draft and store it for the next who asks for the same content."""
    copy = Copy(document.file_title, pdf.render(document))
    stored_drafts.store(key=key, plan=plan, edition=edition, title=copy.title, data=copy.data)
    return copy


def _pdf(plan: Plan, by: Actor) -> Copy:
    if plan.official is not None:
        issued = read_issued(issue_pdf(plan=plan, by=by))
        return Copy(plan.official.title_line, issued, is_draft=False)
    shown = shown_to(plan, by)
    key = stored_drafts.key_of(shown)
    if (kept := stored_drafts.find(key)) is not None:
        with kept.file:
            return Copy(kept.title, kept.file.read())
    return print_draft(plan, shown.edition, shown.document(), key=key)


def _json(plan: Plan, by: Actor) -> Copy:
    shown = shown_to(plan, by)
    title = (shown.edition or shown.plan).title_line
    return Copy(title, json_of(shown.plan, shown.edition), shown.is_draft)


def _docx(plan: Plan, by: Actor) -> Copy:
    shown = shown_to(plan, by)
    document = shown.document()
    return Copy(document.file_title, checked_word(document, stamp_of(shown.plan)), shown.is_draft)


def _xlsx(plan: Plan, by: Actor) -> Copy:
    book = plan_xlsx(plan, by)
    return Copy(book.title, book.data, book.is_draft)


_FORMS: Final[dict[str, Callable[[Plan, Actor], Copy]]] = {
    PrintPiece.Form.PDF: _pdf,
    PrintPiece.Form.DOCX: _docx,
    PrintPiece.Form.XLSX: _xlsx,
    PrintPiece.Form.JSON: _json,
}
