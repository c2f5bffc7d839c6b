"""Reads stamps of agreement and approval and closing signatures from their lines.

It knows how such lines are worded; it refuses to know tables and to change a word of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from associations.vocabulary import OfficeRole
from events.plan.content import StepContent
from events.plan.stamp_words import approval_ending, stamp_word
from events.plan.vocabulary import Mode, Verb
from reports.recognition.office_words import OFFICE
from reports.recognition.phrases import CAPTION, MONTH, NAME, RULED, is_name, tidy

STAMP_WORD = r"(?:согласован|утвержд|рассмотрен|принят|одобрен|рекомендован)[а-яё]*\b"
WORD = re.compile(
    rf"^(?P<word>[«\"“]?\s*{STAMP_WORD}(?:\s+и\s+{STAMP_WORD})?\s*[»\"”]?\s*:?)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
ACT = re.compile(
    r"(?P<order>приказ|распоряжен|постановлен)|(?P<protocol>протокол|решени)|(?P<letter>письм)",
    re.IGNORECASE,
)
ACT_NUMBER = re.compile(r"№|\bот\b", re.IGNORECASE)
ACT_GOES_ON = re.compile(r"(?:от\b|№)", re.IGNORECASE)
# What a line says that stands before «протокол № 1»: who sat.
SITTING = re.compile(
    r"(?:к\s+утверждению\s+)?(?:на|решением)\s+(?:[\w-]+\s+){0,4}(?:заседани|собрани|совет|совещани|объединени|кафедр|комисси|"
    r"(?:Р|Г|Ш|М)?МО\b)",
    re.IGNORECASE,
)
# Signs around a name on paper: «/Сомов П. И./», «(Сомов П. И.)».
BRACES = "/() "
# It begins where the words end, so that blanks in the middle of a line are looked at once.
BLANK = re.compile(r"(?<![\s/_])(?=[\s/_]*?__)[\s/_]++$")
# The place for a seal: the plan has no field for it.
SEAL = re.compile(r"^\W*М\W?\s?П\W*$")
# How those sign who hold no office: what they did stands before the name.
DID = re.compile(
    r"(?:план\s+)?(?:ответственн(?:ый|ая)|составил[аи]?|составитель|подготовил[аи]?|разработал[аи]?)\b",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"^(?:от\s+|дата(?:\s+[а-яё]+){{0,2}}\s*:?\s*)?(?:[«\"“]?[\s_\d]*[»\"”]?\s*(?:{MONTH}|_{{2,}})?\s*(?:20[\d_]{{2}}|_{{2,}})?"
    r"\s*(?:г\.?|года?)?|\d{1,2}\.\d{1,2}\.\d{2,4}\s*(?:г\.?|года?)?)$",
    re.IGNORECASE,
)
# «Ветлугина О. Н., председатель РМО»
NAME_FIRST = re.compile(rf"(?P<name>{NAME.pattern})\s*[,–—-]\s*(?=\w)")
# What parts two stamps on one line.
GAP = re.compile(r"\t[\t ]*| {4,}")
# A longer line, or one that ends as a sentence does, is no position of a signer.
POSITION_LENGTH = 150
DATE_LENGTH = 60
# No stamp has so many lines: those after them are kept and not looked at.
MOST_LINES = 100


def begins_stamp(text: str) -> bool:
    """Whether a line begins a stamp: its word stands alone or before an act, not in a sentence."""
    match = WORD.match(text.strip())
    if match is None:
        return False
    rest = match["rest"].strip()
    return (
        not rest
        or match["word"].isupper()
        or match["word"].rstrip()[-1] in ':»"”'
        or bool(ACT.match(rest) or SITTING.match(rest))
    )


def is_date_line(text: str) -> bool:
    """Whether a line is a date or a blank for one: «____» ________ 2026 г."""
    # Ruled lines may be of any length; what the pattern sees is short.
    text = RULED.sub("__", " ".join(text.split()))
    if len(text) > DATE_LENGTH:
        return False
    return bool(DATE.match(text)) and ("20" in text or bool(MONTH_OR_QUOTES.search(text)))


MONTH_OR_QUOTES = re.compile(rf"{MONTH}|[«\"“]\s*_+", re.IGNORECASE)


@dataclass(slots=True)
class _Signer:
    """A step while its lines are read."""

    positions: list[str] = field(default_factory=list)
    name: str = ""
    name_first: bool = False
    before: str = ""
    after: str = ""
    acts: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    # A line for a hand without a name beside it.
    blank: bool = False

    @property
    def done(self) -> bool:
        """Whether it is known who signs: what follows is somebody else's."""
        return bool(self.name) or self.blank

    def take(self, line: str) -> None:
        """Put one line where it belongs."""
        if len(self.positions) > MOST_LINES:
            self.positions.append(line)
            return
        if SEAL.match(line) or (ACT_GOES_ON.match(line) and self._goes_on_with_act(line)):
            return
        if is_date_line(line):
            self.dates.append(line)
        elif ACT.search(line) and ACT_NUMBER.search(line):
            self.acts.append(self._with_sitting(line))
        elif ACT_NUMBER.search(line) and self._goes_on_with_act(line):
            return
        elif self._is_of_act(line) or not self._take_name(line):
            self.positions.append(BLANK.sub("", line))

    def _is_of_act(self, line: str) -> bool:
        """Whether a name is part of the act: «приказом заведующего П. И. Сомовой от … № 1»."""
        above = self.positions[-1] if self.positions else ""
        return bool(ACT.match(line)) or (is_name(line) and ACT.match(above) is not None)

    def _goes_on_with_act(self, line: str) -> bool:
        """Join a line with the act that was begun above it: «приказом …», «от 16.01.2031 № 1»."""
        begun = next((i for i, said in enumerate(self.positions) if ACT.match(said)), None)
        if begun is not None and (not self.name or ACT_GOES_ON.match(line)):
            self.acts.append(self._with_sitting(" ".join([*self.positions[begun:], line]), begun))
        elif self.acts and ACT_GOES_ON.match(line) and not self.dates:
            self.acts[-1] += f" {line}"
        else:
            return False
        return True

    def _with_sitting(self, act: str, begun: int | None = None) -> str:
        """The act with the words about who sat, which stand over it: «на заседании совета»."""
        del self.positions[begun if begun is not None else len(self.positions) :]
        sat = next((i for i, said in enumerate(self.positions) if SITTING.match(said)), None)
        if sat is None or self.name:
            return act
        told = " ".join([*self.positions[sat:], act])
        del self.positions[sat:]
        return told

    def _take_name(self, line: str) -> bool:
        """Take a line that holds a name, a caption, or a position and a name beside it."""
        captions = [one for one in CAPTION.findall(line) if not is_name(one.strip("() "))]
        bare = CAPTION.sub(lambda one: one[0] if is_name(one[0].strip("() ")) else " ", line)
        pieces = [p.strip() for p in re.split(r"_{2,}|\t+| {4,}", bare) if p.strip()]
        if len(pieces) == 1 and not self.name and (named := NAME_FIRST.match(pieces[0])):
            office = pieces[0][named.end() :].strip()
            if OFFICE.match(office):
                self.name, self.name_first = named["name"], not self.positions
                self.positions.append(office)
                return True
        if len(pieces) == 1 and (parted := _parted_name(pieces[0])):
            pieces = parted
        if len(pieces) == 1 and not self.positions:
            # «Ветлугина О. Н., председатель»: the comma belongs to the list, not to the name.
            pieces = [pieces[0].rstrip(",")]
        if not pieces and (captions or RULED.search(line)):
            self._caption(" ".join(captions), named=bool(self.name))
            return True
        if self.name or not pieces or not is_name(pieces[-1].strip(BRACES)):
            return False
        if len(pieces) > 1 or captions:
            at = line.find(pieces[-1])
            before = " ".join(one for one in captions if one in line[:at])
            after = " ".join(one for one in captions if one in line[at:])
            self._caption(before, named=False)
            self._caption(after, named=True)
        self.name_first = not self.positions and len(pieces) == 1
        told = (one.strip(BRACES).rstrip(":") for one in pieces[:-1])
        self.positions.extend(one for one in told if one)
        self.name = pieces[-1].strip(BRACES)
        return True

    def _caption(self, caption: str, *, named: bool) -> None:
        if named:
            self.after = f"{self.after} {caption}".strip()
        else:
            self.before = f"{self.before} {caption}".strip()


