"""A plan in each of its forms, as one reader may have it now.

The official document where there is one, else a draft that says so; it refuses to know who asks
for copies together and where they go.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from associations.access import Actor
from events.content import PlanContent, canonical_bytes
from events.models import Plan
from events.reading import shown_content
from reports import pdf, store
from reports.document import Document, PaperTable
from reports.issue import issue_pdf, objection_to_issuing, read_issued
from reports.models import PrintPiece


@dataclass(frozen=True, slots=True)
class Copy:
    """A plan as one file: its title, its bytes, and whether it is only a draft."""

    title: str
    data: bytes
    is_draft: bool = True


def make_copy(plan: Plan, form: str, by: Actor) -> Copy:
    """The plan in that form, as the reader may have it.

    Raises:
        ValidationError, DamagedFile: why there is none, in a sentence.
        OSError: the storage doesn't take or give a file.

    """
    return _FORMS[form](plan, by)


def forms() -> list[tuple[str, str]]:
    """The forms that there are, with their names."""
    return [(form, name) for form, name in PrintPiece.Form.choices if form in _FORMS]


def rows_of(document: Document) -> int:
    """How many bands and rows the paper has: what its printing takes grows with them."""
    return sum(len(block.lines) for block in document.blocks if isinstance(block, PaperTable))


def print_draft(plan: Plan, document: Document, *, as_sent: bool, key: str) -> Copy:
    """Print the draft and keep it for the next who asks for the same words."""
    copy = Copy(document.file_title, pdf.render(document))
    store.keep(key=key, plan=plan, as_sent=as_sent, title=copy.title, data=copy.data)
    return copy


def _pdf(plan: Plan, by: Actor) -> Copy:
    if objection_to_issuing(plan) is None:
        return Copy(plan.title_line, read_issued(issue_pdf(plan=plan, by=by)), is_draft=False)
    as_sent = store.is_of_edition(plan, by)
    key = store.key_of(plan, as_sent=as_sent)
    if (kept := store.find(key)) is not None:
        with kept.file:
            return Copy(kept.title, kept.file.read())
    document = store.document_of(plan, as_sent=as_sent)
    return print_draft(plan, document, as_sent=as_sent, key=key)


def _json(plan: Plan, by: Actor) -> Copy:
    content = shown_content(plan, by)
    return Copy(_title(content), canonical_bytes(content), is_draft=_is_draft(plan))


def _title(content: PlanContent) -> str:
    return " ".join(content.title)


def _is_draft(plan: Plan) -> bool:
    return plan.status != Plan.Status.APPROVED


_FORMS: Final[dict[str, Callable[[Plan, Actor], Copy]]] = {
    PrintPiece.Form.PDF: _pdf,
    PrintPiece.Form.JSON: _json,
}
