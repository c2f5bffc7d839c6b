"""Finds the head of a plan's table and the role of each column, by its heading and its contents.

It knows the vocabulary of headings; it refuses to know what rows mean.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from events.content import ColumnContent, ColumnRole
from reports.word_file import Table

from . import people
from .model import ColumnFound
from .phrases import NUMBER, is_term, tidy

# The word that stands first in a heading decides: «Срок проведения мероприятия» is a term.
VOCABULARY: tuple[tuple[ColumnRole, str], ...] = (
    ("number", r"№|\bn\b|\bп/п|\bномер\b"),
    ("responsible", r"ответствен|исполнител|организатор|\bкто\b|ведущ|докладчик|координатор"),
    ("term", r"\bсрок|\bдат[аы]\b|период|месяц|\bкогда\b|\bвремя\b|график|\bквартал"),
    ("place", r"\bмест[оа]\b|площадк|где провод"),
    ("result", r"результат|\bитог|\bвыход|\bпродукт|показател|отчетны"),
    ("audience", r"участник|аудитори|категори|контингент|слушател|целев[аы][яе]"),
    ("note", r"примечан|отметк|комментар"),
    ("form", r"\bформ[аы]\b|формат"),
    ("direction", r"направлени|\bраздел|\bмодул|\bблок|вид[ы]? деятельност"),
    (
        "event",
        r"мероприят|наименован|содержани|\bтем[аы]\b|\bработ|\bназвани|\bвопрос|повестк|\bдел[оа]\b",
    ),
)
SPARE: tuple[ColumnRole, ...] = ("note", "form", "audience", "result", "place")
HEAD_WITHIN = 5
LEAST_WIDTH = 8
# How far a heading alone is believed.
SURE = 0.9
# Letters that a cell of events has at the least, taken all together.
SENTENCE = 9
BEGINS = re.compile(r"начал|\bс$|\bот$")
ENDS = re.compile(r"оконч|\bкон[еч]|заверш|\bпо$|\bдо$")
MAIN_ROLES = frozenset({"event", "direction"})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a plan's table: roles and headings by column, and where rows begin."""

    columns: tuple[ColumnContent, ...]
    found: tuple[ColumnFound, ...]
    first_row: int
    # Columns that say the end of what the term's column begins.
    ends: frozenset[int] = frozenset()

    @property
    def printed(self) -> tuple[ColumnContent, ...]:
        """The columns that the plan will have: beginning and end of a term are one."""
        return tuple(one for at, one in enumerate(self.columns) if at not in self.ends)

    @property
    def said_twice(self) -> tuple[str, ...]:
        """Words of headings that the heading of a joined column says once."""
        pairs = [(self.found[at - 1].heading, self.found[at].heading) for at in self.ends]
        return tuple(word for pair in pairs for word in _shared(*pair))

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
        speaks = known & MAIN_ROLES or ("term" in known and _has_words(table, row, roles))
        if speaks and len(known) > 1:
            best = (row, len(known)) if best is None or len(known) > best[1] else best
    if best is None:
        return None
    first = max(best[0] + _depth(table, best[0]), table.header_rows)
    return _head(table, number, best[0], first, _widths(table, page))


def find_bare_head(table: Table, number: int, page: int) -> Head | None:
    """The columns of a table that has no head, by their contents; None if it is no plan."""
    if len(table.rows) < 2 or table.columns < 2:  # noqa: PLR2004 - no table to tell columns by
        return None
    contents = [_contents(table, 0, at) for at in range(table.columns)]
    if not any(_share(texts, is_term) > 2 / 3 for texts in contents):
        return None
    if not any(_wordy(texts) for texts in contents):
        return None
    return _head(table, number, -1, 0, _widths(table, page))


def _has_words(table: Table, row: int, roles: list[ColumnRole | None]) -> bool:
    """Whether a column with a strange heading holds sentences: what is planned stands there."""
    return any(
        role is None and _wordy(_contents(table, row + 1, at)) for at, role in enumerate(roles)
    )


