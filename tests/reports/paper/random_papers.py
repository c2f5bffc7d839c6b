"""Makes plans at random, and takes words away from what was read of their papers.

One seed gives one plan and its losses, always the same. All words are made up.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any, Final

from events.plan.content import (
    AgendaItemContent,
    ColumnContent,
    EventContent,
    LayoutContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
    StepContent,
)
from events.plan.outline import Row
from reports.paper.completeness_check import same_words
from reports.paper.document import Document, PaperTable, build_document
from reports.paper.pdf.continued_labels import CONTINUED, LONGEST_LABEL
from reports.paper.pdf.read_back import Read, ReadRow, ReadText

LAYOUTS: Final = import_module("events.migrations.0003_built_in_layouts").LAYOUTS
USUAL: Final = [
    "семинар",
    "мастерская",
    "«Луч»",
    "по",
    "итогам",
    "недели",
    "в",
    "школах",
    "№",
    "4",
    "и",
    "12–14",
    "района,",
    "с",
    "участием",
    "учителей-наставников;",
    "обсуждение",
    "(заочно)",
    "планов",
    "на",
    "II",
    "полугодие",
    "2026/2027",
    "учебного",
    "года.",
    "Научно-методическое",
    "сопровождение",
    "А.",
    "Б.",
    "Светловой",
    "и",
    "др.",
    "-",
    "—",
    "*",
    "1.",
    "2)",
    "до",
    "15",
    "января",
    "2027",
    "г.",
    "превысокомногорассмотрительствующий",
    "т.",
    "д.",
    "т.п.",
    "СОШ",
    "https://example.org/a?b=c&d=1",
    "<b>",
    "&amp;",
    "5",
    "%",
]
RARE: Final = (
    "молоко\u0301", "ы\u0301", "е\u0308лка", "әдәбият", "ədəbi", "ҡала", "Ґава", "ﬁрма", "ﬂаг", "Ωμέγα",
    "café", "naïve", "ǅ", "שלום", "צה\u0022ל", "(עברית", "12 בית)", "שׁלום", "👍", "👩‍🏫", "сердце❤️", "✓", "العربية",
    "中文", "ไทย", "a\u200bb", "мяг\u00adкий", "со\u2060юз", "x\u202eyz", "\u200fа", "½", "x²", "№\u00a05", "‐", "‑",
    "\u2028", "э́", "\u0301", "❖", "①", "Ⅳ", "…", "™", "‖", "ǁ", "a\u0323\u0308", "бир̆",
)  # fmt: skip
PAGE_OF_WORDS: Final = 420


class Maker:
    """Makes the parts of one plan."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        # Most plans are small, so that thousands can be printed; few have rare letters everywhere.
        self.rare = self.random.choice((0, 0, 0.02, 0.3))
        self.long = self.random.choice((0, 0, 0, 0, 0, 0, 0.02, 0.1))

    def odds(self, chance: float) -> bool:
        return self.random.random() < chance

    def words(self, most: int = 12, *, may_be_empty: float = 0.0, lines: bool = True) -> str:
        if self.odds(may_be_empty):
            return ""
        said = [
            self.random.choice(RARE if self.odds(self.rare) else USUAL)
            for _ in range(self.random.randint(1, most))
        ]
        blank = "\n" if lines and self.odds(0.2) else " "
        return " ".join(said[:-1]) + blank + said[-1] if len(said) > 1 else said[0]

    def cell(self, **values: Any) -> str:
        if self.odds(self.long):
            pages = self.random.choice((0.3, 1, 1, 2, 8))
            return " ".join(self.words(40) for _ in range(round(pages * PAGE_OF_WORDS / 20)))
        return self.words(**values)

    def event(self, depth: int = 0) -> EventContent:
        few = {"may_be_empty": 0.6, "most": 6}
        return EventContent(
            meeting=self.odds(0.2),
            number=self.random.choice(("", "", "", "", "7.", "3а", "№ 5 доп.")),
            same_number=self.odds(0.3),
            lead_in=self.words(**few),
            title=self.cell(may_be_empty=0.1),
            description=self.cell(**few),
            direction=self.cell(may_be_empty=0.5),
            term=self.cell(most=4, may_be_empty=0.2),
            place=self.words(**few),
            form=self.words(**few),
            audience=self.words(**few),
            result=self.cell(may_be_empty=0.4),
            note=self.words(**few),
            responsible=tuple(
                ResponsibleContent(self.words(4)) for _ in range(self.random.randint(0, 3))
            ),
            agenda=tuple(
                AgendaItemContent(self.words(), self.words(3, may_be_empty=0.5))
                for _ in range(self.random.choice((0, 0, 0, 1, 4)))
            ),
            events=tuple(
                self.event(depth + 1)
                for _ in range(self.random.choice((0, 0, 0, 0, 2)) if depth < 2 else 0)
            ),
        )

    def section(self, columns: tuple[ColumnContent, ...], depth: int = 0) -> SectionContent:
        is_text = self.odds(0.15)
        rows = 0 if is_text else self.random.choice((0, 1, 1, 2, 2, 3, 5))
        if self.odds(0.02):
            rows = 40
        inner = self.random.choice((0, 0, 0, 2)) if depth < 2 else 0
        return SectionContent(
            kind="text" if is_text else "table",
            heading=self.cell(may_be_empty=0.1),
            number=self.random.choice(("", "", "IV", "2.")),
            lead_in=self.words(may_be_empty=0.7),
            paragraphs=tuple(self.cell() for _ in range(self.random.randint(0, 4)))
            if is_text
            else (),
            shown_as=self.random.choice(("", "", "band", "merged", "heading", "none")),
            numbering=self.random.choice(("", "", "", "none", "through", "restart", "section")),
            columns=self.own_columns(columns) if self.odds(0.1) else (),
            events=tuple(self.event() for _ in range(rows)),
            sections=tuple(self.section(columns, depth + 1) for _ in range(inner)),
        )

    def own_columns(self, columns: tuple[ColumnContent, ...]) -> tuple[ColumnContent, ...]:
        kept = [one for one in columns if one.role == "event" or self.odds(0.7)]
        self.random.shuffle(kept)
        return tuple(kept)

    def step(self, place: int) -> StepContent:
        return StepContent(
            uid=f"t{place}",
            verb=self.random.choice(("agree", "approve", "close")),
            mode=self.random.choice(("person", "order")),
            stage=place,
            heading=self.words(2, may_be_empty=0.7, lines=False),
            position=self.words(6),
            name=self.words(3, lines=False),
            before_name=self.words(2, may_be_empty=0.7, lines=False),
            after_name=self.words(2, may_be_empty=0.7, lines=False),
            act=self.words(5, may_be_empty=0.5, lines=False),
            date_line=self.words(4, may_be_empty=0.3, lines=False),
            name_first=self.odds(0.3),
        )

    def content(self) -> PlanContent:
        values = self.random.choice(LAYOUTS)
        columns = tuple(ColumnContent(*one) for one in values["columns"])
        names = ("code", "name", "sections_as", "section_numbers", "numbering", "responsible_as")
        layout = LayoutContent(
            columns=columns,
            title_page=values.get("title_page", False),
            orientation=values.get("orientation", "portrait"),
            **{name: values[name] for name in names if name in values},
        )
        return PlanContent(
            title=tuple(self.words(7, lines=False) for _ in range(self.random.randint(1, 4))),
            layout=layout,
            city="Заречье",
            imprint=self.words(3, may_be_empty=0.5, lines=False),
            sections=tuple(self.section(columns) for _ in range(self.random.randint(1, 3))),
            steps=tuple(self.step(at) for at in range(self.random.choice((0, 1, 2, 3, 7)))),
        )


