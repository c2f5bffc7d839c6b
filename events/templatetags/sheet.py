"""Draws the rows of the sheet, in Python, for a plan has a thousand cells and more.

Each byte here is sent a thousand times: attributes whose value is a word have no quotes.
"""

from dataclasses import replace
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from events.plan.cell_lines import Line, drawn_text
from events.plan.content import EventContent
from events.plan.outline import Cell, Row
from events.plan.roles import ColumnRole
from plans_portal.lib.typography import set_type

register = template.Library()
_NAMED = frozenset(ColumnRole) - {ColumnRole.NUMBER, ColumnRole.EVENT}


@register.simple_tag
def row_of_paper(row: Row, sheet: Any) -> SafeString:
    """One row of a table, with a link.

    It leads the authors to the form with all its fields, and who decides on the plan to a remark.

    Each cell says what it holds (`data-cell`), and `data-section` where that is the heading of its
    section; the page's script adds `data-row`, which would be a fifth of a long page.
    """
    uid = row.event.uid
    cells = "".join(_cell(cell, row, sheet) for cell in row.cells if cell.rows)
    if sheet.has_tools:
        cells += f"<td class=tools>{_link(row, sheet) if uid else ''}</td>"
    anchor = f" id=at-{uid}" if uid else ""
    return SafeString(f"<tr class=paper-row{anchor}>{cells}</tr>")


def words_of_cell(cell: Cell, event: EventContent | None = None) -> SafeString:
    """The paragraphs of a cell; with the `event`, for those who type in it."""
    return words_of_lines(cell.lines, event)


def _set_words(cell: Cell) -> SafeString:
    """The same for readers, with no-break spaces: nobody types in it."""
    lines = (replace(one, text=set_type(one.text), lead=set_type(one.lead)) for one in cell.lines)
    return words_of_lines(tuple(lines))


def words_of_lines(lines: tuple[Line, ...], event: EventContent | None = None) -> SafeString:
    """The same of the lines of a cell."""
    if len(lines) == 1 and not (lines[0].lead or lines[0].mark or lines[0].field):
        return SafeString(escape(lines[0].text))
    return SafeString("".join(_paragraph(line, event) for line in lines))


def _cell(cell: Cell, row: Row, sheet: Any) -> str:
    role, event = cell.role, row.event
    # A merged direction is the heading of its section.
    is_own = bool(event.uid) and not cell.of_section
    name = "td"
    attributes = f"data-cell={role}"
    if not is_own:
        attributes += f" data-section={row.section_uid}"
    if role == ColumnRole.EVENT:
        name, attributes = "th", f"scope=row {attributes}"
    if cell.rows > 1:
        attributes += f" rowspan={cell.rows}"
    if sheet.is_drafted and is_own:
        attributes += _typed(cell, event)
    mark = _mark(event.uid or row.section_uid, sheet) if role == ColumnRole.EVENT else ""
    words = words_of_cell(cell, event) if sheet.is_drafted else _set_words(cell)
    return f"<{name} {attributes}>{mark}{words}</{name}>"


def _typed(cell: Cell, event: EventContent) -> str:
    """What is typed into the cell, where that is not what is printed in it."""
    if cell.role == ColumnRole.NUMBER and event.number:
        return f' data-typed="{escape(event.number)}"'
    if cell.role == ColumnRole.TERM and event.term_choice:
        return f' data-choice="{escape(event.term_choice)}"'
    in_one_line = cell.role == ColumnRole.RESPONSIBLE and len(cell.lines) != len(event.responsible)
    if in_one_line and any("," in one.text for one in event.responsible):
        return f' data-typed="{escape(_names(event))}"'
    return ""


def _names(event: EventContent) -> str:
    return "\n".join(" ".join(one.text.split()) for one in event.responsible)


def _mark(uid: str, sheet: Any) -> str:
    found = sheet.inspection.by_uid.get(uid, ()) if sheet.inspection else ()
    marks = {
        "events/drafting/_finding_mark.html": found,
        "events/remarks/_remark_mark.html": sheet.remarks.by_uid.get(uid, ()),
    }
    return "".join(
        render_to_string(template, {"found": found, "sheet": sheet}).strip()
        for template, found in marks.items()
        if found
    )


def _link(row: Row, sheet: Any) -> str:
    """To the form of the row for its authors, else to that of a remark on it."""
    name = row.number or row.event.title[:40]
    if sheet.is_drafted:
        return f"<a href=rows/{row.event.uid}/>Строка {escape(name)}</a>"
    return (
        f'<a class=remark-link href="{escape(sheet.remark_at)}place=row&amp;uid={row.event.uid}">'
        f"Замечание<span class=visually-hidden> к строке {escape(name.rstrip('.'))}</span></a>"
    )


def _paragraph(line: Line, event: EventContent | None) -> str:
    lead = f"<b>{escape(line.lead)}</b> " if line.lead else ""
    words = f"{lead}{escape(line.text)}"
    attributes = f' data-field="{line.field}"' if line.field else ""
    if event is not None and line.field in _NAMED and not line.mark:
        # «Место: …» of a form without such a column: its name is not typed.
        role = ColumnRole(line.field)
        typed = _names(event) if role == ColumnRole.RESPONSIBLE else getattr(event, role)
        attributes += f' data-typed="{escape(drawn_text(typed))}"'
    if not line.mark:
        return f"<p{attributes}>{words}</p>"
    return (
        f'<p class="item"{attributes}><span class="item-mark">{escape(line.mark)}</span> '
        f"{words}</p>"
    )
