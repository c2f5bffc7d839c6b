"""Reads stamps of agreement and approval, and closing signatures, from their lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from associations.vocabulary import OfficeRole
from events.plan.content import StepContent
from events.plan.stamp_words import approval_ending, stamp_word
from events.plan.vocabulary import Mode, Verb
from reports.recognition.office_words import OFFICE
from reports.recognition.phrases import CAPTION, MONTH, NAME, RULED, fold_blanks, is_name

STAMP_WORD = r"(?:согласован|утвержд|рассмотрен|принят|одобрен|рекомендован)[а-яё]*\b"
WORD = re.compile(
    rf"^(?P<word>[«\"“]?\s*{STAMP_WORD}(?:\s+и\s+{STAMP_WORD})?\s*[»\"”]?\s*[:.]?)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# The groups are the values of `Mode`.
ACT = re.compile(
    r"(?P<order>приказ|распоряжен|постановлен)|(?P<protocol>протокол|решени)|(?P<letter>письм)",
    re.IGNORECASE,
)
ACT_NUMBER = re.compile(r"№|\bот\b", re.IGNORECASE)
ACT_GOES_ON = re.compile(r"(?:от\b|№)", re.IGNORECASE)
# The words before «протокол № 1»: whose meeting it was.
OF_MEETING = re.compile(
    r"(?:к\s+утверждению\s+)?(?:на|решением)\s+(?:[\w-]+\s+){0,4}(?:заседани|собрани|совет|совещани|объединени|кафедр|комисси|"
    r"(?:Р|Г|Ш|М)?МО\b)",
    re.IGNORECASE,
)
# Characters around a name: «/Сомов П. И./», «(Сомов П. И.)».
BRACES = "/() "
# Begins after a word, so that blanks in the middle of a line are searched only once.
BLANK = re.compile(r"(?<![\s/_])(?=[\s/_]*?__)[\s/_]++$")
# The place for a seal; the plan has no field for it.
SEAL = re.compile(r"^\W*М\W?\s?П\W*$")
# Words before the name of a signer without an office: what he or she did.
AUTHORED = re.compile(
    r"(?:план\s+)?(?:ответственн(?:ый|ая)|составил[аи]?|составитель|подготовил[аи]?|разработал[аи]?)\b",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"^(?:от\s+|дата(?:\s+[а-яё]+){{0,2}}\s*:?\s*)?(?:[«\"“]?[\s_\d]*[»\"”]?\s*(?:{MONTH}|\d{{1,2}}[.\s]|_{{2,}})?\s*(?:20[\d_]{{2}}|_{{2,}})?"
    r"\s*(?:г\.?|года?)?|\d{1,2}\.\d{1,2}\.\d{2,4}\s*(?:г\.?|года?)?)$",
    re.IGNORECASE,
)
# «Ветлугина О. Н., председатель РМО»
NAME_FIRST = re.compile(rf"(?P<name>{NAME.pattern})\s*[,–—-]\s*(?=\w)")
# The space between two stamps on one line.
GAP = re.compile(r"\t[\t ]*| {4,}")
# A longer line is not the position of a signer.
POSITION_LENGTH = 150
DATE_LENGTH = 60
# A rank has no more words.
MOST_OF_RANK = 4
# Further lines of a position are kept without being read.
MOST_LINES = 100


def begins_stamp(text: str) -> bool:
    """Whether a line begins a stamp: its word is alone or before an act, not in a sentence."""
    match = WORD.match(text.strip())
    if match is None:
        return False
    rest = match["rest"].strip()
    return (
        not rest
        or match["word"].isupper()
        or match["word"].rstrip()[-1] in ':»"”'
        or bool(ACT.match(rest) or OF_MEETING.match(rest))
    )


def goes_on(text: str, above: Iterable[str]) -> bool:
    """Whether a line ends a stamp begun above: its name, or its date, of which none is above."""
    unsigned = not any(map(has_name, above))
    return (unsigned and has_name(text)) or (not unsigned and is_date_line(text))


def is_date_line(text: str) -> bool:
    """Whether a line is a date or a blank for a date: «____» ________ 2026 г."""
    # Ruled lines of any length are shortened before the pattern is applied.
    text = RULED.sub("__", " ".join(text.split()))
    if len(text) > DATE_LENGTH:
        return False
    return bool(DATE.match(text)) and ("20" in text or bool(MONTH_OR_QUOTES.search(text)))


MONTH_OR_QUOTES = re.compile(rf"{MONTH}|[«\"“]\s*_+", re.IGNORECASE)


@dataclass(slots=True)
class _Signer:
    """A step being read."""

    positions: list[str] = field(default_factory=list)
    name: str = ""
    name_first: bool = False
    before: str = ""
    after: str = ""
    acts: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    # A line for the handwritten signature without a name beside it.
    is_blank: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether it is known who signs: further lines belong to the next signer."""
        return bool(self.name) or self.is_blank

    def add_line(self, line: str) -> None:
        """Add a line to the field to which it belongs."""
        if len(self.positions) > MOST_LINES:
            self.positions.append(line)
            return
        if SEAL.match(line) or (ACT_GOES_ON.match(line) and self._joined_to_act(line)):
            return
        if is_date_line(line):
            self.dates.append(line)
        elif ACT.search(line) and ACT_NUMBER.search(line):
            self.acts.append(self._with_sitting(line))
        elif ACT_NUMBER.search(line) and self._joined_to_act(line):
            return
        elif self._is_part_of_act(line) or not self._add_name(line):
            self.positions.append(BLANK.sub("", line))

    def _is_part_of_act(self, line: str) -> bool:
        """Whether a line is part of an act: «приказом заведующего П. И. Сомовой от … № 1»."""
        above = self.positions[-1] if self.positions else ""
        return bool(ACT.match(line)) or (is_name(line) and ACT.match(above) is not None)

    def _joined_to_act(self, line: str) -> bool:
        """Join a line to the act begun above it: «приказом …», «от 16.01.2031 № 1»."""
        begun = next((i for i, above in enumerate(self.positions) if ACT.match(above)), None)
        if begun is not None and (not self.name or ACT_GOES_ON.match(line)):
            self.acts.append(self._with_sitting(" ".join([*self.positions[begun:], line]), begun))
        elif self.acts and ACT_GOES_ON.match(line) and not self.dates:
            self.acts[-1] += f" {line}"
        else:
            return False
        return True

    def _with_sitting(self, act: str, begun: int | None = None) -> str:
        """Return the act with the words above it about a meeting: «на заседании совета»."""
        del self.positions[begun if begun is not None else len(self.positions) :]
        of_act = (bool(OF_MEETING.match(line) or ACT.match(line)) for line in self.positions)
        first = next((i for i, part in enumerate(of_act) if part), None)
        if first is None or self.name:
            return act
        whole = " ".join([*self.positions[first:], act])
        del self.positions[first:]
        return whole

    def _add_name(self, line: str) -> bool:
        """Add a line with a name, a caption, or a position and a name beside it; else False."""
        captions = [text for text in CAPTION.findall(line) if not is_name(text.strip(BRACES))]
        rest = CAPTION.sub(lambda text: text[0] if is_name(text[0].strip(BRACES)) else " ", line)
        pieces = [p.strip() for p in re.split(r"_{2,}|\t+| {4,}", rest) if re.search(r"\w", p)]
        if len(pieces) == 1 and not self.name and (named := NAME_FIRST.match(pieces[0])):
            office = pieces[0][named.end() :].strip()
            if OFFICE.match(office):
                self.name, self.name_first = named["name"], not self.positions
                self.positions.append(office)
                return True
        if len(pieces) == 1:
            pieces = _position_and_name(pieces[0], after=bool(self.positions)) or pieces
        if len(pieces) == 1 and not self.positions:
            # «Ветлугина О. Н.,»: the comma separates, it is not part of the name.
            pieces = [pieces[0].rstrip(",")]
        if not pieces and (captions or RULED.search(line)):
            self._add_caption(" ".join(captions), named=bool(self.name))
            return True
        if self.name or not pieces or not is_name(pieces[-1].strip(BRACES)):
            return False
        if len(pieces) > 1 or captions:
            begins = line.find(pieces[-1])
            before = " ".join(text for text in captions if text in line[:begins])
            after = " ".join(text for text in captions if text in line[begins:])
            self._add_caption(before, named=False)
            self._add_caption(after, named=True)
        self.name_first = not self.positions and len(pieces) == 1
        positions = (piece.strip(BRACES).rstrip(":") for piece in pieces[:-1])
        self.positions.extend(position for position in positions if position)
        self.name = pieces[-1].strip(BRACES)
        return True

    def _add_caption(self, caption: str, *, named: bool) -> None:
        if named:
            self.after = f"{self.after} {caption}".strip()
        else:
            self.before = f"{self.before} {caption}".strip()


