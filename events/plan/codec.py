"""The canonical JSON of a plan's content, and its fingerprint: what is kept, exported and signed.

Pure: values in, values out. `docs/plan-json.md` describes the form for other programs.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from events.content import PlanContent

FORMAT = "plans-portal/plan"
VERSION = 1
# Sections in sections, sub-events in events: real plans nest three deep.
MAX_DEPTH = 24
MAX_NUMBER = 1_000
_HALF_LETTER = re.compile("[\ud800-\udfff]")

# Fields that tell who or which, and never stand on paper: two plans that differ only in them
# are the same paper, so the fingerprint leaves them out. (The association's name stands in the
# title's own words.)
NOT_ON_PAPER = frozenset({"association", "meeting", "office", "term_choice", "uid", "who"})


class ContentError(ValueError):
    """The JSON is not a plan; the message is one Russian sentence."""


def to_json(content: PlanContent) -> dict[str, Any]:
    """The canonical form as JSON values: every field is named, none is left out."""
    return {"format": FORMAT, "version": VERSION, **_plain(content)}


def canonical_bytes(content: PlanContent) -> bytes:
    """The form as kept in an edition: UTF-8, keys sorted, no blanks, so that equal is equal."""
    return _dump(to_json(content))


def fingerprint(content: PlanContent) -> str:
    """SHA-256 (64 hex digits) of what the paper says: identities in `NOT_ON_PAPER` are left out."""
    return hashlib.sha256(_dump(_on_paper(to_json(content)))).hexdigest()


def from_json(values: Mapping[str, Any]) -> PlanContent:
    """Read the canonical form back.

    Raises:
        ContentError: it is not a plan, or of a newer version, or a field has a wrong type.

    """
    if values.get("format") != FORMAT:
        raise ContentError("Это не план портала: в файле нет отметки «plans-portal/plan».")
    if values.get("version") != VERSION:
        raise ContentError(
            f"План записан в версии {values.get('version')}, а портал читает версию {VERSION}."
        )
    _refuse_strange(values)
    plan: PlanContent = _read(PlanContent, values, "план")
    return plan


def _refuse_strange(value: Any, depth: int = 0) -> None:
    """Refuse what no plan holds and no table keeps: deep nesting, control signs, half letters."""
    if depth > MAX_DEPTH:
        raise ContentError("В файле плана слишком глубокая вложенность.")
    if isinstance(value, str):
        if "\x00" in value or (not value.isascii() and _HALF_LETTER.search(value)):
            raise ContentError("В файле плана есть знаки, которых не бывает в тексте.")
    elif isinstance(value, Mapping | list):
        parts = value.values() if isinstance(value, Mapping) else value
        for part in parts:
            _refuse_strange(part, depth + 1)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _on_paper(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _on_paper(v) for k, v in value.items() if k not in NOT_ON_PAPER}
    if isinstance(value, list):
        return [_on_paper(item) for item in value]
    return value


def _dump(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _read(wanted: Any, value: Any, where: str) -> Any:
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _read_fields(wanted, value, where)
    origin = get_origin(wanted)
    if origin is tuple:
        if not isinstance(value, list):
            raise ContentError(f"В файле плана поле «{where}» должно быть списком.")
        (item, *_) = get_args(wanted)
        return tuple(_read(item, one, f"{where}[{i}]") for i, one in enumerate(value))
    if origin in (Literal, UnionType) or (origin is not None and _choices(wanted)):
        if not isinstance(value, str) or value not in _choices(wanted):
            raise ContentError(f"В файле плана у поля «{where}» неизвестное значение «{value}».")
        return value
    if type(value) is not wanted:
        raise ContentError(f"В файле плана у поля «{where}» значение не того вида.")
    if wanted is int and not 0 <= value <= MAX_NUMBER:
        raise ContentError(f"В файле плана у поля «{where}» число {value} вне разумного.")
    return value


def _read_fields(wanted: Any, value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise ContentError(f"В файле плана ждали раздел «{where}», а там другое.")
    hints = get_type_hints(wanted)
    given = {}
    for f in fields(wanted):
        if f.name in value:
            given[f.name] = _read(hints[f.name], value[f.name], f"{where}.{f.name}")
        elif f.default is MISSING and f.default_factory is MISSING:
            raise ContentError(f"В файле плана не хватает поля «{where}.{f.name}».")
    return wanted(**given)


def _choices(wanted: Any) -> frozenset[Any]:
    if get_origin(wanted) is Literal:
        return frozenset(get_args(wanted))
    return frozenset().union(*(_choices(arg) for arg in get_args(wanted)))
