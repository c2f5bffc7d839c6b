"""Decides the use of each column of a table, by its heading, its contents and the other columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from reports.recognition.column_contents import (
    CONTENT_TESTS,
    SURE_TESTS,
    UNCLEAR,
    agrees,
    by_contents,
    has_sentences,
    is_figure,
    is_readable_term,
    share,
)
from reports.recognition.corrections import ColumnUse
from reports.recognition.heading_words import (
    CLOCK,
    OF_FACT,
    PERIOD,
    QUANTITY,
    QUESTIONS,
    TICK,
    comparable_heading,
    mentions_role,
    role_of,
)
from reports.recognition.phrases import MEETING, MONTH_ALONE, is_term, split_number
from reports.recognition.result import CHOSEN_BY_PERSON

# Confidence in a heading alone.
SURE = 0.9
BEGINS = re.compile(r"начал|\bс$|\bот$")
ENDS = re.compile(r"оконч|\bкон[еч]|заверш|\bпо$|\bдо$")

# In a smaller table no column is left out.
LEAST: Final = 2
# Columns of a wider plan are not tried in every combination.
MOST_USUAL: Final = 10
# Confidence in the order of columns.
USUAL: Final = 0.7
AS_IN_PLAN: Final = "по порядку граф плана"
ROOM: Final = re.compile(r"аудитори")
KIND_OF_WORK: Final = re.compile(r"\bвиды?\b")

# Use, confidence and the reason for both.
type Read = tuple[ColumnUse, float, str]


def column_uses(
    headings: list[str],
    contents: list[list[str]],
    by_hand: Mapping[int, ColumnUse],
    usual: tuple[ColumnContent, ...] = (),
) -> list[Read]:
    """Decide each column: by the importer's correction, its heading, its place, its contents.

    `usual` are the columns to expect where the contents allow them.
    """
    known: dict[int, Read] = {
        at: (use, 1.0, CHOSEN_BY_PERSON) for at, use in by_hand.items() if at < len(headings)
    }
    for at, column in enumerate(_fitting(usual, contents)):
        if at not in known and column.role not in (use for use, _, _ in known.values()):
            known[at] = (column.role, USUAL, AS_IN_PLAN)
    columns = _Columns(headings, contents, [known.get(at) for at in range(len(headings))])
    return _months_as_directions(columns.decided(frozenset(known)), headings, contents)


def usual_columns(usual: tuple[ColumnContent, ...], count: int) -> tuple[ColumnContent, ...]:
    """Give the usual columns of a table with so many: all, or all but the numbers; else none."""
    unnumbered = tuple(column for column in usual if column.role != ColumnRole.NUMBER)
    return next((columns for columns in (usual, unnumbered) if len(columns) == count), ())


def _fitting(
    usual: tuple[ColumnContent, ...], contents: list[list[str]]
) -> tuple[ColumnContent, ...]:
    """Give those of the usual columns that the contents may be, in their order; else none."""
    columns = usual_columns(usual, len(contents))
    if _stand_as_usual(columns, contents):
        return columns
    # Some of them were copied: numbers and terms must be seen where they are taken to be.
    for some in combinations(usual[:MOST_USUAL], len(contents)):
        shows = all(
            share(texts, SURE_TESTS[column.role]) > 2 / 3
            for column, texts in zip(some, contents, strict=True)
            if column.role in (ColumnRole.NUMBER, ColumnRole.TERM)
        )
        has_event = any(column.role == ColumnRole.EVENT for column in some)
        if shows and has_event and _stand_as_usual(some, contents):
            return some
    return ()


def _stand_as_usual(usual: tuple[ColumnContent, ...], contents: list[list[str]]) -> bool:
    """Whether the contents of no column contradict these columns."""
    if not usual or len(usual) != len(contents):
        return False
    for column, texts in zip(usual, contents, strict=True):
        if column.role == ColumnRole.TERM and share(texts, is_readable_term) > 2 / 3:
            continue
        looks = (role for role, test in SURE_TESTS.items() if share(texts, test) > 2 / 3)
        if next(looks, column.role) != column.role:
            return False
    return True


@dataclass(slots=True)
class _Columns:
    """The columns of a table, by index, and what is decided of each so far."""

    headings: list[str]
    contents: list[list[str]]
    roles: list[Read | None]

    def decided(self, known: frozenset[int]) -> list[Read]:
        """Decide all columns; those that are `known` are no end of a term."""
        self._take_headings()
        self._take_kinds()
        self._take_place_for_term()
        self._take_marks_for_term()
        self._take_event()
        decided: list[Read] = []
        for at, (heading, role) in enumerate(zip(self.headings, self.roles, strict=True)):
            texts = self.contents[at]
            after_term = bool(decided) and decided[-1][0] == ColumnRole.TERM and at not in known
            if after_term and _ends_term(self.headings[at - 1], heading):
                decided.append(("until", 0.8, "конец срока из соседней графы"))
                continue
            if role is None and not heading and not texts and len(self.contents) > LEAST:
                decided.append(("left", SURE, "пустая графа"))
                continue
            taken = self._taken() | {use for use, _, _ in decided}
            use, sure, reason = role or self._shared_role(at) or by_contents(texts, taken)
            if role and sure == SURE and agrees(use, texts):
                sure, reason = 1.0, f"{reason} и содержимое графы"
            decided.append((use, sure, reason))
        return decided

    def _taken(self) -> set[ColumnUse]:
        """Return the uses of the decided columns; marks are the term."""
        uses = {found[0] for found in self.roles if found}
        return uses | {ColumnRole.TERM} if "mark" in uses else uses

    def _take_headings(self) -> None:
        """Give each column the role in its heading, if no other column has it."""
        for at, (heading, texts) in enumerate(zip(self.headings, self.contents, strict=True)):
            role = role_of(heading)
            figures = share(texts, is_figure) > 1 / 2
            # «Объём работы, %» is not the events.
            is_sum = figures and role == ColumnRole.EVENT
            if role is None or role in self._taken() or self.roles[at] or is_sum:
                continue
            self.roles[at] = (role, SURE, f"заголовок «{heading}»")
            if role == ColumnRole.NUMBER and share(texts, _is_meeting) > 1 / 2:
                # «№ заседания» above «Заседание № 1»: the column holds the meetings.
                self._hold(at, ColumnRole.EVENT, "заседания")
            elif figures and ROOM.search(comparable_heading(heading)):
                self._hold(at, ColumnRole.PLACE, "номера комнат")

    def _hold(self, at: int, role: ColumnRole, what: str) -> None:
        self.roles[at] = (role, 0.7, f"в графе «{self.headings[at]}» стоят {what}")

    def _take_kinds(self) -> None:
        """Read «Виды работ» as events or forms, where they are no direction of several rows."""
        uses = [found[0] if found else None for found in self.roles]
        if ColumnRole.EVENT not in uses or ColumnRole.DIRECTION not in uses:
            return
        kind, event = uses.index(ColumnRole.DIRECTION), uses.index(ColumnRole.EVENT)
        texts, titles = self.contents[kind], self.contents[event]
        heading = comparable_heading(self.headings[kind])
        if not KIND_OF_WORK.search(heading) or len(texts) != len(titles):
            return
        if ColumnRole.FORM not in uses and "форм" in heading:
            self._hold(kind, ColumnRole.FORM, "формы")
        elif len(set(texts)) == len(texts) > 1 and sum(map(len, texts)) > sum(map(len, titles)):
            self._hold(kind, ColumnRole.EVENT, "мероприятия")
            self.roles[event] = None

    def _take_event(self) -> None:
        """Find the column of events under another heading: «Форма, тема», «Направления работы».

        Of several unknown columns it is the one with the longest texts.
        """
        taken = self._taken()
        if ColumnRole.EVENT in taken:
            return
        sure = {at: found[0] for at, found in enumerate(self.roles) if found and found[1] == SURE}
        named = [
            at
            for role in (ColumnRole.FORM, ColumnRole.AUDIENCE, ColumnRole.RESULT)
            for at, own in sure.items()
            if own == role and mentions_role(self.headings[at], ColumnRole.EVENT)
        ]
        free = [at for at, found in enumerate(self.roles) if not found]
        unknown = sorted(
            (at for at in free if _may_be_events(self.contents[at], taken)),
            key=lambda at: -sum(map(len, self.contents[at])),
        )
        spoken = [at for at in unknown if has_sentences(self.contents[at])]
        directions = [at for at, own in sure.items() if own == ColumnRole.DIRECTION]
        for at in [*named, *spoken, *directions, *unknown][:1]:
            self._hold(at, ColumnRole.EVENT, "мероприятия")
            if role_of(self.headings[at]) is None:
                self.roles[at] = (ColumnRole.EVENT, 0.4, UNCLEAR)

    def _shared_role(self, at: int) -> Read | None:
        """Decide a column whose role another column already has."""
        heading, texts = self.headings[at], self.contents[at]
        role = role_of(heading)
        first = next((i for i, found in enumerate(self.roles) if found and found[0] == role), None)
        if role is None or first is None:
            return None
        words, reason = comparable_heading(heading), f"ещё одна графа: «{heading}»"
        if role == ColumnRole.AUDIENCE and QUANTITY.search(words):
            return ColumnRole.NOTE, 0.8, f"число участников: «{heading}»"
        if role == ColumnRole.EVENT:
            return _second_event(heading, texts)
        if role != ColumnRole.TERM:
            return role, 0.7, reason
        if CLOCK.search(words):
            return role, 0.8, reason
        return None if OF_FACT.search(words) or self.contents[first] else (role, 0.6, reason)

    def _take_place_for_term(self) -> None:
        """Make a column of places the term, if only it holds terms."""
        holds = [share(texts, is_term) > 2 / 3 for texts in self.contents]
        if ColumnRole.TERM in self._taken() or any(
            held and not found for held, found in zip(holds, self.roles, strict=True)
        ):
            return
        for at, found in enumerate(self.roles):
            if holds[at] and found and found[:2] == (ColumnRole.PLACE, SURE):
                self._hold(at, ColumnRole.TERM, "сроки")

    def _take_marks_for_term(self) -> None:
        """Read columns of months or quarters with ticks as one term."""
        terms = [at for at, one in enumerate(self.roles) if one and one[0] == ColumnRole.TERM]
        found = [
            at
            for at, (one, heading) in enumerate(zip(self.roles, self.headings, strict=True))
            if (one is None or one[:2] == (ColumnRole.TERM, SURE))
            and PERIOD.search(heading)
            and all(map(TICK.match, self.contents[at]))
        ]
        ticked = len(found) > 1 and any(self.contents[at] for at in found)
        if ticked and set(terms) <= set(found):
            for at in found:
                self.roles[at] = ("mark", 0.8, f"отметки под словами «{self.headings[at]}»")


def _is_meeting(text: str) -> bool:
    return MEETING.match(text) is not None


def _second_event(heading: str, texts: list[str]) -> Read:
    """Decide a second column of events: an agenda, or a description."""
    if share(texts, is_figure) > 1 / 2:
        return ColumnRole.NOTE, 0.7, f"числа: «{heading}»"
    if QUESTIONS.search(comparable_heading(heading)):
        return "agenda", SURE, f"вопросы повестки: «{heading}»"
    if share(texts, lambda text: split_number(text)[0] != "") > 1 / 2:
        return "agenda", 0.7, "нумерованные вопросы рядом с темой"
    return ColumnRole.EVENT, 0.7, f"подробности мероприятия: «{heading}»"


def _months_as_directions(
    decided: list[Read], headings: list[str], contents: list[list[str]]
) -> list[Read]:
    """Make a column of months beside a column of days the direction: «Сентябрь» heads its days."""
    uses = [use for use, _, _ in decided]
    months = [
        at
        for at, use in enumerate(uses)
        if use in (ColumnRole.TERM, ColumnRole.NOTE)
        and "месяц" in comparable_heading(headings[at])
        and contents[at]
        and all(MONTH_ALONE.match(text) for text in contents[at])
    ]  # fmt: skip
    days = [
        at
        for at in range(len(decided))
        if at not in months and role_of(headings[at]) == ColumnRole.TERM and contents[at]
        and not OF_FACT.search(comparable_heading(headings[at]))
    ]  # fmt: skip
    if len(months) == 1 and days and ColumnRole.DIRECTION not in uses:
        decided = list(decided)
        decided[months[0]] = (ColumnRole.DIRECTION, 0.7, "месяцы рядом с другими сроками")
        if ColumnRole.TERM not in [use for use, _, _ in decided]:
            decided[days[0]] = (ColumnRole.TERM, 0.8, f"заголовок «{headings[days[0]]}»")
    return decided


def _ends_term(begins: str, ends: str) -> bool:
    return bool(BEGINS.search(begins.casefold()) and ENDS.search(ends.casefold()))


def use_of_wide(covered: Sequence[ColumnUse], text: str) -> ColumnUse:
    """Decide the use of a cell that covers several columns, by its text."""
    uses: list[ColumnUse] = [use for use in covered if use != "left"]
    if not uses:
        return "left"
    if len(set(uses)) == 1:
        return uses[0]
    for use in (ColumnRole.TERM, ColumnRole.RESPONSIBLE):
        if use in uses and CONTENT_TESTS[use](text):
            return use
    return ColumnRole.EVENT if ColumnRole.EVENT in uses else uses[0]


def _may_be_events(texts: list[str], taken: set[ColumnUse]) -> bool:
    """Whether a column of these texts, with an unknown heading, may be the events."""
    return by_contents(texts, taken)[2] == UNCLEAR and share(texts, is_figure) <= 1 / 2
