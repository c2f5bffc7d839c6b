"""Fields of Word: an open complex field, and what fields of old forms show.

No field is calculated: its last result is in the file.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reports.sources.docx.styles import bounded_number, child_value, switch

# Page numbers are no text of the document.
PAGE_NUMBERS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
# Numbers that Word works out while it draws and writes nowhere in the file.
OWN_NUMBERS = frozenset({"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"})


@dataclass(slots=True)
class Field:
    """An open complex field: the run where it begins, its code, what its form shows."""

    begins: int
    code: str = ""
    form: str = ""
    has_result: bool = False

    @property
    def counts_pages(self) -> bool:
        """Whether it shows a number of pages."""
        return self._kind in PAGE_NUMBERS

    @property
    def numbers_lines(self) -> bool:
        """Whether it shows a number that the file doesn't hold."""
        return self._kind in OWN_NUMBERS

    @property
    def _kind(self) -> str:
        return next(iter(self.code.upper().split()), "")


def shown_by_form(mark: Element) -> str:
    """What a tick box or a list of an old form shows; `mark` begins its field."""
    data = mark.find("w:ffData")
    if data is None:
        return ""
    tick = data.find("w:checkBox")
    if tick is not None:
        switches = (switch(tick, "w:checked"), switch(tick, "w:default"))
        return "☒" if next((one for one in switches if one is not None), False) else "☐"
    choice = data.find("w:ddList")
    if choice is None:
        return ""
    entries = [one.get("w:val", "") for one in choice.findall("w:listEntry")]
    chosen = child_value(choice, "w:result") or child_value(choice, "w:default")
    return next(iter(entries[bounded_number(chosen) :]), "")
