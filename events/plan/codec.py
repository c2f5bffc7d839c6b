"""The canonical JSON of a plan's content, and its fingerprint: what is kept, exported and signed.

The newest format is written, every format is read. `docs/plan-json.md` describes the formats, and
how a field is added, changed and retired.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from events.plan.content import PlanContent, StepContent
from events.plan.format_1 import FIELDS as FIELDS_OF_1
from events.plan.period import objection_to_days

FORMAT: Final = "plans-portal/plan"
# 1 names every field; 2 leaves out what equals its default.
VERSION: Final = 2
VERSIONS: Final = (1, VERSION)
# Sections in sections, sub-events in events: real plans nest three deep.
MAX_DEPTH: Final = 24
MAX_NUMBER: Final = 1_000
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

# Identities are not printed: two plans that differ only in them are the same paper, so the
# fingerprint leaves them out. Only a name that no format has had yet may be added.
NOT_ON_PAPER: Final = frozenset({"association", "meeting", "office", "term_choice", "uid", "who"})


class ContentError(ValueError):
    """The JSON is not a plan; the message is one Russian sentence."""


class _NoRoomError(ValueError):
    """The content fills a field that format 1 does not have."""


def to_json(content: PlanContent) -> dict[str, Any]:
    """The canonical form as JSON values, without the fields that equal their defaults."""
    return {"format": FORMAT, "version": VERSION, **_write(content)}


def canonical_bytes(content: PlanContent) -> bytes:
    """The form kept in an edition: UTF-8, keys sorted, no blanks; equal plans are equal bytes."""
    return _dump(to_json(content))


def fingerprint(content: PlanContent) -> str:
    """SHA-256 (64 hex digits) of what the paper says, without `NOT_ON_PAPER`.

    An edition keeps the fingerprint of its own format: to compare with it use `has_fingerprint`.
    """
    return _hash(to_json(content))


def has_fingerprint(content: PlanContent, sha256: str, version: int) -> bool:
    """Whether the content, written in that format, has this fingerprint.

    False where it fills a field that the format does not have.
    """
    if version != 1:
        return fingerprint(content) == sha256
    try:
        values = _write_all(content)
    except _NoRoomError:
        return False
    return _hash({"format": FORMAT, "version": version, **values}) == sha256


def is_intact(text: str, sha256: str, version: int) -> bool:
    """Whether a kept text is canonical JSON of that format and has this fingerprint.

    The text itself is hashed, whatever fields the portal has today.
    """
    try:
        values = json.loads(text)
        if _dump(values) != text.encode():
            return False
    except (ValueError, RecursionError):
        return False
    is_plan = isinstance(values, dict) and values.get("format") == FORMAT
    return is_plan and values.get("version") == version and _hash(values) == sha256


def fingerprinted_bytes(text: str) -> bytes:
    """The bytes of a kept text that its fingerprint is the SHA-256 of: what the paper says."""
    return _dump(_on_paper(json.loads(text)))


def from_json(values: Mapping[str, Any]) -> PlanContent:
    """Read the canonical form of any format; a missing field takes its default.

    Raises:
        ContentError: it is not a plan, or of a newer format, or a field has a wrong type.

    """
    if values.get("format") != FORMAT:
        raise ContentError("Это не план портала: в файле нет отметки «plans-portal/plan».")
    version = values.get("version")
    if type(version) is not int or version not in VERSIONS:
        known = " и ".join(map(str, VERSIONS))
        raise ContentError(f"План записан в версии {version}, а портал читает версии {known}.")
    _refuse_unsafe(values)
    plan: PlanContent = _read(PlanContent, values, "план")
    return plan


def from_bytes(data: bytes) -> PlanContent:
    """Read the canonical form of a file.

    Raises:
        ContentError: it is no JSON, no plan (see `from_json`), or its period makes no sense.

    """
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ContentError("Файл JSON повреждён: его не удалось прочесть.") from error
    if not isinstance(values, dict):
        raise ContentError("Это не план портала: в файле JSON ждали объект.")
    content = from_json(values)
    days = [date.fromisoformat(day) for day in (content.period.starts, content.period.ends) if day]
    if days and (objection := objection_to_days(days[0], days[-1])):
        raise ContentError(objection)
    return content


def steps_of(text: str) -> tuple[StepContent, ...]:
    """The steps of sign-off in a kept text, without reading the rest."""
    steps: tuple[StepContent, ...] = _read(
        tuple[StepContent, ...], json.loads(text).get("steps", []), "steps"
    )
    return steps


def _write(value: Any) -> Any:
    if is_dataclass(value):
        form: Any = type(value)
        return {
            name: _write(part)
            for name, default in _defaults(form)
            if (part := getattr(value, name)) != default
        }
    if isinstance(value, tuple):
        return [_write(item) for item in value]
    return _as_text(value)


def _write_all(value: Any) -> Any:
    """A value as format 1 has it: every field is written."""
    if is_dataclass(value):
        form: Any = type(value)
        named = FIELDS_OF_1[form]
        for name, default in _defaults(form):
            if name not in named | NOT_ON_PAPER and getattr(value, name) != default:
                raise _NoRoomError(name)
        return {name: _write_all(getattr(value, name)) for name in named}
    if isinstance(value, tuple):
        return [_write_all(item) for item in value]
    return _as_text(value)


def _as_text(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


@cache
def _defaults(form: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass with their defaults; MISSING, which equals nothing, where none."""
    return tuple(
        (field.name, field.default if field.default_factory is MISSING else field.default_factory())
        for field in fields(form)
    )


