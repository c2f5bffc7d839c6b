"""Reads a source document as a plan: divides it into parts, reads each, and counts the words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from events.plan.content import (
    AssociationContent,
    ColumnContent,
    LayoutContent,
    PlanContent,
    StepContent,
)
from events.plan.heading import title_line, usual_imprint
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Orientation, ResponsibleAs, Verb
from reports.recognition import plan_heading, shape, stamps, word_accounting
from reports.recognition.corrections import CorrectedDocument
from reports.recognition.front_matter import FrontMatter
from reports.recognition.office_words import OFFICE
from reports.recognition.phrases import ENUMERATED, TEXT_ENDS
from reports.recognition.result import Fact, Findings, Recognised, RowFound, SectionDraft
from reports.recognition.sections import SectionReader
from reports.recognition.table_head import (
    Head,
    TableHints,
    find_bare_head,
    find_head,
    head_by_contents,
)
from reports.sources.source_document import (
    SourceDocument,
    SourceError,
    SourceParagraph,
    SourceTable,
    paragraphs_of,
)

ON_PAPER: Final = (Verb.AGREE, Verb.APPROVE, Verb.CLOSE)
NO_HEAD = "У таблицы нет шапки: проверьте, что стоит в каждой графе."
LOCAL = (
    "План районного, городского или школьного объединения: такого вида в портале нет, взят вид ОМО."
)
NO_KIND = "в заголовке не назван вид объединения"
NO_PLAN = "В файле нет таблицы плана: нужна таблица с шапкой, где есть мероприятие и срок."


def read_plan(
    document: CorrectedDocument,
    layouts: tuple[LayoutContent, ...],
    usual: tuple[ColumnContent, ...] = (),
) -> Recognised:
    """Read a plan from a document with the person's corrections.

    `usual` are the columns of the plan that rows are pasted into; a table without a head and
    with as many columns gets them.

    Raises:
        SourceError: none of the tables is a plan.

    """
    source = document.word
    findings = Findings()
    heads = _heads(document, usual, findings)
    top = FrontMatter(source.blocks, findings)
    first = top.read(min(heads))
    if not top.title:
        top.read_title_over(min(heads), heads[min(heads)].row)
    last = _last_section(source, max(heads))
    drafts = SectionReader(source.blocks, heads, top, findings, document.rows).read(first, last)
    steps = [*top.steps, *_closing(source, last + 1, findings)]
    association = plan_heading.association_of(tuple(top.title), _text_outside(source, heads))
    if plan_heading.is_local(association, " ".join(top.title)):
        findings.remark(LOCAL, "объединение")
    separated = _responsible_as(source, heads)
    content = PlanContent(
        association=AssociationContent(association.kind, association.name),
        layout=LayoutContent(
            columns=_main_columns(drafts),
            responsible_as=separated or ResponsibleAs.LINES,
            title_page=top.title_page,
            orientation=_orientation(source),
        ),
        title=tuple(top.title),
        steps=_ordered(stamps.without_standard_words(steps, top.title)),
    )
    content = _dated(content, top, drafts, findings)
    content = shape.with_layout(content, drafts, layouts, findings, like_known=separated is None)
    kept = [*word_accounting.placed_text(content), *findings.left_off]
    kept += [unplaced.text for unplaced in findings.unplaced]
    findings.unplaced += word_accounting.missing_text(source, kept)
    for aside in source.asides:
        findings.lose(aside.text, aside.place)
    for sentence in source.noticed:
        findings.remark(sentence, "файл")
    return Recognised(
        content=content,
        name_genitive=association.genitive,
        columns=tuple(findings.columns),
        unplaced=tuple(findings.unplaced),
        findings=tuple(findings.remarks),
        rows=_rows_with_places(findings, drafts),
        facts=tuple(_facts(content, findings)),
        words=word_accounting.count_words(source, content, findings),
        word=source,
    )


def _text_outside(source: SourceDocument, heads: dict[int, Head]) -> str:
    """Return the text outside the plan's tables, whose rows may name other associations."""
    blocks = tuple(block for index, block in enumerate(source.blocks) if index not in heads)
    return "\n".join(paragraph.text for paragraph in paragraphs_of(blocks))


