"""How elements of an HTML page look: hidden, bold, aligned, numbered.

Only the few CSS declarations that reading needs are used.
"""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

_ASKED: Final = (
    r"display|visibility|mso-hide|font-weight|text-align|(?:page-)?break-before|list-style(?:-type)?"
    r"|mso-list|mso-element|mso-tab-count"
)
_DECLARED: Final = re.compile(rf"(?<![\w-])({_ASKED})\s*:\s*([^;{{}}\"]+)", re.IGNORECASE)
# Each piece of a sheet is looked at once, however long it is: a rule begins after a brace only, a
# rule for print has no second «@», and what nobody closed goes on to the end.
_RULE: Final = re.compile(r"(?<![^{}])([^{}]++)\{([^{}]*)\}")
# Rules for print and small screens: what they hide is seen on the page.
_AT_RULE: Final = re.compile(r"@[^@{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_COMMENT: Final = re.compile(r"<!--|-->|/\*.*?(?:\*/|\Z)", re.DOTALL)
_CLASS: Final = re.compile(r"(\w*)\.([\w-]+)")
MAX_STYLES: Final = 500_000
HEAVY: Final = 600
ALIGNED: Final = frozenset(("left", "right", "center", "justify"))
# How lists are numbered, by the words of CSS and of old HTML, in the words of Word.
FORMS: Final = {
    "upper-roman": "upperRoman", "lower-roman": "lowerRoman", "upper-alpha": "upperLetter",
    "lower-alpha": "lowerLetter", "upper-latin": "upperLetter", "lower-latin": "lowerLetter",
    "decimal-leading-zero": "decimalZero", "decimal": "decimal", "none": "none",
    "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter", "1": "decimal",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ElementLook:
    """How one element looks; None or empty where nothing is declared."""

    hidden: bool = False
    bold: bool | None = None
    align: str = ""
    page_break: bool = False
    form: str = ""
    # Word's own: the number that it drew, and parts outside the text.
    is_number: bool = False
    is_tab: bool = False
    part: str = ""


class Looks:
    """The looks of one page's elements, by the rules of their classes and their own styles."""

    def __init__(self, root: etree._Element) -> None:
        """Read the style sheets inside the page; no other address is fetched."""
        self._classes: dict[str, str] = {}
        self._known: dict[tuple[str, str, str], ElementLook] = {}
        told = "".join(one.text or "" for one in root.iter("style"))[:MAX_STYLES]
        for selectors, said in _RULE.findall(_AT_RULE.sub("", _COMMENT.sub("", told))):
            declared = ";".join(f"{name}:{value}" for name, value in _DECLARED.findall(said))
            for selector in selectors.split(",") if declared else ():
                if found := _CLASS.fullmatch(selector.strip()):
                    name = f"{found[1].lower()}.{found[2]}"
                    self._classes[name] = f"{self._classes.get(name, '')};{declared}"

    def of(self, element: etree._Element) -> ElementLook:
        """The look of an element."""
        tag = element.tag if isinstance(element.tag, str) else ""
        classes, style = element.get("class", ""), element.get("style", "")
        align = (element.get("align") or "").lower()
        if element.get("hidden") is not None:
            return ElementLook(hidden=True)
        key = (tag, classes, f"text-align:{align};{style}" if align in ALIGNED else style)
        if key not in self._known:
            self._known[key] = self._read(*key)
        return self._known[key]

    def _read(self, tag: str, classes: str, style: str) -> ElementLook:
        if not classes and not style:
            return ElementLook()
        named = [n for one in classes.split() for n in (f".{one}", f"{tag}.{one}")]
        told = ";".join([*(self._classes.get(name, "") for name in named), style])
        said = {name.lower(): value.strip().lower() for name, value in _DECLARED.findall(told)}
        weight = said.get("font-weight", "")
        align = said.get("text-align", "")
        form = said.get("list-style-type") or said.get("list-style", "")
        return ElementLook(
            hidden=said.get("display") == "none"
            or said.get("visibility") == "hidden"
            or said.get("mso-hide") == "all"
            or "msodel" in classes.lower().split(),
            bold=None if not weight else weight.startswith("bold") or _is_heavy(weight),
            align=align if align in ALIGNED else "",
            page_break="always" in (said.get("page-break-before"), said.get("break-before"))
            or said.get("break-before") == "page",
            form=next((FORMS[word] for word in form.split() if word in FORMS), ""),
            is_number=said.get("mso-list") == "ignore",
            is_tab="mso-tab-count" in said,
            part=_part(said.get("mso-element", ""), classes.lower()),
        )


def _part(element: str, classes: str) -> str:
    if element in ("comment-list", "comment"):
        return "comments"
    # The mark in the text to which a comment belongs.
    return "anchor" if "msocomanchor" in classes or "msocommentreference" in classes else ""


def _is_heavy(weight: str) -> bool:
    digits = re.match(r"\d+", weight)
    return digits is not None and int(digits[0]) >= HEAVY
