"""Reads a whole Word file as a plan: finds its tables, has its parts read, and counts the words.

It knows which block belongs to which part; it refuses to know how each part is worded.
"""

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
from reports.recognition.corrections import Corrected
from reports.recognition.front_matter import Top
from reports.recognition.office_words import OFFICE
from reports.recognition.phrases import ENUMERATED
from reports.recognition.result import Fact, Findings, Recognised, RowFound, SectionDraft
from reports.recognition.sections import Sections
from reports.recognition.table_head import Head, Told, find_bare_head, find_head, head_by_contents
from reports.sources.source_document import Paragraph, SourceDocument, SourceError, Table

# What a line of text ends with, and a name or an office does not.
TEXT_ENDS = (".", ";", ":", ",")
ON_PAPER: Final = (Verb.AGREE, Verb.APPROVE, Verb.CLOSE)
NO_HEAD = "У таблицы нет шапки: проверьте, что стоит в каждой графе."
LOCAL = (
    "План районного, городского или школьного объединения: такого вида в портале нет, взят вид ОМО."
)
NO_PLAN = "В файле нет таблицы плана: нужна таблица с шапкой, где есть мероприятие и срок."


def read_plan(
    made: Corrected,
    layouts: tuple[LayoutContent, ...],
    usual: tuple[ColumnContent, ...] = (),
) -> Recognised:
    """Everything the file says; SourceError where none of its tables is a plan.

    `usual` are the columns that a table without a head has if it has as many.
    """
    word = made.word
    findings = Findings()
    heads = _heads(made, usual, findings)
    top = Top(word.blocks, findings)
    begins = top.read(min(heads))
    if not top.title:
        top.read_title_over(min(heads), heads[min(heads)].row)
    last = _last_section(word, max(heads))
    drafts = Sections(word.blocks, heads, top, findings, made.rows).read(begins, last)
    steps = [*top.steps, *_closing(word, last + 1, findings)]
    whose = plan_heading.whose(tuple(top.title), _outside(word, heads))
    if plan_heading.is_local(whose, " ".join(top.title)):
        findings.remark(LOCAL, "объединение")
    separated = _responsible_as(word, heads)
    content = PlanContent(
        association=AssociationContent(whose.kind, whose.name),
        layout=LayoutContent(
            columns=_main_columns(drafts),
            responsible_as=separated or ResponsibleAs.LINES,
            title_page=top.title_page,
            orientation=Orientation.LANDSCAPE if word.landscape else Orientation.PORTRAIT,
        ),
        title=tuple(top.title),
        steps=_ordered(stamps.with_own_words(steps, top.title)),
    )
    content = _dated(content, top, drafts, findings)
    content = shape.shaped(content, drafts, layouts, findings, like_known=separated is None)
    told = [*word_accounting.placed_text(content), *findings.left_off]
    told += [one.text for one in findings.unplaced]
    findings.unplaced += word_accounting.lost(word, told)
    for aside in word.asides:
        findings.lose(aside.text, aside.place)
    for sentence in word.noticed:
        findings.remark(sentence, "файл")
    return Recognised(
        content=content,
        name_genitive=whose.genitive,
        columns=tuple(findings.columns),
        unplaced=tuple(findings.unplaced),
        findings=tuple(findings.remarks),
        rows=_placed(findings, drafts),
        facts=tuple(_facts(content, findings)),
        words=word_accounting.counted(word, content, findings),
        word=word,
    )


def _outside(word: SourceDocument, heads: dict[int, Head]) -> str:
    """The words beside the plan's tables: rows speak of other associations too."""
    blocks = tuple(block for at, block in enumerate(word.blocks) if at not in heads)
    return "\n".join(line for _, line in word_accounting.source_lines(replace(word, blocks=blocks)))


def _placed(findings: Findings, drafts: list[SectionDraft]) -> tuple[RowFound, ...]:
    """The rows of the file, each with the place of what it became in the plan."""
    places = {id(draft): place for place, draft in enumerate(shape.walk(drafts))}
    places.update((id(draft), place) for place, draft in enumerate(shape.rows_in(drafts)))
    return tuple(
        replace(
            found,
            section=places.get(id(draft)) if isinstance(draft, SectionDraft) else None,
            event=None if isinstance(draft, SectionDraft) else places.get(id(draft)),
        )
        for found, draft in findings.rows
    )


def _facts(content: PlanContent, findings: Findings) -> Iterator[Fact]:
    """What was recognised beside columns and rows, each with how surely and why."""
    for number in sorted({one.table for one, _ in findings.rows}):
        headless = any(c.table == number and not c.heading for c in findings.columns)
        sure, reason = (0.6, "по содержимому граф") if headless else (0.95, "по шапке таблицы")
        yield Fact("table", f"Таблица {number}", sure, reason)
    period = content.period
    remark = next((one.text for one in findings.remarks if one.place == "заголовок"), "")
    if period.starts:
        sure, reason = (0.6, remark) if remark else (0.95, "год стоит в заголовке")
        yield Fact("period", f"{period.starts} – {period.ends}", sure, reason)
    else:
        yield Fact("period", "", 0.0, remark)
    whose = content.association
    if whose.kind and whose.name:
        yield Fact("association", whose.name, 0.9, "по словам заголовка")
    else:
        yield Fact("association", whose.name, 0.3, "в заголовке не назван вид объединения")
    for step in content.steps:
        sure, reason = (0.8, "подпись в конце") if step.verb == Verb.CLOSE else (0.9, "слово грифа")
        words = ", ".join(filter(None, (" ".join(step.position.split()), step.name, step.act)))
        yield Fact(step.verb, words, sure if words else 0.5, reason)


