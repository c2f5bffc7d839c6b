"""Reads the edited cells of a row of our own file back into its fields."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from events.plan.content import (
    AgendaItemContent,
    ColumnContent,
    EventContent,
    LayoutContent,
    ResponsibleContent,
)
from events.plan.roles import TEXT_ROLES, ColumnRole
from events.plan.vocabulary import ResponsibleAs
from reports.office_files.docx.pieces import edited, paired, plain, without_signs
from reports.office_files.docx.row_pieces import DrawnLine, Owner, drawn_cell, words_of
from reports.sources.source_document import SourceCell, SourceParagraph

_TEXTS: Final = ("lead_in", "title", "description", *(role.value for role in TEXT_ROLES))
_LABEL: Final = re.compile(
    "(?P<name>"
    + "|".join(re.escape(role.name_in_cell) for role in (*TEXT_ROLES, ColumnRole.RESPONSIBLE))
    + r"):\s+(?P<text>\S.*)",
    re.DOTALL,
)
_ROLES: Final = {role.name_in_cell: role.value for role in (*TEXT_ROLES, ColumnRole.RESPONSIBLE)}
_NUMBER: Final = re.compile(r"^\d{1,3}[.)]\s*")
_ITEM: Final = re.compile(r"[-–—•]\s+")
_WITH_TERM: Final = re.compile(r"(?P<title>.+?)\s+\((?P<term>[^()]+)\)", re.DOTALL)
# Where the next of several names begins.
_NEXT_NAME: Final = re.compile(r",\s+(?=[А-ЯЁA-Z])")


def edited_event(
    event: EventContent,
    cells: Mapping[int, SourceCell],
    columns: tuple[ColumnContent, ...],
    layout: LayoutContent,
    *,
    merged: bool,
) -> EventContent:
    """The row with what its cells say now; `cells` are by the index of their column.

    Cells that read as they were drawn give nothing back, whatever signs they hold.
    """
    for at, column in enumerate(columns):
        if at not in cells or column.role == ColumnRole.NUMBER:
            continue
        drawn = drawn_cell(event, column, columns, layout, merged=merged)
        lines = [one for one in cells[at].paragraphs if plain(one.full_text)]
        if [plain(words_of(one)) for one in drawn] != [plain(one.full_text) for one in lines]:
            # In the cell of the event they stand in one line in any case.
            commas = column.role == ColumnRole.EVENT
            commas = commas or layout.responsible_as == ResponsibleAs.COMMAS
            event = _with_cell(event, column.role, drawn, lines, commas=commas)
    return event


def _with_cell(
    event: EventContent,
    role: ColumnRole,
    drawn: Sequence[DrawnLine],
    lines: Sequence[SourceParagraph],
    *,
    commas: bool,
) -> EventContent:
    """The row with the fields of one cell read from its lines."""
    usual = "title" if role == ColumnRole.EVENT else str(role)
    was = {new: old for old, new in paired(
        [words_of(one) for one in drawn], [one.full_text for one in lines]
    )}  # fmt: skip
    told: list[tuple[Owner, str]] = []
    for at, line in enumerate(lines):
        former = drawn[was[at]] if at in was else ()
        if former and _has_lost_speaker(former, line.full_text):
            question = _NUMBER.sub("", without_signs(line.full_text).strip())
            told.append((Owner("agenda", -1, "text"), question))
        elif former and _has_label_of(former, line.full_text):
            told += edited(former, line.full_text).items()
        else:
            told += _new_line(line, told[-1][0].field if told else usual, first=at == 0)
    fields: dict[str, list[tuple[Owner, str]]] = defaultdict(list)
    for owner, text in told:
        fields[owner.field].append((owner, text))
    shown = {usual, *(one.of.field for line in drawn for one in line if one.of)}
    values: dict[str, Any] = {}
    for name in (shown | fields.keys()) & set(_TEXTS):
        values[name] = _text(getattr(event, name), [text for _, text in fields[name] if text])
    if "responsible" in shown | fields.keys():
        values["responsible"] = _people(event, fields["responsible"], commas=commas)
    if "agenda" in shown | fields.keys():
        values["agenda"] = _agenda(fields["agenda"])
    if "events" in shown | fields.keys():
        values["events"] = _sub_events(event, fields["events"])
    changed = replace(event, **values)
    # What the author chose was one of the meanings of the former words.
    return changed if changed.term == event.term else replace(changed, term_choice="")


def _has_label_of(drawn: DrawnLine, words: str) -> bool:
    """Whether the line still begins with the name of its field, if the portal wrote one there."""
    label = drawn[0].text if drawn[0].of is None else ""
    return not label.endswith(": ") or plain(words).startswith(plain(label))


def _has_lost_speaker(drawn: DrawnLine, words: str) -> bool:
    """Whether the line does not end with a bracket any more, in which the speaker was."""
    return drawn[-1].text == ")" and not plain(words).endswith(")")


def _text(was: str, lines: list[str]) -> str:
    same = [line.strip() for line in was.splitlines() if line.strip()] == lines
    return was if same else "\n".join(lines)


def _new_line(line: SourceParagraph, field: str, *, first: bool) -> list[tuple[Owner, str]]:
    """A line that the portal had not drawn; `field` is that of the line before it."""
    text = without_signs(line.full_text).strip()
    if field in ("title", "description", "agenda", "events", *_ROLES.values()):
        named = _LABEL.match(text)
        if named and field != _ROLES[named["name"]]:
            return [(Owner(_ROLES[named["name"]], -1), named["text"])]
    if field == "agenda":
        number = _NUMBER.match(text)
        part = "text" if number else "more"
        return [(Owner("agenda", -1, part), text[number.end() :] if number else text)]
    if field == "events":
        return [(Owner("events", -1), text)]
    lead = _lead_in(line) if first and field == "title" else ""
    if lead:
        rest = text.removeprefix(lead).strip()
        return [(Owner("lead_in"), lead), *([(Owner("title", -1), rest)] if rest else [])]
    return [(Owner(field if field != "lead_in" else "title", -1), text)]


def _lead_in(line: SourceParagraph) -> str:
    """The bold words that open a line of plain ones."""
    if line.bold or not line.runs or not line.runs[0].bold or line.marker:
        return ""
    return without_signs(line.runs[0].text).strip()


def _people(
    event: EventContent, told: list[tuple[Owner, str]], *, commas: bool
) -> tuple[ResponsibleContent, ...]:
    if commas:
        return split_people(", ".join(text for _, text in told), event.responsible)
    found = []
    for owner, text in told:
        was = event.responsible[owner.at] if owner.at >= 0 else ResponsibleContent("")
        names = [text] if owner.at >= 0 else _NEXT_NAME.split(text)
        found += [replace(was, text=name.strip(" ,;")) for name in names]
    return tuple(one for one in found if one.text)


def split_people(
    text: str, people: tuple[ResponsibleContent, ...]
) -> tuple[ResponsibleContent, ...]:
    """The responsible who stand in one line; `people` are those who stood there.

    A comma may be part of one: «Иванова И. И., методист».
    """
    found: list[ResponsibleContent] = []
    gone, rest = people, text
    for person in people:
        before, is_there, after = rest.partition(person.text)
        is_whole = before[-2:] in ("", ", ") and after[:2] in ("", ", ")
        if is_there and is_whole:
            at = gone.index(person)
            found += [*_strangers(before, gone[:at]), person]
            gone, rest = gone[at + 1 :], after
    return (*found, *_strangers(rest, gone))


def _strangers(text: str, gone: tuple[ResponsibleContent, ...]) -> list[ResponsibleContent]:
    """Whoever stands between known people; where one of these is gone, it is that one changed."""
    text = text.strip(" ,;")
    if len(gone) == 1 and text:
        return [replace(gone[0], text=text)]
    return [ResponsibleContent(name) for name in filter(None, _NEXT_NAME.split(text))]


def _agenda(told: list[tuple[Owner, str]]) -> tuple[AgendaItemContent, ...]:
    items: list[AgendaItemContent] = []
    last = None
    for owner, text in told:
        if owner.part == "more" and items:
            items[-1] = replace(items[-1], text=f"{items[-1].text}\n{text}")
        elif owner.at >= 0 and owner.at == last:
            items[-1] = replace(items[-1], **{owner.part: text})
        else:
            # A speaker who is still in the line follows.
            items.append(AgendaItemContent(text))
        last = owner.at
    return tuple(one for one in items if one.text or one.speaker)


def _sub_events(event: EventContent, told: list[tuple[Owner, str]]) -> tuple[EventContent, ...]:
    parts: dict[int, dict[str, str]] = {}
    for owner, text in told:
        if owner.at < 0:
            parts[-1 - len(parts)] = {"new": text}
        else:
            parts.setdefault(owner.at, {})[owner.part] = text
    found = (
        _new_sub_event(texts["new"]) if at < 0 else _sub_event(event.events[at], texts)
        for at, texts in parts.items()
    )
    return tuple(one for one in found if one.title or one.term)


def _sub_event(part: EventContent, texts: dict[str, str]) -> EventContent:
    values: dict[str, Any] = {}
    for name in ("lead_in", "title", "term", "description", "place"):
        was = getattr(part, name)
        now = texts.get(name, was)
        is_same = plain(now).rstrip(".;") == plain(was).rstrip(".;")
        values[name] = was if is_same else now.strip(" ;.") if name != "term" else now
    people = [
        one if texts.get(f"responsible {n}", one.text) == one.text else
        replace(one, text=texts[f"responsible {n}"])
        for n, one in enumerate(part.responsible)
    ]  # fmt: skip
    values["responsible"] = tuple(one for one in people if one.text)
    return replace(part, **values)


def _new_sub_event(text: str) -> EventContent:
    words = _ITEM.sub("", text, count=1).rstrip(";. ")
    match = _WITH_TERM.fullmatch(words)
    if match is None:
        return EventContent(title=words)
    return EventContent(title=match["title"], term=match["term"])
