"""Faces and list numbers of a Word file: what styles.xml and numbering.xml add to a paragraph.

It knows inheritance of styles and how Word counts; it refuses to know paragraphs' text.
"""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .model import WordFileError
from .parts import MAX_LETTERS, SUSPICIOUS, TOO_MUCH_TEXT

LEVELS = 9
# The longest pattern of a number that anybody writes: «%1.%2.%3.» and some words.
MAX_PATTERN = 100
# A style that stands on more others than this is drawn by nobody.
MAX_STYLES = 50
BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0d8": "➢", "\uf0fc": "✓", "o": "◦"}
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
LETTERS = {
    "russianLower": RUSSIAN,
    "russianUpper": RUSSIAN.upper(),
    "lowerLetter": LATIN,
    "upperLetter": LATIN.upper(),
}
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def child_value(element: Element | None, name: str) -> str | None:
    """`w:val` of this child; None where the child or the attribute is missing."""
    child = element.find(name) if element is not None else None
    return child.get("w:val") if child is not None else None


def switch(element: Element | None, name: str) -> bool | None:
    """An on/off property: None where it isn't said."""
    child = element.find(name) if element is not None else None
    if child is None:
        return None
    return child.get("w:val", "1") not in ("0", "false", "off", "none")


def whole(text: str | None, default: int = 0) -> int:
    """A number of an attribute, bounded so that nobody counts to a billion."""
    try:
        return max(0, min(int(text or ""), 100_000))
    except ValueError:
        return default


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself, before inheritance."""

    based_on: str | None
    bold: bool | None
    hidden: bool | None
    align: str | None
    num_id: str | None
    level: str | None


class Styles:
    """Paragraph and character styles by their id, inheritance followed."""

    def __init__(self, tree: Element | None) -> None:
        """Read word/styles.xml; an absent one means no styles."""
        self._styles: dict[str, Style] = {}
        self.default = ""
        for element in tree.findall("w:style") if tree is not None else ():
            name = element.get("w:styleId", "")
            runs, paragraphs = element.find("w:rPr"), element.find("w:pPr")
            numbers = paragraphs.find("w:numPr") if paragraphs is not None else None
            self._styles[name] = Style(
                based_on=child_value(element, "w:basedOn"),
                bold=switch(runs, "w:b"),
                hidden=switch(runs, "w:vanish"),
                align=child_value(paragraphs, "w:jc"),
                num_id=child_value(numbers, "w:numId"),
                level=child_value(numbers, "w:ilvl"),
            )
            if element.get("w:type") == "paragraph" and element.get("w:default") in ("1", "true"):
                self.default = name

    def chain(self, name: str | None) -> list[Style]:
        """The style and those it is based on, nearest first; a loop ends the chain."""
        found: list[Style] = []
        seen: set[str] = set()
        while name and name in self._styles and name not in seen and len(seen) < MAX_STYLES:
            seen.add(name)
            found.append(self._styles[name])
            name = self._styles[name].based_on
        return found

    def bold(self, name: str | None) -> bool | None:
        """Bold by this style; None where no style of the chain says."""
        return next((s.bold for s in self.chain(name) if s.bold is not None), None)

    def hidden(self, name: str | None) -> bool | None:
        """Hidden by this style; None where no style of the chain says."""
        return next((s.hidden for s in self.chain(name) if s.hidden is not None), None)

    def align(self, name: str | None) -> str:
        """Alignment by this style; empty where none is said."""
        return next((s.align for s in self.chain(name) if s.align), "")

    def numbers(self, name: str | None) -> tuple[str, str] | None:
        """(list id, level) by this style; None where it makes no list."""
        return next(((s.num_id, s.level or "0") for s in self.chain(name) if s.num_id), None)


@dataclass(slots=True)
class Level:
    """One level of a list: how its numbers begin and look."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass(slots=True)
class Num:
    """One list: the pattern it follows and where it begins anew."""

    pattern: str
    starts: dict[int, int] = field(default_factory=dict)
    begun: bool = False


class Numbering:
    """Counts list paragraphs as Word does, in reading order."""

    def __init__(self, tree: Element | None) -> None:
        """Read word/numbering.xml; an absent one means no automatic numbers."""
        self._patterns: dict[str, dict[int, Level]] = {}
        self._nums: dict[str, Num] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._letters = 0
        for element in tree.findall("w:abstractNum") if tree is not None else ():
            levels = {
                whole(level.get("w:ilvl")): _level(level) for level in element.findall("w:lvl")
            }
            self._patterns[element.get("w:abstractNumId", "")] = levels
        for element in tree.findall("w:num") if tree is not None else ():
            num = Num(pattern=child_value(element, "w:abstractNumId") or "")
            for override in element.findall("w:lvlOverride"):
                start = child_value(override, "w:startOverride")
                if start is not None:
                    num.starts[whole(override.get("w:ilvl"))] = whole(start, 1)
            self._nums[element.get("w:numId", "")] = num

    def marker(self, num_id: str, level: int) -> str:
        """The marker of the next paragraph of this list at this level; empty where there's none."""
        num = self._nums.get(num_id)
        levels = self._patterns.get(num.pattern, {}) if num is not None else {}
        if num is None or level not in levels or level >= LEVELS:
            return ""
        counts = self._counts.setdefault(num.pattern, [None] * LEVELS)
        if not num.begun:
            num.begun = True
            for at, start in num.starts.items():
                if at < LEVELS:
                    counts[at] = start - 1
        current = counts[level]
        counts[level] = levels[level].start if current is None else current + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        drawn = self._drawn(levels, level, counts)
        # What Word draws itself stands nowhere in the file, so it is weighed here.
        self._letters += len(drawn)
        if self._letters > MAX_LETTERS:
            raise WordFileError(TOO_MUCH_TEXT)
        return drawn

    @staticmethod
    def _drawn(levels: dict[int, Level], level: int, counts: list[int | None]) -> str:
        own = levels[level]
        if own.form == "bullet":
            sign = own.text.strip()
            private = any("\ue000" <= letter <= "\uf8ff" for letter in sign)
            return BULLETS.get(sign, "•" if private else sign)
        if own.form == "none":
            return ""
        text = own.text
        for at in range(level + 1):
            one = levels.get(at, Level())
            count = counts[at]
            form = "decimal" if own.legal else one.form
            text = text.replace(f"%{at + 1}", spelled(one.start if count is None else count, form))
        return text.strip()


def _level(element: Element) -> Level:
    pattern = child_value(element, "w:lvlText") or ""
    if len(pattern) > MAX_PATTERN:
        raise WordFileError(SUSPICIOUS)
    return Level(
        start=whole(child_value(element, "w:start"), 1),
        form=child_value(element, "w:numFmt") or "decimal",
        text=pattern,
        legal=bool(switch(element, "w:isLgl")),
    )


def spelled(number: int, form: str) -> str:
    """A number in one of Word's forms; unknown forms are written in digits."""
    if form in ("upperRoman", "lowerRoman"):
        roman = to_roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form in LETTERS and number > 0:
        # After the last letter Word doubles them: я, аа, бб.
        times, at = divmod(number - 1, len(LETTERS[form]))
        return LETTERS[form][at] * min(times + 1, 9)
    return f"{number:02d}" if form == "decimalZero" else str(number)


def to_roman(number: int) -> str:
    """A positive number below 4000 in Roman digits; others in plain digits."""
    if not 0 < number < 4000:  # noqa: PLR2004 (the reach of Roman digits)
        return str(number)
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text
