"""Numbers and bullets that numbering.xml makes Word draw before a paragraph."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from reports.sources.docx.characters import with_usual_hyphens
from reports.sources.docx.parts import MAX_LETTERS, SUSPICIOUS, TOO_MUCH_TEXT
from reports.sources.docx.styles import Styles, bounded_number, child_value, switch
from reports.sources.source_document import SourceError

LEVELS = 9
# Of a number: «%1.%2.%3.» and some words.
MAX_PATTERN = 100
# Bullets of fonts that have pictures at the codes of letters.
BULLETS = {"o": "◦", "§": "▪", "Ø": "➢", "ü": "✓", "v": "❖", "·": "•"}
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


@dataclass(slots=True)
class Level:
    """One level of a list: how its numbers start, look and restart."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    # Levels above this one restart it; None: any level above it; 0: none.
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class Num:
    """One list: its pattern, its own levels, and the numbers at which it restarts."""

    pattern: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    begun: bool = False


class ListNumbering:
    """Counts list paragraphs as Word does, in reading order."""

    def __init__(self, tree: Element | None, styles: Styles) -> None:
        """Read word/numbering.xml; an absent one means no automatic numbers."""
        self._styles = styles
        self._patterns: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._nums: dict[str, Num] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._letters = 0
        for element in tree.findall("w:abstractNum") if tree is not None else ():
            name = element.get("w:abstractNumId", "")
            self._patterns[name] = _levels(element)
            if link := child_value(element, "w:numStyleLink"):
                self._links[name] = link
        for element in tree.findall("w:num") if tree is not None else ():
            self._nums[element.get("w:numId", "")] = _num(element)

    def marker(self, num_id: str, level: str | None, style: str = "") -> str:
        """The marker of the next paragraph of this list at this level; empty where there's none.

        Where the paragraph has no level, it is that of its style.
        """
        num = self._nums.get(num_id)
        if num is None:
            return ""
        pattern, levels = self._pattern(num)
        at = bounded_number(level) if level is not None else _of_style(levels, style)
        if at not in levels or at >= LEVELS:
            return ""
        counts = self._counts.setdefault(pattern, [None] * LEVELS)
        if not num.begun:
            num.begun = True
            for restarted in num.starts:
                if restarted < LEVELS:
                    counts[restarted] = None
        for above in range(at):
            # A skipped level counts as begun: after «1.1» comes «2».
            if counts[above] is None:
                counts[above] = _start(num, levels, above)
        current = counts[at]
        counts[at] = _start(num, levels, at) if current is None else current + 1
        for below in range(at + 1, LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or at < restart:
                counts[below] = None
        drawn = _drawn(num, levels, at, counts)
        # What Word draws itself is not in the file, so its letters are counted here.
        self._letters += len(drawn)
        if self._letters > MAX_LETTERS:
            raise SourceError(TOO_MUCH_TEXT)
        return drawn

    def _pattern(self, num: Num) -> tuple[str, dict[int, Level]]:
        """The list's pattern, maybe through a list style, and its levels."""
        name = num.pattern
        if name in self._links:
            linked = self._styles.numbers(self._links[name])
            other = self._nums.get(linked.num_id) if linked else None
            name = other.pattern if other else name
        levels = self._patterns.get(name, {})
        return name, {**levels, **num.levels} if num.levels else levels


def _levels(element: Element) -> dict[int, Level]:
    return {
        bounded_number(level.get("w:ilvl")): _level(level) for level in element.findall("w:lvl")
    }


def _level(element: Element) -> Level:
    pattern = child_value(element, "w:lvlText") or ""
    if len(pattern) > MAX_PATTERN:
        raise SourceError(SUSPICIOUS)
    restart = child_value(element, "w:lvlRestart")
    return Level(
        start=bounded_number(child_value(element, "w:start"), 1),
        form=child_value(element, "w:numFmt") or "decimal",
        text=pattern,
        legal=bool(switch(element, "w:isLgl")),
        restart=None if restart is None else bounded_number(restart),
        style=child_value(element, "w:pStyle"),
    )


def _num(element: Element) -> Num:
    num = Num(pattern=child_value(element, "w:abstractNumId") or "")
    for override in element.findall("w:lvlOverride"):
        at = bounded_number(override.get("w:ilvl"))
        start = child_value(override, "w:startOverride")
        if start is not None:
            num.starts[at] = bounded_number(start, 1)
        for own in override.findall("w:lvl"):
            num.levels[at] = _level(own)
    return num


def _of_style(levels: dict[int, Level], style: str) -> int:
    return next((at for at, one in levels.items() if style and one.style == style), 0)


def _start(num: Num, levels: dict[int, Level], at: int) -> int:
    return num.starts.get(at, levels[at].start if at in levels else 1)


def _drawn(num: Num, levels: dict[int, Level], level: int, counts: list[int | None]) -> str:
    own = levels[level]
    if own.form == "bullet":
        bullet = with_usual_hyphens(own.text.strip())
        return BULLETS.get(bullet, bullet)
    text = own.text
    for at in range(level + 1):
        one = levels.get(at, Level())
        count = counts[at]
        number = _start(num, levels, at) if count is None else count
        form = "decimal" if own.legal and one.form != "none" else one.form
        text = text.replace(f"%{at + 1}", formatted_number(number, form))
    bare = own.form == "none" and not any(character.isalnum() for character in text)
    return "" if bare else text.strip()


def formatted_number(number: int, form: str) -> str:
    """A number in one of Word's forms; unknown forms are written in digits."""
    if form == "none":
        return ""
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
