"""Reads the rows of a plan's table: bands, directions, numbers, rows that share a number."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from events.plan.content import EventContent
from events.plan.roles import ColumnRole
from events.plan.vocabulary import ShownAs
from reports.recognition import cells
from reports.recognition.bands import (
    NAME_ONLY,
    BandRow,
    band_of,
    find_unmarked_headings,
    is_under,
    level_of,
    with_full_stop,
)
from reports.recognition.cells import CellUse
from reports.recognition.corrections import RowKind
from reports.recognition.doubts import doubts_of
from reports.recognition.heading_words import mentions_role
from reports.recognition.merge_cells import cells_by_use
from reports.recognition.phrases import MEETING, NUMBER, fold_blanks, split_number
from reports.recognition.plan_heading import is_title
from reports.recognition.result import CHOSEN_BY_PERSON, Findings, RowDraft, RowFound, SectionDraft
from reports.recognition.rows_above import (
    column_of_months,
    has_merged_directions,
    is_continuation,
)
from reports.recognition.table_head import Head, head_again, is_counted
from reports.recognition.totals import total_of
from reports.sources.source_document import SourceCell, SourceTable

# Text across the table with so many words and a full stop is a sentence, not a heading.
LEAST_WORDS = 6


@dataclass(slots=True)
class TableReader:
    """Reads one table into sections; `home` takes the rows before the first band.

    `inside`: a heading is over the table, so its bands are subsections. `row_kinds` are the kinds
    that the importing person chose for rows, by (table from 1, row from 0).
    """

    table: SourceTable
    head: Head
    number: int
    home: SectionDraft
    inside: bool
    known: frozenset[str]
    findings: Findings
    row_kinds: Mapping[tuple[int, int], RowKind]
    # The last section of the table before, if this table may continue it.
    before: SectionDraft | None = None
    sections: list[SectionDraft] = field(default_factory=list)
    # The section that the next row goes into.
    _open: SectionDraft = field(init=False)
    _depths: list[tuple[str, SectionDraft]] = field(default_factory=list)
    _merged: bool = False
    # Rows that are headings though none of their cells is merged or bold.
    _unmarked_headings: frozenset[int] = frozenset()
    # The column where a month is written once, above empty cells of further rows.
    _month_column: int | None = None
    _month: SourceCell | None = None
    # Whether the column of terms has places too, by its heading.
    _names_places: bool = False

    def read(self) -> list[SectionDraft]:
        """Return the sections of the table in order; rows before the first band are in `home`."""
        self._open = self.home
        self._merged = has_merged_directions(self.table, self.head)
        self._unmarked_headings = find_unmarked_headings(self.table, self.head)
        self._month_column = column_of_months(self.table, self.head)
        terms = [column.heading for column in self.head.printed if column.role == ColumnRole.TERM]
        self._names_places = any(mentions_role(column, ColumnRole.PLACE) for column in terms)
        for row in range(self.head.first_row):
            if is_counted(self.table, row):
                self._leave_head(row, "номера граф")
            elif row < self.head.row:
                self._over_head(row)
            else:
                self._add_row_found(row, "head", reason="шапка")
        for row in range(self.head.first_row, len(self.table.rows)):
            if chosen := self.row_kinds.get((self.number, row)):
                self._row_as(chosen, row)
            else:
                self._row(row)
        return self.sections

    def _over_head(self, row: int) -> None:
        """Read a row over the head: the title of the plan, or the heading of the first rows."""
        has_text = any(cell.text.strip() for cell in self.table.rows[row])
        band = band_of(self.table, self.head, row, frozenset()) if has_text else None
        if band is None or band.sure < 1 or is_title(band.text):
            self._add_row_found(row, "left", reason="над шапкой")
        else:
            self._begin_band(band, row)

    def _add_row_found(
        self,
        row: int,
        kind: RowKind,
        sure: float = 1.0,
        reason: str = "",
        became: RowDraft | SectionDraft | None = None,
    ) -> None:
        self.findings.rows.append((RowFound(self.number, row, kind, sure, reason), became))

    def _place(self, row: int) -> str:
        return f"таблица {self.number}, строка {row + 1}"

    def _row(self, row: int) -> None:
        begun = self.table.rows[row]
        if not any(cell.text.strip() for cell in begun) and not self._covered(row):
            self._add_row_found(row, "left", reason="пустая строка")
            return
        if (again := head_again(self.table, self.head, row)) is not None:
            head = ", ".join(cell.line for cell in begun)
            self.findings.remark(f"Повторённая шапка таблицы опущена: {head}.", self._place(row))
            self._begin_columns(again)
            self._leave_head(row, "шапка напечатана ещё раз")
            return
        if is_counted(self.table, row):
            self._leave_head(row, "номера граф")
            return
        if total := total_of(begun):
            self.findings.lose(total, f"{self._place(row)}, итог")
            self._add_row_found(row, "left", 0.9, "итоговая строка")
            return
        covered = self._covered(row)
        band = None if covered else band_of(self.table, self.head, row, self._unmarked_headings)
        if band is None:
            self._event(row)
            return
        if band.number:
            self.findings.left_off.append(band.number)
        elif band.reason == NAME_ONLY:
            self.findings.remark("Строка с одним названием принята за раздел.", self._place(row))
        self._begin_band(band, row)

    def _row_as(self, kind: RowKind, row: int) -> None:
        """Read a row as the kind that the importing person chose."""
        if kind == "left":
            self._add_row_found(row, kind, reason=CHOSEN_BY_PERSON)
        elif kind == "head":
            self._leave_head(row, CHOSEN_BY_PERSON)
        elif kind in ("section", "subsection"):
            words = [cell.line for cell in self.table.rows[row] if cell.line]
            if len(words) > 1 and NUMBER.match(words[0]):
                self.findings.left_off.append(words[0])
                words[0] = with_full_stop(words[0])
            self._begin_band(BandRow(" ".join(words), reason=CHOSEN_BY_PERSON), row, kind)
        else:
            self._event(row, kind)

    def _begin_columns(self, head: Head) -> None:
        """Read the rows from here on by this head, in a section of their own if it is another."""
        if head.uses == self.head.uses:
            return
        self.head = head
        if self._open.rows:
            self._open = SectionDraft(shown=ShownAs.BAND, place=self._open.place)
            (self.home.children if self.inside else self.sections).append(self._open)
        self._open.columns = head.printed

    def _leave_head(self, row: int, reason: str) -> None:
        self.findings.left_off.extend(cell.text for cell in self.table.rows[row])
        self._add_row_found(row, "head", reason=reason)

    def _event(self, row: int, chosen: RowKind | None = None) -> None:
        own = cells_by_use(self.table, self.head, row, self.findings.left_off)
        if chosen != "goes_on" and self._begins_direction(own, row):
            self._begin_direction(own[ColumnRole.DIRECTION], row, is_band=self._is_band(own))
        self._add_row(row, own, chosen)

    def _covered(self, row: int) -> bool:
        """Whether a merged cell with text reaches into this row from above."""
        above = (self.table.at(row, column) for column in range(self.table.columns))
        return any(cell is not None and cell.row < row and cell.text.strip() for cell in above)

    def _begin_band(self, band: BandRow, row: int, chosen: RowKind | None = None) -> None:
        number, heading = split_number(fold_blanks(band.text))
        if chosen is None and not number and self._introduces(heading):
            above = self._depths[-1][1]
            above.lead_in = "\n".join(filter(None, (above.lead_in, heading)))
            self._add_row_found(row, "left", 0.8, "слова под заголовком раздела", above)
            return
        section = self._section(heading, row, ShownAs.BAND, number)
        level = level_of(number, heading)
        if chosen is not None:
            del self._depths[1 if chosen == "subsection" else 0 :]
        else:
            while self._depths and not is_under(level, self._depths[-1][0]):
                self._depths.pop()
        self._add_section(section)
        kind: RowKind = "subsection" if self._depths or self.inside else "section"
        self._add_row_found(row, kind, band.sure, band.reason, section)
        self._depths.append((level, section))

    def _introduces(self, words: str) -> bool:
        """Whether words across the table are a sentence right under a heading."""
        if not self._depths or not words.endswith((".", ";")) or len(words.split()) < LEAST_WORDS:
            return False
        above = self._depths[-1][1]
        return self._open is above and not above.rows and not above.children

    def _begins_direction(self, own: dict[CellUse, SourceCell], row: int) -> bool:
        cell = own.get(ColumnRole.DIRECTION)
        if cell is None or cell.row != row or not cell.text.strip() or ColumnRole.EVENT not in own:
            return False
        if self._merged or cell.rowspan > 1:
            return True
        # A direction of one row among those of several, or one that is a band.
        return self._open.shown == ShownAs.MERGED or self._is_band(own)

    def _is_band(self, own: dict[CellUse, SourceCell]) -> bool:
        """Whether a row with «3.» as its number and a direction in bold begins a band."""
        number = own[ColumnRole.NUMBER].text.strip() if ColumnRole.NUMBER in own else ""
        whole = number != "" and "." not in number.rstrip(".")
        return own[ColumnRole.DIRECTION].bold and bool(self._depths) and whole

    def _begin_direction(self, cell: SourceCell, row: int, *, is_band: bool) -> None:
        """Begin the section of a direction, under the band above it unless it is a band itself."""
        if is_band:
            self._depths.clear()
        self._add_section(self._section(fold_blanks(cell.text), row, ShownAs.MERGED))

    def _section(self, heading: str, row: int, shown: ShownAs, number: str = "") -> SectionDraft:
        columns = self.head.printed
        return SectionDraft(heading, number, shown, columns=columns, place=self._place(row))

    def _add_section(self, section: SectionDraft) -> None:
        """Add a section under the heading above it; the next rows go into it."""
        top = self.home.children if self.inside else self.sections
        (self._depths[-1][1].children if self._depths else top).append(section)
        self._open = section

    def _with_month_above(
        self, content: dict[CellUse, SourceCell], row: int
    ) -> dict[CellUse, SourceCell]:
        """Return the cells of a row; an empty term is filled with the month above it."""
        term = content.get(ColumnRole.TERM)
        if self._month_column is None or term is None:
            return content
        if term.text.strip():
            self._month = term
            return content
        if self._month is None:
            return content
        self.findings.remark("Месяц взят из строки выше.", self._place(row))
        return {**content, ColumnRole.TERM: self._month}

    def _add_row(
        self, row: int, own: dict[CellUse, SourceCell], chosen: RowKind | None = None
    ) -> None:
        first = {role: cell for role, cell in own.items() if cell.row == row}
        number = self._number(first, row)
        shares = ColumnRole.NUMBER in own and ColumnRole.NUMBER not in first
        if chosen is None and self._is_question(own, first, numbered=bool(number)):
            self._add_question(first, row)
            return
        content = self._content(own, first, row)
        if chosen == "goes_on" and self._open.rows:
            self._join_to_above(content, row, CHOSEN_BY_PERSON)
        elif chosen is None and not number and not shares and self._continues(content, row):
            self.findings.remark("Строка без номера присоединена к строке выше.", self._place(row))
            self._join_to_above(content, row, "без номера, продолжает строку выше", 0.7)
        else:
            event = self._read(content)
            event = replace(event, same_number=shares and bool(self._open.rows))
            draft = RowDraft(event, number, self._place(row))
            self._open.rows.append(draft)
            self._add_row_found(
                row, "event", reason=CHOSEN_BY_PERSON if chosen else "", became=draft
            )
            for sentence in doubts_of(event, content):
                self.findings.remark(sentence, self._place(row))

    def _number(self, first: dict[CellUse, SourceCell], row: int) -> str:
        """Return the row's number as printed; other words in its cell are unplaced."""
        cell = first.get(ColumnRole.NUMBER)
        number = fold_blanks(cell.text) if cell else ""
        if NUMBER.match(number):
            self.findings.left_off.append(number)
            return number
        if cell:
            self.findings.lose(number, f"{self._place(row)}, графа {cell.column + 1}")
        return ""

    def _read(self, content: dict[CellUse, SourceCell]) -> EventContent:
        """Return the event of a row that continues no other row."""
        event = cells.read_event(content, self.known)
        if cells.has_own_speaker(content):
            event = cells.with_speaker(event)
        self.findings.left_off.extend(cells.removed_list_numbers(content, event))
        meets = self._open.shown == ShownAs.MERGED and MEETING.match(self._open.heading)
        return replace(event, meeting=True) if meets else event

    def _content(
        self, own: dict[CellUse, SourceCell], first: dict[CellUse, SourceCell], row: int
    ) -> dict[CellUse, SourceCell]:
        """Return the row's cells by use, with those of cells over several rows."""
        content = {use: cell for use, cell in first.items() if use != ColumnRole.NUMBER}
        never: set[CellUse] = {ColumnRole.NUMBER, ColumnRole.DIRECTION}
        if "agenda" in self.head.uses:
            never |= {ColumnRole.EVENT, "more"}
        for use, cell in own.items():
            if cell.row < row and cell.text.strip() and use not in never:
                content[use] = cell
                heading = self.head.columns[cell.column].heading
                self.findings.remark(
                    f"Общая ячейка графы «{heading}» повторена в этой строке.", self._place(row)
                )
        if self._open.shown == ShownAs.MERGED:
            content.pop(ColumnRole.DIRECTION, None)
        content = self._with_month_above(content, row)
        return cells.with_place(content) if self._names_places else content

    def _is_question(
        self, own: dict[CellUse, SourceCell], first: dict[CellUse, SourceCell], *, numbered: bool
    ) -> bool:
        """Whether the row is a further question of the meeting above.

        `own` are the cells of the row by use, `first` those of them that begin in it.
        """
        if not self._open.rows or numbered:
            return False
        if ColumnRole.EVENT not in first:
            return "agenda" in first and ColumnRole.EVENT in own
        has_term = ColumnRole.TERM in first and first[ColumnRole.TERM].text.strip() != ""
        if has_term or not self._open.rows[-1].event.meeting:
            return False
        return split_number(fold_blanks(first[ColumnRole.EVENT].text))[0] != ""

    def _add_question(self, first: dict[CellUse, SourceCell], row: int) -> None:
        draft = self._open.rows[-1]
        content: dict[CellUse, SourceCell] = {
            ("agenda" if use == ColumnRole.EVENT else use): cell
            for use, cell in first.items()
            if use not in (ColumnRole.NUMBER, ColumnRole.DIRECTION)
        }
        more = cells.with_speaker(cells.read_event(content, self.known))
        draft.event = cells.with_continuation(draft.event, more)
        self._add_row_found(row, "goes_on", 0.8, "вопрос заседания из строки выше", draft)

    def _continues(self, content: dict[CellUse, SourceCell], row: int) -> bool:
        """Whether a row without a number continues the row above, which a page has divided.

        The row above may be the last one of the table before; then its section is opened again.
        """
        before = self.before if row == self.head.first_row else None
        if before is not None and before.rows:
            above, has_number = before.rows[-1], bool(before.rows[-1].printed)
        elif self._open.rows and self.head.column_of(ColumnRole.NUMBER) is not None:
            above = self._open.rows[-1]
            has_number = bool(above.printed) or above.event.same_number
            if not has_number:
                return False
        else:
            return False
        if not is_continuation(content, above.event, numbered=has_number):
            return False
        self._open = before or self._open
        return True

    def _join_to_above(
        self, content: dict[CellUse, SourceCell], row: int, reason: str, sure: float = 1.0
    ) -> None:
        draft = self._open.rows[-1]
        draft.event = cells.with_continuation(draft.event, cells.read_event(content, self.known))
        self._add_row_found(row, "goes_on", sure, reason, draft)
