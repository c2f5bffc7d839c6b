"""Merges what two people typed about one part of a plan, field by field.

What only one of them changed is his; where both changed a field, and differently, a person decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

type Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """With what a form was opened: the part's fields then, as far as they are known.

    It decides only what counts as changed, and is never written. `left` are the fields of which a
    person has chosen the stored version.
    """

    fields: Fields = field(default_factory=dict)
    left: frozenset[str] = frozenset()


UNKNOWN: Final = Opened()


@dataclass(frozen=True, slots=True)
class Merged:
    """The fields of both; those in `conflicts` are as they are stored."""

    fields: dict[str, Any]
    conflicts: tuple[str, ...] = ()


def merged(base: Fields, mine: Fields, stored: Fields) -> Merged:
    """`mine` and `stored`, which both came from `base`, field by field.

    A field that `base` lacks may have been changed by both, so it is a conflict unless both are
    alike.
    """
    fields = {name: stored[name] for name in mine}
    conflicts = []
    for name, value in mine.items():
        known = name in base
        if alike(value, stored[name]) or (known and alike(value, base[name])):
            continue
        if known and alike(stored[name], base[name]):
            fields[name] = value
        else:
            conflicts.append(name)
    return Merged(fields, tuple(conflicts))


def alike(one: Any, other: Any) -> bool:
    """Whether a person typed the same; whom a name was found to mean is not typed."""
    return bool(_typed(one) == _typed(other))


def _typed(value: Any) -> Any:
    """A list of people or questions as its lines, anything else as it is."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return value
    return "\n".join(_line(item) for item in value)


def _line(item: Any) -> str:
    if not isinstance(item, Mapping):
        return repr(item)
    speaker = item.get("speaker")
    return f"{item.get('text', '')}\t{speaker}" if speaker else f"{item.get('text', '')}"