def _rows_with_places(findings: Findings, drafts: list[SectionDraft]) -> tuple[RowFound, ...]:
    """Return the rows of the file, each with the place of its section or event in the plan."""
    sections = {id(draft): place for place, draft in enumerate(shape.walk(drafts))}
    events = {id(draft): place for place, draft in enumerate(shape.rows_in(drafts))}
    return tuple(
        replace(found, section=sections.get(id(draft)), event=events.get(id(draft)))
        for found, draft in findings.rows
    )


def _facts(content: PlanContent, findings: Findings) -> Iterator[Fact]:
    """Yield what was recognised besides columns and rows, with confidence and reason."""
    for number in sorted({row.table for row, _ in findings.rows}):
        headless = any(c.table == number and not c.heading for c in findings.columns)
        sure, reason = (0.6, "по содержимому граф") if headless else (0.95, "по шапке таблицы")
        yield Fact("table", f"Таблица {number}", sure, reason)
    period = content.period
    remark = next((note.text for note in findings.remarks if note.place == "заголовок"), "")
    sure, reason = (0.6, remark) if remark else (0.95, "год стоит в заголовке")
    dates = f"{period.starts} – {period.ends}" if period.starts else ""
    yield Fact("period", dates, sure if dates else 0.0, reason)
    named = content.association.kind and content.association.name
    sure, reason = (0.9, "по словам заголовка") if named else (0.3, NO_KIND)
    yield Fact("association", content.association.name, sure, reason)
    for step in content.steps:
        sure, reason = (0.8, "подпись в конце") if step.verb == Verb.CLOSE else (0.9, "слово грифа")
        words = ", ".join(filter(None, (" ".join(step.position.split()), step.name, step.act)))
        yield Fact(step.verb, words, sure if words else 0.5, reason)


def _heads(
    document: CorrectedDocument, usual: tuple[ColumnContent, ...], findings: Findings
) -> dict[int, Head]:
    """Find the heads of the plan's tables, by the index of the table among the blocks."""
    heads = _with_heads(document, usual, findings) or _without_heads(document, usual, findings)
    if not heads:
        raise SourceError(NO_PLAN)
    return heads


def _tables(
    document: CorrectedDocument, usual: tuple[ColumnContent, ...]
) -> Iterator[tuple[int, int, SourceTable, TableHints]]:
    """Yield the tables that may be the plan's: number from 1, index of the block, table, hints."""
    page = _orientation(document.word).text_width
    number = 0
    for index, block in enumerate(document.word.blocks):
        if not isinstance(block, SourceTable):
            continue
        number += 1
        if document.tables.get(number) != "other":
            columns, head = document.columns_of(number), document.head_of(number)
            yield number, index, block, TableHints(page, columns, head, usual)


def _orientation(source: SourceDocument) -> Orientation:
    return Orientation.LANDSCAPE if source.landscape else Orientation.PORTRAIT


def _with_heads(
    document: CorrectedDocument, usual: tuple[ColumnContent, ...], findings: Findings
) -> dict[int, Head]:
    heads: dict[int, Head] = {}
    last: Head | None = None
    for number, index, table, hints in _tables(document, usual):
        head = find_head(table, number, hints)
        if head is None and last is not None and _goes_on(table, last) and not hints.columns:
            head = replace(last, found=(), first_row=0, row=-1)
        if head is None and (number in document.tables or hints.columns):
            head = head_by_contents(table, number, hints)
        if head is not None:
            if any(head.titles == other.titles for other in heads.values()):
                # The plan prints the head that these tables share once.
                findings.left_off.extend(column.heading for column in head.found)
            heads[index] = last = head
            findings.columns.extend(head.found)
            findings.left_off.extend(head.repeated_words)
    return heads


