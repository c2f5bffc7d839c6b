"""Finds rows without an event, a term, a responsible, a result, or without their last words.

Nothing is required that has no column in the row's table.
"""

import re
from collections.abc import Iterator

from events.checks.finding import Finding, Repair, ReplaceEvent
from events.checks.survey import RowContext, Survey, quoted_start
from events.plan.content import EventContent, SectionContent
from events.plan.outline import shown_as
from events.plan.roles import ColumnRole, texts_of
from events.plan.vocabulary import SectionKind, ShownAs
from events.terms.dated_lists import days_named

_CUT = re.compile(
    r"\s(?:и|а|или|но|в|во|на|с|со|для|по|при|от|до|из|о|об|к|за|под|над|без|через|между|также)$"
)


def rows(plan: Survey) -> Iterator[Finding]:
    """What rows and sections lack."""
    for section, depth in _sections(plan.content.sections, 0):
        yield from _empty_section(plan, section, depth)
    for placed in plan.rows:
        if _is_blank(placed.event):
            words = f"{_nameless(placed)}: в ней ничего не написано."
            yield Finding(
                "row_empty",
                "blocks",
                words,
                placed.event.uid,
                "title",
                placed.number,
                _removal(placed.event.uid),
            )
            continue
        yield from _missing(placed)
        yield from _cut_off(placed)


def _sections(
    sections: tuple[SectionContent, ...], depth: int
) -> Iterator[tuple[SectionContent, int]]:
    for section in sections:
        yield section, depth
        yield from _sections(section.sections, depth + 1)


def _empty_section(plan: Survey, section: SectionContent, depth: int) -> Iterator[Finding]:
    has_words = bool(section.lead_in.strip() or any(text.strip() for text in section.paragraphs))
    if section.events or section.sections or has_words:
        return
    heading = quoted_start(section.heading)
    if (
        section.kind == SectionKind.TABLE
        and heading
        and shown_as(section, plan.content.layout, depth=depth) == ShownAs.MERGED
    ):
        text = f"Направление «{heading}»: под ним нет ни одного мероприятия."
        yield Finding("direction_without_event", "warns", text, section.uid, "events")
        return
    name = f"Раздел «{heading}»" if heading else "Раздел без заголовка"
    yield Finding("section_empty", "warns", f"{name} пуст.", section.uid, "events")


def _is_blank(event: EventContent) -> bool:
    listed = [person.text for person in event.responsible] + [item.text for item in event.agenda]
    return not event.events and not any(
        text.strip() for text in (*texts_of(event).values(), *listed)
    )


def _nameless(placed: RowContext) -> str:
    return f"Строка {placed.number}" if placed.number else "Строка без названия"


def _removal(uid: str) -> Repair | None:
    return Repair("Удалить пустую строку", (ReplaceEvent(uid, ()),)) if uid else None


def _missing(placed: RowContext) -> Iterator[Finding]:
    event = placed.event
    if ColumnRole.EVENT in placed.roles and not _says_what(event):
        if placed.merged or event.direction.strip():
            words = quoted_start(event.direction or placed.section.heading)
            text = f"Направление «{words}»: не названо мероприятие."
            yield Finding(
                "direction_without_event", "warns", text, event.uid, "title", placed.number
            )
        else:
            yield placed.finding("row_without_event", "не названо мероприятие.", "title")
    parts_dated = bool(event.events) and all(part.term.strip() for part in event.events)
    if (
        ColumnRole.TERM in placed.roles
        and not event.term.strip()
        and not parts_dated
        and not placed.month
    ):
        # A date may be written in the column of the place.
        if event.meeting:
            yield placed.finding("meeting_without_term", "у заседания нет срока.", "term")
        elif not days_named(f"({event.place})"):
            yield placed.finding("row_without_term", "не указан срок.", "term")
    named = any(
        person.text.strip() for part in (event, *event.events) for person in part.responsible
    )
    if ColumnRole.RESPONSIBLE in placed.roles and not named:
        yield placed.finding("row_without_responsible", "не указан ответственный.", "responsible")
    resulted = any(part.result.strip() for part in (event, *event.events))
    if ColumnRole.RESULT in placed.roles and not resulted:
        yield placed.finding("row_without_result", "не указан результат.", "result")


def _says_what(event: EventContent) -> bool:
    texts = (event.title, event.description, event.lead_in)
    return bool(any(text.strip() for text in texts) or event.agenda or event.events)


def _cut_off(placed: RowContext) -> Iterator[Finding]:
    """«Председатель объединения и»: the rest was lost at the end of a page (seed 001)."""
    event = placed.event
    for person in event.responsible:
        if _CUT.search(person.text.rstrip()):
            text = f"ответственный обрывается на полуслове: «{quoted_start(person.text, 70)}»."
            yield placed.finding("cut_off", text, "responsible")
            return
    for where, words in (
        ("title", event.title),
        ("description", event.description),
        ("result", event.result),
    ):
        # A title may go on in its description or in its parts.
        goes_on = where == "title" and (event.description or event.agenda or event.events)
        if _CUT.search(words.rstrip()) and not goes_on:
            last = words.split()[-4:]
            text = f"текст обрывается на полуслове: «…{' '.join(last)}»."
            yield placed.finding("cut_off", text, where)
            return
