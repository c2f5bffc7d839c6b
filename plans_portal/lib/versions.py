"""Optimistic locks: a form carries the version of the values that it shows.

The rule locks the row, reads it again and refuses to write if the version has changed. Works on any
plain values and model rows.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.formats import date_format


class Conflict(ValidationError):  # noqa: N818 - a word of the field
    """The stored values changed after the form was opened; nothing was written.

    `stored` is the present value, for a page that shows both; None where it was deleted. The form
    sent again with `version`, which is that of `stored`, is accepted. `fields` are those that both
    have changed, where the rule tells them apart.
    """

    def __init__(
        self,
        message: str | dict[str, Any],
        stored: Any = None,
        version: str = "",
        fields: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, code="conflict")
        self.stored = stored
        self.version = version
        self.fields = fields


def version_of(values: Any) -> str:
    """The version of these values: 16 hex digits, the same for equal values.

    Takes dataclasses, mappings, lists, tuples and anything with a distinct `str`.
    """
    return hashlib.sha256(repr(_as_text(values)).encode()).hexdigest()[:16]


def version_of_fields(row: Model, names: Iterable[str]) -> str:
    """The version of these fields of a row; the order of their names doesn't matter."""
    return version_of({name: row.serializable_value(name) for name in sorted(names)})


def sent_version(data: Mapping[str, str], values: Any) -> str:
    """Return the version that a sent form was opened with; of these values before it is sent.

    A form that was sent without one has none, and is refused: it may be older than the values.
    """
    return data.get("expected_version", "") if data else version_of(values)


def require_version(values: Any, expected_version: str, message: str, stored: object) -> None:
    """Raise Conflict with the message where the values have another version."""
    version = version_of(values)
    if version != expected_version:
        raise Conflict(message, stored, version)


def require_version_of_fields(row: Model, new: Mapping[str, Any], expected_version: str) -> None:
    """Raise Conflict where these fields of a row have another version.

    It tells the stored value of each field that differs from the new one.
    """
    version = version_of_fields(row, new)
    differing = [name for name, value in new.items() if getattr(row, name) != value]
    if version == expected_version or not differing:
        return
    raise Conflict(
        {
            NON_FIELD_ERRORS: "Пока вы правили, эти сведения изменил другой человек. У полей"
            " написано, что записано сейчас; сохраните ещё раз, чтобы осталось введённое вами.",
            **{name: f"Сейчас записано: {_in_words(row, name)}." for name in differing},
        },
        row,
        version,
    )


def _as_text(values: Any) -> Any:
    # As text: a choice of an enumeration and the same word from the database are equal.
    if is_dataclass(values) and not isinstance(values, type):
        return {field.name: _as_text(getattr(values, field.name)) for field in fields(values)}
    if isinstance(values, Mapping):
        return {key: _as_text(one) for key, one in values.items()}
    if isinstance(values, (list, tuple)):
        return [_as_text(one) for one in values]
    return str(values)


def _in_words(row: Model, name: str) -> str:
    value = getattr(row, name)
    shown = getattr(row, f"get_{name}_display", lambda: value)()
    if isinstance(shown, bool):
        return "да" if shown else "нет"
    if isinstance(shown, dt.date):
        return date_format(shown, "j E Y\u00a0г")  # the sentence ends with its dot
    return f"«{shown}»" if shown else "пусто"
