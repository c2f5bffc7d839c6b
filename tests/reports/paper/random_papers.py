"""Makes plans at random. One seed gives one plan, always the same. All words are made up."""

import random
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
from reports.paper.document import Document, build_document

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
