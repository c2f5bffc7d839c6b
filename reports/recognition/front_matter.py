"""Reads what is above the first section: stamps, the title, city and year of a title page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from events.plan.content import StepContent
from events.plan.dated_rows import inherited_month
from reports.recognition import plan_heading, stamps, titles
from reports.recognition.office_words import OFFICE
from reports.recognition.phrases import ENUMERATED, MONTH_ALONE, fold_blanks, is_name
from reports.recognition.result import Findings
from reports.sources.source_document import Block, SourceParagraph, SourceTable

# The most lines between the title and the city of a title page.
COVER_LINES = 5
NEAREST = "Заголовок взят из строк над таблицей, а не с начала файла: «{title}»."
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
        above = self.blocks[:first_table]
        at = titles.nearest_title(above, " ".join(self.title))
        if at is None and not self.title and loose:
            at = titles.first_line_without_plan(above, loose)
            # Without a title these lines open the text.
            ends = loose[0]
        if at is None:
            return ends
        self.title.clear()
        self.steps.clear()
        self.imprint, self.title_page = "", False
        del self.findings.unplaced[unplaced:]
        ends, _ = self._read_to_title(first_table, at)
        title = " ".join(self.title)
        if plan_heading.is_title(title):
            self.findings.remark(NEAREST.format(title=title), f"абзац {at + 1}")
        elif not plan_heading.OTHER_PLAN_NAME.match(title):
            self.findings.remark(UNNAMED.format(title=title), f"абзац {at + 1}")
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
        lines = (block.text for block in self._paragraphs(begins, at + 1))
        words = " ".join([*self.title, *lines])
        sure = titles.last_certain_line(self.blocks, words, at, first_table)
        return self._read_title(begins, first_table, sure)

    @property
    def _names_year(self) -> bool:
        title = plan_heading.close_spaced_words(" ".join(self.title))
        return plan_heading.YEAR.search(title) is not None

    def _paragraphs(self, begins: int, stop: int) -> Iterator[SourceParagraph]:
        """Yield the paragraphs from one block on, up to the block `stop` or a table."""
        for block in self.blocks[begins:stop]:
            if isinstance(block, SourceTable):
                return
            yield block

    def _lose(self, at: int) -> None:
        for block in self._paragraphs(at, at + 1):
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
            if (at - 1 in rows and not self._names_year) if rows else plan_heading.is_title(alone):
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
        """Read stamps of paragraphs with one alignment; give the index of the next block.

        The signature or the date of an unfinished stamp may be aligned otherwise.
        """
        lines: list[str] = []
        align = titles.alignment(self.blocks[at])
        for block in self._paragraphs(at, first_table):
            apart = block.text.strip() and titles.alignment(block) != align
            if apart and not stamps.goes_on(block.text, lines):
                break
            if lines and plan_heading.is_title(block.text) and not stamps.has_name(block.text):
                break
            lines.append(block.text)
        for column in stamps.side_by_side(lines):
            self.steps.extend(stamps.read_stamps(column)[0])
        return at + len(lines)

    def _read_title(self, at: int, first_table: int, sure: int) -> int:
        """Read the title; lines up to `sure` belong to it whatever they look like."""
        centred = titles.alignment(self.blocks[at]) == "center"
        framed = bool(self.title)
        parted = False
        for block in self._paragraphs(at, first_table):
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
            opens = self._begins_text(text, parted=parted and like) or self._heads_month(at)
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
        return titles.is_imprint_line(self.blocks[:first_table], at, whole=self._names_year)

    def _on_cover(self, begins: int, first_table: int) -> bool:
        """Whether only a few lines remain to the end of a title page."""
        lines = 0
        for at, block in enumerate(self._paragraphs(begins, first_table), begins):
            if lines > COVER_LINES:
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
        whole = self._names_year and not plan_heading.is_title(text)
        return parted and whole and text[0].isupper() and not text.isupper()

    def _heads_month(self, at: int) -> bool:
        """Whether the lines from here, after a whole title, head a month: «План / на май»."""
        lines = [block.text for block in self._paragraphs(at, at + 2)]
        month = inherited_month(lines[:1]) or inherited_month([" ".join(lines)])
        return self._names_year and month is not None

    def _read_imprint(self, at: int, first_table: int) -> int:
        """Read the city and year of a title page, up to the page break."""
        for block in self._paragraphs(at, first_table):
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
