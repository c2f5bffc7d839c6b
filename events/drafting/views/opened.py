"""What the form of a part carries unseen: the values with which it was opened, and decisions.

It tells what a person has changed, so that nothing else of the form is written over what others
have written meanwhile. It is not trusted: it is never written itself.
"""

import json
from typing import Any, Final

from django.http import QueryDict

from events.plan.merging import UNKNOWN, Fields, Opened

BASE: Final = "base"
# Beside `base` on the page of a conflict: the fields in conflict, as they stood there.
SEEN: Final = "seen"
# The decision on a field: «version-term» is "stored" or "mine".
DECISION: Final = "version-"
STORED: Final = "stored"
MINE: Final = "mine"
# A row with all its fields full is far smaller.
MOST_CHARACTERS: Final = 500_000


def sent_opened(data: QueryDict) -> Opened:
    """With what a sent form was opened; nothing is known where that is missing or broken.

    Of a field that was in conflict its value is known once a person has decided on it.
    """
    base = _read(data.get(BASE, ""))
    if base is None:
        return UNKNOWN
    decided = {
        name.removeprefix(DECISION): choice
        for name, choice in data.items()
        if name.startswith(DECISION) and choice in (STORED, MINE)
    }
    seen = _read(data.get(SEEN, "")) or {}
    known = base | {name: value for name, value in seen.items() if name in decided}
    left = frozenset(name for name, choice in decided.items() if choice == STORED)
    return Opened(known, left)


def base_of_form(data: QueryDict, fields: Fields) -> str:
    """The text of `base` for a form that is shown: these fields of its part, or as it was sent.

    A field left to another in a conflict is asked about again: the form shows what was typed.
    """
    if not data:
        return as_sent(fields)
    opened = sent_opened(data)
    return as_sent({n: value for n, value in opened.fields.items() if n not in opened.left})


def as_sent(fields: Fields) -> str:
    """The fields as a hidden field carries them."""
    return json.dumps(fields, ensure_ascii=False)


def _read(text: str) -> dict[str, Any] | None:
    """The fields; None for anything that no form of ours has carried."""
    if not 0 < len(text) <= MOST_CHARACTERS:
        return None
    try:
        fields = json.loads(text)
        text = json.dumps(fields, ensure_ascii=False)
        text.encode()  # half a pair of surrogates would break the page
    except (ValueError, RecursionError):
        return None
    known = isinstance(fields, dict) and all(map(_is_value, fields.values()))
    return fields if known else None


def _is_value(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, dict) and all(map(_is_plain, one.values())) for one in value)
    return _is_plain(value)


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, (str, bool, int))
