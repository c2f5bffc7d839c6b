"""Reads the rows of a plan's table: bands, directions, numbers, rows that share a number.

It knows how rows hang together; it refuses to know what stands inside a cell and over a table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise
from typing import Any

from events.content import ColumnRole, EventContent
from reports.word_file import Cell, Paragraph, Run, Table

from . import cells, people
from .bare import bare_headings
from .columns import Head
from .corrections import RowKind
from .model import BY_HAND, Findings, RowDraft, RowFound, SectionDraft
from .phrases import MEETING, NUMBER, is_term, split_number, tidy
from .uses import MARK


@dataclass(frozen=True, slots=True)
class Band:
    """The words of a heading that takes a whole row, and how surely it is one."""

    text: str
    sure: float = 1.0
    reason: str = "одна ячейка на всю строку"


@dataclass(slots=True)
class TableReader:
    """Reads one table into sections; `home` takes the rows that stand before any band.

    `inside` says that a heading paragraph stands over the table: its bands are sub-sections;
    `said` are the kinds of rows that somebody named.
    """

    table: Table
    head: Head
    number: int
    home: SectionDraft
    inside: bool
    known: frozenset[str]
    findings: Findings
    said: Mapping[tuple[int, int], RowKind]
    sections: list[SectionDraft] = field(default_factory=list)
    _open: SectionDraft | None = None
    _depths: list[tuple[str, SectionDraft]] = field(default_factory=list)
    _merged: bool = False
    # Rows that are headings though no cell of them is merged or bold.
    _bare: frozenset[int] = frozenset()

    def read(self) -> list[SectionDraft]:
        """The sections of the table in order; rows before the first band are in `home`."""
        self._open = self.home
        self._merged = self._has_merged_directions()
        self._bare = bare_headings(self.table, self.head)
        for row in range(self.head.first_row):
            over = row < self.head.row
            self._found(row, "left" if over else "head", reason="над шапкой" if over else "шапка")
        for row in range(self.head.first_row, len(self.table.rows)):
            said = self.said.get((self.number, row))
            if said is None:
                self._row(row)
            else:
                self._row_as(said, row)
        return self.sections

    def _found(
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
            self._found(row, "left", reason="пустая строка")
            return
        if self._is_head_again(row):
            self.findings.remark("Повторённая шапка таблицы опущена.", self._place(row))
            self._leave_head(row, "шапка напечатана ещё раз")
            return
        band = self._band(row)
        if band is not None:
            self._begin_band(band, row)
            return
        self._event(row)

    def _row_as(self, said: RowKind, row: int) -> None:
        """Read a row as the kind that somebody named."""
        if said == "left":
            self._found(row, said, reason=BY_HAND)
        elif said == "head":
            self._leave_head(row, BY_HAND)
        elif said in ("section", "subsection"):
            told = [" ".join(cell.text.split()) for cell in self.table.rows[row]]
            number = next((one for one in told if one), "")
            words = [one for one in told if one]
            if len(words) > 1 and NUMBER.match(number):
                self.findings.left_off.append(number)
                words[0] = number if number.endswith((".", ")")) else f"{number}."
            self._begin_band(Band(" ".join(words), reason=BY_HAND), row, said)
        else:
            self._event(row, said)

    def _leave_head(self, row: int, reason: str) -> None:
        self.findings.left_off.extend(cell.text for cell in self.table.rows[row])
        self._found(row, "head", reason=reason)

    def _event(self, row: int, said: RowKind | None = None) -> None:
        own = self._cells(row)
        if said != "goes_on" and self._begins_direction(own, row):
            self._begin_direction(own["direction"], row)
        self._add(row, own, said)

    def _covered(self, row: int) -> bool:
        """Whether a merged cell with text reaches into this row from above."""
        above = (self.table.at(row, column) for column in range(self.table.columns))
        return any(cell is not None and cell.row < row and cell.text.strip() for cell in above)

    def _is_head_again(self, row: int) -> bool:
        texts = [" ".join(cell.text.split()).casefold() for cell in self.table.rows[row]]
        return texts == [column.heading.casefold() for column in self.head.columns]

    # Bands

    def _band(self, row: int) -> Band | None:
        """The heading that takes the whole row, its number in front; None for an ordinary row."""
        begun = self.table.rows[row]
        if self._covered(row):
            return None
        told = [cell for cell in begun if cell.text.strip()]
        wide = max((cell.colspan for cell in told), default=0)
        if len(told) == 1 and wide == self.table.columns and self.table.columns > 1:
            return Band(told[0].text)
        if len(told) == 2 and wide >= self.table.columns - 1 > 1 and NUMBER.match(told[0].text):  # noqa: PLR2004
            number = told[0].text.strip()
            self.findings.left_off.append(number)
            return Band(f"{number}{'' if number.endswith(('.', ')')) else '.'} {told[1].text}")
        if len(told) == 1 and wide > 1 and not is_term(told[0].text):
            return Band(told[0].text, 0.9, "одна широкая ячейка в строке")
        if len(begun) == 1:
            return None
        if len(told) == 1:
            role = self.head.role(told[0].column)
            bold = all(p.bold for p in told[0].paragraphs if p.text.strip())
            words_for_number = role == "number" and not NUMBER.match(told[0].text.strip())
            if words_for_number or (bold and role == "event"):
                reason = "жирным шрифтом" if bold else "слова вместо номера"
                return Band(told[0].text, 0.8, f"одна ячейка со словами, {reason}")
        if row in self._bare:
            return self._bare_band(row, told)
        return None

    def _bare_band(self, row: int, told: list[Cell]) -> Band:
        number = told[0].text.strip() if len(told) > 1 else ""
        if number:
            self.findings.left_off.append(number)
            number = f"{number}{'' if number.endswith(('.', ')')) else '.'} "
        else:
            self.findings.remark("Строка с одним названием принята за раздел.", self._place(row))
        return Band(f"{number}{told[-1].text}", 0.6, "в строке только название")

    def _begin_band(self, band: Band, row: int, said: RowKind | None = None) -> None:
        number, heading = split_number(tidy(band.text))
        section = SectionDraft(
            heading=heading, printed=number, shown="band", place=self._place(row),
            columns=self.head.printed,
        )  # fmt: skip
        level = _level(number)
        if said is not None:
            del self._depths[1 if said == "subsection" else 0 :]
        else:
            while self._depths and not self._is_under(level, self._depths[-1][0]):
                self._depths.pop()
        if self._depths:
            self._depths[-1][1].children.append(section)
        elif self.inside:
            self.home.children.append(section)
        else:
            self.sections.append(section)
        kind: RowKind = "subsection" if self._depths or self.inside else "section"
        self._found(row, kind, band.sure, band.reason, section)
        self._depths.append((level, section))
        self._open = section

    @staticmethod
    def _is_under(level: str, above: str) -> bool:
        """Whether a band of this kind of number stands under a band of that kind."""
        order = ("roman", "1", "2", "3", "4", "none")
        return order.index(level) > order.index(above)

    # Directions merged over their rows

    def _has_merged_directions(self) -> bool:
        column = self.head.column_of("direction")
        if column is None or self.head.column_of("event") is None:
            return False
        begun = [cell for row in self.table.rows[self.head.first_row :] for cell in row]
        if any(cell.colspan == self.table.columns for cell in begun):
            return False
        return any(cell.column == column and cell.rowspan > 1 for cell in begun)

    def _begins_direction(self, own: dict[ColumnRole, Cell], row: int) -> bool:
        cell = own.get("direction")
        if cell is None or cell.row != row or not cell.text.strip() or "event" not in own:
            return False
        if self._merged or cell.rowspan > 1:
            return True
        # Among bands: «3.» in the number cell and the direction in bold stand for a band (000).
        number = own["number"].text.strip() if "number" in own else ""
        bold = all(p.bold for p in cell.paragraphs if p.text.strip())
        return bold and bool(self._depths) and "." not in number.rstrip(".") and number != ""

    def _begin_direction(self, cell: Cell, row: int) -> None:
        section = SectionDraft(
            heading=tidy(cell.text), shown="merged", place=self._place(row),
            columns=self.head.printed,
        )  # fmt: skip
        self._depths.clear()
        (self.home.children if self.inside else self.sections).append(section)
        self._open = section

    # Rows

    def _cells(self, row: int) -> dict[ColumnRole, Cell]:
        """The cells of a row by role; a cell merged from above is in each row it covers."""
        own: dict[ColumnRole, Cell] = {}
        for column in range(self.table.columns):
            cell = self.table.at(row, column)
            if cell is None:
                continue
            role = self.head.role(column)
            if column in self.head.left:
                continue
            if column in self.head.marks:
                self._mark(own, cell, column, row)
                continue
            if column in self.head.ends and role in own and own[role] != cell:
                own[role] = self._until(own[role], cell)
            elif role not in own:
                own[role] = cell
        return own

    def _mark(self, own: dict[ColumnRole, Cell], cell: Cell, column: int, row: int) -> None:
        """Add what a mark in the column of a month or a quarter means to the row's term."""
        text = tidy(cell.text) if cell.column == column else ""
        is_mark = MARK.match(text) is not None
        if is_mark:
            self.findings.left_off.append(text)
        told = own["term"].text if "term" in own else ""
        words = ", ".join(filter(None, (told, self.head.marks[column] if is_mark else text)))
        own["term"] = replace(cell, row=row, rowspan=1, blocks=(Paragraph((Run(words),)),))

    def _until(self, begins: Cell, ends: Cell) -> Cell:
        """The cell of a term whose beginning and end stand in two columns."""
        first, last = tidy(begins.text), tidy(ends.text)
        if first == last:
            self.findings.left_off.append(last)
        words = first if first == last else " – ".join(filter(None, (first, last)))
        return replace(begins, row=max(begins.row, ends.row), blocks=(Paragraph((Run(words),)),))

    def _add(self, row: int, own: dict[ColumnRole, Cell], said: RowKind | None = None) -> None:
        section = self._open or self.home
        first = {role: cell for role, cell in own.items() if cell.row == row}
        number = tidy(first["number"].text) if "number" in first else ""
        if NUMBER.match(number):
            self.findings.left_off.append(number)
        elif number:
            self.findings.lose(number, f"{self._place(row)}, графа номера")
            number = ""
        shares = "number" in own and "number" not in first
        content: dict[ColumnRole, Cell] = {k: v for k, v in first.items() if k != "number"}
        self._spread(own, content, row)
        if section.shown == "merged":
            content.pop("direction", None)
        if said == "goes_on" and section.rows:
            self._continue(section, content, row, BY_HAND)
            return
        if said is None and self._goes_on(section, number, shares, content):
            self.findings.remark("Строка без номера присоединена к строке выше.", self._place(row))
            self._continue(section, content, row, "без номера, заполнена одна ячейка", 0.7)
            return
        event = cells.read_event(content, self.known)
        if section.shown == "merged" and MEETING.match(section.heading):
            event = replace(event, meeting=True)
        draft = RowDraft(
            replace(event, same_number=shares and bool(section.rows)),
            number if not shares else "",
            place=self._place(row),
        )
        section.rows.append(draft)
        self._found(row, "event", reason=BY_HAND if said else "", became=draft)
        self._check(event, row)
        if "responsible" in content:
            self._tell_glued(event, " ".join(content["responsible"].text.split(" ")), row)

    def _spread(
        self, own: dict[ColumnRole, Cell], content: dict[ColumnRole, Cell], row: int
    ) -> None:
        """Give the row what a cell over several rows says: each row has its own term."""
        shared = [role for role, cell in own.items() if cell.row < row and cell.text.strip()]
        for role in shared:
            if role not in ("number", "event", "direction"):
                content[role] = own[role]
                heading = self.head.columns[own[role].column].heading
                self.findings.remark(
                    f"Общая ячейка графы «{heading}» повторена в этой строке.", self._place(row)
                )

    def _goes_on(
        self,
        section: SectionDraft,
        number: str,
        shares: bool,  # noqa: FBT001
        content: dict[ColumnRole, Cell],
    ) -> bool:
        """Whether the row is the tail of the one above, cut by a page: no number and one cell."""
        if self.head.column_of("number") is None or number or shares or not section.rows:
            return False
        if not section.rows[-1].printed and not section.rows[-1].event.same_number:
            return False
        told = [role for role, cell in content.items() if cell.text.strip()]
        return len(told) == 1 and told[0] in ("event", "responsible", "result", "note")

    def _continue(
        self,
        section: SectionDraft,
        content: dict[ColumnRole, Cell],
        row: int,
        reason: str,
        sure: float = 1.0,
    ) -> None:
        draft = section.rows[-1]
        draft.event = _together(draft.event, cells.read_event(content, self.known))
        self._found(row, "goes_on", sure, reason, draft)

    def _check(self, event: EventContent, row: int) -> None:
        if not event.title and not event.lead_in:
            self.findings.remark("В строке нет мероприятия.", self._place(row))
        for one in event.responsible:
            if one.text.split()[-1].casefold() in ("и", "или", "а", "с"):
                self.findings.remark(f"Ответственные обрываются: «{one.text}».", self._place(row))

    def _tell_glued(self, event: EventContent, cell: str, row: int) -> None:
        for one, other in pairwise(event.responsible):
            if f"{one.text} {other.text}" in cell:
                self.findings.remark(
                    f"Написаны слитно и разделены: «{one.text}» и «{other.text}».",
                    self._place(row),
                )


def _together(event: EventContent, more: EventContent) -> EventContent:
    """The row with all that its continuation says: words on a new line, lists gone on with."""
    values: dict[str, Any] = {}
    for one in fields(EventContent):
        said, added = getattr(event, one.name), getattr(more, one.name)
        if isinstance(said, tuple):
            values[one.name] = said + added
        elif isinstance(said, str):
            values[one.name] = f"{said}\n{added}".strip()
    return replace(event, **values)


def _level(number: str) -> str:
    bare = number.rstrip(".)")
    if not bare:
        return "none"
    if not bare[0].isdigit():
        return "roman"
    return str(min(bare.count(".") + 1, 4))


def known_responsible(tables: list[tuple[Table, Head]]) -> frozenset[str]:
    """Phrases that stand alone as a responsible somewhere in these tables."""
    texts: list[str] = []
    for table, head in tables:
        column = head.column_of("responsible")
        if column is None:
            continue
        for row in range(head.first_row, len(table.rows)):
            cell = table.at(row, column)
            if cell is not None and cell.row == row and cell.colspan == 1:
                texts.append(cell.text)
    return people.alone(texts)
