"""A plan's paper as plain values: stamps, title, text, tables, closing signatures.

An edition is read from its own frozen JSON: the rows may have changed since.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from events.drafting.queries.stored_content import (
    edition_content,
    read_content,
    signatures_on_edition,
    withdrawn_in_words,
)
from events.models import Edition, Plan
from events.plan.cell_lines import Line
from events.plan.codec import canonical_bytes
from events.plan.content import PlanContent
from events.plan.document import plan_document
from events.plan.heading import file_title
from events.plan.outline import Band, Cell, Row, TableBlock, TextBlock, shown_as
from events.plan.stamps import Signed, Stamp
from events.plan.vocabulary import ShownAs, Verb
from events.signoff.queries.present_holders import with_names
from events.signoff.queries.verify import last_seal
from plans_portal.lib.typography import set_heading, set_type
from reports.paper.agreement import NOTE, AgreementSheet, needs_sheet, sheet_of_agreement
from reports.paper.check_code import code_of
from reports.paper.check_mark import CheckMark, check_mark
from reports.paper.heights import tall_lines
from reports.paper.widths import fitted_shares, with_room

DRAFT_MARK: Final = "ПРОЕКТ"
SHEET_TITLE: Final = "Лист согласования"
# The date of a draft's file: fixed, so that the same words give the same bytes.
_UNDATED: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """One printed column: its heading and its share of the sheet's width in per cent."""

    role: str
    heading: str
    share: str


@dataclass(frozen=True, slots=True)
class PaperTable:
    """One table: its heading, columns, and bands and rows in order.

    `merged` are the uids of sections shown as merged direction cells; `tall` are the indexes of
    lines that may be higher than a sheet.
    """

    heading: str
    lead_in: str
    columns: tuple[PaperColumn, ...]
    lines: tuple[Band | Row, ...]
    merged: frozenset[str] = frozenset()
    tall: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file inside the PDF, for programs to read."""

    name: str
    description: str
    data: bytes
    dated: dt.datetime


@dataclass(frozen=True, slots=True)
class Document:
    """Everything on a plan's paper, in its order.

    `agreements` are the stamps above the text; if they need a separate `sheet`, it comes last and
    a note replaces them.
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
    # Not on the paper: two papers with the same words are equal.
    attached: tuple[AttachedFile, ...] = field(default=(), compare=False)

    @property
    def draft_mark(self) -> str:
        """The word on every page of a paper that is not approved."""
        return DRAFT_MARK if self.is_draft else ""


def draft_document(plan: Plan) -> Document:
    """The paper of the plan's present rows; always a draft."""
    return build_document(read_content(plan), status=Plan.Status.DRAFT)


def edition_document(edition: Edition, names: Mapping[str, str] | None = None) -> Document:
    """The paper of an edition with its signatures (4 queries).

    `names` are drawn in stamps that wait instead of those that were sent.
    """
    approved = edition.plan.official_id == edition.pk
    document = build_document(
        with_names(edition_content(edition), names or {}),
        status=Plan.Status.APPROVED if approved else Plan.Status.SIGNOFF,
        withdrawn=withdrawn_in_words(edition),
        signatures=signatures_on_edition(edition),
        edition_number=edition.number,
        attached=_plan_json(edition.content.encode(), edition.made_at),
    )
    return replace(document, check=_check(edition)) if approved else document


def agreement_sheet(edition: Edition) -> Document:
    """The sheet of agreement of an edition as a separate paper (4 queries).

    It tells the last checksum of the journal: a journal that is forged later has another one.
    """
    content = edition_content(edition)
    name = file_title(content)
    signatures = signatures_on_edition(edition)
    by_step = {signed.step_uid: signed for signed in signatures}
    sheet = sheet_of_agreement(content, by_step, withdrawn=withdrawn_in_words(edition))
    seal = last_seal(edition.plan.association.institution_id)
    about = (
        set_type(name),
        f"Редакция {edition.number} от {timezone.localtime(edition.made_at):%d.%m.%Y}",
        f"Отпечаток содержания (SHA-256): {edition.sha256}",
        *([seal.words] if seal else []),
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


def build_document(
    content: PlanContent,
    *,
    status: str,
    signatures: Iterable[Signed] = (),
    withdrawn: Iterable[str] = (),
    edition_number: int = 0,
    attached: AttachedFile | None = None,
) -> Document:
    """The paper of a content; with any status but "approved" it is a draft.

    `withdrawn` are the decisions that were withdrawn, in words.
    """
    signatures = tuple(signatures)
    plan = plan_document(content, signatures)
    is_draft = status != Plan.Status.APPROVED
    name = file_title(content)
    layout = content.layout
    merged = frozenset(s.uid for s in content.sections if shown_as(s, layout) == ShownAs.MERGED)
    agreements, sheet = _stamps(plan.agreements), None
    if needs_sheet(agreements, plan.orientation, title_page=plan.title_page):
        by_step = {signed.step_uid: signed for signed in signatures}
        agreements = (NOTE,)
        sheet = sheet_of_agreement(content, by_step, [Verb.AGREE], withdrawn=withdrawn)
    return Document(
        file_title=f"{DRAFT_MARK}. {name}" if is_draft else name,
        agreements=agreements,
        sheet=sheet,
        approvals=_stamps(plan.approvals),
        title=tuple(set_heading(line) for line in plan.title),
        title_page=plan.title_page,
        imprint=plan.imprint,
        blocks=tuple(
            _table(block, merged, plan.orientation)
            if isinstance(block, TableBlock)
            else _text(block)
            for block in plan.blocks
        ),
        closing=_stamps(plan.closing),
        is_draft=is_draft,
        edition_number=edition_number,
        orientation=plan.orientation,
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
    paragraphs = tuple(replace(each, text=set_type(each.text)) for each in block.paragraphs)
    return replace(
        block,
        heading=set_heading(block.heading),
        lead_in=set_type(block.lead_in),
        paragraphs=paragraphs,
    )


def _table(block: TableBlock, merged: frozenset[str], orientation: str) -> PaperTable:
    lines = tuple(_line(line) for line in block.lines)
    widths = fitted_shares(block.columns, lines, orientation)
    lines = tuple(
        with_room(line, widths, orientation) if isinstance(line, Row) else line for line in lines
    )
    return PaperTable(
        heading=set_heading(block.heading),
        lead_in=set_type(block.lead_in),
        columns=tuple(
            PaperColumn(column.role, set_type(column.heading), f"{100 * share:.3f}")
            for column, share in zip(block.columns, widths, strict=True)
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
    return replace(cell, lines=tuple(_set_line(line) for line in cell.lines))


def _set_line(line: Line) -> Line:
    return replace(line, text=set_type(line.text), lead=set_type(line.lead))
