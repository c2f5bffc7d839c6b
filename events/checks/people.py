"""Finds people who are not in the directory, have left office, or are in two places at once.

People are compared by surname and initials.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from events.checks.finding import Finding, KnownDirectory, KnownPerson
from events.checks.survey import RowContext, Survey, only_day
from events.plan.content import EventContent
from events.plan.period import Period, day_in_words
from events.plan.vocabulary import ResponsibleKind
from events.terms import Term
from events.terms.meaning import TermKind

_SURNAME = r"(?P<last>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)"
_INITIALS = r"(?P<first>[А-ЯЁ])\.(?:\s*(?P<middle>[А-ЯЁ])\.)?"
_NAMES = (
    re.compile(rf"{_SURNAME}\s+{_INITIALS}"),
    re.compile(rf"{_INITIALS}\s*{_SURNAME}"),
    re.compile(
        rf"{_SURNAME}\s+(?P<first>[А-ЯЁ])[а-яё]+\s+(?P<middle>[А-ЯЁ])[а-яё]+(?:ич|вна|чна|шна)\b"
    ),
)
_AFAR = ("онлайн", "дистанционно", "заочно")

Name = tuple[str, str, str]


def people(plan: Survey) -> Iterator[Finding]:
    """Findings about the people among the responsible."""
    yield from _unknown(plan)
    yield from _out_of_office(plan)
    yield from _in_two_places(plan)


def name_in(text: str) -> Name | None:
    """(surname, initial, initial) of the person in the words; the last may be empty."""
    for pattern in _NAMES:
        match = pattern.match(text.strip())
        if match:
            return (_plain(match["last"]), _plain(match["first"]), _plain(match["middle"] or ""))
    return None


def _with_parts(placed: RowContext) -> tuple[tuple[EventContent, Term], ...]:
    return ((placed.event, placed.term), *placed.parts)


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _named(event: EventContent) -> Iterator[tuple[str, Name]]:
    for person in event.responsible:
        name = name_in(person.text) if person.who == ResponsibleKind.PERSON else None
        if name:
            yield person.text, name


def _known(name: Name, directory: KnownDirectory) -> list[KnownPerson]:
    last, first, middle = name
    return [
        person
        for person in directory.people
        if _plain(person.last_name) == last
        and _agree(first, person.first_name)
        and _agree(middle, person.middle_name)
    ]


def _agree(initial: str, word: str) -> bool:
    return not initial or not word or _plain(word).startswith(initial)


def _unknown(plan: Survey) -> Iterator[Finding]:
    """Each person once, at the first row; all in one sentence where none is in the directory."""
    if not plan.directory.people:
        return
    first_rows: dict[Name, tuple[str, RowContext, str]] = {}
    known = 0
    for placed in plan.rows:
        for part, _ in _with_parts(placed):
            for text, name in _named(part):
                if _known(name, plan.directory):
                    known += 1
                else:
                    first_rows.setdefault(name, (text, placed, part.uid))
    if not known and len(first_rows) > 1:
        names = ", ".join(text for text, _, _ in first_rows.values())
        yield Finding(
            "person_unknown",
            "warns",
            f"В справочнике нет никого из этих людей: {names.rstrip('.')}.",
        )
        return
    for text, placed, uid in first_rows.values():
        words = f"{placed.label}: в справочнике нет человека «{text}»."
        yield Finding("person_unknown", "warns", words, uid, "responsible", placed.number)


def _out_of_office(plan: Survey) -> Iterator[Finding]:
    reported: set[Name] = set()
    # Of these `carried` tells who holds the office now.
    told = {(one.uid, one.words) for one in plan.carried}
    for placed in plan.rows:
        for part, term in _with_parts(placed):
            day = _first_day(term, plan.period)
            for text, name in _named(part):
                left = _left(name, plan.directory)
                if left is None or day is None or left >= day or name in reported:
                    continue
                if (part.uid, text) in told:
                    continue
                reported.add(name)
                words = (
                    f"{placed.label}: {text} к этому сроку уже не в должности "
                    f"(до {day_in_words(left)})."
                )
                yield Finding(
                    "out_of_office", "warns", words, part.uid, "responsible", placed.number
                )


def _left(name: Name, directory: KnownDirectory) -> date | None:
    """The last day in office of the only person of this name, if all their offices have ended."""
    people = _known(name, directory)
    if len(people) != 1 or not people[0].offices:
        return None
    ends = [office.until for office in people[0].offices]
    return None if None in ends else max(end for end in ends if end is not None)


def _first_day(term: Term, period: Period | None) -> date | None:
    if (
        term.kind in (TermKind.DATE, TermKind.RANGE, TermKind.MONTH, TermKind.DEADLINE)
        and term.doubt is None
    ):
        return term.starts or term.ends
    return period.starts if period is not None else None


def _in_two_places(plan: Survey) -> Iterator[Finding]:
    places: defaultdict[tuple[Name, date], list[tuple[str, RowContext]]] = defaultdict(list)
    for placed in plan.rows:
        for part, term in _with_parts(placed):
            day, place = only_day(term), _place(part, term)
            if day is None or not place:
                continue
            for text, name in _named(part) if part.responsible else _named(placed.event):
                for other, row in places[name, day]:
                    if other != place and row is not placed:
                        words = (
                            f"{placed.label}: {text} в этот день, {day_in_words(day)}, "
                            f"занят и в другом месте ({row.name_inside})."
                        )
                        yield Finding(
                            "two_places", "warns", words, part.uid, "responsible", placed.number
                        )
                        break
                places[name, day].append((place, placed))


def _place(event: EventContent, term: Term) -> str:
    """The place in small letters; empty where it is unknown or the event is online."""
    form = f"{event.form} {term.form} {event.place}".casefold()
    if any(word in form for word in _AFAR):
        return ""
    return " ".join(_plain(event.place or term.place).replace("«", " ").replace("»", " ").split())
