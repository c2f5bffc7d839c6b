"""Reads the middle of a plan: headings, numbered paragraphs and tables, in their order.

It knows which paragraph is a heading and whose table follows it; it refuses to know rows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from events.plan.roles import ColumnRole
from events.plan.vocabulary import ShownAs
from reports.recognition import people
from reports.recognition.corrections import RowKind
from reports.recognition.front_matter import Top
from reports.recognition.phrases import BULLET, ENUMERATED, split_number, tidy
from reports.recognition.result import Findings, SectionDraft
from reports.recognition.table_head import Head
from reports.recognition.tables import TableReader
from reports.sources.source_document import Block, Paragraph, Table

ROMAN = "IVXLC"
HEADING_LENGTH, INTRODUCTION_LINES = 200, 3
# What stands between the title and a table and is never the table's heading.
AIMS = re.compile(
    r"(?:цел[ьи]|задач[аи]|(?:единая\s+)?(?:методическая\s+)?тема|проблема|пояснительная|руководитель|девиз)\b",
    re.IGNORECASE,
)
# What says by itself that the table under it is the plan.
OVER_TABLE = re.compile(
    r"(?:(?:[а-яё]+(?:ый|ой)\s+)?план(?:-\w+)?|(?:календарно-)?тематическое\s+планирование|график|циклограмма"
    r"|(?:[а-яё]+(?:ые|ие)\s+)?мероприятия|перечень|содержание|тематика)\b",
    re.IGNORECASE,
)
NUMBERED = "Строки с номерами приняты за названия разделов: проверьте, что это не список."
# «Тема: …»: words with a label say something; a heading is only words.
LABELLED = re.compile(r"[^:«»]{1,60}:\s*\S")


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
    # Whether an empty line stands before the paragraph that was read last, and before the next.
    _apart: bool = False
    _gap: bool = False

    def read(self, begins: int, last: int) -> list[SectionDraft]:
        """The sections of these blocks, the last one included."""
        known = _known_responsible(
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
            self._gap = True
            return
        if at > min(self.heads) and text in self.top.title:
            # The title again, over the table of the next sheet or page.
            self.findings.left_off.append(text)
            return
        self._apart, self._gap = self._gap or block.align == "center", False
        place = f"абзац {at + 1}"
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

    def _table(self, table: Table, head: Head, number: int, known: frozenset[str]) -> None:
        over = self._heading_below(self._text) or self._text
        self._text = None
        inside = is_new = False
        if over is not None and _stands_over(over):
            inside, home = True, over
            home.text, home.shown = False, ShownAs.HEADING
        elif over is None and not head.found and self.drafts:
            home = _last_of(self.drafts[-1])
        else:
            is_new, home = True, SectionDraft(place=f"таблица {number}")
        home.columns = head.printed
        # The same columns right after a table: a page may have parted a row of it.
        last = _last_of(self.drafts[-1]) if over is None and self.drafts else None
        before = last if last and last.columns == head.printed else None
        reader = TableReader(
            table, head, number, home, inside, known, self.findings, self.said, before
        )
        sections = reader.read()
        self._leave_caption(home.children if inside else sections, head, number)
        if is_new and home.rows:
            self.drafts.append(home)
        self.drafts.extend(sections)

    def _leave_caption(self, sections: list[SectionDraft], head: Head, number: int) -> None:
        """Tell apart a heading over the head of a table that has bands of its own under it."""
        first = sections[0] if len(sections) > 1 else None
        if first is None or first.rows or first.children or first.lead_in:
            return
        if first.place in {f"таблица {number}, строка {row}" for row in range(1, head.row + 1)}:
            self.findings.lose(f"{first.printed} {first.heading}", f"{first.place}, над шапкой")
            del sections[0]

    def _heading_below(self, text: SectionDraft | None) -> SectionDraft | None:
        """The last line of a text if it stands apart or is worded as the table's heading."""
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
        if not _like_heading(words) or BULLET.match(line) or _goes_on(number, before):
            return None
        if not self._apart and not OVER_TABLE.match(words):
            return None
        text.paragraphs.pop()
        heading = SectionDraft(words, number, text=True, place=text.place)
        self.drafts.append(heading)
        return heading


def _numbered_parts(text: SectionDraft) -> list[SectionDraft]:
    """The sections of a text whose numbered lines 1, 2, 3 … head the lines under each of them.

    None of it where they are a list: items follow one another, or end as sentences do. The
    last of them heads the table, so nothing stands under it.
    """
    parts: list[SectionDraft] = []
    for line in text.paragraphs:
        number, words = split_number(line)
        if number.rstrip(".)") == str(len(parts) + 1) and _short(words):
            parts.append(SectionDraft(words, number, text=True, place=text.place))
        elif not parts or number.rstrip(".)").isdigit():
            return []
        else:
            parts[-1].paragraphs.append(line)
    *above, last = parts or [SectionDraft()]
    whole = bool(above) and all(part.paragraphs for part in above) and not last.paragraphs
    return parts if whole and _like_heading(last.heading) else []


def _like_heading(words: str) -> bool:
    """Whether a plain line may head a table: short, no sentence, no words after a label."""
    return _short(words) and not (LABELLED.match(words) or AIMS.match(words))


def _short(words: str) -> bool:
    short = len(words) <= HEADING_LENGTH and not words.endswith((".", ";", ","))
    return short and words[:1].isupper()


def _goes_on(number: str, before: list[str]) -> bool:
    """Whether a numbered line is the next item of the list above it."""
    above = split_number(before[-1])[0].rstrip(".)") if before else ""
    own = number.rstrip(".)")
    return own.isdigit() and above.isdigit() and int(own) == int(above) + 1


def _stands_over(draft: SectionDraft) -> bool:
    """Whether what was read as text is the heading of the table that follows it.

    A few plain lines under a heading introduce the table; one short line alone is a heading.
    """
    lines = draft.paragraphs
    if not draft.heading:
        number, words = split_number(lines[0]) if len(lines) == 1 else ("", "")
        if not _like_heading(words):
            return False
        draft.heading, draft.printed = words, number
        lines.clear()
    if any(ENUMERATED.match(line) for line in lines) or len(lines) > INTRODUCTION_LINES:
        return False
    if AIMS.match(draft.heading):
        return False
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


def _known_responsible(tables: list[tuple[Table, Head]]) -> frozenset[str]:
    """Phrases that stand alone as a responsible somewhere in these tables."""
    texts: list[str] = []
    for table, head in tables:
        column = head.column_of(ColumnRole.RESPONSIBLE)
        if column is not None:
            texts.extend(cell.text for cell in table.below(head.first_row, column))
    return people.alone(texts)
