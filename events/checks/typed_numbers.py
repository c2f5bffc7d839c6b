"""Finds numbers that were typed before words which the portal numbers itself.

On paper they stand twice: «1. 1. О плане работы», «III. III. Повышение квалификации». A number
with points inside («1.2.1») is the author's own.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from events.checks.finding import Finding, Repair, SetField
from events.checks.survey import RowContext, Survey, quoted_start
from events.plan.content import AgendaItemContent, EventContent, SectionContent
from events.plan.section_number import section_number
from events.plan.vocabulary import Numbering, SectionKind

TAKE_OFF = "Убрать набранный номер"
TAKE_OFF_ALL = "Убрать набранные номера"
DIVIDE = "Разделить на вопросы"
_NUMBER = re.compile(r"\s*(?:\d{1,3}|[IVXL][IVXLХ]{0,6})[.)](?:\s+|(?=[А-ЯЁA-Z«]))")
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


def without_number(words: str) -> str:
    """The words without the number that they begin with; a number alone stays."""
    return _NUMBER.sub("", words, count=1) if _is_numbered(words) else words


def _is_numbered(words: str) -> bool:
    match = _NUMBER.match(words)
    return match is not None and bool(words[match.end() :].strip())


def _in_sub_headings(section: SectionContent) -> Iterator[Finding]:
    """A sub-section has only a number of its own."""
    yield from _in_heading(section, section.number)
    for inner in section.sections:
        yield from _in_sub_headings(inner)


def _in_heading(section: SectionContent, number: str) -> Iterator[Finding]:
    if not number or not _is_numbered(section.heading):
        return
    printed = f"{number.rstrip('.')}. {section.heading}"
    name = f"Раздел «{quoted_start(section.heading)}»"
    text = f"{name}: номер напечатается дважды — «{quoted_start(printed)}»."
    repair = _repair(section.uid, "heading", without_number(section.heading))
    yield Finding("typed_number", "warns", text, section.uid, "heading", repair=repair)


def _in_paragraphs(section: SectionContent) -> Iterator[Finding]:
    numbered = [(at, one) for at, one in enumerate(section.paragraphs, 1) if _is_numbered(one)]
    if not numbered:
        return
    at, first = numbered[0]
    name = (
        f"Раздел «{quoted_start(section.heading)}»" if section.heading else "Раздел без заголовка"
    )
    text = f"{name}: номера пунктов напечатаются дважды — «{quoted_start(f'{at}. {first}')}»."
    mended = tuple(map(without_number, section.paragraphs))
    repair = _repair(section.uid, "paragraphs", mended, many=len(numbered) > 1)
    yield Finding("typed_number", "warns", text, section.uid, "paragraphs", repair=repair)


def _in_title(placed: RowContext) -> Iterator[Finding]:
    """Only the row's own number is surely one: «5. Класс …» may be a name."""
    title = placed.event.title
    match = _NUMBER.match(title)
    if "number" not in placed.roles or match is None or not _is_numbered(title):
        return
    if match.group().strip(" .)") != placed.number:
        return
    text = f"номер стоит и в графе номера, и в начале слов — «{quoted_start(title)}»."
    repair = _repair(placed.event.uid, "title", without_number(title))
    yield placed.finding("typed_number", text, "title", repair=repair)


def _in_agenda(placed: RowContext) -> Iterator[Finding]:
    agenda = placed.event.agenda
    numbered = [(at, one) for at, one in enumerate(agenda, 1) if _is_numbered(one.text)]
    if not numbered:
        return
    at, first = numbered[0]
    printed = quoted_start(f"{at}. {first.text}")
    divided = tuple(question for item in agenda for question in _questions(item))
    if len(divided) > len(agenda):
        text = f"несколько вопросов повестки набраны как один — «{printed}»."
        yield placed.finding("typed_number", text, "agenda", repair=_divided(placed.event, divided))
        return
    text = f"номера вопросов повестки напечатаются дважды — «{printed}»."
    mended = tuple(replace(one, text=without_number(one.text)) for one in agenda)
    repair = _repair(placed.event.uid, "agenda", mended, many=len(numbered) > 1)
    yield placed.finding("typed_number", text, "agenda", repair=repair)


def _questions(item: AgendaItemContent) -> Iterator[AgendaItemContent]:
    """The questions of one text, where they count from 1; its speaker stays with the last."""
    starts = list(_FIGURES.finditer(item.text))
    counted = [int(one["number"]) for one in starts]
    begins = bool(starts) and not item.text[: starts[0].start()].strip()
    if len(starts) < LEAST or counted != list(range(1, len(starts) + 1)) or not begins:
        yield replace(item, text=without_number(item.text))
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
