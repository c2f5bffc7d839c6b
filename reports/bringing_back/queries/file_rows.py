"""Finds the rows of a plan again in a file that was brought back, and what each says now.

A row is known by its uid; without it, by its number and words. Of rows with one uid (a copy made in
Excel) the likest is the row itself, and the others are new.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from events.drafting.queries.similar import likeness
from events.plan.content import ColumnContent, EventContent
from events.plan.outline import Cell
from events.plan.patch import PartKind
from events.plan.roles import ColumnRole
from reports.bringing_back.queries.field_texts import Texts, plain, words_of_line
from reports.bringing_back.queries.file_cells import EVENT, Written, changed_fields
from reports.bringing_back.queries.written_tables import WrittenTable
from reports.office_files.brought_file import BroughtFile, BroughtRow
from reports.office_files.xlsx.lines import Place
from reports.office_files.xlsx.plan import NUMBER, SECTION, WHOLE

# Of 100: so alike are two rows of one number, or of different ones, that are the same row.
_SAME_NUMBER, _ALIKE = 45, 75
# More pairs are not compared: then rows without uids are known by equal words alone.
_MOST_PAIRS: Final = 1_000_000
# Letters of a row that are compared.
_COMPARED: Final = 300
NOT_TAKEN: Final = (
    "Графа «{name}», изменено ячеек: {count}. Её портал пишет сам и из файла не переносит."
)
NO_COLUMN: Final = (
    "Графы «{name}» в плане нет, ячеек с текстом: {count}. Впишите их в план сами, если они нужны."
)
COLUMN_LOST: Final = "Графы «{name}» в файле нет: в плане она остаётся, как была."
REORDERED: Final = "Порядок строк в файле другой. В плане он остаётся прежним."


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A new row of the file: its texts by field, the row that it copies, and where it stands.

    `section`, `parent` and `after` are uids of the plan.
    """

    texts: Texts
    copied: EventContent
    section: str
    parent: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class FileRows:
    """What the file says: changed fields by uid, uids that it has not, new rows, and notes.

    `others` are texts of sections and of the heading, by kind and uid.
    """

    changed: Mapping[str, Texts]
    absent: tuple[str, ...]
    added: tuple[AddedRow, ...]
    notes: tuple[str, ...] = ()
    others: Mapping[tuple[PartKind, str], Texts] = field(default_factory=dict)


@dataclass(slots=True)
class _Found:
    """One row of the file with its cells by column, and the row of the plan that it is."""

    row: BroughtRow
    texts: dict[Place, str]
    uid: str = ""
    copied: str = ""

    @property
    def words(self) -> str:
        return " ".join(plain(self.texts.get(EVENT, "")).split())

    @property
    def number(self) -> str:
        return words_of_line(self.texts.get(NUMBER, "")).rstrip(".")


def rows_of_file(file: BroughtFile, table: WrittenTable) -> FileRows:
    """Compare a workbook with the sheet as it was written."""
    written = table.rows
    found, notes = _placed(file, table)
    _know_by_uid(found, written)
    _know_by_words(found, written)
    changed = {}
    for one in found:
        if one.uid and (texts := changed_fields(written[one.uid], one.texts)):
            changed[one.uid] = texts
    here = [one.uid for one in found if one.uid]
    absent = tuple(uid for uid in written if uid not in set(here))
    notes += _not_taken(found, table)
    if here != [uid for uid in written if uid in set(here)]:
        notes.append(REORDERED)
    return FileRows(changed, absent, tuple(_added(found, table)), tuple(notes))


def _placed(file: BroughtFile, table: WrittenTable) -> tuple[list[_Found], list[str]]:
    """The rows with their cells under the columns of the plan, and what has none."""
    columns = _columns(file.head, table)
    found = [
        _Found(row, {columns[at]: text for at, text in enumerate(row.cells) if at in columns})
        for row in file.rows
    ]
    strange = Counter(
        file.head[at] or str(at + 1)
        for row in file.rows
        for at, text in enumerate(row.cells)
        if at not in columns and text.strip()
    )
    lost = [one for one in table.columns if one not in columns.values() and table.is_typed(one)]
    return found, [
        *(COLUMN_LOST.format(name=table.columns[place]) for place in lost),
        *(NO_COLUMN.format(name=name, count=count) for name, count in strange.items()),
    ]