def random_document(seed: int) -> Document:
    """Give the paper of the plan of this seed."""
    maker = Maker(seed)
    return build_document(maker.content(), status=maker.random.choice(("draft", "approved")))


# What was read has rows and texts mixed; a loss looks for the kind that it needs.
type Loss = Callable[[random.Random, list[Any]], list[Read] | None]


def _places(read: list[Any], *, rows: bool) -> list[int]:
    """Places of texts or rows that no page may repeat: the first on a page is left out."""
    found = []
    for at, one in enumerate(read):
        before = read[at - 1].page if at else one.page
        if isinstance(one, ReadRow) == rows and (not rows or one.page == before):
            found.append(at)
    return found


def _cell_of(chance: random.Random, read: list[Any]) -> tuple[int, int] | None:
    full = [
        (at, column)
        for at in _places(read, rows=True)
        for column, words in enumerate(read[at].cells)
        if same_words(words)
    ]
    return chance.choice(full) if full else None


def _with_cell(read: list[Any], at: int, column: int, words: str) -> list[Read]:
    cells = list(read[at].cells)
    cells[column] = words
    return [*read[:at], replace(read[at], cells=tuple(cells)), *read[at + 1 :]]


def cell_emptied(chance: random.Random, read: list[Any]) -> list[Read] | None:
    place = _cell_of(chance, read)
    return _with_cell(read, *place, "") if place else None