def _parted_name(line: str) -> list[str]:
    """«Директор: Сомов П. И.», «Директор /Сомов П. И./», «Директор Сомов П. И.» as two pieces."""
    names = list(NAME.finditer(line))
    if len(names) != 1 or line[names[0].end() :].strip("/) ."):
        return []
    before = line[: names[0].start()].rstrip()
    office = before.rstrip("/( ").rstrip()
    if not (office.endswith((":", "–", "-")) or OFFICE.match(office) or DID.match(office)):
        return []
    return [office, line[len(office) :].strip()]


def read_stamps(lines: list[str]) -> tuple[list[StepContent], list[str]]:
    """The stamps of these lines in order, and lines that stand before the first of them.

    Each has its word as it is written; what of it the paper writes by itself depends on the title
    (see `with_own_words`).
    """
    lines = _lines(lines)
    steps: list[StepContent] = []
    before: list[str] = []
    current: list[str] = []
    for line in lines:
        if begins_stamp(line):
            if current:
                steps.extend(_stamps(current))
            current = [line]
        elif current:
            current.append(line)
        else:
            before.append(line)
    if current:
        steps.extend(_stamps(current))
    return steps, before


def with_own_words(steps: Iterable[StepContent], title: Iterable[str]) -> list[StepContent]:
    """The steps without the words that the paper of this title writes for them by itself."""
    ending = approval_ending(title)
    return [
        replace(step, heading="") if step.heading == stamp_word(step, ending) else step
        for step in steps
    ]


