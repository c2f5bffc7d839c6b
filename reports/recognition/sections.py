"""Reads the body of a plan: headings, paragraphs and tables in their order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from events.plan.roles import ColumnRole
from events.plan.vocabulary import ShownAs
from reports.recognition import people
from reports.recognition.corrections import RowKind
from reports.recognition.front_matter import FrontMatter
from reports.recognition.phrases import BULLET, ENUMERATED, fold_blanks, split_number
from reports.recognition.plan_heading import is_title
from reports.recognition.result import Findings, SectionDraft
from reports.recognition.table_head import Head
from reports.recognition.tables import TableReader
from reports.recognition.words import word_counts
from reports.sources.source_document import Block, SourceParagraph, SourceTable

ROMAN = "IVXLC"
HEADING_LENGTH, INTRODUCTION_LINES = 200, 3
# Parts before a table that are never its heading.
AIMS = re.compile(
    r"(?:цел[ьи]|задач[аи]|(?:единая\s+)?(?:методическая\s+)?тема|проблема|пояснительная|руководитель|девиз)\b",
    re.IGNORECASE,
)
# A heading of a table that says by itself that the table is the plan.
OVER_TABLE = re.compile(
    r"(?:(?:[а-яё]+(?:ый|ой)\s+)?план(?:-\w+)?|(?:календарно-)?тематическое\s+планирование|график|циклограмма"
    r"|(?:[а-яё]+(?:ые|ие)\s+)?мероприятия|перечень|содержание|тематика)\b",
    re.IGNORECASE,
)
NUMBERED = "Строки с номерами приняты за названия разделов: проверьте, что это не список."
# «Тема: …»: text after a label is not a heading.
LABELLED = re.compile(r"[^:«»]{1,60}:\s*\S")


@dataclass(slots=True)
class SectionReader:
    """Reads the blocks between the title and the closing signatures into sections."""

    blocks: tuple[Block, ...]
    heads: dict[int, Head]
    top: FrontMatter
    findings: Findings
    row_kinds: Mapping[tuple[int, int], RowKind]
    drafts: list[SectionDraft] = field(default_factory=list)
    # The text section that the next paragraph continues.
    _text: SectionDraft | None = None
    # Whether an empty line is before the paragraph read last, and before the next one.
    _is_apart: bool = False
    _after_gap: bool = False

    def read(self, begins: int, last: int) -> list[SectionDraft]:
        """Return the sections of the blocks from `begins` to `last`, both included."""
        known = self._known_responsible()
        number = sum(isinstance(block, SourceTable) for block in self.blocks[:begins])
        for index in range(begins, last + 1):
            block = self.blocks[index]
            if isinstance(block, SourceParagraph):
                self._paragraph(block, index)
                continue
            number += 1
            if index in self.heads:
                self._table(block, self.heads[index], number, known)
            else:
                self.top.stamp_table(block, number)
        for draft in self.drafts:
            if draft.text:
                _remove_numbers(draft)
        return self.drafts

    def _known_responsible(self) -> frozenset[str]:
        """Return the phrases that occur alone as a responsible in the plan's tables."""
        texts: list[str] = []
        for index, head in self.heads.items():
            table, column = self.blocks[index], head.column_of(ColumnRole.RESPONSIBLE)
            if isinstance(table, SourceTable) and column is not None:
                texts.extend(cell.text for cell in table.below(head.first_row, column))
        return people.standalone_phrases(texts)

    def _paragraph(self, block: SourceParagraph, index: int) -> None:
        text = fold_blanks(block.full_text)
        if not text:
            self._after_gap = True
            return
        again = is_title(text) or (index > min(self.heads) and text in self.top.title)
        if again and not word_counts([text]) - word_counts(self.top.title):
            # The title is repeated over the table of a month, a sheet or a page.
            self.findings.left_off.append(text)
            return
        self._is_apart, self._after_gap = self._after_gap or block.align == "center", False
        place = f"абзац {index + 1}"
        if block.bold or (ENUMERATED.match(text) and text[0] in ROMAN):
            number, words = split_number(text)
            self._begin(SectionDraft(words, number, text=True, place=place))
            return
        draft = self._text or self._begin(SectionDraft(text=True, place=place))
        draft.paragraphs.extend(text.splitlines())

    def _begin(self, draft: SectionDraft) -> SectionDraft:
        self.drafts.append(draft)
        self._text = draft
        return draft

    def _table(self, table: SourceTable, head: Head, number: int, known: frozenset[str]) -> None:
        heading = self._last_line_as_heading(self._text) or self._text
        self._text = None
        inside = is_new = False
        if heading is not None and _became_heading(heading):
            inside, section = True, heading
            section.text, section.shown = False, ShownAs.HEADING
        elif heading is None and not head.found and self.drafts:
            section = _last_subsection(self.drafts[-1])
        else:
            is_new, section = True, SectionDraft(place=f"таблица {number}")
        section.columns = head.printed
        # Right after a table with the same columns: a row may be divided between the two.
        last = _last_subsection(self.drafts[-1]) if heading is None and self.drafts else None
        before = last if last and last.columns == head.printed else None
        reader = TableReader(
            table, head, number, section, inside, known, self.findings, self.row_kinds, before
        )
        sections = reader.read()
        self._remove_caption(section.children if inside else sections, head, number)
        if is_new and section.rows:
            self.drafts.append(section)
        self.drafts.extend(sections)

    def _remove_caption(self, sections: list[SectionDraft], head: Head, number: int) -> None:
        """Take away a heading over the head of a table that has bands below the head."""
        first = sections[0] if len(sections) > 1 else None
        if first is None or first.rows or first.children or first.lead_in:
            return
        if first.place in {f"таблица {number}, строка {row}" for row in range(1, head.row + 1)}:
            self.findings.lose(f"{first.printed} {first.heading}", f"{first.place}, над шапкой")
            del sections[0]

    def _last_line_as_heading(self, text: SectionDraft | None) -> SectionDraft | None:
        """Make the last line of a text a heading if it is set apart or worded as a heading."""
        if text is None or len(text.paragraphs) < (1 if text.heading else 2):
            return None
        parts = [] if text.heading else _numbered_parts(text)
        if parts:
            self.drafts[-1:] = parts
            if not OVER_TABLE.match(parts[-1].heading):
                self.findings.remark(NUMBERED, text.place)
            return parts[-1]
        *before, line = text.paragraphs
        number, words = split_number(line)
        if not _may_be_heading(words) or BULLET.match(line) or _is_next_item(number, before):
            return None
        if not self._is_apart and not OVER_TABLE.match(words):
            return None
        text.paragraphs.pop()
        heading = SectionDraft(words, number, text=True, place=text.place)
        self.drafts.append(heading)
        return heading


