"""An import session as read now: its source recognised, with the owner's corrections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from associations.vocabulary import AssociationKind
from events.checks import with_uids
from events.drafting.queries.inspection import findings_of_content
from events.drafting.queries.stored_content import layout_content
from events.models import Layout
from events.plan.codec import from_json
from events.plan.content import (
    AssociationContent,
    ColumnContent,
    LayoutContent,
    PeriodContent,
    PlanContent,
    columns_from,
)
from events.plan.period import Period
from events.plan.roles import ColumnRole
from reports.models import ImportSession
from reports.recognition import ColumnFound, Recognised, RowFound, recognise
from reports.recognition.corrections import corrections_from_json as journal
from reports.recognition.reader import NO_HEAD
from reports.recognition.result import CHOSEN_BY_PERSON, Unplaced
from reports.sources import stored

# Below this, what was read is shown as doubtful.
CONFIDENT: Final = 0.85
# Meanings of a column: a role, or a use that exists only in imports.
ROLE_NAMES: Final[dict[str, str]] = {
    **{role.value: role.name_in_cell for role in ColumnRole},
    "until": "Конец срока",
    "mark": "Отметка срока",
    "agenda": "Вопросы повестки",
    "left": "Не переносить",
}
_NO_PERIOD: Final = "Период плана не найден"
_CELL: Final = re.compile(r"таблица (?P<table>\d+)(?:, строка \d+)?, графа (?P<column>\d+)$")
_PLACE: Final = re.compile(r"таблица (?P<table>\d+)(?:, строка (?P<row>\d+))?|абзац (?P<block>\d+)")


@dataclass(frozen=True, slots=True)
class ImportDoubt:
    """Something to check before the draft is made; `anchor` is its place on the page."""

    text: str
    anchor: str = ""
    # Words that would be missing in the plan.
    is_loss: bool = False
    # The row of the plan, counted through all sections from 0.
    event: int | None = None
    # Of a loss: its cell with the heading of the column, and its words, each missing or not.
    address: str = ""
    pieces: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A source as recognised now; `content` has the owner's association and period."""

    found: Recognised
    content: PlanContent
    # Rows pasted into an existing plan, which has its own title and period.
    is_of_rows: bool = False

    @property
    def rows(self) -> int:
        """Rows of the plan, parts not counted."""
        return self.content.row_count

    @property
    def doubts(self) -> tuple[ImportDoubt, ...]:
        """All doubts, the most important first."""
        rows = {f"t{row.table}r{row.row + 1}": row.event for row in self.found.rows}
        return tuple(
            replace(one, event=rows.get(one.anchor))
            for one in _doubts(self.found, with_title=not self.is_of_rows)
            # The owner has entered the period that was not found.
            if not (self.content.period.starts and one.text.startswith(_NO_PERIOD))
        )


def known_layouts() -> tuple[LayoutContent, ...]:
    """The built-in layouts, one of which a file may follow."""
    built_in = Layout.objects.filter(institution__isnull=True).order_by("pk")
    return tuple(layout_content(layout) for layout in built_in)


def reading_of(import_session: ImportSession) -> Reading:
    """The source as recognised, with its corrections.

    Raises:
        SourceError: no plan is left in it.
        CorrectionError: a correction names what isn't there.

    """
    values = import_session.source or {}
    if "content" in values:
        found = Recognised(from_json(values["content"]))
    else:
        found = recognise(
            stored.source_from_json(values),
            known_layouts(),
            corrections=journal(import_session.corrections),
            usual=_usual(import_session),
        )
    return Reading(found, _settled(found.content, import_session), bool(import_session.section_uid))


def findings_of(reading: Reading, import_session: ImportSession) -> Iterator[tuple[str, str]]:
    """Findings in the rows of the future plan, each with its place on the page.

    Findings about the whole plan are shown in the draft, where they can be corrected.
    """
    content = with_uids(reading.content)
    events = [event.uid for section in content.all_sections() for event in section.events]
    sections = [section.uid for section in content.all_sections()]
    anchors: dict[str, str] = {}
    for row in reversed(reading.found.rows):
        place = _anchor(row)
        if row.event is not None:
            anchors[events[row.event]] = place
        elif row.section is not None:
            anchors[sections[row.section]] = place
    for one in findings_of_content(content, import_session.association):
        uid = one.uid
        # A sub-event is shown at its row.
        while uid and uid not in anchors and "e" in uid:
            uid = uid.rpartition("e")[0]
        if uid in anchors:
            yield one.text, anchors[uid]


def _anchor(row: RowFound) -> str:
    return f"t{row.table}r{row.row + 1}"


def anchor_of_place(place: str) -> str:
    """The anchor on the page of a place in the file («таблица 1, строка 5»)."""
    match = _PLACE.search(place)
    if match is None:
        return ""
    if match["block"]:
        return f"p{match['block']}"
    return f"t{match['table']}r{match['row']}" if match["row"] else f"t{match['table']}"


