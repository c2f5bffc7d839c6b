"""Draws what has changed: words inside of cells, and rows, in Python as those of the sheet."""

import html
from collections.abc import Iterable
from typing import Any, Final

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from events.plan.comparison import CellChange, PartFate, RowChange, SectionChange
from events.plan.roles import ColumnRole
from events.templatetags.sheet import words_of_lines
from plans_portal.lib.typography import within_quotes
from plans_portal.lib.word_changes import Fate, Line, Piece

register = template.Library()

_TOLD: Final = {
    PartFate.ADDED: ("plus-circle", "Добавлена"),
    PartFate.REMOVED: ("dash-circle", "Удалена"),
    PartFate.CHANGED: ("pencil", "Изменена"),
}
_SECTIONS: Final = {
    PartFate.ADDED: "добавлен",
    PartFate.REMOVED: "удалён",
    PartFate.CHANGED: "изменён",
}
# Said by a screen reader, for which neither line nor colour is there.
_SAID: Final = '<span class="visually-hidden"> {}: </span>'


@register.filter
def marked(lines: Iterable[Line]) -> SafeString:
    """Both texts as one, a paragraph for each line, with the words that are gone or new marked."""
    return SafeString("".join(f'<p class="words">{marked_line(line)}</p>' for line in lines))


@register.filter
def marked_line(line: Line) -> SafeString:
    """One line, with the words that are gone or new marked."""
    return SafeString("".join(map(_piece, line)))


@register.simple_tag
def rows_of_changes(rows: Iterable[tuple[RowChange, int | None]], total: int) -> SafeString:
    """The rows of a table, each beside the number of its change."""
    return SafeString("".join(row_of_changes(row, nth, total) for row, nth in rows))


def row_of_changes(row: RowChange, nth: int | None, total: int) -> SafeString:
    """One row; over a changed one stands what became of it, with links to the next changes.

    `nth` is the number of the change on the page, `total` how many there are.
    """
    cells = "".join(_cell(cell, row) for cell in row.cells)
    drawn = f"<tr class=paper-row>{cells}</tr>"
    if nth is None:
        return SafeString(f"<tbody>{drawn}</tbody>")
    told = (
        f"<tr class=change-told><th colspan={len(row.cells)} scope=rowgroup>"
        f"<div>{_told(row)}{change_links(nth, total)}</div>"
        f"{''.join(f'<p>{escape(note)}</p>' for note in row.notes)}</th></tr>"
    )
    fate = "moved" if row.fate == PartFate.SAME else row.fate
    attributes = f'class="change" id=change-{nth} data-change={fate} tabindex=-1'
    return SafeString(f"<tbody {attributes}>{told}{drawn}</tbody>")


@register.simple_tag
def change_links(nth: int, total: int) -> SafeString:
    """The links from a change to the one before and the one after."""
    links = ""
    if nth > 1:
        links += _link(nth - 1, "up", "Предыдущее изменение")
    if nth < total:
        links += _link(nth + 1, "down", "Следующее изменение")
    return SafeString(f"<span class=change-links>{links}</span>")


@register.filter
def told_of_row(row: RowChange) -> str:
    """What became of a row: «Изменена. Перемещена: 5 → 6, из раздела «Заседания»»."""
    told = [_TOLD[row.fate][1]] if row.fate in _TOLD else []
    if row.is_moved:
        # In another section it may have the same number.
        numbers = f"{row.was_number}\u00a0→\u00a0{row.number}"
        place = f", из раздела «{within_quotes(row.moved_from)}»" if row.moved_from else ""
        told.append(f"Перемещена: {numbers}{place}")
    return ". ".join(told)


@register.filter
def told_of_section(section: SectionChange) -> str:
    """What became of a section: «Раздел изменён, перемещён из раздела «Заседания»»."""
    told = [_SECTIONS[section.fate]] if section.fate in _SECTIONS else []
    if section.is_moved:
        place = f" из раздела «{within_quotes(section.moved_from)}»" if section.moved_from else ""
        told.append(f"перемещён{place}")
    return f"Раздел {', '.join(told)}"


def _told(row: RowChange) -> str:
    icon = _TOLD[row.fate][0] if row.fate in _TOLD else "arrow-down-up"
    number = f"Строка {row.number or row.was_number}"
    return (
        f'<span><i class="bi bi-{icon}" aria-hidden=true></i> '
        f'<span class="visually-hidden">{escape(number)}. </span>{escape(told_of_row(row))}</span>'
    )


def _link(nth: int, way: str, words: str) -> str:
    return (
        f'<a href="#change-{nth}" aria-label="{words}" title="{words}">'
        f'<i class="bi bi-arrow-{way}" aria-hidden=true></i></a>'
    )


@register.filter
def words_of_change(cell: CellChange, row: RowChange) -> SafeString:
    """The words of a cell: marked where they differ, and of a removed row all struck out."""
    words = marked(cell.words) if cell.words else words_of_lines(cell.lines)
    return SafeString(f"<del>{words}</del>") if row.fate == PartFate.REMOVED and words else words


def _cell(cell: CellChange, row: RowChange) -> str:
    words = words_of_change(cell, row)
    if cell.role == ColumnRole.EVENT:
        return f"<th scope=row data-cell={cell.role}>{words}</th>"
    return f"<td data-cell={cell.role}>{words}</td>"


def _piece(piece: Piece) -> str:
    words = html.escape(piece.text)
    if piece.fate == Fate.GONE:
        return f"<del>{_SAID.format('было')}{words}</del>"
    if piece.fate == Fate.NEW:
        return f"<ins>{_SAID.format('стало')}{words}</ins>"
    return words


@register.filter
def told_of_part(fate: Any) -> str:
    """What became of a section or a step, as a word without gender."""
    return {PartFate.ADDED: "Добавлено", PartFate.REMOVED: "Удалено"}.get(fate, "Изменено")
