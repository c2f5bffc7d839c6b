"""Makes the sections and the layout of a plan; decides which numbers are automatic."""

from dataclasses import replace
from typing import Final

from events.plan.content import ColumnContent, LayoutContent, PlanContent, SectionContent
from events.plan.outline import Row, rows_of
from events.plan.roles import ColumnRole
from events.plan.section_number import section_number
from events.plan.vocabulary import Numbering, SectionKind, SectionNumbers, ShownAs
from reports.recognition.phrases import same_number
from reports.recognition.result import Findings, RowDraft, SectionDraft

SHAPE: Final = ("sections_as", "title_page", "orientation", "numbering")
SCHEMES: Final = (Numbering.THROUGH, Numbering.SECTION, Numbering.RESTART)
# Up to so many rows with unusual numbers have a note each; more have one note together.
FEW_NUMBERS = 6
BY_BAND = (
    "Номера строк начинаются с номера раздела таблицы: они оставлены как в файле, "
    "новые строки портал пронумерует иначе."
)
OWN_CODE, OWN_NAME = "imported", "Форма из файла"


def with_layout(
    content: PlanContent,
    drafts: list[SectionDraft],
    layouts: tuple[LayoutContent, ...],
    findings: Findings,
    *,
    like_known: bool,
) -> PlanContent:
    """Add to a plan its sections and the layout that prints them as in the file.

    `content.layout` has what is known of the paper: columns of the main table, title page,
    orientation. `like_known`: the file does not show how several responsible are separated, so
    a known layout of the same shape decides it. Printed numbers are kept only where the
    automatic ones differ.
    """
    layout = replace(
        content.layout,
        sections_as=_sections_as(drafts),
        section_numbers=_section_numbers(drafts),
    )
    scheme = _scheme(content, drafts, layout)
    layout = _with_known_layout(replace(layout, numbering=scheme), layouts, like_known=like_known)
    content = replace(content, layout=layout, sections=_sections(drafts, layout, findings))
    return _without_automatic(content, drafts, findings)


def walk(drafts: list[SectionDraft]) -> list[SectionDraft]:
    """Return the sections and all their subsections, in the order of the paper."""
    return [one for draft in drafts for one in (draft, *walk(draft.children))]


def rows_in(drafts: list[SectionDraft]) -> list[RowDraft]:
    """Return the rows of the sections and all their subsections, in the order of the paper."""
    return [row for draft in walk(drafts) for row in draft.rows]


def _sections_as(drafts: list[SectionDraft]) -> ShownAs:
    shown = [draft.shown for draft in drafts if not draft.text]
    return max(shown, key=lambda way: (shown.count(way), way)) if shown else ShownAs.NONE


def _section_numbers(drafts: list[SectionDraft]) -> SectionNumbers:
    """Return the style of section numbers; "none" if some have none, so that each keeps its own."""
    numbers = [draft.printed for draft in drafts if draft.shown != ShownAs.MERGED or draft.text]
    if not numbers or not all(numbers) or any(n.endswith(")") for n in numbers):
        return SectionNumbers.NONE
    return SectionNumbers.ARABIC if numbers[0][0].isdigit() else SectionNumbers.ROMAN


def _scheme(content: PlanContent, drafts: list[SectionDraft], layout: LayoutContent) -> Numbering:
    """Return the numbering that gives most of the printed numbers."""
    if not any(c.role == ColumnRole.NUMBER for draft in walk(drafts) for c in draft.columns):
        return Numbering.NONE
    rows = rows_in(drafts)
    if not any(row.printed for row in rows):
        return Numbering.THROUGH

    def matches(scheme: Numbering) -> int:
        tried = replace(layout, numbering=scheme)
        sections = _sections(drafts, tried, Findings())
        automatic = _source_rows(replace(content, layout=tried, sections=sections))
        return sum(
            same_number(row.printed, auto.automatic)
            for row, auto in zip(rows, automatic, strict=True)
            if row.printed
        )

    return max(SCHEMES, key=matches)


def _source_rows(content: PlanContent) -> list[Row]:
    """Return the rows of the paper that come from rows of the file, in order."""
    return [row for row in rows_of(content) if row.event.uid]


def _with_known_layout(
    layout: LayoutContent, layouts: tuple[LayoutContent, ...], *, like_known: bool
) -> LayoutContent:
    """Take code, name and widths from the first known layout of the same shape."""
    roles = [column.role for column in layout.columns]
    for known in layouts:
        if [column.role for column in known.columns] == roles and all(
            getattr(known, name) == getattr(layout, name) for name in SHAPE
        ):
            columns = tuple(
                replace(own, width=other.width)
                for own, other in zip(layout.columns, known.columns, strict=True)
            )
            return replace(
                layout,
                code=known.code,
                name=known.name,
                columns=columns,
                responsible_as=known.responsible_as if like_known else layout.responsible_as,
            )
    return replace(layout, code=OWN_CODE, name=OWN_NAME)


