"""What a plan's paper says, as plain values: stamps, title, text, tables, closing signatures.

It knows content and signatures; it refuses to know HTML and PDF. An edition is read from its own
frozen JSON, never from the rows that may have changed since.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from events.drafting.queries.stored_content import (
    edition_content,
    read_content,
    signatures_on_edition,
)
from events.models import Edition, Plan
from events.plan.codec import canonical_bytes
from events.plan.content import PlanContent
from events.plan.document import plan_document
from events.plan.heading import file_title
from events.plan.outline import Band, Cell, Line, Row, TableBlock, TextBlock, shown_as
from events.plan.stamps import Signed, Stamp
from events.plan.vocabulary import ShownAs, Verb
from reports.paper.agreement import NOTE, AgreementSheet, needs_sheet, sheet_of_agreement
from reports.paper.check_code import code_of
from reports.paper.check_mark import CheckMark, check_mark
from reports.paper.heights import tall_lines
from reports.paper.typography import set_heading, set_type
from reports.paper.widths import shares, with_whole_dates

DRAFT_MARK: Final = "ПРОЕКТ"
SHEET_TITLE: Final = "Лист согласования"
# A draft's file has a date of its own only so that the same words give the same bytes.
_UNDATED: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """One column as printed: its heading and its share of the sheet's width in per cent."""

    role: str
    heading: str
    share: str


@dataclass(frozen=True, slots=True)
class PaperTable:
    """One table: its heading above, its columns, its bands and rows in order.

    `merged` names the sections whose headings are its merged direction cells; `tall` are the
    places of lines that may be higher than a sheet.
    """

    heading: str
    lead_in: str
    columns: tuple[PaperColumn, ...]
    lines: tuple[Band | Row, ...]
    merged: frozenset[str] = frozenset()
    tall: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file inside the PDF: what programs read instead of the paper."""

    name: str
    description: str
    data: bytes
    dated: dt.datetime


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a plan's paper says, in the order of the paper.

    `agreements` are those above the text; where they need a sheet of their own it stands last,
    and a note stands in their place.
    """

    file_title: str
    title: tuple[str, ...]
    agreements: tuple[Stamp, ...] = ()
    approvals: tuple[Stamp, ...] = ()
    title_page: bool = False
    imprint: str = ""
    blocks: tuple[TextBlock | PaperTable, ...] = ()
    closing: tuple[Stamp, ...] = ()
    is_draft: bool = False
    edition_number: int = 0
    orientation: str = "portrait"
    language: str = "ru"
    sheet: AgreementSheet | None = None
    check: CheckMark | None = None
    # Not what the paper says: two papers with the same words are the same.
    attached: tuple[AttachedFile, ...] = field(default=(), compare=False)

    @property
    def draft_mark(self) -> str:
        """The word on every page of what is not approved."""
        return DRAFT_MARK if self.is_draft else ""


def draft_document(plan: Plan) -> Document:
    """The paper of the plan's present words; it is a draft whatever the plan's state."""
    return document_of(read_content(plan), status=Plan.Status.DRAFT)


def edition_document(edition: Edition) -> Document:
    """The paper of a frozen edition with the signatures made on it (2 queries)."""
    approved = edition.plan.official_id == edition.pk
    document = document_of(
        edition_content(edition),
        status=Plan.Status.APPROVED if approved else Plan.Status.SIGNOFF,
        signatures=signatures_on_edition(edition),
        edition_number=edition.number,
        attached=_plan_json(edition.content.encode(), edition.made_at),
    )
    return replace(document, check=_check(edition)) if approved else document


def agreement_sheet(edition: Edition) -> Document:
    """The sheet of agreement of an edition as a paper of its own (1 query)."""
    content = edition_content(edition)
    name = file_title(content)
    sheet = sheet_of_agreement(
        content, {one.step_uid: one for one in signatures_on_edition(edition)}
    )
    about = (
        set_type(name),
        f"Редакция {edition.number} от {timezone.localtime(edition.made_at):%d.%m.%Y}",
        f"Отпечаток содержания (SHA-256): {edition.sha256}",
    )
    return Document(
        file_title=f"{SHEET_TITLE}. {name}",
        title=(SHEET_TITLE,),
        sheet=replace(sheet, about=about),
        check=_check(edition),
        edition_number=edition.number,
    )