def cell_dropped(chance: random.Random, read: list[Any]) -> list[Read] | None:
    place = _cell_of(chance, read)
    if place is None:
        return None
    at, column = place
    cells = read[at].cells
    kept = replace(read[at], cells=cells[:column] + cells[column + 1 :])
    return [*read[:at], kept, *read[at + 1 :]]


def word_lost(chance: random.Random, read: list[Any]) -> list[Read] | None:
    place = _cell_of(chance, read)
    if place is None:
        return None
    at, column = place
    words = read[at].cells[column].split()
    del words[chance.randrange(len(words))]
    return _with_cell(read, at, column, " ".join(words))


def words_swapped(chance: random.Random, read: list[Any]) -> list[Read] | None:
    place = _cell_of(chance, read)
    if place is None:
        return None
    at, column = place
    words = read[at].cells[column].split()
    if len(words) < 2:
        return None
    first = chance.randrange(len(words) - 1)
    words[first], words[first + 1] = words[first + 1], words[first]
    return _with_cell(read, at, column, " ".join(words))


def cells_swapped(chance: random.Random, read: list[Any]) -> list[Read] | None:
    rows = [at for at in _places(read, rows=True) if len(read[at].cells) > 1]
    if not rows:
        return None
    at = chance.choice(rows)
    first, second = chance.sample(range(len(read[at].cells)), 2)
    cells = read[at].cells
    return _with_cell(_with_cell(read, at, first, cells[second]), at, second, cells[first])


def row_lost(chance: random.Random, read: list[Any]) -> list[Read] | None:
    rows = _places(read, rows=True)
    at = chance.choice(rows) if rows else None
    return None if at is None else read[:at] + read[at + 1 :]


def rows_swapped(chance: random.Random, read: list[Any]) -> list[Read] | None:
    rows = _places(read, rows=True)
    if len(rows) < 2:
        return None
    first, second = chance.sample(rows, 2)
    changed = list(read)
    changed[first] = replace(read[second], page=read[first].page)
    changed[second] = replace(read[first], page=read[second].page)
    return changed


def row_doubled(chance: random.Random, read: list[Any]) -> list[Read] | None:
    rows = _places(read, rows=True)
    at = chance.choice(rows) if rows else None
    return None if at is None else [*read[: at + 1], *read[at:]]


def text_lost(chance: random.Random, read: list[Any]) -> list[Read] | None:
    texts = _places(read, rows=False)
    at = chance.choice(texts) if texts else None
    return None if at is None else read[:at] + read[at + 1 :]