def _wordy(texts: list[str]) -> bool:
    told = [text for text in texts if not is_term(text)]
    return len(told) * 2 > len(texts) and sum(map(len, texts)) >= SENTENCE * len(texts)


def _depth(table: Table, row: int) -> int:
    """How many rows the head takes that begins in this row: two where a wide cell is parted."""
    begun = table.rows[row]
    tall = max((cell.rowspan for cell in begun), default=1)
    parted = any(1 < cell.colspan < table.columns for cell in begun)
    if tall > 1 and (parted or len(begun) == table.columns):
        return min(tall, HEAD_WITHIN)
    if not parted or row + 1 >= len(table.rows):
        return 1
    below = [cell for cell in table.rows[row + 1] if cell.text.strip()]
    above = [table.at(row, cell.column) for cell in below]
    return 2 if below and all(one is not None and one.colspan > 1 for one in above) else 1


def _headings(table: Table, row: int) -> list[str]:
    depth = _depth(table, row)
    headings = []
    for column in range(table.columns):
        told: list[str] = []
        for level in range(row, row + depth):
            cell = table.at(level, column)
            # A cell across the table, or the only row's wide one, is no heading of a column.
            if cell is None or cell.colspan == table.columns or (depth == 1 and cell.colspan > 1):
                continue
            text = " ".join(cell.text.split())
            if text and text not in told:
                told.append(text)
        headings.append(" ".join(told))
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
    headings = _headings(table, row) if row >= 0 else [""] * table.columns
    contents = [_contents(table, first, at) for at in range(table.columns)]
    taken: set[ColumnRole] = set()
    roles: list[tuple[ColumnRole, float, str] | None] = []
    for heading in headings:
        role = _by_heading(heading)
        if role is None or role in taken:
            roles.append(None)
            continue
        taken.add(role)
        roles.append((role, SURE, f"заголовок «{heading}»"))
    _take_place_for_term(roles, taken, headings, contents)
    columns: list[ColumnContent] = []
    found: list[ColumnFound] = []
    ends: set[int] = set()
    for at, heading in enumerate(headings):
        if at and columns[at - 1].role == "term" and _ends_term(headings[at - 1], heading):
            ends.add(at)
            columns.append(ColumnContent("term", heading, widths[at]))
            found.append(ColumnFound(number, heading, "term", 0.8, "конец срока из соседней графы"))
            columns[at - 1] = _joined(columns[at - 1], columns[at])
            continue
        role, sure, reason = roles[at] or _by_contents(contents[at], taken)
        taken.add(role)
        if roles[at] and sure >= SURE and _agrees(role, contents[at]):
            sure, reason = 1.0, f"{reason} и содержимое графы"
        columns.append(ColumnContent(role, heading, widths[at]))
        found.append(ColumnFound(number, heading, role, sure, reason))
    return Head(tuple(columns), tuple(found), first, frozenset(ends))


def _take_place_for_term(
    roles: list[tuple[ColumnRole, float, str] | None],
    taken: set[ColumnRole],
    headings: list[str],
    contents: list[list[str]],
) -> None:
    """Read a column of places as terms where it holds the only terms of the table."""
    if "term" in taken or any(not r and _share(contents[at], is_term) > 2 / 3
                              for at, r in enumerate(roles)):  # fmt: skip
        return
    for at, one in enumerate(roles):
        if one and one[0] == "place" and _share(contents[at], is_term) > 2 / 3:
            roles[at] = ("term", 0.6, f"в графе «{headings[at]}» стоят сроки")
            taken.add("term")


def _ends_term(begins: str, ends: str) -> bool:
    return bool(BEGINS.search(begins.casefold()) and ENDS.search(ends.casefold()))


def _shared(one: str, other: str) -> list[str]:
    """The words that both begin with."""
    pairs = zip(one.split(), other.split(), strict=False)
    return [first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]


def _joined(begins: ColumnContent, ends: ColumnContent) -> ColumnContent:
    """One column of both: what their headings share is said once."""
    more = ends.heading.split()[len(_shared(begins.heading, ends.heading)) :]
    heading = f"{begins.heading} – {' '.join(more)}"
    return ColumnContent("term", heading, begins.width + ends.width)


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
