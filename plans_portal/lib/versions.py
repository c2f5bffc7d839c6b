"""Optimistic locks: what a form was opened with is compared with what is stored when it comes back.

A form carries the version of the values that it shows. The action locks the row, reads it anew and
asks here whether its values still have that version. Works on any plain values and model rows.
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
    """Somebody changed what is stored after the form was opened; nothing was written.

    `stored` is what stands there now, for a page that shows both; None where it was deleted.
    Sent once more with `version`, which is that of `stored`, the typed words are written.
    """

    def __init__(
        self, message: str | dict[str, Any], stored: Any = None, version: str = ""
    ) -> None:
        super().__init__(message, code="conflict")
        self.stored = stored
        self.version = version


def version_of(values: Any) -> str:
    """The version of these values: 16 hex digits, the same for equal values.

    Takes dataclasses, mappings, lists, tuples and what `str` tells apart.
    """
    return hashlib.sha256(repr(_as_text(values)).encode()).hexdigest()[:16]


def version_of_fields(row: Model, names: Iterable[str]) -> str:
    """The version of these fields of a row, in whatever order they are named."""
    return version_of({name: row.serializable_value(name) for name in sorted(names)})


def require_version(values: Any, expected_version: str, message: str, stored: object) -> None:
    """Refuse to write over values which the writer has not seen.

    Raises:
        Conflict: with the message, where the values have another version.

    """
    version = version_of(values)
    if version != expected_version:
        raise Conflict(message, stored, version)


def require_version_of_fields(row: Model, new: Mapping[str, Any], expected_version: str) -> None:
    """The same for fields of a row that get these new values.

    Raises:
        Conflict: with what is stored now, at each field where it differs from the new value.

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
    # As text: a choice of an enumeration and the same word from the database are one.
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
        return date_format(shown, "j E Y г")  # the sentence ends with its dot
    return f"«{shown}»" if shown else "пусто"
