"""The page that shows both versions after a conflict, and keeps all that was typed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render

from associations.models import Office
from associations.offices.queries import Request
from events.drafting.queries.row_values import row_values
from events.drafting.rules.plans import heading_values
from events.drafting.rules.sections import section_values
from events.drafting.rules.steps import step_values
from events.models import Event, Plan, Section, Step
from events.terms import in_days
from plans_portal.lib.versions import Conflict


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field in both versions."""

    label: str
    mine: str
    theirs: str

    @property
    def differs(self) -> bool:
        """Whether the two are not the same."""
        return self.mine != self.theirs


def current_values(row: Event | Section | Step | Plan) -> Any:
    """The present values, as the form would send them."""
    if isinstance(row, Event):
        return row_values(row)
    if isinstance(row, Section):
        return section_values(row)
    return step_values(row) if isinstance(row, Step) else heading_values(row)


def conflict_page(request: Request, plan: Plan, conflict: Conflict, mine: Any) -> HttpResponse:
    """Show both versions; «Записать моё» posts the same words with the new version (409)."""
    theirs = current_values(conflict.stored)
    last = plan.changes.exclude(by_id=request.user.pk).first()
    context = {
        "plan": plan,
        "message": conflict.messages[0],
        "last": last,
        "differences": field_differences(asdict(mine), asdict(theirs), type(conflict.stored)),
        "typed": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in ("csrfmiddlewaretoken", "expected_version", "line")
            for value in values
        ],
        "version": conflict.version,
    }
    return render(request, "events/drafting/conflict.html", context, status=409)


def field_differences(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], model: type[Model]
) -> list[FieldDifference]:
    """Both versions field by field, without fields that are empty in both."""
    differences = [
        FieldDifference(
            label_of(name, model),
            value_in_words(name, mine[name]),
            value_in_words(name, theirs[name]),
        )
        for name in mine
    ]
    return [item for item in differences if item.mine or item.theirs]


def label_of(name: str, model: type[Model]) -> str:
    """The Russian name of a field, as the forms call it."""
    known = {"agenda": "Повестка", "responsible": "Ответственные", "office_id": "Кто решает"}
    known |= {"rows": "Строки", "sections": "Подразделы"}
    if name in known:
        return known[name]
    for field in model._meta.get_fields():  # noqa: SLF001 - Django's public API
        if field.name == name:
            words = str(getattr(field, "verbose_name", name))
            return words[:1].upper() + words[1:]
    return name


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