def _without_heads(
    document: CorrectedDocument, usual: tuple[ColumnContent, ...], findings: Findings
) -> dict[int, Head]:
    """Find the tables with events and terms, if none of the tables has a head."""
    heads: dict[int, Head] = {}
    for number, index, table, hints in _tables(document, usual):
        # Every table that is pasted into a plan holds rows of it.
        head = (head_by_contents if usual else find_bare_head)(table, number, hints)
        if head is not None:
            heads[index] = head
            findings.columns.extend(head.found)
            findings.remark(NO_HEAD, f"таблица {number}")
    return heads


def _goes_on(table: SourceTable, last: Head) -> bool:
    """Whether a table without a head continues the table before it."""
    stamped = any(stamps.begins_stamp(cell.text) for row in table.rows for cell in row)
    return table.columns == len(last.columns) and not stamped


def _last_section(source: SourceDocument, last_table: int) -> int:
    """Find the last block before the closing signatures; text may follow the last table."""
    last = last_table
    for index in range(last_table + 1, len(source.blocks)):
        block = source.blocks[index]
        if not isinstance(block, SourceParagraph) or stamps.has_name(block.text):
            break
        text = block.full_text.strip()
        begins = block.bold and not OFFICE.match(text)
        if begins or (last > last_table and (ENUMERATED.match(text) or text.endswith(TEXT_ENDS))):
            last = index
        elif text:
            break
    return last


def _closing(source: SourceDocument, begins: int, findings: Findings) -> list[StepContent]:
    """Read the closing signatures after the last table; other text there is unplaced."""
    lines: list[str] = []
    for block in source.blocks[begins:]:
        if isinstance(block, SourceParagraph):
            lines.append(block.full_text)
        else:
            lines += ["\t".join(cell.line for cell in row if cell.line) for row in block.rows]
    steps, rest = stamps.read_closing(lines)
    for line in rest:
        findings.lose(line, "после таблицы")
    return steps


def _ordered(steps: list[StepContent]) -> tuple[StepContent, ...]:
    """Put steps in the order of the paper; if any agrees, approval is the second stage."""
    steps = sorted(steps, key=lambda step: ON_PAPER.index(step.verb))
    agreed = any(step.verb == Verb.AGREE for step in steps)
    return tuple(
        replace(step, stage=2 if agreed and step.verb == Verb.APPROVE else 1) for step in steps
    )


def _dated(
    content: PlanContent, top: FrontMatter, drafts: list[SectionDraft], findings: Findings
) -> PlanContent:
    """Add the period, city and imprint to a plan."""
    above = [top.imprint, *(f"{step.act} {step.date_line}" for step in top.steps)]
    terms = [row.event.term for row in shape.rows_in(drafts)]
    period, reason = plan_heading.recognised_period(title_line(content.title), above, terms)
    if not reason:
        findings.remark("Период плана не найден: укажите его сами.", "заголовок")
    elif reason != plan_heading.BY_TITLE:
        findings.remark(f"В заголовке нет года: период взят из {reason}.", "заголовок")
    imprint = plan_heading.IMPRINT.match(top.imprint)
    city = imprint["city"] if imprint else ""
    usual = usual_imprint(city, period)
    return replace(
        content, period=period, city=city, imprint="" if top.imprint == usual else top.imprint
    )


def _main_columns(drafts: list[SectionDraft]) -> tuple[ColumnContent, ...]:
    """Return the columns of the widest tables; of several sets, the one with most rows."""
    rows: Counter[tuple[ColumnContent, ...]] = Counter()
    for draft in shape.walk(drafts):
        if draft.columns:
            rows[draft.columns] += len(draft.rows)
    return max(rows, key=lambda columns: (len(columns), rows[columns]), default=())


def _responsible_as(source: SourceDocument, heads: dict[int, Head]) -> ResponsibleAs | None:
    """Whether several responsible are on lines or after commas; None if no cell has several."""
    lines = commas = 0
    for index, head in heads.items():
        table, column = source.blocks[index], head.column_of(ColumnRole.RESPONSIBLE)
        if not isinstance(table, SourceTable) or column is None:
            continue
        for cell in table.below(head.first_row, column):
            lines += "\n" in cell.text
            commas += "\n" not in cell.text and "," in cell.text
    if not lines and not commas:
        return None
    return ResponsibleAs.COMMAS if commas > lines else ResponsibleAs.LINES
