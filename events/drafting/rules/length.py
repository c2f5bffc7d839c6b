"""How much text a plan may hold: what comes in by pages and by files is measured alike.

It counts letters; it refuses to know where they were typed and how they are printed.
"""

from dataclasses import fields, is_dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import F, Model, QuerySet, Sum, Value
from django.db.models.functions import Length

from events.models import AgendaItem, Plan, Responsible
from events.plan.content import SectionContent
from events.plan.roles import EVENT_TEXTS

# Ten times the longest plan that was ever seen; it takes a minute to print.
MAX_LETTERS: Final = 1_000_000
TOO_LONG: Final = (
    "План стал бы длиннее миллиона знаков: столько портал не напечатает. "
    "Сократите тексты или разделите план на несколько."
)
_OF_SECTIONS: Final = ("heading", "lead_in", "paragraphs")


def count_characters(value: Any) -> int:
    """How many letters all texts within a content hold together."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(count_characters, value))
    if is_dataclass(value):
        return sum(count_characters(getattr(value, field.name)) for field in fields(value))
    return 0


def refuse_long(sections: tuple[SectionContent, ...]) -> None:
    """Refuse a content that holds too much text, before anything of it is written.

    Raises:
        ValidationError: it does.

    """
    if count_characters(sections) > MAX_LETTERS:
        raise ValidationError(TOO_LONG, code="too_long")


def refuse_too_long(plan: Plan) -> None:
    """Refuse a plan that holds too much text as it stands now (4 queries); ends a transaction.

    Raises:
        ValidationError: it does.

    """
    rows, sections = (
        _letters(plan.events.all(), *EVENT_TEXTS),
        _letters(plan.sections.all(), *_OF_SECTIONS),
    )
    agenda = _letters(AgendaItem.objects.filter(event__plan=plan), "text", "speaker")
    people = _letters(Responsible.objects.filter(event__plan=plan), "text")
    if rows + sections + agenda + people > MAX_LETTERS:
        raise ValidationError(TOO_LONG, code="too_long")


def _letters[M: Model](rows: QuerySet[M], *names: str) -> int:
    lengths = sum((Length(F(name)) for name in names), Value(0))
    return rows.order_by().aggregate(letters=Sum(lengths))["letters"] or 0