def _position_and_name(line: str, *, after: bool) -> list[str]:
    """Split «Директор: Сомов П. И.», «Директор /Сомов П. И./», «Директор Сомов П. И.» in two.

    `after` an office, a rank may stand before the name: «полковник полиции Сомов П. И.».
    """
    names = list(NAME.finditer(line))
    if len(names) != 1 or line[names[0].end() :].strip("/) ."):
        return []
    before = line[: names[0].start()].rstrip()
    office = before.rstrip("/( ").rstrip()
    ranked = after and office.islower() and len(office.split()) <= MOST_OF_RANK
    if not (
        ranked or office.endswith((":", "–", "-")) or OFFICE.match(office) or AUTHORED.match(office)
    ):
        return []
    return [office, line[len(office) :].strip()]


def read_stamps(lines: list[str]) -> tuple[list[StepContent], list[str]]:
    """Return the stamps of these lines in order, and the lines before the first stamp.

    Headings are as written; see `without_standard_words`.
    """
    lines = _lines(lines)
    edges = [*(at for at, line in enumerate(lines) if begins_stamp(line)), len(lines)]
    stamps = (_stamps(lines[begins:ends]) for begins, ends in pairwise(edges))
    return list(chain.from_iterable(stamps)), lines[: edges[0]]


def without_standard_words(steps: Iterable[StepContent], title: Iterable[str]) -> list[StepContent]:
    """Remove the headings that the paper would print for these steps by itself.

    They depend on the title: «план … утверждён», but «программа … утверждена».
    """
    ending = approval_ending(title)
    return [
        replace(step, heading="") if step.heading == stamp_word(step, ending) else step
        for step in steps
    ]


