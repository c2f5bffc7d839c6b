"""Finds what is wrong with meetings: none, too few, no agenda, two on one day.

How many there must be is in the requirements; without them only a methodical association must
meet.
"""

import re
from collections.abc import Iterator

from events.checks.finding import AddEvent, Finding, Repair
from events.checks.survey import RowContext, Survey, only_day, row_words, section_for
from events.plan.content import EventContent
from events.plan.period import day_in_words
from events.terms.meaning import TermKind

STEM = 5
SMALL = 3  # «для», «по»
MEETING_KINDS = frozenset({"rumo", "omo"})
# Words of a meeting's title that do not say what it is about.
_LABEL = re.compile(
    r"заседани[еяй]|очередн\w+|внеочередн\w+|организационн\w+|итогов\w+|установочн\w+|планов\w+"
    r"|совместн\w+|перв\w+|втор\w+|трет\w+|четв[её]рт\w+|пят\w+|румо|омо|умо|мо|моц|рмц"
    r"|объединени\w*|(?:учебно-?)?методическ\w+|регионально\w+|областно\w+|республиканск\w+"
    r"|краев\w+|районн\w+|городск\w+|муниципальн\w+|совет\w*|бюро|№|\d+|[ivx]+|проведение",
    re.IGNORECASE,
)
_GATHERS = re.compile(r"заседани|собрани[еяй]|совещани", re.IGNORECASE)
_MEETS = re.compile(r"заседани", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|№")
_NUMBERED = re.compile(r"заседание\s+№\s*\d+", re.IGNORECASE)
ADD = "Добавить строку"


def meetings(plan: Survey) -> Iterator[Finding]:
    """Findings about meetings; `rows` finds meetings without a term."""
    held = [placed for placed in plan.rows if placed.event.meeting]
    yield from _too_few(plan, held)
    own = _stems(" ".join([plan.content.association.name, *plan.content.title]))
    for placed in held:
        if not _has_topic(placed.event, own):
            yield placed.finding(
                "meeting_without_agenda", "у заседания нет ни повестки, ни темы.", "agenda"
            )
    yield from _on_one_day(held)


def _too_few(plan: Survey, held: list[RowContext]) -> Iterator[Finding]:
    wanted = plan.requirements.meetings
    if not held and not wanted and _should_meet(plan):
        text = "В плане нет ни одного заседания."
        yield Finding("meetings_none", "warns", text, repair=_meeting(plan, held))
    spoken = [placed for placed in plan.rows if _MEETS.search(row_words(placed.event))]
    counts = [_times(placed) for placed in held or spoken]
    count = sum(times or 0 for times in counts)
    if not wanted or count >= wanted or (not held and None in counts):
        return
    planned = f"запланировано {count}" if count else "не запланировано ни одного"
    text = f"Заседаний должно быть не меньше {wanted}, а {planned}."
    yield Finding("meetings_too_few", "warns", text, repair=_meeting(plan, held or spoken))


def _meeting(plan: Survey, alike: list[RowContext]) -> Repair | None:
    """One more meeting, numbered where the others are, where the plan has a table for it."""
    section = section_for(plan, alike)
    is_numbered = any(_NUMBERED.match(placed.event.title.strip()) for placed in alike)
    title = f"Заседание № {len(alike) + 1}" if is_numbered else "Заседание"
    event = EventContent(meeting=True, title=title)
    return Repair(ADD, (AddEvent(section, event),)) if section else None


def _times(placed: RowContext) -> int | None:
    """How many meetings the row is; None where it does not say («в течение года»)."""
    if placed.term.recurrence is not None or placed.term.kind == TermKind.MONTHS:
        return len(placed.term.occurrences()) or None
    if placed.event.meeting or placed.term.kind in (
        TermKind.DATE,
        TermKind.RANGE,
        TermKind.MONTH,
        TermKind.DEADLINE,
    ):
        return 1
    return None


def _should_meet(plan: Survey) -> bool:
    """Whether it is an association that meets, and no row is about a gathering."""
    if plan.content.association.kind not in MEETING_KINDS or not plan.rows:
        return False
    return not any(_GATHERS.search(row_words(placed.event)) for placed in plan.rows)


def _has_topic(event: EventContent, own: frozenset[str]) -> bool:
    """Whether it has an agenda or a topic: words beyond «заседание» and the association's name."""
    if event.agenda or event.events or event.description.strip():
        return True
    text = f"{event.direction} {event.lead_in} {event.title}"
    words = (word for word in _WORD.findall(text) if not _LABEL.fullmatch(word))
    return any(len(word) > SMALL and word[:STEM].casefold() not in own for word in words)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM].casefold() for word in _WORD.findall(text))


def _on_one_day(held: list[RowContext]) -> Iterator[Finding]:
    days: dict[object, RowContext] = {}
    for placed in held:
        day = only_day(placed.term)
        if day is None:
            continue
        if day in days:
            same = f"в тот же день, {day_in_words(day, with_year=False)}"
            text = f"заседание {same}, что и {days[day].name_inside}."
            yield placed.finding("meetings_one_day", text, "term")
        else:
            days[day] = placed
