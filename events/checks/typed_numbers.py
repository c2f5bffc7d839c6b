"""Finds numbers that were typed before words which the portal numbers itself.

On paper they stand twice: «1. 1. О плане работы», «III. III. Повышение квалификации». A number
with points inside («1.2.1») is the author's own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from events.checks.finding import Finding, Repair, SetField
from events.checks.survey import RowContext, Survey, quoted_start
from events.plan.content import AgendaItemContent, EventContent, SectionContent
from events.plan.section_number import section_number
from events.plan.typed_numbers import split_typed_number, without_typed_numbers
from events.plan.vocabulary import Numbering, SectionKind

TAKE_OFF = "Убрать набранный номер"
TAKE_OFF_ALL = "Убрать набранные номера"
DIVIDE = "Разделить на вопросы"
_FIGURES = re.compile(r"(?:^|\s)(?P<number>\d{1,2})[.)]\s*(?=[А-ЯЁA-Z«])")
LEAST = 2


def typed_numbers(plan: Survey) -> Iterator[Finding]:
    """At most one finding for each field; a repair changes nothing but the number."""
    for position, section in enumerate(plan.content.sections, 1):
        style = plan.content.layout.section_numbers
        yield from _in_heading(section, section.number or section_number(position, style))
        for inner in section.sections:
            yield from _in_sub_headings(inner)
    for section in plan.content.all_sections():
        if section.kind == SectionKind.TEXT and section.numbering != Numbering.NONE:
            yield from _in_paragraphs(section)
    for placed in plan.rows:
        yield from _in_title(placed)
        yield from _in_agenda(placed)


def _in_sub_headings(section: SectionContent) -> Iterator[Finding]:
    """A sub-section has only a number of its own."""
    yield from _in_heading(section, section.number)
    for inner in section.sections:
        yield from _in_sub_headings(inner)


def _in_heading(section: SectionContent, number: str) -> Iterator[Finding]:
    typed, words = split_typed_number(section.heading)
    if not number or not typed:
        return
    printed = f"{number.rstrip('.')}. {section.heading}"
    name = f"Раздел «{quoted_start(section.heading)}»"
    text = f"{name}: номер напечатается дважды — «{quoted_start(printed)}»."
    repair = _repair(section.uid, "heading", words)
    yield Finding("typed_number", "warns", text, section.uid, "heading", repair=repair)


def _in_paragraphs(section: SectionContent) -> Iterator[Finding]:
    paragraphs = without_typed_numbers(section.paragraphs)
    if not paragraphs.taken:
        return
    at, first = _first_numbered(section.paragraphs)
    name = (
        f"Раздел «{quoted_start(section.heading)}»" if section.heading else "Раздел без заголовка"
    )
    text = f"{name}: номера пунктов напечатаются дважды — «{quoted_start(f'{at}. {first}')}»."
    many = len(paragraphs.taken) > 1
    repair = _repair(section.uid, "paragraphs", paragraphs.lines, many=many)
    yield Finding("typed_number", "warns", text, section.uid, "paragraphs", repair=repair)


def _in_title(placed: RowContext) -> Iterator[Finding]:
    """Only the row's own number is surely one: «5. Класс …» may be a name."""
    title = placed.event.title
    typed, words = split_typed_number(title)
    if "number" not in placed.roles or not typed or typed.rstrip(".)") != placed.number:
        return
    text = f"номер стоит и в графе номера, и в начале слов — «{quoted_start(title)}»."
    repair = _repair(placed.event.uid, "title", words)
    yield placed.finding("typed_number", text, "title", repair=repair)


def _in_agenda(placed: RowContext) -> Iterator[Finding]:
    agenda = placed.event.agenda
    questions = without_typed_numbers(one.text for one in agenda)
    if not questions.taken:
        return
    at, first = _first_numbered(one.text for one in agenda)
    printed = quoted_start(f"{at}. {first}")
    divided = tuple(question for item in agenda for question in _questions(item))
    if len(divided) > len(agenda):
        text = f"несколько вопросов повестки набраны как один — «{printed}»."
        yield placed.finding("typed_number", text, "agenda", repair=_divided(placed.event, divided))
        return
    text = f"номера вопросов повестки напечатаются дважды — «{printed}»."
    pairs = zip(agenda, questions.lines, strict=True)
    mended = tuple(replace(one, text=words) for one, words in pairs)
    repair = _repair(placed.event.uid, "agenda", mended, many=len(questions.taken) > 1)
    yield placed.finding("typed_number", text, "agenda", repair=repair)


def _first_numbered(lines: Iterable[str]) -> tuple[int, str]:
    """The first line with a typed number, and its place from 1."""
    return next(pair for pair in enumerate(lines, 1) if split_typed_number(pair[1])[0])


def _questions(item: AgendaItemContent) -> Iterator[AgendaItemContent]:
    """The questions of one text, where they count from 1; its speaker stays with the last."""
    starts = list(_FIGURES.finditer(item.text))
    counted = [int(one["number"]) for one in starts]
    begins = bool(starts) and not item.text[: starts[0].start()].strip()
    if len(starts) < LEAST or counted != list(range(1, len(starts) + 1)) or not begins:
        yield replace(item, text=split_typed_number(item.text)[1])
        return
    ends = [*(one.start() for one in starts[1:]), len(item.text)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        speaker = item.speaker if number == len(starts) else ""
        yield AgendaItemContent(item.text[start.end() : end].strip(), speaker)


def _divided(event: EventContent, agenda: tuple[AgendaItemContent, ...]) -> Repair | None:
    return Repair(DIVIDE, (SetField(event.uid, "agenda", agenda),)) if event.uid else None


def _repair(uid: str, field: str, value: object, *, many: bool = False) -> Repair | None:
    label = TAKE_OFF_ALL if many else TAKE_OFF
    return Repair(label, (SetField(uid, field, value),)) if uid else None
