"""The papers of a meeting (заседание) as plain values: agenda, invitation, form of the protocol.

What a protocol must have: ГОСТ Р 7.0.97-2025.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from events.plan.content import EventContent
from events.plan.period import day_in_words
from events.plan.roles import ColumnRole
from plans_portal.lib.typography import set_heading, set_type

Kind = Literal["agenda", "invitation", "protocol"]
NAMES: Final[dict[Kind, str]] = {
    "agenda": "Повестка",
    "invitation": "Приглашение",
    "protocol": "Протокол",
}
_HEADINGS: Final[dict[Kind, str]] = {
    "agenda": "ПОВЕСТКА ДНЯ",
    "invitation": "ПРИГЛАШЕНИЕ",
    "protocol": "ПРОТОКОЛ № ______",
}
_OF_MEETING: Final[dict[Kind, str]] = {
    "agenda": "заседания",
    "invitation": "на заседание",
    "protocol": "заседания",
}
# «Заседание первое.», «Заседание № 2: », «Второе заседание. » before what it is about.
_NAMED: Final = re.compile(
    r"(?:(?P<before>[А-ЯЁа-яё]+(?:ое|ее|ье)) )?заседание\b[ ]?"
    r"(?P<after>(?:№ ?)?\d+|[а-яё]+(?:ое|ее|ье)\b)?[ .:,–—-]*",
    re.IGNORECASE,
)
# «Организационное»: what the meeting is like, and no theme.
_KIND_OF_MEETING: Final = re.compile(r"[А-ЯЁа-яё-]+(?:ое|ее)")
BLANK_DATE: Final = "«____» ____________ 20____ г."
_ADDRESSEE: Final = ("(должность, организация)", "(инициалы, фамилия)")
# Lines to write on by hand.
_BLANK_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class Signer:
    """A person who signs: position and name as under a signature; both may be empty."""

    position: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class PaperPart:
    """One part of the paper.

    `kind` is "text", "head" (a subheading), "item" (numbered), "fact" (a label and its value), or
    "room" (blank lines to write on; `text` is their number).
    """

    kind: Literal["text", "head", "item", "fact", "room"]
    text: str
    label: str = ""

    @property
    def rules(self) -> range:
        """The blank lines to write on."""
        return range(int(self.text) if self.kind == "room" else 0)


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """A whole paper; `sides` are on one line, left and right.

    `title` are the lines under the heading: whose meeting it is, which one, and its theme. A
    paper that is sent has an `addressee`, lines to write on by hand with small words under them.
    """

    kind: Kind
    file_title: str
    institution: str
    association: str
    heading: str
    title: str
    sides: tuple[str, str]
    parts: tuple[PaperPart, ...]
    signers: tuple[Signer, ...]
    addressee: tuple[str, ...] = ()
    language: str = "ru"


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What the papers need of a meeting; `day` is None if its term is not a single day.

    `of_association` is the association in the genitive, empty where it is not known.
    """

    event: EventContent
    association: str
    city: str
    day: date | None
    chair: Signer
    secretary: Signer
    institution: str = ""
    of_association: str = ""


def meeting_paper(kind: Kind, meeting: MeetingFacts) -> MeetingPaper:
    """The meeting's paper of this kind."""
    which, theme = _which_and_theme(meeting)
    parts = {"agenda": _agenda, "invitation": _invitation, "protocol": _protocol}[kind](meeting)
    is_protocol = kind == "protocol"
    whose = f"{_OF_MEETING[kind]} {meeting.of_association}".strip()
    about = f" ({', '.join(which)})" if which else ""
    return MeetingPaper(
        kind=kind,
        file_title=f"{NAMES[kind]} {whose}{about}" + (f". {theme}" if theme else ""),
        institution=set_type(meeting.institution),
        association=set_type(meeting.association),
        heading=set_type(_HEADINGS[kind]),
        title="\n".join(map(set_heading, filter(None, (whose, about.strip(), theme)))),
        sides=(set_type(_when(meeting)), set_type(meeting.city)) if is_protocol else ("", ""),
        parts=tuple(parts),
        signers=(meeting.chair, meeting.secretary) if is_protocol else (meeting.chair,),
        addressee=_ADDRESSEE if kind == "invitation" else (),
    )