def side_by_side(lines: list[str]) -> list[list[str]]:
    """Separate stamps that tabs or blanks divide on every line; return the lines of each.

    A line with fewer parts belongs to the last stamps if it begins with blanks. Lines of one
    stamp are returned as they are.
    """
    parts = [_parts(line) for line in lines]
    opening = next((part for part in parts if part), [])
    if len(opening) < 2 or not all(begins_stamp(words) for _, words in opening):  # noqa: PLR2004
        return [lines]
    columns: list[list[str]] = [[] for _ in opening]
    for part in parts:
        # Parts of a line that begins with blanks belong to the last stamps.
        first = max(len(columns) - len(part), 0) if part and part[0][0] else 0
        for place, (_, words) in enumerate(part):
            columns[min(first + place, len(columns) - 1)].append(words)
    return columns


def _parts(line: str) -> list[tuple[bool, str]]:
    """Return the parts of a line, each with whether a gap is before it."""
    pieces = GAP.split(line.rstrip())
    return [(place > 0, words.strip()) for place, words in enumerate(pieces) if words.strip()]


def _lines(lines: list[str]) -> list[str]:
    # Tabs separate a position from a name, so only the ends are trimmed here.
    return [part.strip() for line in lines for part in line.splitlines() if part.strip()]


def _stamps(lines: list[str]) -> list[StepContent]:
    """Read the stamp under one stamp word, or several if several people sign under it."""
    match = WORD.match(lines[0])
    word = match["word"].strip() if match else lines[0]
    rest = match["rest"].strip() if match else ""
    lines = [rest, *lines[1:]] if rest else lines[1:]
    signers = [_Signer()]
    last = max((index for index, line in enumerate(lines) if _signs(line)), default=-1)
    for index, line in enumerate(lines):
        if signers[-1].name and index <= last and _begins_signer(line, signers[-1]):
            signers.append(_Signer())
        signers[-1].add_line(line)
    return [_stamp(word, signer) for signer in signers]


