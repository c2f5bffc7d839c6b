"""Limits the length of a plan, the same for pages and imported files."""

from dataclasses import fields, is_dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import F, Model, QuerySet, Sum, Value
from django.db.models.functions import Length

from events.models import AgendaItem, Plan, Responsible
from events.plan.content import SectionContent
from events.plan.roles import EVENT_TEXTS

# Ten times the longest known plan; it takes a minute to print.
MAX_CHARACTERS: Final = 1_000_000
TOO_LONG: Final = (
    "План стал бы длиннее миллиона знаков: столько портал не напечатает. "
    "Сократите тексты или разделите план на несколько."
)
_SECTION_TEXTS: Final = ("heading", "lead_in", "paragraphs")


def count_characters(value: Any) -> int:
    """The number of characters of all texts within a content."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(count_characters, value))
    if is_dataclass(value):
        return sum(count_characters(getattr(value, field.name)) for field in fields(value))
    return 0


def refuse_long_content(sections: tuple[SectionContent, ...]) -> None:
    """Refuse a content that is too long, before it is written.

    Raises:
        ValidationError: it is too long.

    """
    if count_characters(sections) > MAX_CHARACTERS:
        raise ValidationError(TOO_LONG, code="too_long")


def refuse_long_plan(plan: Plan) -> None:
    """Refuse a stored plan that is too long (4 queries); called at the end of a transaction.

    Raises:
        ValidationError: it is too long.

    """
    rows, sections = (
        _characters(plan.events.all(), *EVENT_TEXTS),
        _characters(plan.sections.all(), *_SECTION_TEXTS),
    )
    agenda = _characters(AgendaItem.objects.filter(event__plan=plan), "text", "speaker")
    people = _characters(Responsible.objects.filter(event__plan=plan), "text")
    if rows + sections + agenda + people > MAX_CHARACTERS:
        raise ValidationError(TOO_LONG, code="too_long")


def _characters[M: Model](rows: QuerySet[M], *names: str) -> int:
    lengths = sum((Length(F(name)) for name in names), Value(0))
    return rows.order_by().aggregate(total=Sum(lengths))["total"] or 0
