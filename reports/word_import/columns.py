"""Finds the head of a plan's table and the role of each column, by its heading and its contents.

It knows the vocabulary of headings; it refuses to know what rows mean.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from events.content import ColumnContent, ColumnRole
from reports.word_file import Table

from . import people
from .model import ColumnFound
from .phrases import NUMBER, is_term, tidy

# The word that stands first in a heading decides: «Срок проведения мероприятия» is a term.
VOCABULARY: tuple[tuple[ColumnRole, str], ...] = (
    ("number", r"№|\bn\b|\bп/п|\bномер\b"),
    ("responsible", r"ответствен|исполнител|организатор|кто провод|соисполнител"),
    ("term", r"\bсрок|\bдат[аы]\b|период|месяц|\bкогда\b|\bвремя\b|график|\bквартал"),
    ("place", r"\bмест[оа]\b|площадк|где провод"),
    ("result", r"результат|\bитог|\bвыход|\bпродукт|показател|отчетны"),
    ("audience", r"участник|аудитори|категори|контингент|слушател|целев[аы][яе]"),
    ("note", r"примечан|отметк|комментар"),
    ("form", r"\bформ[аы]\b|формат"),
    ("direction", r"направлени|\bраздел|\bмодул|\bблок|вид[ы]? деятельност"),
    ("event", r"мероприят|наименован|содержани|\bтем[аы]\b|вид[ы]? работ|\bработ|\bназвани"),
)
SPARE: tuple[ColumnRole, ...] = ("note", "form", "audience", "result", "place")
HEAD_WITHIN = 5
LEAST_WIDTH = 8
MAIN_ROLES = frozenset({"event", "direction"})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a plan's table: roles and headings by column, and where rows begin."""

    columns: tuple[ColumnContent, ...]
    found: tuple[ColumnFound, ...]
    first_row: int

    def role(self, column: int) -> ColumnRole:
        """The role of this column."""
        return self.columns[column].role

    def column_of(self, role: ColumnRole) -> int | None:
        """The first column of this role; None where there is none."""
        return next((i for i, c in enumerate(self.columns) if c.role == role), None)


def find_head(table: Table, number: int, page: int) -> Head | None:
    """The head of this table, None if the table is no plan.

    `number` counts the file's tables from 1; `page` is the width of the text on paper in mm.
    """
    best: tuple[int, int] | None = None
    for row in range(min(HEAD_WITHIN, len(table.rows))):
        roles = [_by_heading(heading) for heading in _headings(table, row)]
        known = {role for role in roles if role}
        if known & MAIN_ROLES and len(known) > 1:
            best = (row, len(known)) if best is None or len(known) > best[1] else best
    if best is None:
        return None
    first = max(best[0] + 1, table.header_rows)
    return _head(table, number, best[0], first, _widths(table, page))


def _headings(table: Table, row: int) -> list[str]:
    headings = []
    for column in range(table.columns):
        cell = table.at(row, column)
        wide = cell is not None and cell.colspan > 1
        headings.append("" if cell is None or wide else " ".join(cell.text.split()))
    return headings


def _by_heading(heading: str) -> ColumnRole | None:
    text = heading.casefold().replace("ё", "е")
    best: tuple[int, ColumnRole] | None = None
    for role, pattern in VOCABULARY:
        match = re.search(pattern, text)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), role)
    return best[1] if best else None


def _head(table: Table, number: int, row: int, first: int, widths: list[int]) -> Head:
    headings = _headings(table, row)
    taken: set[ColumnRole] = set()
    roles: list[tuple[ColumnRole, float, str] | None] = []
    for heading in headings:
        role = _by_heading(heading)
        if role is None or role in taken:
            roles.append(None)
            continue
        taken.add(role)
        roles.append((role, 0.9, f"заголовок «{heading}»"))
    columns, found = [], []
    for at, heading in enumerate(headings):
        texts = _contents(table, first, at)
        role, sure, reason = roles[at] or _by_contents(texts, taken)
        taken.add(role)
        if roles[at] and _agrees(role, texts):
            sure, reason = 1.0, f"{reason} и содержимое графы"
        columns.append(ColumnContent(role, heading, widths[at]))
        found.append(ColumnFound(number, heading, role, sure, reason))
    return Head(tuple(columns), tuple(found), first)


def _widths(table: Table, page: int) -> list[int]:
    """Widths of the columns in mm that fill the page, in the file's proportions."""
    given = [max(width, 1) for width in table.widths[: table.columns]]
    if len(given) < table.columns:
        given = [1] * table.columns
    return [max(LEAST_WIDTH, round(page * width / sum(given))) for width in given]


def _contents(table: Table, first: int, column: int) -> list[str]:
    texts = []
    for row in range(first, len(table.rows)):
        cell = table.at(row, column)
        if cell is not None and cell.colspan == 1 and cell.row == row and cell.text.strip():
            texts.append(tidy(cell.text))
    return texts


SIGNS: dict[ColumnRole, Callable[[str], bool]] = {
    "number": lambda text: NUMBER.match(text) is not None,
    "term": is_term,
    "responsible": lambda text: all(one.who != "words" for one in people.split(text, frozenset())),
}


def _agrees(role: ColumnRole, texts: list[str]) -> bool:
    sign = SIGNS.get(role)
    return sign is not None and _share(texts, sign) > 1 / 2


def _share(texts: list[str], sign: Callable[[str], bool]) -> float:
    return sum(sign(text) for text in texts) / len(texts) if texts else 0.0


def _by_contents(texts: list[str], taken: set[ColumnRole]) -> tuple[ColumnRole, float, str]:
    for role, sign in SIGNS.items():
        if role not in taken and _share(texts, sign) > 2 / 3:
            return role, 0.6, "по содержимому графы"
    if "event" not in taken:
        return "event", 0.4, "графа без понятного заголовка"
    spare: ColumnRole = next((role for role in SPARE if role not in taken), "note")
    return spare, 0.3, "графа без понятного заголовка"
