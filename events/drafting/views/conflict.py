"""The page that asks, field by field, whose words stay, and keeps all that was typed."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from associations.models import Office
from associations.offices.queries import Request
from events.drafting.queries.row_values import EventValues
from events.drafting.rules.parts import fields_of, row_fields
from events.drafting.views.opened import BASE, DECISION, SEEN, as_sent
from events.models import Change, Event, Plan, Section, Step
from events.plan.merging import Opened, alike, merged
from events.terms import in_days
from plans_portal.lib.characters import normalize_values
from plans_portal.lib.versions import Conflict
from plans_portal.lib.word_changes import Fate, Line, word_changes

# What the page sends by itself, and what is of one request only.
_NOT_KEPT: Final = ("csrfmiddlewaretoken", "expected_version", "line", BASE, SEEN)
# How far back it is looked up who has changed a field.
_MOST_CHANGES: Final = 200


@dataclass(frozen=True, slots=True)
class FieldVersions:
    """One field that two have changed: the stored text and mine."""

    name: str
    label: str
    stored: str
    mine: str

    @property
    def stored_lines(self) -> list[Line]:
        """The stored text, in pieces; those that mine doesn't have are `GONE`."""
        return self._lines(Fate.GONE)

    @property
    def my_lines(self) -> list[Line]:
        """My text, in pieces; those that the stored one doesn't have are `NEW`."""
        return self._lines(Fate.NEW)

    def _lines(self, fate: Fate) -> list[Line]:
        lines = (
            tuple(piece for piece in line if piece.fate in (Fate.SAME, fate))
            for line in word_changes(self.stored, self.mine)
        )
        return [line for line in lines if line]


def conflict_page(
    request: Request, plan: Plan, conflict: Conflict, values: Any, opened: Opened
) -> HttpResponse:
    """Ask for each field in conflict which version stays (409); nothing is written yet.

    The page posts the same words again, with what is known about the fields: those in conflict
    count from here on as they are shown, once they are decided.
    """
    part: Event | Section | Step | Plan = conflict.stored
    stored, mine = fields_of(part), _fields(normalize_values(values))
    both = merged(opened.fields, mine, stored)
    base = {name: value for name, value in opened.fields.items() if name not in conflict.fields}
    changed = [name for name in mine if name not in opened.left]
    untouched = [name for name in mine if name in base and alike(mine[name], base[name])]
    asked = [f"{DECISION}{name}" for name in conflict.fields]
    last = _last_change(plan, part, conflict.fields)
    context = {
        "plan": plan,
        "message": conflict.messages[0],
        "last": last,
        "by_myself": last is not None and last.by_id == request.user.pk,
        "fields": [_versions(name, mine[name], stored[name], part) for name in conflict.fields],
        "mine_alone": _labels(part, (n for n in changed if both.fields[n] != stored[n])),
        "theirs_alone": _labels(part, (n for n in untouched if stored[n] != base[n])),
        "typed": [
            (name, value)
            for name, sent in request.POST.lists()
            if name not in (*_NOT_KEPT, *asked)
            for value in sent
        ],
        "base": as_sent(base),
        "seen": as_sent({name: stored[name] for name in conflict.fields}),
    }
    return render(request, "events/drafting/conflict.html", context, status=409)


def _fields(values: Any) -> dict[str, Any]:
    return row_fields(values) if isinstance(values, EventValues) else asdict(values)


def _last_change(
    plan: Plan, part: Event | Section | Step | Plan, names: Iterable[str]
) -> Change | None:
    """The last change of these fields of the part, if history tells (1 query)."""
    uid, wanted = "" if isinstance(part, Plan) else part.uid, set(names)
    changes = plan.changes.filter(patch__isnull=False)[:_MOST_CHANGES]
    for change in changes.iterator(chunk_size=20):
        for one in change.patch or []:
            if one["uid"] == uid and wanted & set(one.get("after") or ()):
                return change
    return None


def _labels(part: Model, names: Iterable[str]) -> list[str]:
    return [f"«{label_of(name, type(part))}»" for name in names]


def _versions(name: str, mine: Any, stored: Any, part: Model) -> FieldVersions:
    words = (_in_words(name, value, part) for value in (stored, mine))
    return FieldVersions(name, label_of(name, type(part)), *words)


def _in_words(name: str, value: Any, part: Model) -> str:
    """A value as a person reads it, also a choice and an empty box."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    choices = dict(getattr(_field(name, type(part)), "flatchoices", ()))
    return str(choices.get(value) or value_in_words(name, value))


def label_of(name: str, model: type[Model]) -> str:
    """The Russian name of a field, as the forms call it."""
    known = {"agenda": "Повестка", "responsible": "Ответственные", "office_id": "Кто решает"}
    known |= {"rows": "Строки", "sections": "Подразделы"}
    if name in known:
        return known[name]
    return capfirst(str(getattr(_field(name, model), "verbose_name", name)))


def _field(name: str, model: type[Model]) -> object | None:
    fields = model._meta.get_fields()  # noqa: SLF001 - Django's public API
    return next((field for field in fields if field.name == name), None)


def value_in_words(name: str, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "да" if value else ""
    if isinstance(value, (list, tuple)):
        return "\n".join(_line(item) for item in value)
    if name == "term_choice" and value:
        return in_days(str(value))
    if name == "office_id" and value:
        office = Office.objects.select_related("person").filter(pk=value).first()
        return str(office or "")
    return "" if value is None else str(value)


def _line(item: Any) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    speaker = f" ({item['speaker']})" if item.get("speaker") else ""
    words = item.get("text") or item.get("title") or item.get("heading") or ""
    return f"{words}{speaker}"