def side_by_side(lines: list[str]) -> list[list[str]]:
    """Stamps that tabs or blanks part on every line, as the lines of each; else all lines as one.

    A line of one part belongs to the right stamp where blanks push it there.
    """
    parts = [_parted(line) for line in lines]
    opening = next((one for one in parts if one), [])
    if len(opening) < 2 or not all(begins_stamp(words) for _, words in opening):  # noqa: PLR2004
        return [lines]
    columns: list[list[str]] = [[] for _ in opening]
    for part in parts:
        # What blanks push from the edge belongs to the last stamps.
        first = max(len(columns) - len(part), 0) if part and part[0][0] else 0
        for place, (_, words) in enumerate(part):
            columns[min(first + place, len(columns) - 1)].append(words)
    return columns


def _parted(line: str) -> list[tuple[bool, str]]:
    """The parts of a line, each with whether a gap stands before it."""
    pieces = GAP.split(line.rstrip())
    return [(place > 0, words.strip()) for place, words in enumerate(pieces) if words.strip()]


def _lines(lines: list[str]) -> list[str]:
    # Tabs part a position from a name, so only the ends are trimmed here.
    return [one.strip() for line in lines for one in line.splitlines() if one.strip()]


def _stamps(lines: list[str]) -> list[StepContent]:
    """What stands under one word: a stamp, or several where more than one signs under it."""
    match = WORD.match(lines[0])
    word = match["word"].strip() if match else lines[0]
    rest = match["rest"].strip() if match else ""
    lines = [rest, *lines[1:]] if rest else lines[1:]
    signers = [_Signer()]
    last = max((at for at, line in enumerate(lines) if _signs(line)), default=-1)
    for at, line in enumerate(lines):
        if signers[-1].name and at <= last and _begins_signer(line, signers[-1]):
            signers.append(_Signer())
        signers[-1].take(line)
    return [_stamp(word, signer) for signer in signers]