def texts_swapped(chance: random.Random, read: list[Any]) -> list[Read] | None:
    texts = _places(read, rows=False)
    if len(texts) < 2:
        return None
    first, second = chance.sample(texts, 2)
    changed = list(read)
    changed[first] = ReadText(read[second], read[first].page)
    changed[second] = ReadText(read[first], read[second].page)
    return changed


def _at_tops(read: list[Any]) -> list[tuple[int, int]]:
    """Give the places of cells in rows at the top of a page."""
    return [
        (at, column)
        for at, one in enumerate(read)
        if at and isinstance(one, ReadRow) and one.page != read[at - 1].page
        for column in range(len(one.cells))
    ]


def label_shortened(chance: random.Random, read: list[Any]) -> list[Read] | None:
    """Leave of a short label that is said again its last word alone."""
    full = [
        place
        for place in _at_tops(read)
        if CONTINUED in (words := read[place[0]].cells[place[1]])
        and len(words) < LONGEST_LABEL // 2
    ]
    return _with_cell(read, *chance.choice(full), CONTINUED) if full else None


def label_added(chance: random.Random, read: list[Any]) -> list[Read] | None:
    """Say in a cell at the top of a page that something goes on, where the paper doesn't."""
    cells = _at_tops(read)
    if not cells:
        return None
    at, column = chance.choice(cells)
    return _with_cell(read, at, column, f"{CONTINUED} {read[at].cells[column]}")


def number_added(chance: random.Random, read: list[Any]) -> list[Read] | None:
    """Say the last number again at the top of a page, in a cell that is empty there."""
    cells = [
        (at, column)
        for at, column in _at_tops(read)
        if isinstance(read[at - 1], ReadRow)
        and len(read[at - 1].cells) == len(read[at].cells)
        and same_words(read[at - 1].cells[column])
        and not same_words(read[at].cells[column])
    ]
    if not cells:
        return None
    at, column = chance.choice(cells)
    return _with_cell(read, at, column, read[at - 1].cells[column])


LOSSES: Final[tuple[Loss, ...]] = (
    cell_emptied, cell_dropped, word_lost, words_swapped, cells_swapped, row_lost, rows_swapped,
    row_doubled, text_lost, texts_swapped, label_shortened, label_added, number_added,
)  # fmt: skip


def losses_of(seed: int, read: tuple[Read, ...]) -> list[tuple[str, list[Read]]]:
    """Give each loss that makes another text of what was read, with its name."""
    chance = random.Random(seed)
    whole = [_said(one) for one in read]
    made = ((loss.__name__, loss(chance, list(read))) for loss in LOSSES)
    return [(name, less) for name, less in made if less and [_said(one) for one in less] != whole]


def _said(read: Read) -> tuple[str, ...]:
    cells = read.cells if isinstance(read, ReadRow) else (read,)
    return tuple(map(same_words, cells))


def with_lines_swapped(document: Document, seed: int) -> Document | None:
    """Give the document with two lines of one cell in another order; None if no cell has two."""
    chance = random.Random(seed)
    found = [
        (block, at, column)
        for block, table in enumerate(document.blocks)
        if isinstance(table, PaperTable)
        for at, line in enumerate(table.lines)
        if isinstance(line, Row)
        for column, cell in enumerate(line.cells)
        if len({same_words(one.text) for one in cell.lines}) > 1
    ]
    if not found:
        return None
    block, at, column = chance.choice(found)
    table = document.blocks[block]
    row = table.lines[at]
    cell = row.cells[column]
    turned = replace(cell, lines=tuple(reversed(cell.lines)))
    lines = list(table.lines)
    lines[at] = replace(row, cells=(*row.cells[:column], turned, *row.cells[column + 1 :]))
    blocks = list(document.blocks)
    blocks[block] = replace(table, lines=tuple(lines))
    return replace(document, blocks=tuple(blocks))