def _on_paper(value: Any) -> Any:
    """JSON values without identities, and without objects that have nothing else."""
    if isinstance(value, dict):
        kept = {k: _on_paper(v) for k, v in value.items() if k not in NOT_ON_PAPER}
        return {k: v for k, v in kept.items() if v != {}}
    if isinstance(value, list):
        return [_on_paper(item) for item in value]
    return value


def _dump(values: Any) -> bytes:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _hash(values: Any) -> str:
    return hashlib.sha256(_dump(_on_paper(values))).hexdigest()


def _refuse_unsafe(value: Any, depth: int = 0) -> None:
    """Refuse what no database keeps: deep nesting, control characters, half surrogates."""
    if depth > MAX_DEPTH:
        raise ContentError("В файле плана слишком глубокая вложенность.")
    if isinstance(value, str):
        if "\x00" in value or (not value.isascii() and _SURROGATE.search(value)):
            raise ContentError("В файле плана есть знаки, которых не бывает в тексте.")
    elif isinstance(value, Mapping | list):
        parts = value.values() if isinstance(value, Mapping) else value
        for part in parts:
            _refuse_unsafe(part, depth + 1)


def _read(wanted: Any, value: Any, where: str) -> Any:
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _read_fields(wanted, value, where)
    origin = get_origin(wanted)
    if origin is tuple:
        if not isinstance(value, list):
            raise ContentError(f"В файле плана поле «{where}» должно быть списком.")
        (item, *_) = get_args(wanted)
        return tuple(_read(item, part, f"{where}[{i}]") for i, part in enumerate(value))
    if choices := _choices(wanted):
        if not isinstance(value, str) or value not in choices:
            raise ContentError(f"В файле плана у поля «{where}» неизвестное значение «{value}».")
        return choices[value]
    if type(value) is not wanted:
        raise ContentError(f"В файле плана у поля «{where}» значение не того вида.")
    if wanted is int and not 0 <= value <= MAX_NUMBER:
        raise ContentError(f"В файле плана у поля «{where}» число {value} вне разумного.")
    return value


def _read_fields(wanted: Any, value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise ContentError(f"В файле плана ждали раздел «{where}», а там другое.")
    hints = _hints(wanted)
    given = {}
    for name, default in _defaults(wanted):
        if name in value:
            given[name] = _read(hints[name], value[name], f"{where}.{name}")
        elif default is MISSING:
            raise ContentError(f"В файле плана не хватает поля «{where}.{name}».")
    return wanted(**given)


@cache
def _hints(wanted: Any) -> dict[str, Any]:
    return get_type_hints(wanted)


@cache
def _choices(wanted: Any) -> dict[str, str]:
    """The values that a field of an enumeration (or of it and "") may have, by their text."""
    if isinstance(wanted, type):
        return {member.value: member for member in wanted} if issubclass(wanted, StrEnum) else {}
    if get_origin(wanted) is Literal:
        return {text: text for text in get_args(wanted)}
    return {text: value for arg in get_args(wanted) for text, value in _choices(arg).items()}
