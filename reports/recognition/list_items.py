"""Splits the item of a list: its number, the event, its term, the responsible.

Whatever is not certain stays in the event.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from events import terms
from events.plan.roles import ColumnRole
from events.plan.vocabulary import ResponsibleKind
from reports.recognition import people
from reports.recognition.cells import ITEM_END
from reports.recognition.office_words import OFFICE
from reports.recognition.phrases import BULLET, is_term
from reports.sources.source_document import Run, SourceParagraph, merge_runs

# «1.», «2)», «1.2»; «15.09» and «12.01.26» are days.
NUMBERED: Final = re.compile(
    r"(?!\d{1,2}\.0\d\b|\d\d\.1[0-2]\b)"
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,2}(?:\.\d{1,2})+(?=\s))(?:\s+(?=\S)|(?=[^\d.\s]))"
)
_LETTERED: Final = re.compile(r"[а-яa-z]\)\s*")
# A label or the half of a bracket is no part of a term.
_NO_TERM: Final = frozenset("():")
_LONGEST_TERM, _LONGEST_VALUE, _LONGEST_LINE = 60, 200, 1_000
_NAMES: Final = {role: role.item_label for role in ColumnRole if role.item_label}
# Punctuation is before a label, a colon or a dash after it; «отв.» needs neither of these two.
LABEL: Final = re.compile(
    r"(?P<before>^\s*|[.;,]\s*|\(\s*|\s[-–—]\s*|(?<=[»)])\s+)"
    rf"(?P<label>{'|'.join(_NAMES.values())})"
    r"(?:\s*(?P<colon>:)\s*[-–—]?\s*|\s+[-–—]\s+|(?<=\.)\s*(?=\S)"
    r"|(?<=[йя])\s+(?=(?-i:[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.)))",
    re.IGNORECASE,
)
# «Петрова А. А. Подготовить выставку»: more than the responsible.
_SENTENCE: Final = re.compile(r"[а-яё»)]{3}\.\s+[А-ЯЁ]")
_BRACKETS: Final = re.compile(r"\s*\((?P<words>[^()]{2,200})\)$")
_AFTER_DASH: Final = re.compile(r"\s+[-–—]\s+(?P<words>(?:(?!\s[-–—]\s)[^()]){2,200})$")
_PARTS_TERM: Final = re.compile(r"(?:\s*[–—:]|\s-)\s+(?=\S)")
# In brackets only a person or a leader is responsible; «(учителя химии)» may be the audience.
_LEADS: Final = re.compile(
    r"(?:зам\.|заместитель|руководитель|председатель|директор|методист|секретарь|завуч|куратор)\b",
    re.IGNORECASE,
)
_EDGES: Final = " \t\n\u00a0,;–—-"


@dataclass(frozen=True, slots=True)
class Mark:
    """What begins an item: its kind, the same for all items of a list, and its number."""

    kind: str
    number: str = ""
    length: int = 0

    @property
    def last(self) -> int:
        """The last part of the number; 0 without a number."""
        return int(found[-1]) if (found := re.findall(r"\d+", self.number)) else 0


def mark_of(line: SourceParagraph) -> Mark | None:
    """Give the mark of an item, typed or made by Word; None for other paragraphs."""
    text = line.text
    blank = len(text) - len(text.lstrip())
    if line.marker:
        if not any(map(str.isdigit, line.marker)):
            return Mark("bullet" if not line.marker[0].isalpha() else "letter")
        return Mark(_kind(line.marker), line.marker)
    if found := NUMBERED.match(text, blank):
        return Mark(_kind(found["number"]), found["number"], found.end())
    if found := BULLET.match(text):
        return Mark("bullet", length=found.end())
    if _LETTERED.match(text, blank):
        return Mark("letter")
    return Mark("date") if _leading_term(text.strip()) else None


def _kind(number: str) -> str:
    return f"{len(re.findall(r'[0-9]+', number))}{')' if number.endswith(')') else '.'}"


def is_labelled(text: str) -> bool:
    """Whether a line begins with a label of a field: «Срок: …», «Отв. …»."""
    return LABEL.match(text) is not None


def is_term_alone(text: str) -> bool:
    """Whether the text is only a term."""
    text = text.strip(" .,")
    if len(text) > _LONGEST_TERM or not is_term(text) or not _NO_TERM.isdisjoint(text):
        return False
    term = terms.read(text)
    says_more = term.doubt or term.place or term.form or term.basis
    return term.kind != terms.TermKind.UNKNOWN and not says_more


@dataclass(slots=True)
class SplitItem:
    """The fields of an item as paragraphs, and the labels that named them."""

    number: str = ""
    fields: dict[ColumnRole, list[SourceParagraph]] = field(default_factory=dict)
    labels: list[tuple[ColumnRole, str]] = field(default_factory=list)

    def take(self, role: ColumnRole, value: SourceParagraph) -> None:
        """Add a line to a field."""
        self.fields.setdefault(role, []).append(value)


def split_item(lines: list[SourceParagraph]) -> SplitItem:
    """Split the lines of an item: the event is in the first, the others continue it or its fields.

    Every word comes into a field or a label.
    """
    first, *others = lines
    mark = mark_of(first)
    made = SplitItem(mark.number if mark else "")
    body = cut(first, mark.length if mark else 0, len(first.text))
    event = _fields(body, made, is_first=True) if len(body.text) <= _LONGEST_LINE else None
    if event is None:
        made.fields.clear()
        made.labels.clear()
        event = body
    event_lines = [event]
    for line in others:
        labelled = is_labelled(line.text) and len(line.text) <= _LONGEST_LINE
        rest = _fields(line, made, is_first=False) if labelled else line
        event_lines += [rest] if rest else []
    made.fields[ColumnRole.EVENT] = event_lines
    return made


def cut(line: SourceParagraph, begins: int, ends: int) -> SourceParagraph:
    """Give a part of a paragraph, without marker and outer spaces."""
    text = line.text[begins:ends]
    begins += len(text) - len(text.lstrip())
    ends -= len(text) - len(text.rstrip())
    runs, at = [], 0
    for run in line.runs:
        part = run.text[max(begins - at, 0) : max(ends - at, 0)]
        at += len(run.text)
        runs += [replace(run, text=part)] if part else []
    return SourceParagraph(tuple(runs))


def _fields(line: SourceParagraph, made: SplitItem, *, is_first: bool) -> SourceParagraph | None:
    """Move the fields of a line into `made`; give the rest, None if nothing is left."""
    text = line.text
    rest: list[tuple[int, int]] = []
    at = 0
    for role, label, before, begins, ends, after in _labelled(text):
        rest.append((at, before))
        made.labels.append((role, label))
        made.take(role, cut(line, begins, ends))
        at = after
    rest.append((at, len(text)))
    pieces = [
        (b, e) for b, e in (_trimmed(text, *edges, was_cut=at > 0) for edges in rest) if b < e
    ]
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
    return SourceParagraph(merge_runs(runs))


def _labelled(text: str) -> Iterator[tuple[ColumnRole, str, int, int, int, int]]:
    """Give the certain labels: role, label, its start, its value's start and end, the next text."""
    labels = list(LABEL.finditer(text))
    for at, label in enumerate(labels):
        word = label["label"]
        role = next(r for r, names in _NAMES.items() if re.match(names, word, re.IGNORECASE))
        begins = label.end()
        value_end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        bracket = _closing(text, begins, value_end)
        after, value_end = (value_end, value_end) if bracket is None else (bracket + 1, bracket)
        begins, ends = _trimmed(text, begins, value_end, was_cut=True)
        value = text[begins:ends]
        if not value or len(value) > _LONGEST_VALUE or _SENTENCE.search(value):
            continue
        # «Срок сдачи» needs a term after it, «Место» a colon.
        sure = role == ColumnRole.RESPONSIBLE or label["colon"]
        sure = is_term(value) if role == ColumnRole.TERM else sure
        if sure:
            yield role, word, label.start(), begins, ends, after