def _begins_signer(line: str, before: _Signer) -> bool:
    """Whether a line under a name, with one more name in it or below, is the next signer's.

    A position may take lines of its own before its name, but not where names stand first.
    """
    if is_date_line(line) or CAPTION.fullmatch(line) or SEAL.match(line) or ACT.search(line):
        return False
    return _signs(line) if before.name_first else True


def _signs(line: str) -> bool:
    """Whether a line holds a signer's name, alone or beside the position."""
    signer = _Signer()
    signer.take(line)
    return bool(signer.name)


def _stamp(word: str, signer: _Signer) -> StepContent:
    verb = Verb.APPROVE if "утвержд" in word.casefold() else Verb.AGREE
    return StepContent(
        verb=verb,
        mode=_mode(" ".join(signer.acts)),
        heading=word,
        position="\n".join(tidy(line) for line in signer.positions),
        name=signer.name,
        name_first=signer.name_first and bool(signer.positions),
        before_name=signer.before,
        after_name=signer.after,
        act="\n".join(signer.acts),
        date_line=" ".join(signer.dates),
        office=_office(verb, " ".join(signer.positions)),
    )


def _mode(acts: str) -> Mode:
    match = ACT.search(acts)
    if match is None:
        return Mode.PERSON
    if match["order"]:
        return Mode.ORDER
    return Mode.PROTOCOL if match["protocol"] else Mode.LETTER


def _office(verb: Verb, position: str) -> str:
    if verb == Verb.APPROVE:
        return OfficeRole.APPROVER
    return OfficeRole.CURATOR if "куратор" in position.casefold() else ""


def read_closing(lines: list[str]) -> tuple[list[StepContent], list[str]]:
    """Closing signatures of these lines, and the lines that are none.

    A signature is a position and a name: on one line with tabs or a ruled line between them, or
    lines of a position with the name under them.
    """
    lines = _lines(lines)
    stamped = next((i for i, line in enumerate(lines) if begins_stamp(line)), len(lines))
    steps: list[StepContent] = []
    rest: list[str] = []
    signer = _Signer()
    for line in _paired(lines[:stamped]):
        long = len(line) > POSITION_LENGTH or line.endswith((".", ":", ";"))
        if long and not has_name(line) and not is_date_line(line):
            rest.append(line)
            continue
        if signer.done and not is_date_line(line) and not CAPTION.fullmatch(line):
            steps.append(_closing(signer))
            signer = _Signer()
        signer.take(line)
        signer.blank |= bool(OFFICE.match(line) and BLANK.search(line))
        if has_name(line) and not signer.name:
            # A name among other words («Исполнитель: …, тел. …») is no signature.
            rest.extend(line for line in (*signer.positions, *signer.acts) if line)
            signer = _Signer()
    if signer.done:
        steps.append(_closing(signer))
    else:
        left = [*signer.positions, *signer.acts, *signer.dates, signer.before]
        rest.extend(line for line in left if line)
    return [*steps, *read_stamps(lines[stamped:])[0]], rest


def _paired(lines: list[str]) -> list[str]:
    """The lines, with each name under its office where all names stand under all offices."""
    many = len(lines) // 2
    offices, names = lines[:many], lines[many:]
    if len(names) != many or not all(is_name(one) for one in names):
        return lines
    if not all(OFFICE.match(one) and not has_name(one) for one in offices):
        return lines
    return [line for pair in zip(offices, names, strict=True) for line in pair]


def _closing(signer: _Signer) -> StepContent:
    return StepContent(
        verb=Verb.CLOSE,
        position="\n".join(tidy(line) for line in signer.positions),
        name=signer.name,
        name_first=signer.name_first and bool(signer.positions),
        before_name=signer.before,
        after_name=signer.after,
        act="\n".join(signer.acts),
        date_line=" ".join(signer.dates),
        office=OfficeRole.CHAIR,
    )


def has_name(text: str) -> bool:
    """Whether a person's name stands in the text."""
    return NAME.search(text) is not None