def _columns(head: Sequence[str], table: WrittenTable) -> dict[int, Place]:
    """The column of the plan at each place of the file's head."""
    free = dict(table.columns)
    columns: dict[int, Place] = {}
    for at, heading in enumerate(head):
        words = words_of_line(heading)
        place = next((one for one, name in free.items() if words_of_line(name) == words), None)
        if place is not None:
            columns[at] = place
            del free[place]
    if len(head) == len(table.columns):
        for at, place in enumerate(table.columns):
            if at not in columns and place in free:
                columns[at] = place
    return columns


def _know_by_uid(found: Sequence[_Found], written: Mapping[str, Written]) -> None:
    named: dict[str, list[_Found]] = defaultdict(list)
    for one in found:
        if one.row.uid in written:
            named[one.row.uid].append(one)
    for uid, rows in named.items():
        own = min(rows, key=lambda one: len(changed_fields(written[uid], one.texts)))
        own.uid = uid
        for one in rows:
            if one is not own:
                one.copied = uid


def _know_by_words(found: Sequence[_Found], written: Mapping[str, Written]) -> None:
    """Rows whose uid was lost: equal words first, then the likest."""
    known = {one.uid for one in found}
    left = {uid: row for uid, row in written.items() if uid not in known}
    by_words: dict[str, list[str]] = defaultdict(list)
    for uid, row in left.items():
        by_words[row.words].append(uid)
    lost = [one for one in found if not one.uid and not one.copied]
    for one in lost:
        if one.words and (same := by_words.get(one.words)):
            one.uid = same.pop(0)
            del left[one.uid]
    lost = [one for one in lost if not one.uid]
    if len(lost) * len(left) > _MOST_PAIRS:
        return
    pairs = [
        (_likeness(one, row), at, uid) for at, one in enumerate(lost) for uid, row in left.items()
    ]
    for score, at, uid in sorted(pairs, reverse=True):
        if uid not in left or lost[at].uid:
            continue
        is_same_number = bool(lost[at].number) and lost[at].number == left[uid].number
        if score >= (_SAME_NUMBER if is_same_number else _ALIKE):
            lost[at].uid = uid
            del left[uid]


def _likeness(one: _Found, row: Written) -> float:
    first, second = one.words[:_COMPARED], row.words[:_COMPARED]
    return likeness(first, second) if first and second else 0.0


def _not_taken(found: Sequence[_Found], table: WrittenTable) -> list[str]:
    """Changed cells that are no field of a row: what the portal works out, and headings."""
    changed: Counter[str] = Counter()
    for one in found:
        for place, text in table.rows[one.uid].said.items() if one.uid else ():
            if place in one.texts and plain(one.texts[place]) != plain(text):
                changed[table.columns[place]] += 1
    return [NOT_TAKEN.format(name=name, count=count) for name, count in changed.items()]


def _added(found: Sequence[_Found], table: WrittenTable) -> Iterator[AddedRow]:
    written = table.rows
    above = next((one.uid for one in found if one.uid), "")
    is_first = True
    for one in found:
        if one.uid:
            above, is_first = one.uid, False
            continue
        row = written.get(one.copied)
        texts = changed_fields(row, one.texts) if row else _texts_of_new(one, table)
        if row is None and not any(plain(text) for text in texts.values()):
            continue
        near = written.get(above)
        section = table.sections.get(plain(one.texts.get(SECTION, "")), "")
        parent = _parent(one, above, near)
        place = near.parent or above if near and not parent and not is_first else ""
        yield AddedRow(
            texts,
            replace(row.event, uid="", number="", events=()) if row else EventContent(),
            section or (near.section if near else table.first_section),
            parent,
            above if parent and near and near.parent else place,
        )


def _parent(one: _Found, above: str, near: Written | None) -> str:
    """The row of which a new one is a part, if the file says that it is one."""
    if near is None or not one.texts.get(WHOLE, "").strip():
        return ""
    return near.parent or above


def _texts_of_new(one: _Found, table: WrittenTable) -> Texts:
    columns = [place for place in table.columns if table.is_typed(place)]
    blank = Written(
        EventContent(),
        "",
        {place: Cell(place[0]) for place in columns if not (place == NUMBER and table.automatic)},
        tuple(ColumnContent(ColumnRole(role), table.columns[role, at]) for role, at in columns),
        table.layout,
    )
    return changed_fields(blank, one.texts)