def _closing(text: str, begins: int, ends: int) -> int | None:
    """Give the index of a bracket that closes one opened before `begins`."""
    depth = 0
    for at in range(begins, ends):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            return at
    return None


def _trimmed(text: str, begins: int, ends: int, *, was_cut: bool) -> tuple[int, int]:
    """Move the edges past spaces and the punctuation around the words."""
    part = text[begins:ends]
    ends -= len(part) - len(part.rstrip(_EDGES if was_cut else " \t\n\u00a0;"))
    if was_cut and ITEM_END.search(text[begins:ends]):
        ends -= 1
    part = text[begins:ends]
    begins += len(part) - len(part.lstrip(f"{_EDGES}." if was_cut else _EDGES))
    return begins, max(begins, ends)


def _leading_term(text: str) -> tuple[int, int] | None:
    """Give the end of a term at the start of a line, and the start of the words after it."""
    for separator in _PARTS_TERM.finditer(text, 0, _LONGEST_TERM):
        if is_term_alone(text[: separator.start()]):
            return separator.span()
    return None


def _without_leading(
    line: SourceParagraph, piece: tuple[int, int], made: SplitItem
) -> tuple[int, int]:
    """Move a term at the start into `made`: «15 сентября – Семинар»."""
    begins, ends = piece
    term = _leading_term(line.text[begins:ends])
    if term is None or ColumnRole.TERM in made.fields:
        return piece
    made.take(ColumnRole.TERM, cut(line, begins, begins + term[0]))
    return begins + term[1], ends