def _begins_signer(line: str, before: _Signer) -> bool:
    """Whether a line under a name belongs to the next signer.

    Called only if a further name is in this line or below. Before a name there may be lines of
    a position, unless names come first.
    """
    if is_date_line(line) or CAPTION.fullmatch(line) or SEAL.match(line) or ACT.search(line):
        return False
    return _signs(line) if before.name_first else True


def _signs(line: str) -> bool:
    """Whether a line has the name of a signer, alone or beside the position."""
    signer = _Signer()
    signer.add_line(line)
    return bool(signer.name)


def _stamp(word: str, signer: _Signer) -> StepContent:
    act = ACT.search(" ".join(signer.acts))
    mode = Mode(act.lastgroup or "") if act else Mode.PERSON
    step = replace(_step(signer), verb=Verb.AGREE, mode=mode, heading=word)
    if "утвержд" in word.casefold():
        return replace(step, verb=Verb.APPROVE, office=OfficeRole.APPROVER)
    return replace(step, office=OfficeRole.CURATOR if "куратор" in step.position.casefold() else "")


def _step(signer: _Signer) -> StepContent:
    """Give the closing signature of a signer."""
    return StepContent(
        verb=Verb.CLOSE,
        position="\n".join(fold_blanks(line) for line in signer.positions),
        name=signer.name,
        name_first=signer.name_first and bool(signer.positions),
        before_name=signer.before,
        after_name=signer.after,
        act="\n".join(signer.acts),
        date_line=" ".join(signer.dates),
        office=OfficeRole.CHAIR,
    )


def read_closing(lines: list[str]) -> tuple[list[StepContent], list[str]]:
    """Return the closing signatures in these lines, and the other lines.

    A signature is a position and a name: on one line with tabs or a ruled line between them, or
    lines of a position with the name below.
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
        if signer.is_complete and not is_date_line(line) and not CAPTION.fullmatch(line):
            steps.append(_step(signer))
            signer = _Signer()
        signer.add_line(line)
        signer.is_blank |= bool(OFFICE.match(line) and BLANK.search(line))
        if has_name(line) and not signer.name:
            # A name among other words («Исполнитель: …, тел. …») is not a signature.
            rest.extend(line for line in (*signer.positions, *signer.acts) if line)
            signer = _Signer()
    if signer.is_complete:
        steps.append(_step(signer))
    else:
        left = [*signer.positions, *signer.acts, *signer.dates, signer.before]
        rest.extend(line for line in left if line)
    return [*steps, *read_stamps(lines[stamped:])[0]], rest


def _paired(lines: list[str]) -> list[str]:
    """Put each name under its office if all names are below all offices."""
    half = len(lines) // 2
    offices, names = lines[:half], lines[half:]
    if len(names) != half or not all(is_name(name) for name in names):
        return lines
    if not all(OFFICE.match(office) and not has_name(office) for office in offices):
        return lines
    return [line for pair in zip(offices, names, strict=True) for line in pair]


def has_name(text: str) -> bool:
    """Whether the text contains the name of a person."""
    return NAME.search(text) is not None