def _numbered_parts(text: SectionDraft) -> list[SectionDraft]:
    """Split a text into sections if its lines numbered 1, 2, 3 … are headings.

    Every heading but the last has lines under it; the last one is the heading of the table.
    Empty if the numbered lines are a list: they follow one another or end as sentences.
    """
    parts: list[SectionDraft] = []
    for line in text.paragraphs:
        number, words = split_number(line)
        if number.rstrip(".)") == str(len(parts) + 1) and _is_short(words):
            parts.append(SectionDraft(words, number, text=True, place=text.place))
        elif not parts or number.rstrip(".)").isdigit():
            return []
        else:
            parts[-1].paragraphs.append(line)
    *above, last = parts or [SectionDraft()]
    whole = bool(above) and all(part.paragraphs for part in above) and not last.paragraphs
    return parts if whole and _may_be_heading(last.heading) else []


def _may_be_heading(words: str) -> bool:
    """Whether a plain line may be the heading of a table."""
    return _is_short(words) and not (LABELLED.match(words) or AIMS.match(words))


def _is_short(words: str) -> bool:
    short = len(words) <= HEADING_LENGTH and not words.endswith((".", ";", ","))
    return short and words[:1].isupper()


def _is_next_item(number: str, before: list[str]) -> bool:
    """Whether a numbered line is the next item of the list above it."""
    above = split_number(before[-1])[0].rstrip(".)") if before else ""
    own = number.rstrip(".)")
    return own.isdigit() and above.isdigit() and int(own) == int(above) + 1


def _became_heading(draft: SectionDraft) -> bool:
    """Turn a text section into the heading of the table after it, if it may be one.

    A few plain lines under a heading introduce the table; one short line alone is a heading.
    """
    lines = draft.paragraphs
    if not draft.heading:
        number, words = split_number(lines[0]) if len(lines) == 1 else ("", "")
        if not _may_be_heading(words):
            return False
        draft.heading, draft.printed = words, number
        lines.clear()
    listed = any(ENUMERATED.match(line) for line in lines)
    if listed or len(lines) > INTRODUCTION_LINES or AIMS.match(draft.heading):
        return False
    draft.lead_in = "\n".join(lines)
    lines.clear()
    return True


def _last_subsection(draft: SectionDraft) -> SectionDraft:
    return _last_subsection(draft.children[-1]) if draft.children else draft


def _remove_numbers(draft: SectionDraft) -> None:
    """Remove the numbers of paragraphs that are numbered 1, 2, 3 …; other numbers stay.

    Lines before the first number introduce the paragraphs.
    """
    split = [split_number(line) for line in draft.paragraphs]
    begins = next((i for i, (number, _) in enumerate(split) if number), len(split))
    numbers = [number.rstrip(".)") for number, _ in split[begins:]]
    if numbers and numbers == [str(i) for i in range(1, len(numbers) + 1)]:
        draft.lead_in = "\n".join(draft.paragraphs[:begins])
        draft.paragraphs = [words for _, words in split[begins:]]
        draft.numbered_paragraphs = True
