"""Styles of a Word file, with inheritance: bold, hidden, alignment and list."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

# No real style inherits from more styles.
MAX_STYLES = 50


def child_value(element: Element | None, name: str) -> str | None:
    """`w:val` of this child; None where the child or the attribute is missing."""
    child = element.find(name) if element is not None else None
    return child.get("w:val") if child is not None else None


def switch(element: Element | None, name: str) -> bool | None:
    """An on/off property; None where it is absent."""
    child = element.find(name) if element is not None else None
    if child is None:
        return None
    return child.get("w:val", "1") not in ("0", "false", "off", "none")


def bounded_number(text: str | None, default: int = 0) -> int:
    """A number of an attribute, from 0 to 100,000, so that no loop counts to a billion."""
    try:
        return max(0, min(int(text or ""), 100_000))
    except ValueError:
        return default


@dataclass(frozen=True, slots=True)
class Style:
    """One style before inheritance."""

    name: str
    based_on: str | None
    bold: bool | None
    hidden: bool | None
    align: str | None
    num_id: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class ListOf:
    """The list of a style's paragraphs; `style` is the one that names the list."""

    num_id: str
    level: str | None
    style: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """One style with all it inherits."""

    bold: bool | None = None
    hidden: bool | None = None
    align: str = ""
    list_of: ListOf | None = None


NOTHING = Resolved()


class Styles:
    """Paragraph and character styles by their id, inheritance followed."""

    def __init__(self, tree: Element | None) -> None:
        """Read word/styles.xml; an absent one means no styles."""
        self._styles: dict[str, Style] = {}
        self._known: dict[str, Resolved] = {}
        self.default = ""
        for element in tree.findall("w:style") if tree is not None else ():
            name = element.get("w:styleId", "")
            runs, paragraphs = element.find("w:rPr"), element.find("w:pPr")
            numbers = paragraphs.find("w:numPr") if paragraphs is not None else None
            self._styles[name] = Style(
                name=name,
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
        """Bold by this style; None where no style of the chain decides."""
        return self._resolved(name).bold

    def hidden(self, name: str | None) -> bool | None:
        """Hidden by this style; None where no style of the chain decides."""
        return self._resolved(name).hidden

    def align(self, name: str | None) -> str:
        """Alignment by this style; empty where none is set."""
        return self._resolved(name).align

    def numbers(self, name: str | None) -> ListOf | None:
        """The list of this style; None where it makes none."""
        return self._resolved(name).list_of

    def _resolved(self, name: str | None) -> Resolved:
        if not name:
            return NOTHING
        # Called for every run of the document, so each chain is walked once.
        if name not in self._known:
            chain = self.chain(name)
            self._known[name] = Resolved(
                next((s.bold for s in chain if s.bold is not None), None),
                next((s.hidden for s in chain if s.hidden is not None), None),
                next((s.align for s in chain if s.align), ""),
                next((ListOf(s.num_id, s.level, s.name) for s in chain if s.num_id), None),
            )
        return self._known[name]