def _heads(
    made: Corrected, usual: tuple[ColumnContent, ...], findings: Findings
) -> dict[int, Head]:
    """The heads of the plan's tables by the index of their block."""
    heads = _with_heads(made, usual, findings) or _without_heads(made, usual, findings)
    if not heads:
        raise SourceError(NO_PLAN)
    return heads


def _told(made: Corrected, usual: tuple[ColumnContent, ...], number: int) -> Told:
    lies = Orientation.LANDSCAPE if made.word.landscape else Orientation.PORTRAIT
    page = lies.text_width
    return Told(page, made.columns_of(number), made.head_of(number), usual)


def _tables(made: Corrected) -> Iterator[tuple[int, int, Table]]:
    """The tables that may be the plan's: number, index of the block, and the table itself."""
    found = [(at, one) for at, one in enumerate(made.word.blocks) if isinstance(one, Table)]
    for number, (at, table) in enumerate(found, 1):
        if made.tables.get(number) != "other":
            yield number, at, table


def _with_heads(
    made: Corrected, usual: tuple[ColumnContent, ...], findings: Findings
) -> dict[int, Head]:
    heads: dict[int, Head] = {}
    last: Head | None = None
    for number, at, table in _tables(made):
        told = _told(made, usual, number)
        head = find_head(table, number, told)
        if head is None and last is not None and _goes_on(table, last) and not told.columns:
            head = replace(last, found=(), first_row=0, row=-1)
        if head is None and (number in made.tables or told.columns):
            head = head_by_contents(table, number, told)
        if head is not None:
            if any(_said_alike(head, one) for one in heads.values()):
                # Printed from the columns of the table that had the same head before.
                findings.left_off.extend(column.heading for column in head.found)
            heads[at] = last = head
            findings.columns.extend(head.found)
            findings.left_off.extend(head.said_twice)
    return heads


def _without_heads(
    made: Corrected, usual: tuple[ColumnContent, ...], findings: Findings
) -> dict[int, Head]:
    """The tables that speak of events and terms though none has a head."""
    heads: dict[int, Head] = {}
    for number, at, table in _tables(made):
        told = _told(made, usual, number)
        # Of what is pasted into a plan every table is rows of it.
        head = (head_by_contents if usual else find_bare_head)(table, number, told)
        if head is not None:
            heads[at] = head
            findings.columns.extend(head.found)
            findings.remark(NO_HEAD, f"таблица {number}")
    return heads


def _said_alike(one: Head, other: Head) -> bool:
    said, before = ([(c.role, c.heading) for c in head.columns] for head in (one, other))
    return said == before


def _goes_on(table: Table, last: Head) -> bool:
    """Whether a table without a head goes on with the one before it."""
    stamped = any(stamps.begins_stamp(cell.text) for row in table.rows for cell in row)
    return table.columns == len(last.columns) and not stamped


def _last_section(word: SourceDocument, last_table: int) -> int:
    """The last block before the closing signatures: text sections may follow the last table."""
    last = last_table
    for at in range(last_table + 1, len(word.blocks)):
        block = word.blocks[at]
        if not isinstance(block, Paragraph) or stamps.has_name(block.text):
            break
        text = block.full_text.strip()
        begins = block.bold and not OFFICE.match(text)
        if begins or (last > last_table and (ENUMERATED.match(text) or text.endswith(TEXT_ENDS))):
            last = at
        elif text:
            break
    return last


def _closing(word: SourceDocument, begins: int, findings: Findings) -> list[StepContent]:
    """Closing signatures after the last table; what else stands there finds no place."""
    lines: list[str] = []
    for block in word.blocks[begins:]:
        if isinstance(block, Paragraph):
            lines.append(block.full_text)
        else:
            lines += ["\t".join(cell.line for cell in row if cell.line) for row in block.rows]
    steps, rest = stamps.read_closing(lines)
    for line in rest:
        findings.lose(line, "после таблицы")
    return steps


def _ordered(steps: list[StepContent]) -> tuple[StepContent, ...]:
    """Agreement before approval as on paper, closing signatures last; approval waits for it."""
    steps = sorted(steps, key=lambda step: ON_PAPER.index(step.verb))
    agreed = any(step.verb == Verb.AGREE for step in steps)
    return tuple(
        replace(step, stage=2 if agreed and step.verb == Verb.APPROVE else 1) for step in steps
    )


def _dated(
    content: PlanContent, top: Top, drafts: list[SectionDraft], findings: Findings
) -> PlanContent:
    """The plan with its period, city and imprint."""
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
    """The columns of the fullest table; of those, the ones that most rows stand in."""
    rows: dict[tuple[ColumnContent, ...], int] = {}
    for draft in shape.walk(drafts):
        if draft.columns:
            rows[draft.columns] = rows.get(draft.columns, 0) + len(draft.rows)
    return max(rows, key=lambda one: (len(one), rows[one])) if rows else ()


def _responsible_as(word: SourceDocument, heads: dict[int, Head]) -> ResponsibleAs | None:
    """Whether several responsible stand in lines or after commas; None where none tells."""
    lines = commas = 0
    for at, head in heads.items():
        table, column = word.blocks[at], head.column_of(ColumnRole.RESPONSIBLE)
        if not isinstance(table, Table) or column is None:
            continue
        for cell in table.below(head.first_row, column):
            lines += "\n" in cell.text
            commas += "\n" not in cell.text and "," in cell.text
    if not lines and not commas:
        return None
    return ResponsibleAs.COMMAS if commas > lines else ResponsibleAs.LINES
