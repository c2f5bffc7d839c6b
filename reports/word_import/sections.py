"""Reads the middle of a plan: headings, numbered paragraphs and tables, in their order.

It knows which paragraph is a heading and whose table follows it; it refuses to know rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.word_file import Block, Paragraph, Table

from .columns import Head
from .corrections import RowKind
from .model import Findings, SectionDraft
from .phrases import ENUMERATED, split_number, tidy
from .tables import TableReader, known_responsible
from .top import Top

ROMAN = "IVXLC"
HEADING_LENGTH, INTRODUCTION_LINES = 200, 3


@dataclass(slots=True)
class Sections:
    """Reads the blocks between the title and the closing signatures."""

    blocks: tuple[Block, ...]
    heads: dict[int, Head]
    top: Top
    findings: Findings
    said: Mapping[tuple[int, int], RowKind]
    drafts: list[SectionDraft] = field(default_factory=list)
    # The text section that a paragraph would go on with.
    _text: SectionDraft | None = None

    def read(self, begins: int, last: int) -> list[SectionDraft]:
        """The sections of these blocks, the last one included."""
        known = known_responsible(
            [(t, self.heads[i]) for i, t in enumerate(self.blocks) if isinstance(t, Table)
             and i in self.heads]
        )  # fmt: skip
        number = sum(isinstance(block, Table) for block in self.blocks[:begins])
        for at in range(begins, last + 1):
            block = self.blocks[at]
            if isinstance(block, Paragraph):
                self._paragraph(block, at)
                continue
            number += 1
            if at in self.heads:
                self._table(block, self.heads[at], number, known)
            else:
                self.top.stamp_table(block)
        for draft in self.drafts:
            if draft.text:
                _settle(draft)
        return self.drafts

    def _paragraph(self, block: Paragraph, at: int) -> None:
        text = tidy(block.full_text)
        if not text:
            return
        place = f"абзац {at + 1}"
        if block.bold or (ENUMERATED.match(text) and text[0] in ROMAN):
            number, words = split_number(text)
            self._begin(SectionDraft(words, number, text=True, place=place))
            return
        if self._text is None:
            self._begin(SectionDraft(text=True, place=place))
        if self._text is not None:
            self._text.paragraphs.extend(text.splitlines())

    def _begin(self, draft: SectionDraft) -> None:
        self.drafts.append(draft)
        self._text = draft

    def _table(self, table: Table, head: Head, number: int, known: frozenset[str]) -> None:
        over = self._text
        self._text = None
        if over is not None and _stands_over(over):
            over.text, over.shown, over.columns = False, "heading", head.printed
            TableReader(table, head, number, over, True, known, self.findings, self.said).read()
            return
        goes_on = not head.found and over is None and bool(self.drafts)
        home = _last_of(self.drafts[-1]) if goes_on else SectionDraft(place=f"таблица {number}")
        home.columns = head.printed
        reader = TableReader(table, head, number, home, False, known, self.findings, self.said)
        sections = reader.read()
        if home.rows and not goes_on:
            self.drafts.append(home)
        self.drafts.extend(sections)


def _stands_over(draft: SectionDraft) -> bool:
    """Whether what was read as text is the heading of the table that follows it.

    A few plain lines under a heading introduce the table; one short line alone is a heading.
    """
    lines = draft.paragraphs
    if any(ENUMERATED.match(line) for line in lines) or len(lines) > INTRODUCTION_LINES:
        return False
    if not draft.heading:
        if len(lines) != 1 or len(lines[0]) > HEADING_LENGTH or lines[0].endswith((".", ";")):
            return False
        draft.heading = lines[0]
        lines.clear()
    draft.lead_in = "\n".join(lines)
    lines.clear()
    return True


def _last_of(draft: SectionDraft) -> SectionDraft:
    return _last_of(draft.children[-1]) if draft.children else draft


def _settle(draft: SectionDraft) -> None:
    """Take the numbers off paragraphs that are numbered 1, 2, 3 …; others keep them as words.

    Lines before the first number introduce the paragraphs.
    """
    split = [split_number(line) for line in draft.paragraphs]
    begins = next((i for i, (number, _) in enumerate(split) if number), len(split))
    numbers = [number.rstrip(".)") for number, _ in split[begins:]]
    if numbers and numbers == [str(i) for i in range(1, len(numbers) + 1)]:
        draft.lead_in = "\n".join(draft.paragraphs[:begins])
        draft.paragraphs = [words for _, words in split[begins:]]
        draft.numbered_paragraphs = True
