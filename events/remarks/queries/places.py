"""The place that a remark is about: found in a content, with its name, its words and a version."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from events.drafting.queries.cells import text_of_cell
from events.plan.cell_lines import drawn_text
from events.plan.codec import fingerprint
from events.plan.content import EventContent, PlanContent, SectionContent
from events.plan.outline import rows_of
from events.plan.patch import PartKind
from events.plan.roles import TEXT_ROLES, ColumnRole
from events.plan.vocabulary import RemarkPlace
from plans_portal.lib.typography import within_quotes
from plans_portal.lib.versions import version_of

# The part of a plan whose cells the editor writes.
PART_OF: Final = {
    RemarkPlace.PLAN: PartKind.HEADING,
    RemarkPlace.SECTION: PartKind.SECTION,
    RemarkPlace.ROW: PartKind.ROW,
}
WHOLE: Final = "План в целом"
_OF_PLAN: Final = {"title": "заголовок плана"}
_OF_SECTION: Final = {
    "heading": "заголовок раздела",
    "lead_in": "вступление раздела",
    "paragraphs": "пункты раздела",
}
_OF_ROW: Final = {
    "title": "мероприятие",
    "description": "пояснение к мероприятию",
    "agenda": "повестка",
    **{role.value: role.label.lower() for role in TEXT_ROLES},
    "responsible": ColumnRole.RESPONSIBLE.label.lower(),
}
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a plan: its name, its words as the editor types them, and their version.

    `cells` are the cells of the same part that a remark may be about: name and label.
    """

    kind: RemarkPlace
    uid: str
    field: str
    name: str
    words: str
    version: str
    cells: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the plan."""
        return f"at-{self.uid}" if self.uid else "content"


def at_row(uid: str) -> dict[str, str]:
    """The fields of a remark about a row; about the plan where there is no row."""
    if not uid:
        return {"place": RemarkPlace.PLAN, "uid": "", "where": WHOLE}
    return {"place": RemarkPlace.ROW, "uid": uid}


def find_place(content: PlanContent, kind: str, uid: str = "", field: str = "") -> Place | None:
    """The place in a content, or None where the content has no such part or cell."""
    if kind == RemarkPlace.ROW:
        return _row(content, uid, field)
    if kind == RemarkPlace.SECTION:
        return _section(content, uid, field)
    if kind != RemarkPlace.PLAN or uid or field not in ("", *_OF_PLAN):
        return None
    return whole_plan(content, field)


def whole_plan(content: PlanContent, field: str = "") -> Place:
    """The plan as a place, or its title (`field` "title")."""
    title = "\n".join(content.title)
    return Place(
        RemarkPlace.PLAN,
        "",
        field,
        _OF_PLAN[field].capitalize() if field else WHOLE,
        title if field else "",
        version_of(title) if field else fingerprint(content)[:16],
        tuple(_OF_PLAN.items()),
    )


def _row(content: PlanContent, uid: str, field: str) -> Place | None:
    found = next((row for row in rows_of(content) if uid and row.event.uid == uid), None)
    if found is None or field not in ("", *_OF_ROW):
        return None
    event = found.event
    name = f"Строка {found.number.rstrip('.') or _quoted(event.title)}"
    columns = {column.role for column in content.layout.columns}
    for section in content.all_sections():
        columns |= {column.role for column in section.columns}
    shown = {"title", *(columns - {ColumnRole.DIRECTION})}
    cells = tuple(
        (cell, label)
        for cell, label in _OF_ROW.items()
        if cell in (*shown, field) or getattr(event, cell)
    )
    return Place(
        RemarkPlace.ROW,
        uid,
        field,
        f"{name}, {_OF_ROW[field]}" if field else name,
        _cell_text(event, field) if field else row_text(event),
        version_of(_cell_text(event, field)) if field else version_of(event),
        cells,
    )


def _section(content: PlanContent, uid: str, field: str) -> Place | None:
    sections = content.all_sections()
    section = next((one for one in sections if uid and one.uid == uid), None)
    if section is None or field not in ("", *_OF_SECTION):
        return None
    name = f"Раздел {_quoted(section.heading)}" if section.heading else "Раздел без заголовка"
    words = _section_text(section, field) if field else section.heading
    return Place(
        RemarkPlace.SECTION,
        uid,
        field,
        f"{name}, {_OF_SECTION[field].removesuffix(' раздела')}" if field else name,
        words,
        version_of(words) if field else version_of(section),
        tuple(
            (cell, label)
            for cell, label in _OF_SECTION.items()
            if getattr(section, cell) or cell == field
        ),
    )


def row_text(event: EventContent) -> str:
    """The words of a row, a line for each cell that has any."""
    return "\n".join(filter(None, (_cell_text(event, cell) for cell in _OF_ROW)))


def _cell_text(event: Any, field: str) -> str:
    """As the editor types it: a content has the names of the values that the editor writes."""
    return text_of_cell(event, field)


def _section_text(section: SectionContent, field: str) -> str:
    if field == "paragraphs":
        return _lines(section.paragraphs)
    text = str(getattr(section, field))
    return drawn_text(text) if field == "heading" else text


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def _quoted(text: str) -> str:
    words = within_quotes(text)
    return f"«{words[:_LONGEST_NAME]}…»" if len(words) > _LONGEST_NAME else f"«{words}»"