def _sections(
    drafts: list[SectionDraft], layout: LayoutContent, findings: Findings
) -> tuple[SectionContent, ...]:
    """Make the sections; their subsections have no automatic numbers, and bands as headings."""
    inner = replace(layout, section_numbers=SectionNumbers.NONE, sections_as=ShownAs.BAND)
    return tuple(
        replace(
            _section(draft, section_number(place, layout.section_numbers), layout, findings),
            sections=_sections(draft.children, inner, findings),
        )
        for place, draft in enumerate(drafts, 1)
    )


def _section(
    draft: SectionDraft, automatic: str, layout: LayoutContent, findings: Findings
) -> SectionContent:
    merged = draft.shown == ShownAs.MERGED
    own = "" if merged or same_number(draft.printed, automatic) else draft.printed
    heading = draft.heading
    if own.endswith(")"):
        own, heading = "", f"{own} {heading}"
    elif own and automatic:
        findings.remark(
            f"Раздел напечатан под номером {own}, а по порядку {automatic}.", draft.place
        )
    return SectionContent(
        kind=SectionKind.TEXT if draft.text else SectionKind.TABLE,
        heading=heading,
        number=own.rstrip("."),
        lead_in=draft.lead_in,
        paragraphs=tuple(draft.paragraphs),
        shown_as="" if draft.text or draft.shown == layout.sections_as else draft.shown,
        numbering=Numbering.NONE if _unnumbered(draft, layout) else "",
        columns=() if draft.text else _own_columns(draft.columns, layout),
        events=tuple(
            replace(row.event, uid=f"{draft.place}/{i}") for i, row in enumerate(draft.rows)
        ),
    )


def _unnumbered(draft: SectionDraft, layout: LayoutContent) -> bool:
    """Whether a section prints no numbers though the plan has some."""
    if draft.text:
        return not draft.numbered_paragraphs
    has_column = any(column.role == ColumnRole.NUMBER for column in draft.columns)
    has_numbers = has_column or any(row.printed for row in draft.rows)
    return layout.numbering != Numbering.NONE and bool(draft.columns) and not has_numbers


def _own_columns(
    columns: tuple[ColumnContent, ...], layout: LayoutContent
) -> tuple[ColumnContent, ...]:
    own = [(column.role, column.heading) for column in columns]
    usual = [(column.role, column.heading) for column in layout.columns]
    return () if own == usual else columns


def _without_automatic(
    content: PlanContent, sections: list[SectionDraft], findings: Findings
) -> PlanContent:
    """Keep a printed number only if it is not the automatic one; remove the temporary uids."""
    numbers: dict[str, str] = {}
    notes: list[tuple[str, str]] = []
    drafts = rows_in(sections)
    numbered = any(draft.printed for draft in drafts)
    by_band = _numbered_by_band(sections)
    for row, draft in zip(_source_rows(content), drafts, strict=True):
        if numbered and not draft.printed and row.automatic and not draft.event.same_number:
            automatic = row.automatic.rstrip(".")
            findings.remark(f"Строка без номера: портал поставит {automatic}.", draft.place)
        if draft.printed and not same_number(draft.printed, row.automatic):
            numbers[row.event.uid] = draft.printed
            if id(draft) in by_band:
                continue
            automatic = row.automatic.rstrip(".") or "без номера"
            words = f"под номером {draft.printed}, а по порядку {automatic}"
            notes.append((words, draft.place))
    begins = "Строка напечатана"
    if (many := len(notes)) > FEW_NUMBERS:
        begins = f"Строк со своими номерами, не по порядку: {many}. Первая напечатана"
        notes = notes[:1]
    for words, place in notes:
        findings.remark(f"{begins} {words}.", place)
    if by_band and len(numbers) > many:
        findings.remark(BY_BAND, next(draft.place for draft in drafts if id(draft) in by_band))
    return replace(
        content, sections=tuple(_with_final_numbers(s, numbers) for s in content.sections)
    )


def _numbered_by_band(sections: list[SectionDraft]) -> set[int]:
    """Return the ids of drafts numbered in order after the number of their band, as 2.1 and 2.2."""
    return {
        id(row)
        for draft in walk(sections)
        for place, row in enumerate(draft.rows, 1)
        if draft.printed and same_number(row.printed, f"{draft.printed.rstrip('.)')}.{place}")
    }


def _with_final_numbers(section: SectionContent, numbers: dict[str, str]) -> SectionContent:
    return replace(
        section,
        events=tuple(
            replace(event, uid="", number=numbers.get(event.uid, "")) for event in section.events
        ),
        sections=tuple(_with_final_numbers(child, numbers) for child in section.sections),
    )
