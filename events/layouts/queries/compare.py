"""Differences of two layouts in Russian words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from associations.models import Association
from associations.vocabulary import OfficeRole
from events.layouts.queries.values import LayoutValues, PrescribedSection, PrescribedStep
from events.plan.content import ColumnContent
from events.plan.period import PeriodKind
from events.plan.roles import ColumnRole
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
    "steps": "Грифы и подписи нового плана",
}


@dataclass(frozen=True, slots=True)
class LayoutDifference:
    """One part of a layout before and after, in words; each line is a paragraph."""

    label: str
    before: str
    after: str


def layout_differences(before: LayoutValues, after: LayoutValues) -> tuple[LayoutDifference, ...]:
    """The parts that differ."""
    return tuple(
        LayoutDifference(
            label, fact_in_words(name, getattr(before, name)), fact_in_words(name, after_value)
        )
        for name, label in LABELS.items()
        if getattr(before, name) != (after_value := getattr(after, name))
    )


def layout_facts(values: LayoutValues) -> tuple[tuple[str, str], ...]:
    """The whole layout as pairs (label, value in words)."""
    return tuple(
        (label, fact_in_words(name, getattr(values, name))) for name, label in LABELS.items()
    )


def fact_in_words(name: str, value: Any) -> str:
    """A part of a layout in Russian words."""
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


def _step(step: PrescribedStep) -> str:
    verb, mode = Verb(step.verb).label, Mode(step.mode).label.lower()
    who = ", ".join(filter(None, (OfficeRole(step.role).label if step.role else "", step.position)))
    stage = f", этап {step.stage}" if step.verb in DECISIONS else ""
    return f"{verb} {mode}{stage}" + (f": {who}" if who else "")


_PARTS: Final[dict[str, Callable[[Any], str]]] = {
    "columns": column_in_words,
    "sections": _section,
    "steps": _step,
}
