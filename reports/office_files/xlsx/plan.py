"""A plan as a workbook to filter and sort: which sheets and columns it has; `book` writes them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from associations.actor import Actor
from events.drafting.queries.school_year import school_days_of
from events.drafting.queries.stored_content import fingerprint_of
from events.models import Plan
from events.plan.codec import canonical_bytes
from events.plan.content import PlanContent
from events.plan.heading import file_title
from events.plan.period import SchoolDays
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Verb
from events.terms.meaning import TermKind
from reports.office_files.round_trip import FileStamp, properties_of, stamp_of
from reports.office_files.xlsx.book import (
    BookProperties,
    Column,
    Record,
    Value,
    WorkbookTable,
    write_book,
)
from reports.office_files.xlsx.lines import Place, PlanLine, PlanLines, lines_of, other_texts
from reports.paper.document import DRAFT_MARK
from reports.paper.shown import Shown, as_it_stands, shown_to

# Daily events in a long plan would make a sheet that no program can open.
MOST_DATES: Final = 20_000

_SECTION: Final = Column("Раздел", 30)
_NUMBER: Final = Column("№", 8, centred=True)
_EVENT: Final = Column("Мероприятие", 60)
_STARTS: Final = Column("Начало", 12, centred=True)
_ENDS: Final = Column("Конец", 12, centred=True)
# By it a row is known when the book is brought back; a person has no use for it.
KEY_HEADING: Final = "Ключ строки (не менять)"
_KEY: Final = Column(KEY_HEADING, 34, hidden=True)
PLAN_SHEET: Final = "План"
ABOUT_SHEET: Final = "О плане"
# Columns that are not those of the plan's tables: what else is said of a row.
NUMBER: Final[Place] = (ColumnRole.NUMBER, 1)
SECTION: Final[Place] = ("section", 1)
STARTS: Final[Place] = ("starts", 1)
ENDS: Final[Place] = ("ends", 1)
MEANING: Final[Place] = ("meaning", 1)
WHOLE: Final[Place] = ("whole", 1)
KEY: Final[Place] = ("key", 1)


@dataclass(frozen=True, slots=True)
class WorkbookState:
    """The plan's state, for the file's title and its sheet «О плане»."""

    is_draft: bool
    words: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook, the title for its file's name, and whether it is a draft."""

    title: str
    data: bytes
    is_draft: bool


def plan_xlsx(plan: Plan, actor: Actor) -> Book:
    """What the actor may see of the plan, as a workbook."""
    return _book(shown_to(plan, actor))


def present_xlsx(plan: Plan, on: dt.date) -> Book:
    """The plan for any reader: the edition once it was sent, else its present rows."""
    return _book(as_it_stands(plan, on))


def _book(shown: Shown) -> Book:
    content = shown.content()
    sha256 = fingerprint_of(content, shown.edition)
    school = school_days_of(shown.plan.association.institution_id)
    return content_xlsx(content, state_of(shown), sha256, stamp_of(shown.plan), school)


def state_of(shown: Shown) -> WorkbookState:
    """The plan's state in one line."""
    plan, edition = shown.plan, shown.edition
    words = plan.state_words
    if plan.edition:
        day = timezone.localtime(plan.edition.made_at)
        words = f"{words}, редакция {plan.edition.number} от {day:%d.%m.%Y}"
    return WorkbookState(shown.is_draft, words, edition.made_at if edition else plan.changed_at)


def content_xlsx(
    content: PlanContent,
    state: WorkbookState,
    sha256: str,
    stamp: FileStamp | None = None,
    school: tuple[SchoolDays, ...] = (),
) -> Book:
    """The content as a workbook; the same content, state and fingerprint give the same bytes.

    For an edition, `sha256` is the one stored with it. With a stamp it can be brought back.
    """
    name = file_title(content)
    base = canonical_bytes(content) if stamp else b""
    title = f"{DRAFT_MARK}. {name}" if state.is_draft else name
    about = BookProperties(
        title=title,
        state=DRAFT_MARK if state.is_draft else "",
        association=content.association.name,
        note=f"{state.words}. Отпечаток содержания (SHA-256): {sha256}",
        at=state.at,
        custom=properties_of(stamp, base) if stamp else {},
    )
    lines = lines_of(content, school)
    tables = (
        _plan_table(lines),
        *_other_tables(lines, content),
        _about_table(content, state, sha256),
    )
    return Book(title, write_book(about, tables, base), state.is_draft)


def other_tables(content: PlanContent) -> tuple[WorkbookTable, ...]:
    """The sheets that say the words of the plan in other ways than row by row."""
    return _other_tables(lines_of(content), content)