def _address(found: Recognised, place: str) -> str:
    """A place in the file, with the heading of its column."""
    match = _CELL.search(place)
    if match is None:
        return place
    columns = [one for one in found.columns if one.table == int(match["table"])]
    at = int(match["column"]) - 1
    heading = " ".join(columns[at].heading.split()) if at < len(columns) else ""
    return f"{place} «{heading}»" if heading else place


def pieces_of(loss: Unplaced) -> tuple[tuple[str, bool], ...]:
    """The whole text of a cell in pieces, each with whether it is missing in the plan."""
    pieces: list[tuple[str, bool]] = []
    rest = loss.text
    for words in loss.missing:
        match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", rest)
        if match:
            pieces += [(rest[: match.start()], False), (words, True)]
            rest = rest[match.end() :]
    pieces.append((rest, not loss.missing))
    return tuple(piece for piece in pieces if piece[0])


def loss_in_words(loss: Unplaced, address: str) -> str:
    """What found no place, in one sentence: the missing words, and the cell that they stand in."""
    whole, missing = " ".join(loss.text.split()), ", ".join(loss.missing)
    words = f"{missing}. Весь текст: {whole}" if missing not in ("", whole) else whole
    return f"Осталось без места ({address}): {words}"


def _usual(import_session: ImportSession) -> tuple[ColumnContent, ...]:
    """The columns of the plan into which the rows go."""
    if not import_session.section_uid or import_session.plan is None:
        return ()
    sections = import_session.plan.sections.select_related("parent")
    section = sections.filter(uid=import_session.section_uid).first()
    while section is not None and not section.columns:
        section = section.parent
    if section is not None:
        return columns_from(section.columns)
    return layout_content(import_session.plan.layout).columns


def _settled(content: PlanContent, import_session: ImportSession) -> PlanContent:
    if import_session.association is not None:
        whose = AssociationContent(
            AssociationKind(import_session.association.kind), import_session.association.name
        )
        content = replace(content, association=whose)
    if import_session.period_start is not None and import_session.period_end is not None:
        period = Period.recognise(import_session.period_start, import_session.period_end)
        read_period = PeriodContent(period.kind, period.starts.isoformat(), period.ends.isoformat())
        content = replace(content, period=read_period)
    return content


def _of_columns(table: int, unsure: list[ColumnFound]) -> str:
    named = (
        f"«{one.heading}» как «{ROLE_NAMES[one.role]}»"
        if one.heading
        else f"«{ROLE_NAMES[one.role]}»"
        for one in unsure
    )
    reasons = "; ".join(dict.fromkeys(one.reason for one in unsure))
    return f"Таблица {table}, проверьте графы: {', '.join(named)} ({reasons})."


def _doubts(found: Recognised, *, with_title: bool) -> Iterator[ImportDoubt]:
    left = {
        _anchor(row) for row in found.rows if (row.kind, row.reason) == ("left", CHOSEN_BY_PERSON)
    }
    losses = [(anchor_of_place(one.place), one) for one in found.unplaced]
    for anchor, loss in losses:
        if anchor not in left:
            address = _address(found, loss.place)
            words = loss_in_words(loss, address)
            yield ImportDoubt(words, anchor, is_loss=True, address=address, pieces=pieces_of(loss))
    if found.words.lost:
        words = (
            f"Портал потерял слов файла: {found.words.lost}. Сверьте каждую строку и сообщите нам."
        )
        yield ImportDoubt(words, is_loss=True)
    for table in sorted({column.table for column in found.columns}):
        unsure = [
            one for one in found.columns if (one.table, one.confidence < CONFIDENT) == (table, True)
        ]
        if unsure:
            yield ImportDoubt(_of_columns(table, unsure), f"t{table}")
    doubtful_places = set()
    for remark in found.findings:
        # In a table without a head each column has a doubt already.
        if (remark.place == "заголовок" and not with_title) or remark.text == NO_HEAD:
            continue
        doubtful_places.add(anchor_of_place(remark.place))
        place = anchor_of_place(remark.place)
        words = f"{remark.text.removesuffix('.')} ({remark.place})." if place else remark.text
        yield ImportDoubt(words, place)
    for row in found.rows:
        anchor = _anchor(row)
        if anchor in left:
            words = ", ".join(loss.text for at, loss in losses if at == anchor)
            yield ImportDoubt(
                f"Вы не переносите (таблица {row.table}, строка {row.row + 1}): {words}", anchor
            )
        if row.confidence < CONFIDENT and anchor not in doubtful_places:
            words = f"Таблица {row.table}, строка {row.row + 1}: {row.reason}."
            yield ImportDoubt(words, anchor)