def _check(edition: Edition) -> CheckMark:
    code = code_of(edition.pk, edition.sha256)
    return check_mark(settings.PUBLIC_ADDRESS + reverse("reports:check", args=[code]), code)


def document_of(
    content: PlanContent,
    *,
    status: str,
    signatures: Iterable[Signed] = (),
    edition_number: int = 0,
    attached: AttachedFile | None = None,
) -> Document:
    """Build the paper of a content; only the status "approved" makes it official."""
    signed = tuple(signatures)
    said = plan_document(content, signed)
    is_draft = status != Plan.Status.APPROVED
    name = file_title(content)
    layout = content.layout
    merged = frozenset(s.uid for s in content.sections if shown_as(s, layout) == ShownAs.MERGED)
    agreements, sheet = _stamps(said.agreements), None
    if needs_sheet(agreements, said.orientation, title_page=said.title_page):
        by_step = {one.step_uid: one for one in signed}
        agreements, sheet = (NOTE,), sheet_of_agreement(content, by_step, [Verb.AGREE])
    return Document(
        file_title=f"{DRAFT_MARK}. {name}" if is_draft else name,
        agreements=agreements,
        sheet=sheet,
        approvals=_stamps(said.approvals),
        title=tuple(set_heading(line) for line in said.title),
        title_page=said.title_page,
        imprint=said.imprint,
        blocks=tuple(
            _table(block, merged, said.orientation)
            if isinstance(block, TableBlock)
            else _text(block)
            for block in said.blocks
        ),
        closing=_stamps(said.closing),
        is_draft=is_draft,
        edition_number=edition_number,
        orientation=said.orientation,
        attached=(attached or _plan_json(canonical_bytes(content)),),
    )


def _plan_json(data: bytes, dated: dt.datetime = _UNDATED) -> AttachedFile:
    return AttachedFile("plan.json", "План в виде данных (plans-portal/plan)", data, dated)


def _stamps(stamps: Iterable[Stamp]) -> tuple[Stamp, ...]:
    return tuple(
        replace(
            stamp,
            position=tuple(map(set_type, stamp.position)),
            name=set_type(stamp.name),
            mark=tuple(map(set_type, stamp.mark)),
            act=set_type(stamp.act),
            date=set_type(stamp.date),
        )
        for stamp in stamps
    )


def _text(block: TextBlock) -> TextBlock:
    paragraphs = tuple(replace(one, text=set_type(one.text)) for one in block.paragraphs)
    return replace(
        block,
        heading=set_heading(block.heading),
        lead_in=set_type(block.lead_in),
        paragraphs=paragraphs,
    )


def _table(block: TableBlock, merged: frozenset[str], orientation: str) -> PaperTable:
    lines = tuple(_line(line) for line in block.lines)
    widths = shares(block.columns, lines, orientation)
    lines = tuple(
        with_whole_dates(line, widths, orientation) if isinstance(line, Row) else line
        for line in lines
    )
    return PaperTable(
        heading=set_heading(block.heading),
        lead_in=set_type(block.lead_in),
        columns=tuple(
            PaperColumn(one.role, set_type(one.heading), f"{100 * share:.3f}")
            for one, share in zip(block.columns, widths, strict=True)
        ),
        lines=lines,
        merged=merged,
        tall=tall_lines(block.columns, lines, widths, orientation),
    )


def _line(line: Band | Row) -> Band | Row:
    if isinstance(line, Band):
        return replace(line, label=(set_type if line.is_lead else set_heading)(line.label))
    return replace(line, cells=tuple(_cell(cell) for cell in line.cells))


def _cell(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(_set_line(one) for one in cell.lines))


def _set_line(line: Line) -> Line:
    return replace(line, text=set_type(line.text), lead=set_type(line.lead))
