"""Parts the words of a list's item: its number, what is planned, its term, who answers for it.

It knows labels, dates and names at the edges of a line; it refuses to know lists and headings,
and leaves among the event's words whatever it is not sure of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from events.plan.roles import ColumnRole
from events.plan.vocabulary import ResponsibleKind
from reports.recognition import people
from reports.recognition.cells import STOP
from reports.recognition.office_words import OFFICE
from reports.recognition.phrases import BULLET, MONTH, is_term
from reports.sources.source_document import Paragraph, Run, joined

# «1.», «2)», «1.2»; «15.09» and «12.01.26» are days.
NUMBERED: Final = re.compile(
    r"(?!\d{1,2}\.0\d\b|\d\d\.1[0-2]\b)"
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,2}(?:\.\d{1,2})+(?=\s))(?:\s+(?=\S)|(?=[^\d.\s]))"
)
_LETTERED: Final = re.compile(r"[а-яa-z]\)\s*")
_TERM_WORD: Final = (
    rf"(?>{MONTH}|\d{{1,2}}(?:\.\d{{1,2}}(?:\.(?:20)?\d\d)?)?(?:-?[йяе]\b|-?го\b)?(?!\d)|20\d\d"
    r"|[IVX]{1,4}\b|г\.|гг?\b|года?\b|годы\b|учебн\w+|уч\.|в\b|на\b|с\b|по\b|до\b|к\b|и\b|во\b"
    r"|течени[еи]\b|всего\b|весь\b|период\w*|(?:перв|втор|трет)\w+|полугоди\w+|квартал\w*"
    r"|четверт\w+|триместр\w*|семестр\w*|недел\w+|декад\w+|каникул\w*|(?:осенн|зимн|весенн|летн)\w+"
    r"|осень|зима|весна|лето|начал[оае]\b|кон(?:ец|це|ца)\b|середин[аеу]\b|числ\w+|ежегодно"
    r"|еже(?:месяч|кварталь|недель|днев)но|постоянно|раз\b|месяц\w*|[-–—,./])"
)
TERM_ALONE: Final = re.compile(rf"(?:{_TERM_WORD}\s*+)+", re.IGNORECASE)
_LONGEST_TERM, _LONGEST_VALUE, _LONGEST_LINE = 60, 200, 1_000
_NAMES: Final = {role: role.item_label for role in ColumnRole if role.item_label}
# A label stands after a mark, and a colon or a dash after it; «отв.» needs none.
LABEL: Final = re.compile(
    r"(?P<before>^\s*|[.;,]\s*|\(\s*|\s[-–—]\s*|(?<=[»)])\s+)"
    rf"(?P<label>{'|'.join(_NAMES.values())})"
    r"(?:\s*(?P<colon>:)\s*[-–—]?\s*|\s+[-–—]\s+|(?<=\.)\s*(?=\S)"
    r"|(?<=[йя])\s+(?=(?-i:[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.)))",
    re.IGNORECASE,
)
# «Петрова А. А. Подготовить выставку»: more than who answers.
_SENTENCE: Final = re.compile(r"[а-яё»)]{3}\.\s+[А-ЯЁ]")
_BRACKETS: Final = re.compile(r"\s*\((?P<words>[^()]{2,200})\)$")
_AFTER_DASH: Final = re.compile(r"\s+[-–—]\s+(?P<words>(?:(?!\s[-–—]\s)[^()]){2,200})$")
_PARTS_TERM: Final = re.compile(r"(?:\s*[–—:]|\s-)\s+(?=\S)")
# Who stands in brackets is a person or leads; «(учителя химии)» may be whom it is for.
_LEADS: Final = re.compile(
    r"(?:зам\.|заместитель|руководитель|председатель|директор|методист|секретарь|завуч|куратор)\b",
    re.IGNORECASE,
)
_EDGES: Final = " \t\n\u00a0,;–—-"


@dataclass(frozen=True, slots=True)
class Mark:
    """What begins an item: its kind, by which items of one list are alike, and its number."""

    kind: str
    number: str = ""
    length: int = 0

    @property
    def last(self) -> int:
        """The last part of the number; 0 where there is none."""
        return int(found[-1]) if (found := re.findall(r"\d+", self.number)) else 0


def mark_of(line: Paragraph) -> Mark | None:
    """The mark of a paragraph that is an item of a list, typed or by Word; None for others."""
    text = line.text
    blank = len(text) - len(text.lstrip())
    if line.marker:
        if not any(sign.isdigit() for sign in line.marker):
            return Mark("bullet" if not line.marker[0].isalpha() else "letter")
        return Mark(_kind(line.marker), line.marker)
    if found := NUMBERED.match(text, blank):
        return Mark(_kind(found["number"]), found["number"], found.end())
    if found := BULLET.match(text):
        return Mark("bullet", length=found.end())
    if found := _LETTERED.match(text, blank):
        return Mark("letter", length=0)
    return Mark("date") if _leading_term(text.strip()) else None


def _kind(number: str) -> str:
    return f"{len(re.findall(r'[0-9]+', number))}{')' if number.endswith(')') else '.'}"


def is_labelled(text: str) -> bool:
    """Whether a line begins with a label of a field: «Срок: …», «Отв. …»."""
    return LABEL.match(text) is not None


def is_term_alone(text: str) -> bool:
    """Whether these words are a term and nothing else."""
    text = text.strip(" .,")
    return len(text) <= _LONGEST_TERM and is_term(text) and bool(TERM_ALONE.fullmatch(text))


@dataclass(slots=True)
class Parted:
    """The fields of an item as paragraphs, and the labels that said what they are."""

    number: str = ""
    fields: dict[ColumnRole, list[Paragraph]] = field(default_factory=dict)
    labels: list[tuple[ColumnRole, str]] = field(default_factory=list)

    def take(self, role: ColumnRole, value: Paragraph) -> None:
        """Put one more line into a field."""
        self.fields.setdefault(role, []).append(value)


def parted(lines: list[Paragraph]) -> Parted:
    """The item of these lines: the first holds the event, the others go on with it or its fields.

    Every word is in a field or a label.
    """
    first, *others = lines
    mark = mark_of(first)
    made = Parted(mark.number if mark else "")
    body = cut(first, mark.length if mark else 0, len(first.text))
    event = _fields(body, made, is_first=True) if len(body.text) <= _LONGEST_LINE else None
    if event is None:
        made.fields.clear()
        made.labels.clear()
        event = body
    told = [event]
    for line in others:
        labelled = is_labelled(line.text) and len(line.text) <= _LONGEST_LINE
        rest = _fields(line, made, is_first=False) if labelled else line
        told += [rest] if rest else []
    made.fields[ColumnRole.EVENT] = told
    return made


def cut(line: Paragraph, begins: int, ends: int) -> Paragraph:
    """A part of a paragraph without its marker, blanks at both ends left out."""
    text = line.text[begins:ends]
    begins += len(text) - len(text.lstrip())
    ends -= len(text) - len(text.rstrip())
    runs, at = [], 0
    for run in line.runs:
        part = run.text[max(begins - at, 0) : max(ends - at, 0)]
        at += len(run.text)
        runs += [replace(run, text=part)] if part else []
    return Paragraph(tuple(runs))


def _fields(line: Paragraph, made: Parted, *, is_first: bool) -> Paragraph | None:
    """Take the fields out of a line; what is left of it, None where nothing is."""
    text = line.text
    rest: list[tuple[int, int]] = []
    at = 0
    for role, label, before, begins, ends, after in _labelled(text):
        rest.append((at, before))
        made.labels.append((role, label))
        made.take(role, cut(line, begins, ends))
        at = after
    rest.append((at, len(text)))
    pieces = [(b, e) for b, e in (_trimmed(text, *one, was_cut=at > 0) for one in rest) if b < e]
    if is_first and pieces:
        pieces[0] = _without_leading(line, pieces[0], made)
        if len(pieces) == 1:
            pieces = [_without_tail(line, pieces[0], made)]
    if not any(any(map(str.isalnum, text[begins:ends])) for begins, ends in pieces):
        return None
    runs: list[Run] = []
    for begins, ends in pieces:
        runs += [Run(" ")] if runs else []
        runs += cut(line, begins, ends).runs
    return Paragraph(joined(runs))


def _labelled(text: str) -> Iterator[tuple[ColumnRole, str, int, int, int, int]]:
    """Labels that say for certain what follows: role, label, where it, its value and all end."""
    found = list(LABEL.finditer(text))
    for at, label in enumerate(found):
        role = next(r for r, names in _NAMES.items() if _is_name(label["label"], names))
        begins = label.end()
        following = found[at + 1].start() if at + 1 < len(found) else len(text)
        closed = _closing(text, begins, following)
        after = following if closed is None else closed + 1
        following = following if closed is None else closed
        begins, ends = _trimmed(text, begins, following, was_cut=True)
        value = text[begins:ends]
        if not value or len(value) > _LONGEST_VALUE or _SENTENCE.search(value):
            continue
        if role == ColumnRole.TERM and not is_term(value):
            continue
        if role not in (ColumnRole.TERM, ColumnRole.RESPONSIBLE) and not label["colon"]:
            continue
        yield role, label["label"], label.start(), begins, ends, after


def _closing(text: str, begins: int, ends: int) -> int | None:
    """The bracket here that closes one opened before."""
    depth = 0
    for at in range(begins, ends):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            return at
    return None


def _is_name(label: str, names: str) -> bool:
    return re.match(names, label, re.IGNORECASE) is not None


def _trimmed(text: str, begins: int, ends: int, *, was_cut: bool) -> tuple[int, int]:
    """The edges without blanks and the marks that parted the words from others."""
    part = text[begins:ends]
    ends -= len(part) - len(part.rstrip(_EDGES if was_cut else " \t\n\u00a0;"))
    if was_cut and STOP.search(text[begins:ends]):
        ends -= 1
    part = text[begins:ends]
    begins += len(part) - len(part.lstrip(f"{_EDGES}." if was_cut else _EDGES))
    return begins, max(begins, ends)


def _leading_term(text: str) -> tuple[int, int] | None:
    """Where the term ends that a line begins with, and where the words after it begin."""
    for found in _PARTS_TERM.finditer(text, 0, _LONGEST_TERM):
        if is_term_alone(text[: found.start()]):
            return found.span()
    return None


def _without_leading(line: Paragraph, piece: tuple[int, int], made: Parted) -> tuple[int, int]:
    """«15 сентября – Семинар»: the piece without the term that it begins with."""
    begins, ends = piece
    found = _leading_term(line.text[begins:ends])
    if found is None or ColumnRole.TERM in made.fields:
        return piece
    made.take(ColumnRole.TERM, cut(line, begins, begins + found[0]))
    return begins + found[1], ends


def _without_tail(line: Paragraph, piece: tuple[int, int], made: Parted) -> tuple[int, int]:
    """The piece without a term and people at its end, in brackets or after a dash."""
    begins, ends = piece
    while True:
        text = line.text[begins:ends]
        bare = text.rstrip(" .;") if text.rstrip(" .;").endswith(")") else text
        bare = bare[:-1] if STOP.search(bare) else bare
        found = _BRACKETS.search(bare) or _AFTER_DASH.search(bare)
        if found is None or not any(map(str.isalpha, bare[: found.start()])):
            return begins, ends
        if bare[: found.start()].count("«") != bare[: found.start()].count("»"):
            return begins, ends
        in_brackets = bare.endswith(")")
        values = _term_and_people(found["words"], in_brackets=in_brackets)
        if not values or any(role in made.fields for role, _, _ in values):
            return begins, ends
        for role, first, last in values:
            made.take(role, cut(line, begins + found.start("words") + first,
                                begins + found.start("words") + last))  # fmt: skip
        ends = begins + found.start()


def _term_and_people(words: str, *, in_brackets: bool) -> list[tuple[ColumnRole, int, int]]:
    """«март», «Петрова А. А.», «март, Петрова А. А.»: what these words are, or nothing."""
    if is_term_alone(words):
        return [(ColumnRole.TERM, 0, len(words))]
    if _answers(words, in_brackets=in_brackets):
        return [(ColumnRole.RESPONSIBLE, 0, len(words))]
    for comma in re.finditer(r"[,;]\s*", words):
        when, who = words[: comma.start()], words[comma.end() :]
        if is_term_alone(when) and _answers(who, in_brackets=in_brackets):
            return [
                (ColumnRole.TERM, 0, comma.start()),
                (ColumnRole.RESPONSIBLE, comma.end(), len(words)),
            ]
    return []


def _answers(words: str, *, in_brackets: bool) -> bool:
    """Whether the words name only people, or offices of those who may answer for an event."""
    found = people.split(words, frozenset())
    if not found or "\n" in words:
        return False
    if in_brackets:
        return all(one.who == ResponsibleKind.PERSON or _LEADS.match(one.text) for one in found)
    return all(one.who == ResponsibleKind.PERSON or OFFICE.match(one.text) for one in found)
