"""Differences of two layouts in Russian words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from associations.models import Association, Office
from associations.vocabulary import OfficeRole
from events.layouts.queries.values import LayoutValues, PrescribedSeat, PrescribedSection
from events.plan.content import ColumnContent
from events.plan.period import PeriodKind
from events.plan.roles import ColumnRole
from events.plan.stages import ENOUGH
from events.plan.vocabulary import (
    DECISIONS,
    Mode,
    Numbering,
    Orientation,
    ResponsibleAs,
    SectionKind,
    SectionNumbers,
    ShownAs,
    Verb,
)

_CHOICES: Final[dict[str, Any]] = {
    "association_kind": Association.Kind,
    "period_kind": PeriodKind,
    "sections_as": ShownAs,
    "section_numbers": SectionNumbers,
    "numbering": Numbering,
    "responsible_as": ResponsibleAs,
    "orientation": Orientation,
}
LABELS: Final = {
    "name": "Название",
    "association_kind": "Вид объединения",
    "period_kind": "Год",
    "title_pattern": "Образец заголовка",
    "orientation": "Лист",
    "title_page": "Титульный лист",
    "sections_as": "Как показаны разделы",
    "section_numbers": "Номера разделов",
    "numbering": "Номера строк",
    "responsible_as": "Ответственные в ячейке",
    "columns": "Графы",
    "sections": "Разделы нового плана",
    "seats": "Маршрут: грифы и подписи",
}


@dataclass(frozen=True, slots=True)
class LayoutDifference:
    """One part of a layout before and after, in words; each line is a paragraph."""

    label: str
    before: str
    after: str


def layout_differences(before: LayoutValues, after: LayoutValues) -> tuple[LayoutDifference, ...]:
    """The parts that differ (1 query where a seat names an office)."""
    offices = _offices_of(before, after)
    return tuple(
        LayoutDifference(
            label,
            fact_in_words(name, getattr(before, name), offices),
            fact_in_words(name, after_value, offices),
        )
        for name, label in LABELS.items()
        if getattr(before, name) != (after_value := getattr(after, name))
    )


def layout_facts(values: LayoutValues) -> tuple[tuple[str, str], ...]:
    """The whole layout as pairs (label, value in words; 1 query where a seat names an office)."""
    offices = _offices_of(values)
    return tuple(
        (label, fact_in_words(name, getattr(values, name), offices))
        for name, label in LABELS.items()
    )


def fact_in_words(name: str, value: Any, offices: Mapping[int, str] = {}) -> str:
    """A part of a layout in Russian words; `offices` are those that its seats name."""
    if name == "seats":
        return "\n".join(seat_in_words(one, offices) for one in value) or "нет"
    if name in _PARTS:
        return "\n".join(_PARTS[name](one) for one in value) or "нет"
    if name in _CHOICES:
        return str(_CHOICES[name](value).label)
    if isinstance(value, bool):
        return "да" if value else "нет"
    return str(value)


def column_in_words(column: ColumnContent) -> str:
    """«Срок: „Сроки проведения“, 30 мм»."""
    width = f"{column.width} мм" if column.width else "обычная ширина"
    return f"{ColumnRole(column.role).label}: «{column.heading}», {width}"


def _section(section: PrescribedSection) -> str:
    words = [f"«{section.heading}»" if section.heading else "без заголовка"]
    words.append(SectionKind(section.kind).label.lower())
    if section.shown_as:
        words.append(ShownAs(section.shown_as).label.lower())
    if section.numbering:
        words.append(f"номера строк: {Numbering(section.numbering).label.lower()}")
    if section.columns:
        own = "; ".join(column_in_words(column) for column in section.columns)
        words.append(f"свои графы ({own})")
    return ", ".join(words)


def seat_in_words(seat: PrescribedSeat, offices: Mapping[int, str] = {}) -> str:
    """«Согласование подписью …, этап 1, обязательно: Куратор»."""
    words = [f"{Verb(seat.verb).label} {Mode(seat.mode).label.lower()}"]
    if seat.verb in DECISIONS:
        words.append(f"этап {seat.stage}")
    if seat.enough:
        words.append(dict(ENOUGH).get(seat.enough, f"любые {seat.enough}").lower())
    if not seat.is_required:
        words.append("можно убрать")
    if seat.working_days:
        words.append(f"рабочих дней: {seat.working_days}")
    role = OfficeRole(seat.role).label if seat.role else ""
    who = [_named(seat.office_id, offices) if seat.office_id else role, seat.position]
    if seat.deputy_id:
        who.append(f"если место свободно — {_named(seat.deputy_id, offices)}")
    said = ", ".join(filter(None, who))
    return ", ".join(words) + (f": {said}" if said else "")


def _named(pk: int, offices: Mapping[int, str]) -> str:
    return offices.get(pk, "другая должность")


def _offices_of(*layouts: LayoutValues) -> dict[int, str]:
    seats = [seat for values in layouts for seat in values.seats]
    named = {pk for seat in seats for pk in (seat.office_id, seat.deputy_id) if pk}
    if not named:
        return {}
    return {
        one.pk: str(one) for one in Office.objects.filter(pk__in=named).select_related("person")
    }


_PARTS: Final[dict[str, Callable[[Any], str]]] = {
    "columns": column_in_words,
    "sections": _section,
}
