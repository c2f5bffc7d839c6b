"""What becomes of each line of a table that is pasted into a plan, before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from events.drafting.queries.responsible_names import ResponsibleDirectory
from events.plan.content import PlanContent, SectionContent
from events.plan.heading import imprint_of
from events.plan.pasted_rows import FittedRows, as_typed, fit_rows
from events.plan.roles import ColumnRole
from plans_portal.lib.counted import counted
from reports.imports.queries.recognised import Reading
from reports.imports.queries.wizard_page import (
    Became,
    ParagraphShown,
    RowShown,
    shown_blocks,
)
from reports.models import ImportSession
from reports.recognition import RowFound
from reports.recognition.column_roles import AS_IN_PLAN
from reports.recognition.phrases import fold_blanks, same_number, split_number
from reports.recognition.result import CHOSEN_BY_PERSON

NUMBERS_OFF: Final = "Номера из таблицы сняты: план ставит свои."
# Of a longer table only lines that need a look are shown after so many.
MOST_LINES: Final = 120
KIND_NAMES: Final = {
    "event": "Строка",
    "section": "Раздел",
    "subsection": "Подраздел",
    "goes_on": "К строке выше",
    "head": "Шапка, не вставляется",
    "left": "Не вставляется",
    "lost": "Нет места, в замечания",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """Words that found no place, and the row beside which they stood, counted from 0."""

    text: str
    event: int | None = None


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line of the table: what it becomes, or its `words` where it becomes nothing."""

    kind: str
    name: str
    words: str = ""
    became: Became | None = None
    # The number that was typed, where the plan prints another one.
    typed_number: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is a row like any other, with nothing to look at."""
        return self.kind == "event" and not self.notes


@dataclass(frozen=True, slots=True)
class PastePreview:
    """What an insertion would do; `hidden` rows are too many to be shown."""

    fitted: FittedRows
    sections: tuple[SectionContent, ...]
    lines: tuple[PreviewLine, ...]
    hidden: int
    # Whether the columns of a table without a head were found by their contents alone.
    is_guessed: bool
    losses: tuple[Loss, ...]

    @property
    def count(self) -> int:
        """How many rows are inserted."""
        return self.fitted.count

    @property
    def rows_in_words(self) -> str:
        """How many rows are inserted, as the words of the button."""
        return counted(self.count, "строку", "строки", "строк")

    @property
    def has_head(self) -> bool:
        """Whether a head was found, which is not inserted."""
        return any(line.kind == "head" for line in self.lines)

    @property
    def note(self) -> str:
        """What is said of typed numbers in the history; empty where none was taken off."""
        return NUMBERS_OFF if any(line.typed_number for line in self.lines) else ""


def preview_of(
    reading: Reading,
    import_session: ImportSession,
    content: PlanContent,
    directory: ResponsibleDirectory | None = None,
) -> PastePreview:
    """What becomes of the table in the plan with this `content`.

    `directory` tells which of the responsible it has.
    """
    sections = as_typed(reading.content)
    fitted = fit_rows(content, sections, import_session.section_uid, import_session.after_uid)
    lines = list(_lines(reading, fitted, sections, directory))
    shown = [one for at, one in enumerate(lines) if at < MOST_LINES or not one.is_plain]
    losses = tuple(_losses(reading, sections))
    guessed = any(
        not one.heading and one.role != "left" and one.reason not in (AS_IN_PLAN, CHOSEN_BY_PERSON)
        for one in reading.found.columns
    )
    return PastePreview(fitted, sections, tuple(shown), len(lines) - len(shown), guessed, losses)


def _losses(reading: Reading, sections: tuple[SectionContent, ...]) -> Iterator[Loss]:
    """Words without a place: those of the reading, and those that only a whole plan has."""
    yield from (Loss(doubt.text, doubt.event) for doubt in reading.doubts if doubt.is_loss)
    found = reading.found.content
    if found.title:
        yield Loss(f"Осталось без места (заголовок): {' '.join(found.title)}")
    if found.city or found.imprint:
        yield Loss(f"Осталось без места (выходные данные): {imprint_of(found)}")
    for step in found.steps:
        words = [step.heading, step.position, step.name, step.act, step.date_line]
        said = ", ".join(" ".join(one.split()) for one in words if one)
        yield Loss(f"Осталось без места (гриф или подпись): {said}")
    for section in sections:
        if not section.heading and (section.lead_in or section.paragraphs):
            words = [*section.lead_in.splitlines(), *section.paragraphs]
            yield Loss(f"Осталось без места (текст рядом с таблицей): {' '.join(words)}")


def _lines(
    reading: Reading,
    fitted: FittedRows,
    sections: tuple[SectionContent, ...],
    directory: ResponsibleDirectory | None,
) -> Iterator[PreviewLine]:
    found = {(row.table, row.row): row for row in reading.found.rows}
    typed = _typed_numbers(reading)
    placed = frozenset(_headed_lines(sections))
    lost: dict[str, list[str]] = {}
    for doubt in reading.doubts:
        if doubt.is_loss:
            lost.setdefault(doubt.anchor, []).append(doubt.text)
    for block in shown_blocks(reading, directory):
        if isinstance(block, ParagraphShown):
            yield _paragraph(block, placed)
            continue
        for shown in block.rows:
            row = found.get((block.number, shown.number - 1))
            line = _row(shown, row, fitted, typed.get((block.number, shown.number - 1), ""))
            if line is not None:
                yield replace(line, notes=tuple(lost.get(shown.anchor, ())))


def _paragraph(block: ParagraphShown, placed: frozenset[str]) -> PreviewLine:
    words = {split_number(line)[1] for line in fold_blanks(block.text).splitlines()}
    kind = "section" if words <= placed else "lost"
    return PreviewLine(kind, KIND_NAMES[kind], block.text)


def _headed_lines(sections: tuple[SectionContent, ...]) -> Iterator[str]:
    """The lines of sections that are inserted, without numbers."""
    for section in sections:
        if section.heading:
            for text in (section.heading, section.lead_in, *section.paragraphs):
                yield from (split_number(line)[1] for line in fold_blanks(text).splitlines())


def _typed_numbers(reading: Reading) -> dict[tuple[int, int], str]:
    """What stands in the column of numbers, by table from 1 and row from 0."""
    typed: dict[tuple[int, int], str] = {}
    column: int | None = None
    for number, table in enumerate(reading.found.word.tables if reading.found.word else (), 1):
        own = [one.role for one in reading.found.columns if one.table == number]
        if own:
            # A table without columns of its own goes on with those of the table before.
            column = own.index(ColumnRole.NUMBER) if ColumnRole.NUMBER in own else None
        if column is not None:
            typed |= {(number, cell.row): cell.line for cell in table.below(0, column)}
    return typed


def _row(
    shown: RowShown, found: RowFound | None, fitted: FittedRows, typed: str
) -> PreviewLine | None:
    """The line of a row; None for one without words."""
    words = " · ".join(line for cell in shown.cells for line in cell.lines)
    kind = shown.kind
    if found is None or kind == "left":
        if not words:
            return None
        if found is None or found.reason != CHOSEN_BY_PERSON:
            kind = "lost" if found is None or found.section is None else "section"
    if shown.became is None or kind != "event" or found is None or found.event is None:
        became = shown.became if kind in ("subsection", "goes_on") else None
        return PreviewLine(kind, KIND_NAMES[kind], words, became)
    number = fitted.numbers[found.event]
    typed = typed or number.typed
    became = replace(shown.became, number=number.printed)
    if number.typed:
        first, *rest = became.lines or ("",)
        became = replace(became, lines=(first.removeprefix(number.typed).lstrip(), *rest))
    changed = bool(typed) and not same_number(typed, number.printed)
    return PreviewLine(kind, KIND_NAMES[kind], words, became, typed if changed else "")
