"""Marks of what a form showed, by which a rule sees that somebody else was first.

Knows values and fields; refuses to know who may change them.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.formats import date_format


class Overtaken(ValidationError):  # noqa: N818 - a word of the field
    """Somebody changed the row after its form was opened; `now` is the mark of how it stands."""

    def __init__(self, message: dict[str, Any], now: str) -> None:
        """Keep the mark, so that the same words may be sent once more, knowingly."""
        super().__init__(message)
        self.now = now


def mark(values: Any) -> str:
    """A short mark of what a form showed (any values with a plain `repr`).

    The form sends it back, and a mark that no longer fits says that somebody was first.
    """
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def mark_of(row: Model, names: Iterable[str]) -> str:
    """The mark of these fields of a row, in whatever order they are named."""
    # As words: «omo» read from the database and the choice that Python calls OMO are the same.
    return mark([(name, str(row.serializable_value(name))) for name in sorted(names)])


def refuse_overtaken(row: Model, values: Mapping[str, Any], seen: str) -> None:
    """Refuse to write over words that the writer has not seen; the row was read anew and is held.

    Raises:
        Overtaken: with what stands now, at each field where it differs from the new values.

    """
    now = mark_of(row, values)
    differing = [name for name, value in values.items() if getattr(row, name) != value]
    if seen == now or not differing:
        return
    raise Overtaken(
        {
            NON_FIELD_ERRORS: "Пока вы правили, эти сведения изменил другой человек. У полей"
            " написано, что записано сейчас; сохраните ещё раз, чтобы осталось введённое вами.",
            **{name: f"Сейчас записано: {_in_words(row, name)}." for name in differing},
        },
        now,
    )


def _in_words(row: Model, name: str) -> str:
    value = getattr(row, name)
    shown = getattr(row, f"get_{name}_display", lambda: value)()
    if isinstance(shown, bool):
        return "да" if shown else "нет"
    if isinstance(shown, dt.date):
        return date_format(shown, "j E Y г")  # the sentence ends with its dot
    return f"«{shown}»" if shown else "пусто"