def _other_tables(lines: PlanLines, content: PlanContent) -> tuple[WorkbookTable, ...]:
    tables = (_date_table(lines), _meeting_table(lines), _text_table(content))
    return tuple(filter(None, tables))


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column of the sheet of rows: its place among those of the plan, or its own name alone."""

    column: Column
    place: Place


def plan_columns(lines: PlanLines) -> tuple[PlanColumn, ...]:
    """The columns of the sheet of rows, in order."""
    has_sections = any(line.location.section for line in lines.lines)
    has_numbers = NUMBER not in lines.columns and any(line.number for line in lines.lines)
    has_parts = any(line.location.depth for line in lines.lines)
    return (
        *([PlanColumn(_SECTION, SECTION)] if has_sections else []),
        *([PlanColumn(_NUMBER, NUMBER)] if has_numbers else []),
        *(PlanColumn(_column(place, name), place) for place, name in lines.columns.items()),
        PlanColumn(_STARTS, STARTS),
        PlanColumn(_ENDS, ENDS),
        PlanColumn(Column("Как понят срок", 34), MEANING),
        *([PlanColumn(Column("Часть мероприятия", 40), WHOLE)] if has_parts else []),
        PlanColumn(_KEY, KEY),
    )


def values_of(line: PlanLine, columns: tuple[PlanColumn, ...]) -> tuple[Value, ...]:
    """What a row says in each of these columns."""
    own: dict[Place, Value] = {
        SECTION: line.location.section,
        NUMBER: line.number,
        STARTS: line.starts,
        ENDS: line.ends,
        MEANING: line.meaning,
        WHOLE: line.whole_title,
        KEY: line.event.uid,
    }
    texts: dict[Place, Value] = {**own, **line.texts}
    return tuple(texts.get(column.place, "") for column in columns)


def _plan_table(lines: PlanLines) -> WorkbookTable:
    """One row for each event and sub-event."""
    columns = plan_columns(lines)
    keys = sum(column.place in (SECTION, NUMBER) for column in columns[:2])
    records = [Record(values_of(line, columns), line.location.depth) for line in lines.lines]
    return WorkbookTable(PLAN_SHEET, tuple(each.column for each in columns), records, keys)


def _column(place: Place, heading: str) -> Column:
    role, _ = place
    return Column(
        heading or "Графа без названия", ColumnRole(role).sheet, centred=role == ColumnRole.NUMBER
    )


def _date_table(lines: PlanLines) -> WorkbookTable | None:
    """One row for each time that an event is held, by date."""
    times = _times(lines)
    if not times:
        return None
    columns = (
        _STARTS,
        _ENDS,
        _NUMBER,
        _EVENT,
        Column("Часть мероприятия", 40),
        Column("Место", 28),
        Column("Ответственные", 32),
        _SECTION,
    )
    records = [
        Record(
            (
                starts,
                ends,
                line.number,
                line.title,
                line.whole_title,
                line.place,
                line.responsible,
                line.location.section,
            )
        )
        for starts, ends, line in times[:MOST_DATES]
    ]
    if len(times) > MOST_DATES:
        rest = f"Ещё дат: {len(times) - MOST_DATES}. Лист показывает первые {MOST_DATES}."
        records.append(Record((None, None, "", rest, "", "", "", "")))
    return WorkbookTable("По датам", columns, records, keys=3)


def _times(lines: PlanLines) -> list[tuple[dt.date | None, dt.date, PlanLine]]:
    """Each time of each event, by date; an event of the whole period has none."""
    times = [
        (starts, ends, line)
        for line in lines.lines
        if line.term.kind != TermKind.ALL_PERIOD
        for starts, ends in line.days
    ]
    return sorted(times, key=lambda time: (time[0] or time[1], time[1]))


def _meeting_table(lines: PlanLines) -> WorkbookTable | None:
    """One row for each question of each meeting; a meeting without an agenda has one row."""
    meetings = [line for line in lines.lines if line.event.meeting or line.event.agenda]
    if not meetings:
        return None
    columns = (
        _NUMBER,
        Column("Заседание", 44),
        Column("Срок", 22),
        _STARTS,
        _ENDS,
        Column("Место", 28),
        Column("Вопрос №", 10, centred=True),
        Column("Вопрос повестки", 60),
        Column("Докладчик", 32),
        _SECTION,
    )
    records = [record for line in meetings for record in _questions(line)]
    return WorkbookTable("Заседания", columns, records, keys=2)


def _questions(line: PlanLine) -> Iterator[Record]:
    asked = [(str(n), item.text, item.speaker) for n, item in enumerate(line.event.agenda, 1)]
    for number, text, speaker in asked or [("", "", "")]:
        values = (
            line.number,
            line.title,
            line.event.term,
            line.starts,
            line.ends,
            line.place,
            number,
            text,
            speaker,
            line.location.section,
        )
        yield Record(values)


def _text_table(content: PlanContent) -> WorkbookTable | None:
    """The plan's texts outside its rows, so that the file has every word of it."""
    records = [Record((each.section, each.number, each.text)) for each in other_texts(content)]
    columns = (_SECTION, _NUMBER, Column("Текст", 110))
    return WorkbookTable("Текст плана", columns, records, keys=2) if records else None


def _about_table(content: PlanContent, state: WorkbookState, sha256: str) -> WorkbookTable:
    """The plan's title, period and state, and who agrees and approves it."""
    starts, ends = (_day(text) for text in (content.period.starts, content.period.ends))
    facts: list[tuple[str, Value]] = [
        *(("Заголовок", line) for line in content.title),
        ("Объединение", content.association.name),
        ("Начало периода", starts),
        ("Конец периода", ends),
        ("Состояние", state.words),
        ("Форма", content.layout.name),
        ("Город", content.city),
        ("Подпись титульного листа", content.imprint),
        ("Отпечаток содержания (SHA-256)", sha256),
    ]
    for step in content.steps:
        words = (step.heading, step.position, step.name, step.act, step.date_line)
        facts.append((Verb(step.verb).label, "\n".join(filter(None, words))))
    records = [Record(fact) for fact in facts if fact[1]]
    return WorkbookTable(ABOUT_SHEET, (Column("Что", 32), Column("Значение", 90)), records)


def _day(text: str) -> Value:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text
