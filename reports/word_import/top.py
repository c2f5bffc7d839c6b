"""Reads what stands over the first section: stamps, the title, city and year of a title page.

It knows the order of these parts; it refuses to know how a stamp or a title is worded.
"""

from dataclasses import dataclass, field

from events.content import StepContent
from reports.word_file import Block, Paragraph, Table

from . import heading, stamps
from .model import Findings
from .phrases import ENUMERATED, tidy


@dataclass(slots=True)
class Top:
    """The top of a plan, filled by `read`; `imprint` is the line of city and year."""

    blocks: tuple[Block, ...]
    findings: Findings
    title: list[str] = field(default_factory=list)
    imprint: str = ""
    title_page: bool = False
    steps: list[StepContent] = field(default_factory=list)

    def read(self, first_table: int) -> int:
        """Read the blocks before the first plan's table; the index of the block that follows."""
        at = 0
        loose: list[int] = []
        while at < first_table:
            block = self.blocks[at]
            if isinstance(block, Table):
                self.stamp_table(block)
            elif stamps.begins_stamp(block.text) or len(stamps.side_by_side([block.text])) > 1:
                at = self._stamp_paragraphs(at, first_table)
                continue
            elif heading.TITLE.search(block.text) and not ENUMERATED.match(block.text):
                for one in loose:
                    self._lose(one)
                return self._read_title(at, first_table)
            elif block.text.strip():
                loose.append(at)
            at += 1
        # No title at all: what was met is the opening of the text.
        return loose[0] if loose else first_table

    def _lose(self, at: int) -> None:
        block = self.blocks[at]
        if isinstance(block, Paragraph):
            self.findings.lose(tidy(block.text), f"абзац {at + 1}")

    def stamp_table(self, table: Table) -> None:
        """Read the stamps of a table that is no plan, column by column."""
        for column in range(table.columns):
            lines = [
                paragraph.full_text
                for row in table.rows
                for cell in row
                if cell.column == column
                for paragraph in cell.paragraphs
            ]
            steps, before = stamps.read_stamps(lines)
            self.steps.extend(steps)
            self.findings.lose("\n".join(before), "таблица без шапки плана")

    def _stamp_paragraphs(self, at: int, first_table: int) -> int:
        """Read the stamps that begin here and go on at one edge; the index of what follows."""
        lines: list[str] = []
        begun = at
        while at < first_table:
            block = self.blocks[at]
            if not isinstance(block, Paragraph):
                break
            if block.text.strip() and _edge(block) != _edge(self.blocks[begun]):
                break
            if at > begun and heading.TITLE.search(block.text) and not stamps.has_name(block.text):
                break
            lines.append(block.text)
            at += 1
        for column in stamps.side_by_side(lines):
            steps, _ = stamps.read_stamps(column)
            self.steps.extend(steps)
        return at

    def _read_title(self, at: int, first_table: int) -> int:
        opening = self.blocks[at]
        centred = isinstance(opening, Paragraph) and opening.align == "center"
        while at < first_table:
            block = self.blocks[at]
            if not isinstance(block, Paragraph):
                break
            text = tidy(block.full_text)
            if self.title and (block.page_break or heading.IMPRINT.match(text)):
                return self._read_imprint(at, first_table)
            like = block.align == "center" if centred else block.bold or heading.goes_on(text)
            if text and self.title and (not like or ENUMERATED.match(text)):
                break
            if stamps.begins_stamp(text):
                return self._stamp_paragraphs(at, first_table)
            self.title.extend(text.splitlines())
            at += 1
        return at

    def _read_imprint(self, at: int, first_table: int) -> int:
        """Read the city and year at the foot of a title page, up to the page break."""
        while at < first_table:
            block = self.blocks[at]
            if not isinstance(block, Paragraph):
                break
            text = tidy(block.text)
            self.title_page |= block.page_break
            if text and (self.imprint or not heading.IMPRINT.match(text)):
                break
            self.imprint = self.imprint or text
            at += 1
        return at


def _edge(block: Block) -> str:
    align = block.align if isinstance(block, Paragraph) else ""
    return "left" if align in ("", "justify") else align