def _which_and_theme(meeting: MeetingFacts) -> tuple[list[str], str]:
    """Which meeting it is («первое», «организационное»), and what it is about."""
    words = _line(f"{meeting.event.lead_in} {meeting.event.title}").rstrip(". ")
    found = _NAMED.match(words)
    if found is None:
        return [], words
    which = [one.casefold() for one in (found["before"], found["after"]) if one]
    theme = words[found.end() :]
    if _KIND_OF_MEETING.fullmatch(theme):
        return [*which, theme.casefold()], ""
    if which and theme.startswith("(") and theme.endswith(")"):
        return [*which, theme[1:-1]], ""
    if not which and found[0].endswith("е "):
        # «Заседание РУМО»: the line above says whose it is.
        whose = f"{meeting.of_association} {meeting.association}".casefold()
        return [], "" if theme.casefold() in whose else words
    return which, theme


def _when(meeting: MeetingFacts) -> str:
    return day_in_words(meeting.day) if meeting.day else BLANK_DATE


def _facts(meeting: MeetingFacts) -> Iterator[PaperPart]:
    event = meeting.event
    if meeting.day:
        yield _fact("Дата", day_in_words(meeting.day))
    else:
        yield _fact("Дата", f"{BLANK_DATE} (по плану: {_line(event.term) or 'срок не указан'})")
    yield _fact("Время", "______")
    yield _fact("Место", _line(event.place) or meeting.city or "____________________")
    if event.form:
        yield _fact(ColumnRole.FORM.name_in_cell, _line(event.form))
    if event.audience:
        yield _fact(ColumnRole.AUDIENCE.name_in_cell, _line(event.audience))


def _questions(event: EventContent) -> Iterator[PaperPart]:
    for item in event.agenda:
        words = _with_full_stop(_line(item.text))
        speaker = f" {_with_full_stop(f'Докладчик: {_line(item.speaker)}')}" if item.speaker else ""
        yield PaperPart("item", set_type(f"{words}{speaker}"))
    if not event.agenda:
        yield PaperPart("room", str(_BLANK_LINES * 2))


def _agenda(meeting: MeetingFacts) -> Iterator[PaperPart]:
    yield from _facts(meeting)
    yield PaperPart("head", "Вопросы повестки")
    yield from _questions(meeting.event)


def _invitation(meeting: MeetingFacts) -> Iterator[PaperPart]:
    yield PaperPart("head", "Уважаемые коллеги!")
    whose = f" {meeting.of_association}" if meeting.of_association else ""
    yield PaperPart("text", set_type(f"Приглашаем вас принять участие в заседании{whose}."))
    yield from _facts(meeting)
    yield PaperPart("head", "В повестке")
    yield from _questions(meeting.event)
    names = ", ".join(_line(person.text) for person in meeting.event.responsible)
    if names:
        yield _fact(ColumnRole.RESPONSIBLE.name_in_cell, names)
    yield _fact("Подтвердить участие", "______________________________")


def _protocol(meeting: MeetingFacts) -> Iterator[PaperPart]:
    yield _fact("Место", _line(meeting.event.place) or meeting.city or "____________________")
    yield _fact("Председатель", meeting.chair.name or "____________________")
    yield _fact("Секретарь", meeting.secretary.name or "____________________")
    yield _fact("Присутствовали", "____ человек")
    yield PaperPart("room", str(_BLANK_LINES))
    yield PaperPart("head", "ПОВЕСТКА ДНЯ")
    yield from _questions(meeting.event)
    for number, item in enumerate(meeting.event.agenda or (None,), 1):
        question = set_type(_line(item.text).rstrip(".")) if item else "____________________"
        speaker = set_type(_line(item.speaker)) if item and item.speaker else "____________________"
        yield PaperPart("head", f"{number}. {question}")
        yield _fact("СЛУШАЛИ", speaker)
        yield PaperPart("room", str(_BLANK_LINES))
        yield _fact("ВЫСТУПИЛИ", "____________________")
        yield _fact("РЕШИЛИ", "")
        yield PaperPart("room", str(_BLANK_LINES))
        yield _fact("Голосовали", "за — ____, против — ____, воздержались — ____")


def _fact(label: str, value: str) -> PaperPart:
    return PaperPart("fact", set_type(value), label)


def _with_full_stop(words: str) -> str:
    return words if words.endswith((".", "!", "?", ";")) else f"{words}."


def _line(text: str) -> str:
    return " ".join(text.split())
