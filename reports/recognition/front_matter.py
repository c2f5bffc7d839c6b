"""Reads what is above the first section: stamps, the title, city and year of a title page."""

from dataclasses import dataclass, field

from events.plan.content import StepContent
from reports.recognition import plan_heading, stamps, titles
from reports.recognition.office_words import OFFICE
from reports.recognition.phrases import ENUMERATED, MONTH_ALONE, fold_blanks, is_name
from reports.recognition.result import Findings
from reports.sources.source_document import Block, SourceParagraph, SourceTable

# The most lines between the title and the city of a title page.
COVER_LINES = 5
UNNAMED = "Над таблицей нет слова «план»: заголовком взято «{title}», проверьте его."


@dataclass(slots=True)
class FrontMatter:
    """The top of a plan, filled by `read`; `imprint` is the line with city and year."""

    blocks: tuple[Block, ...]
    findings: Findings
    title: list[str] = field(default_factory=list)
    imprint: str = ""
    title_page: bool = False
    steps: list[StepContent] = field(default_factory=list)

    def read(self, first_table: int) -> int:
        """Read blocks before the plan's first table; give the index of the next block."""
        unplaced = len(self.findings.unplaced)
        ends, loose = self._read_to_title(first_table, None)
        if not loose:
            return ends
        at = (
            None if self.title else titles.first_line_without_plan(self.blocks[:first_table], loose)
        )
        if at is None:
            # Without a title these lines open the text.
            return ends if self.title else loose[0]
        self.steps.clear()
        del self.findings.unplaced[unplaced:]
        ends, _ = self._read_to_title(first_table, at)
        if not plan_heading.OTHER_PLAN_NAME.match(self.title[0]):
            self.findings.remark(UNNAMED.format(title=" ".join(self.title)), f"абзац {at + 1}")
        return ends

    def _read_to_title(self, first_table: int, opening: int | None) -> tuple[int, list[int]]:
        """Read stamps and the title; give the index of the next block, and the unplaced blocks.

        `opening` is the first line of a title without the word «план».
        """
        at = 0
        loose: list[int] = []
        while at < first_table:
            block = self.blocks[at]
            if isinstance(block, SourceTable):
                titled = self._title_rows(block)
                tables = sum(isinstance(above, SourceTable) for above in self.blocks[:at])
                self.stamp_table(block, tables + 1, titled)
                if titled:
                    return self._title_found(at, at + 1, loose, first_table), loose
            elif at == opening or (opening is None and titles.is_title_line(block)):
                begins = titles.first_line(self.blocks, at, loose)
                return self._title_found(at, begins, loose, first_table), loose
            elif stamps.begins_stamp(block.text) or len(stamps.side_by_side([block.text])) > 1:
                at = self._stamp_paragraphs(at, first_table)
                continue
            elif block.text.strip():
                loose.append(at)
            at += 1
        return first_table, loose

    def _title_found(self, at: int, begins: int, loose: list[int], first_table: int) -> int:
        for index in loose:
            if index < begins:
                self._lose(index)
        blocks = self.blocks[begins : at + 1]
        lines = (block.text for block in blocks if isinstance(block, SourceParagraph))
        words = " ".join([*self.title, *lines])
        sure = titles.last_certain_line(self.blocks, words, at, first_table)
        return self._read_title(begins, first_table, sure)

    def _lose(self, at: int) -> None:
        block = self.blocks[at]
        if isinstance(block, SourceParagraph):
            self.findings.lose(fold_blanks(block.text), f"абзац {at + 1}")

    def read_title_over(self, at: int, head: int) -> None:
        """Take the title from the rows of the first table above its head."""
        table = self.blocks[at]
        if not isinstance(table, SourceTable) or head <= 0:
            return
        texts = [fold_blanks(cell.text) for row in table.rows[:head] for cell in row]
        if any(plan_heading.is_title(text) for text in texts):
            self.title.extend(line for text in texts for line in text.splitlines())

    def _title_rows(self, table: SourceTable) -> frozenset[int]:
        """Take the title out of a table of stamps; give its rows."""
        rows: set[int] = set()
        for at, row in enumerate(table.rows):
            texts = [fold_blanks(cell.text) for cell in row if cell.text.strip()]
            alone = texts[0] if len(texts) == 1 else ""
            if not alone or stamps.begins_stamp(alone) or stamps.has_name(alone):
                continue
            whole = plan_heading.YEAR.search(" ".join(self.title))
            if plan_heading.is_title(alone) if not rows else at - 1 in rows and not whole:
                rows.add(at)
                self.title.extend(alone.splitlines())
        return frozenset(rows)

    def stamp_table(
        self, table: SourceTable, number: int, titled: frozenset[int] = frozenset()
    ) -> None:
        """Read the stamps of the table `number` column by column, but for the rows `titled`."""
        for column in range(table.columns):
            lines = [
                paragraph.full_text
                for row in table.rows
                for cell in row
                if cell.column == column and cell.row not in titled
                for paragraph in cell.paragraphs
            ]
            steps, before = stamps.read_stamps(lines)
            self.steps.extend(steps)
            place = f"таблица {number}, графа {column + 1} (без шапки плана)"
            self.findings.lose("\n".join(before), place)

    def _stamp_paragraphs(self, at: int, first_table: int) -> int:
        """Read stamps of paragraphs with one alignment; give the index of the next block."""
        lines: list[str] = []
        begun = at
        while at < first_table:
            block = self.blocks[at]
            if not isinstance(block, SourceParagraph):
                break
            if block.text.strip() and _edge(block) != _edge(self.blocks[begun]):
                break
            if at > begun and plan_heading.is_title(block.text) and not stamps.has_name(block.text):
                break
            lines.append(block.text)
            at += 1
        for column in stamps.side_by_side(lines):
            steps, _ = stamps.read_stamps(column)
            self.steps.extend(steps)
        return at

    def _read_title(self, at: int, first_table: int, sure: int) -> int:
        """Read the title; lines up to `sure` belong to it whatever they look like."""
        opening = self.blocks[at]
        centred = isinstance(opening, SourceParagraph) and opening.align == "center"
        framed = bool(self.title)
        parted = False
        while at < first_table:
            block = self.blocks[at]
            if not isinstance(block, SourceParagraph):
                break
            text = fold_blanks(block.full_text)
            if self.title and at > sure and (block.page_break or self._is_imprint(at, first_table)):
                return self._read_imprint(at, first_table)
            if text and self.title and stamps.begins_stamp(text):
                return self._stamp_paragraphs(at, first_table)
            like = (
                block.align == "center"
                if centred
                else block.bold or plan_heading.may_continue_title(text)
            )
            like = like and not framed
            opens = self._begins_text(text, parted=parted and like)
            # The leader of the association is no part of the title.
            leads = is_name(text) or (
                bool(OFFICE.match(text)) and (stamps.has_name(text) or text.endswith(":"))
            )
            if text and self.title and at > sure and (leads or opens or not like):
                if not leads and (opens or not self._on_cover(at, first_table)):
                    break
                self._lose(at)
                at += 1
                continue
            if not self.title and (annex := titles.ANNEX.match(text)):
                self.findings.lose(annex[0], f"абзац {at + 1}")
                text = text[annex.end() :]
            self.title.extend(text.splitlines())
            parted = bool(self.title) and not text
            at += 1
        return at

    def _is_imprint(self, at: int, first_table: int) -> bool:
        whole = plan_heading.YEAR.search(plan_heading.close_spaced_words(" ".join(self.title)))
        return titles.is_imprint_line(self.blocks[:first_table], at, whole=whole is not None)

    def _on_cover(self, begins: int, first_table: int) -> bool:
        """Whether only a few lines remain to the end of a title page."""
        lines = 0
        for at, block in enumerate(self.blocks[begins:first_table], begins):
            if not isinstance(block, SourceParagraph) or lines > COVER_LINES:
                return False
            text = fold_blanks(block.text)
            if block.page_break or self._is_imprint(at, first_table):
                return True
            if ENUMERATED.match(text) or plan_heading.OPENS_TEXT.match(text):
                return False
            lines += bool(text)
        return False

    def _begins_text(self, text: str, *, parted: bool) -> bool:
        """Whether a line that looks like the title is the first heading after it.

        `parted`: an empty line is before it.
        """
        if not text or not self.title:
            return False
        if ENUMERATED.match(text) or MONTH_ALONE.match(text) or plan_heading.OPENS_TEXT.match(text):
            return True
        whole = plan_heading.YEAR.search(" ".join(self.title)) and not plan_heading.is_title(text)
        return bool(parted and whole and text[0].isupper() and not text.isupper())

    def _read_imprint(self, at: int, first_table: int) -> int:
        """Read the city and year of a title page, up to the page break."""
        while at < first_table:
            block = self.blocks[at]
            if not isinstance(block, SourceParagraph):
                break
            text = ", ".join(fold_blanks(block.text).splitlines())
            self.title_page |= block.page_break
            imprint = f"{self.imprint}, {text}" if self.imprint and text else text
            begun = not self.imprint and self._is_imprint(at, first_table)
            goes_on = plan_heading.is_imprint(imprint) and not plan_heading.IMPRINT.match(
                self.imprint
            )
            if text and not (begun or goes_on):
                break
            self.imprint = imprint or self.imprint
            at += 1
        return at


def _edge(block: Block) -> str:
    align = block.align if isinstance(block, SourceParagraph) else ""
    return "left" if align in ("", "justify") else align
