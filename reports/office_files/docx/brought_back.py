"""A Word file of the portal that was edited elsewhere: the plan that it held, and holds now.

The plan as it was written is enclosed in the file. What the file shows otherwise than the portal
would draw that plan is an edit; all else is the plan as it was, with the uids of its rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from events.checks import with_uids
from events.plan.codec import ContentError, from_bytes
from events.plan.content import EventContent, PlanContent, SectionContent, StepContent
from events.plan.heading import usual_imprint
from events.plan.outline import TableBlock, TextBlock, outline, shown_as
from events.plan.status import PlanStatus
from events.plan.vocabulary import SectionKind, ShownAs
from reports.office_files.docx.edited_table import ADDED, Edits, read_table
from reports.office_files.docx.edited_top import Place, TopEdits, edited_top
from reports.office_files.docx.paper import word_bytes
from reports.office_files.docx.pieces import edited_text, plain
from reports.paper.document import build_document
from reports.sources.docx import read_word
from reports.sources.source_document import SourceDocument, SourceTable, paragraphs_of

_STEP_TEXTS: Final = ("heading", "name", "before_name", "after_name", "act", "date_line")


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What the file held when it was written (`base`), and what it holds now.

    Rows and sections of both have the same uids; a row that was added has none. `unplaced` are
    words of the file that belong to no field. `properties` are the file's own (`round_trip`).
    """

    base: PlanContent
    content: PlanContent
    unplaced: tuple[str, ...]
    properties: Mapping[str, str]


