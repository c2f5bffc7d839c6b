"""What a column of a plan's table may hold, and all facts about each such role.

A new role is one more member here, a text of the same name in `EventContent` and in the model
of a row with its migration; `tests/events/plan/test_roles.py` names what else is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from plans_portal.lib.enums import LabelledEnum


@dataclass(frozen=True, slots=True)
class Traits:
    """The facts about a role.

    `paper` is the usual width of its column on paper in mm, `sheet` in a workbook in characters;
    `heading` is a pattern for its heading in tables of others (small letters, no «ё»), and
    `item_label` for its label in a list («Место: …»), empty where there is none; `name` is its
    name within the cell of the event, by default the label.
    """

    paper: int
    sheet: int
    heading: str
    item_label: str = ""
    name: str = ""


class ColumnRole(LabelledEnum):
    """What a column holds, in the usual order; see `Traits`."""

    def __init__(self, code: str, label: str = "", traits: Traits = Traits(0, 0, "")) -> None:
        super().__init__(code, label)
        self.paper = traits.paper
        self.sheet = traits.sheet
        self.heading = traits.heading
        self.item_label = traits.item_label
        self.name_in_cell = traits.name or label

    NUMBER = (
        "number",
        "Номер",
        Traits(paper=12, sheet=8, heading=r"№|\bn\b|\bп\s?/\s?п|\bномер\b"),
    )
    DIRECTION = (
        "direction",
        "Направление",
        Traits(
            paper=50,
            sheet=32,
            heading=r"направлени|\bраздел|\bмодул|\bблок|виды?\s+(?:деятельн|работ)|\bэтап"
            r"|\bзадач|^мо$",
        ),
    )
    EVENT = (
        "event",
        "Мероприятие",
        Traits(
            paper=75,
            sheet=60,
            heading=r"меропри|наимен|содерж|\bтем[аы]\b|темати|\bработ|\bназвани|\bвопрос"
            r"|повестк|\bдел[оа]\b|\bчто\b|деятельн|действи|заседани",
        ),
    )
    TERM = (
        "term",
        "Срок",
        Traits(
            paper=32,
            sheet=22,
            heading=r"\bсрок|\bдат[аы]\b|период|месяц|\bкогда\b|\bвремя\b|график|\bквартал"
            r"|\bчисл[оа]\b|\bдень\b|\bдни\b|недел[ия]",
            item_label=r"срок[и]?(?:\s+(?:проведения|исполнения|выполнения|реализации))?"
            r"|дата(?:\s+проведения)?",
        ),
    )
    PLACE = (
        "place",
        "Место",
        Traits(
            paper=36,
            sheet=24,
            heading=r"\bмест[оа]\b|площадк|\bгде\b|\bадрес(?!ат)|\bбаза\b",
            item_label=r"место(?:\s+проведения)?",
        ),
    )
    FORM = (
        "form",
        "Форма проведения",
        Traits(
            paper=36,
            sheet=22,
            heading=r"\bформ[аы]\b|формат|\bуров|\bстатус|\bвиды?\b|\bтип\b",
            item_label=r"форма(?:\s+проведения)?",
            name="Форма",
        ),
    )
    AUDIENCE = (
        "audience",
        "Участники",
        Traits(
            paper=36,
            sheet=26,
            heading=r"\bкто\s+(?:приглаш|участв)|для\s+кого|адресат|участник|аудитори|категори"
            r"|контингент|слушател|целев[аы][яе]|\bкласс[ы]?\b|охват|возраст",
            item_label=r"(?:категория\s+)?участники",
        ),
    )
    RESPONSIBLE = (
        "responsible",
        "Ответственные",
        Traits(
            paper=40,
            sheet=32,
            heading=r"ответств|\bотв\b|исполни|организатор|\bкто\b(?!\s+(?:приглаш|участв))|ведущ"
            r"|доклад|выступа|координатор|\bпартн[её]р|^(?:педагоги?|воспитатели?|вожатые?)\b"
            r"|\bф\.?\s?и\.?\s?о\b",
            item_label=r"отв\.|отв\b|ответственн(?:ый|ая|ые)|исполнител[ьи]",
        ),
    )
    RESULT = (
        "result",
        "Результат",
        Traits(
            paper=44,
            sheet=32,
            heading=r"форм[аы]\s+(?:отч[её]т|представлен|заверш|контрол|итог)|виды?\s+документ"
            r"|результат|\bитог|\bвыход|\bпродукт|показател|\bотч[её]т|документ|индикатор"
            r"|критери|эффект",
            item_label=r"(?:ожидаемый\s+|планируемый\s+)?результат",
        ),
    )
    NOTE = (
        "note",
        "Примечание",
        Traits(
            paper=30,
            sheet=26,
            heading=r"примеч|\bприм\b|отметк|комментар|финансир|источник"
            r"|(?:кол-?\s?во|количеств)(?!.*участ)|\bвыполнен|\bисполнен|контрол|ссылк|\bцель\b",
        ),
    )


# Roles whose words are a text of the row with the same name. A printed number is no such text:
# it follows from the row's place.
TEXT_ROLES: Final = tuple(
    role
    for role in ColumnRole
    if role not in (ColumnRole.NUMBER, ColumnRole.EVENT, ColumnRole.RESPONSIBLE)
)
# All texts of a row, in the usual order.
EVENT_TEXTS: Final = ("lead_in", "title", "description", *(role.value for role in TEXT_ROLES))


def texts_of(row: object) -> dict[str, Any]:
    """The texts of a row (a content, typed values or the model) by name."""
    return {name: getattr(row, name) for name in EVENT_TEXTS}


class _Column(Protocol):
    @property
    def role(self) -> str: ...

    @property
    def heading(self) -> str: ...


def place_in_term_column(columns: Iterable[_Column]) -> bool:
    """Whether one column holds terms and places: «Сроки и место проведения» (seed 001)."""
    headings = {column.role: column.heading.casefold() for column in columns}
    return ColumnRole.PLACE not in headings and "мест" in headings.get(ColumnRole.TERM, "")