def _without_tail(
    line: SourceParagraph, piece: tuple[int, int], made: SplitItem
) -> tuple[int, int]:
    """Move a term and people at the end into `made`, in brackets or after a dash."""
    begins, ends = piece
    while True:
        text = line.text[begins:ends]
        body = text.rstrip(" .;") if text.rstrip(" .;").endswith(")") else text
        body = body[:-1] if ITEM_END.search(body) else body
        found = _BRACKETS.search(body) or _AFTER_DASH.search(body)
        before = body[: found.start()] if found else ""
        whole = any(map(str.isalpha, before)) and before.count("«") == before.count("»")
        if found is None or not whole:
            return begins, ends
        in_brackets = body.endswith(")")
        values = _term_and_people(found["words"], in_brackets=in_brackets)
        if not values or any(role in made.fields for role, _, _ in values):
            return begins, ends
        at = begins + found.start("words")
        for role, first, last in values:
            made.take(role, cut(line, at + first, at + last))
        ends = begins + found.start()


def _term_and_people(words: str, *, in_brackets: bool) -> list[tuple[ColumnRole, int, int]]:
    """Give the fields in «март», «Петрова А. А.», «март, Петрова А. А.»; empty if not certain."""
    if is_term_alone(words):
        return [(ColumnRole.TERM, 0, len(words))]
    if _are_responsible(words, in_brackets=in_brackets):
        return [(ColumnRole.RESPONSIBLE, 0, len(words))]
    for comma in re.finditer(r"[,;]\s*", words):
        when, who = words[: comma.start()], words[comma.end() :]
        if is_term_alone(when) and _are_responsible(who, in_brackets=in_brackets):
            who_at = (ColumnRole.RESPONSIBLE, comma.end(), len(words))
            return [(ColumnRole.TERM, 0, comma.start()), who_at]
    return []


def _are_responsible(words: str, *, in_brackets: bool) -> bool:
    """Whether the words name only people or offices that may be responsible."""
    responsible = people.split_responsible(words, frozenset())
    offices = _LEADS if in_brackets else OFFICE
    all_lead = all(
        who.who == ResponsibleKind.PERSON or offices.match(who.text) for who in responsible
    )
    return bool(responsible) and "\n" not in words and all_lead