def brought_back(word: SourceDocument) -> BroughtBack | None:
    """What became of the plan in a file of the portal; None where it is no such file.

    Also None where its tables were taken apart, so that no row can be found again: then the file
    has to be read like any other.
    """
    if word.enclosed is None:
        return None
    try:
        base = from_bytes(word.enclosed.data.encode())
    except ContentError:
        return None
    content = with_uids(base)
    drawn = read_word(
        word_bytes(build_document(content, status=PlanStatus.DRAFT)), with_table=False
    )
    blocks = outline(content)
    tables = [block for block in blocks if isinstance(block, TableBlock) and block.lines]
    parts, now = _parted(drawn, tables), _parted(word, tables)
    if parts is None or now is None:
        return None
    layout = content.layout
    merged = frozenset(
        one.uid for one in content.all_sections() if shown_as(one, layout) == ShownAs.MERGED
    )
    edits = Edits(layout, merged)
    for block, table in zip(tables, now.tables, strict=True):
        read_table(block, table, edits)
    top = edited_top(content, blocks, parts.lines, now.lines)
    unplaced = [*edits.unplaced, *top.unplaced]
    changed = _with_steps(_with_heads(content, edits), top, unplaced)
    shown = frozenset(uid for block in blocks for uid in _shown_in(block))
    sections = tuple(_section(one, edits, top, shown) for one in changed.sections)
    changed = _numbered(replace(changed, sections=sections), edits)
    own = frozenset(_uids(base))
    return BroughtBack(
        _without_uids(content, own), _without_uids(changed, own), tuple(unplaced),
        word.enclosed.properties,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Parts:
    tables: tuple[SourceTable, ...]
    lines: tuple[str, ...]


def _parted(word: SourceDocument, tables: list[TableBlock]) -> _Parts | None:
    """The plan's tables of a file, and the lines of all that is outside them.

    None where there are not as many as the plan has, with as many columns.
    """
    wanted = list(tables)
    found: list[SourceTable] = []
    lines: list[str] = []
    for block in word.blocks:
        is_next = wanted and isinstance(block, SourceTable) and _is_of(block, wanted[0])
        if is_next and isinstance(block, SourceTable):
            found.append(block)
            wanted.pop(0)
        else:
            lines += (one.full_text for one in paragraphs_of((block,)) if plain(one.full_text))
    return None if wanted else _Parts(tuple(found), tuple(lines))


def _is_of(table: SourceTable, block: TableBlock) -> bool:
    """Whether this is the table that was drawn from the block: by most of its headings."""
    if table.columns != len(block.columns):
        return False
    head = max(1, table.header_rows) - 1
    cells = (table.at(head, at) for at in range(table.columns))
    same = sum(
        cell is not None and plain(cell.line) == plain(column.heading)
        for cell, column in zip(cells, block.columns, strict=True)
    )
    return 2 * same >= len(block.columns)


def _shown_in(block: TextBlock | TableBlock) -> tuple[str, ...]:
    return block.section_uids if isinstance(block, TableBlock) else ()


def _with_heads(content: PlanContent, edits: Edits) -> PlanContent:
    columns = edits.headings.get(content.layout.columns)
    return replace(content, layout=replace(content.layout, columns=columns)) if columns else content


def _with_steps(content: PlanContent, top: TopEdits, unplaced: list[str]) -> PlanContent:
    known = {section.uid for section in content.all_sections()}
    steps = tuple(_step(step, top) for step in content.steps)
    placed = {step.uid for step in steps}
    for place, text in top.added:
        if place.of in known and place.field in ("paragraphs", "lead"):
            continue
        if not (place.of in placed and place.field == "position"):
            unplaced.append(text)
    title = top.texts.get(Place("", "title"))
    imprint = top.texts.get(Place("", "imprint"))
    content = replace(
        content,
        steps=steps,
        title=content.title if title is None else tuple(_lines(title)),
    )
    return content if imprint is None else _with_imprint(content, imprint)


def _with_imprint(content: PlanContent, imprint: str) -> PlanContent:
    """The plan with another foot of its title page; the usual one is drawn from its city."""
    city = imprint.rpartition(", ")[0]
    if not content.imprint and usual_imprint(city, content.period) == imprint:
        return replace(content, city=city)
    return replace(content, imprint=imprint)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _step(step: StepContent, top: TopEdits) -> StepContent:
    values: dict[str, Any] = {
        name: top.texts[Place(step.uid, name)]
        for name in _STEP_TEXTS
        if Place(step.uid, name) in top.texts
    }
    was = [line for line in step.position.splitlines() if line.strip()]
    lines = _with_added(step.uid, "position", was, top)
    if lines != was:
        values["position"] = "\n".join(lines)
    return replace(step, **values)


def _with_added(of: str, name: str, was: list[str], top: TopEdits) -> list[str]:
    """The lines of a text as they are now, with those that were added after each."""
    lines: list[str] = []
    for at, line in enumerate(was):
        place = Place(of, name, at)
        lines += [
            top.texts.get(place, line), *(text for after, text in top.added if after == place)
        ]  # fmt: skip
    return [line for line in lines if line]


def _section(
    section: SectionContent, edits: Edits, top: TopEdits, shown: frozenset[str]
) -> SectionContent:
    """The section as the file has it, with those in it."""
    values: dict[str, Any] = {}
    if section.uid in shown:
        values["events"] = tuple(edits.rows[section.uid])
    heading = top.texts.get(Place(section.uid, "heading"))
    if (words := edits.texts.get((section.uid, "heading"))) is not None:
        heading = edited_text(section.heading, words.splitlines())
    if (label := edits.texts.get((section.uid, "label"))) is not None:
        heading = _without_number(section, label)
    if heading is not None:
        values["heading"] = heading
    if section.columns in edits.headings:
        values["columns"] = edits.headings[section.columns]
    values |= _lead(section, edits, top)
    if section.kind == SectionKind.TEXT:
        paragraphs = _with_added(section.uid, "paragraphs", list(section.paragraphs), top)
        values["paragraphs"] = tuple(paragraphs)
    values["sections"] = tuple(_section(one, edits, top, shown) for one in section.sections)
    return replace(section, **values)


def _without_number(section: SectionContent, label: str) -> str:
    """The heading in an edited band, without the number before it."""
    number = label.split(". ", 1)[0] if plain(label).split(" ")[0].endswith(".") else ""
    is_number = number and (number.strip().isdigit() or set(number.strip()) <= set("IVXLC"))
    words = (
        label.split(". ", 1)[1] if is_number and not section.heading.startswith(number) else label
    )
    return edited_text(section.heading, words.splitlines())


def _lead(section: SectionContent, edits: Edits, top: TopEdits) -> dict[str, Any]:
    """The words that introduce the rows: the lead-in, and paragraphs that stand with it."""
    with_paragraphs = section.kind == SectionKind.TABLE
    texts = [section.lead_in, *(section.paragraphs if with_paragraphs else ())]
    was = [line for text in texts for line in text.splitlines() if line]
    now = _with_added(section.uid, "lead", was, top)
    if (band := edits.texts.get((section.uid, "lead"))) is not None:
        now = edited_text("\n".join(was), band.splitlines()).splitlines()
    if now == was:
        return {}
    if not with_paragraphs or not section.paragraphs:
        return {"lead_in": "\n".join(now)}
    own = len(section.lead_in.splitlines())
    return {"lead_in": "\n".join(now[:own]), "paragraphs": tuple(now[own:])}


def _numbered(content: PlanContent, edits: Edits) -> PlanContent:
    """The plan without typed numbers that are those which the portal gives anyway."""
    without = _with_numbers(content, dict.fromkeys(edits.renumbered, ""))
    automatic = {
        row.event.uid: row.automatic
        for block in outline(without, draws=False)
        if isinstance(block, TableBlock)
        for row in block.rows
    }
    seen: set[str] = set()
    given: dict[str, str] = {}
    for event in (event for section in content.all_sections() for event in section.events):
        number = event.number
        # A row that was copied has the number of the other one.
        is_copied = event.uid.startswith(ADDED) and number in seen | set(automatic.values())
        same = number.rstrip(".") == automatic.get(event.uid, "").rstrip(".")
        if event.uid in edits.renumbered and (same or is_copied):
            given[event.uid] = ""
        seen.add(number)
    return _with_numbers(content, given)


def _with_numbers(content: PlanContent, numbers: Mapping[str, str]) -> PlanContent:
    """The plan with other typed numbers of some rows, by uid."""

    def section(one: SectionContent) -> SectionContent:
        events = tuple(
            replace(event, number=numbers.get(event.uid, event.number)) for event in one.events
        )
        return replace(one, events=events, sections=tuple(map(section, one.sections)))

    return replace(content, sections=tuple(map(section, content.sections))) if numbers else content


def _uids(content: PlanContent) -> list[str]:
    parts: list[StepContent | SectionContent | EventContent] = [
        *content.steps, *content.all_sections(), *content.all_events(),
    ]  # fmt: skip
    return [one.uid for one in parts if one.uid]


def _without_uids(content: PlanContent, own: frozenset[str]) -> PlanContent:
    """The plan with the uids that it had, and no others."""

    def event(one: EventContent) -> EventContent:
        uid = one.uid if one.uid in own else ""
        return replace(one, uid=uid, events=tuple(map(event, one.events)))

    def section(one: SectionContent) -> SectionContent:
        uid = one.uid if one.uid in own else ""
        inner = tuple(map(section, one.sections))
        return replace(one, uid=uid, events=tuple(map(event, one.events)), sections=inner)

    steps = tuple(replace(one, uid=one.uid if one.uid in own else "") for one in content.steps)
    return replace(content, steps=steps, sections=tuple(map(section, content.sections)))
