"""The admin's pages, each change of which stands in the journal: a superuser is no exception."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from associations.journal.rules import Origin, changed, note
from associations.vocabulary import JournalAction
from plans_portal.lib.client_address import client_address

# Models by their names, with the way to their institution; of other models the first kind.
_KINDS: Mapping[str, tuple[JournalAction, str]] = {
    "user": (JournalAction.ACCOUNT, "person__institution_id"),
    "person": (JournalAction.PERSON, "institution_id"),
    "office": (JournalAction.OFFICE, "person__institution_id"),
    "substitution": (JournalAction.SUBSTITUTION, "office__person__institution_id"),
    "layout": (JournalAction.LAYOUT, "institution_id"),
    "institution": (JournalAction.DIRECTORY, "pk"),
}
_OTHERS = (JournalAction.DIRECTORY, "institution_id")


class NotedAdmin[M: models.Model](admin.ModelAdmin[M]):
    """A page of the admin that tells the journal what was added, changed and deleted by it."""

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save the row, and note the fields that changed."""
        names = form.changed_data if change else ()
        before = _texts(type(obj)._default_manager.get(pk=obj.pk), names) if names else {}  # noqa: SLF001
        super().save_model(request, obj, form, change)
        if not change:
            _note(request, obj, "Добавлено администратором")
        elif names:
            _note(request, obj, "Изменено администратором", before, _texts(obj, names))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Save the rows within the page, and note that they changed."""
        super().save_related(request, form, formsets, change)
        names = [one.model._meta.verbose_name_plural for one in formsets if one.has_changed()]  # noqa: SLF001
        if change and names:
            words = f"Изменено администратором ({', '.join(map(str, names))})"
            _note(request, form.instance, words)

    def delete_model(self, request: HttpRequest, obj: M) -> None:
        """Delete the row; the note is first, while the row is there."""
        _note(request, obj, "Удалено администратором")
        super().delete_model(request, obj)


def _note(
    request: Any,
    row: models.Model,
    words: str,
    before: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
) -> None:
    name = str(row._meta.verbose_name)  # noqa: SLF001 - the words for people
    action, way = _KINDS.get(row._meta.model_name or "", _OTHERS)  # noqa: SLF001
    was, now = changed(before or {}, after or {})
    note(
        action=action,
        words=f"{words}: {name} «{row}».",
        institution_id=_along(row, way),
        about_id=row.pk if action == JournalAction.ACCOUNT else None,
        before=was,
        after=now,
        origin=Origin(client_address(request), request.headers.get("User-Agent", "")),
        by=request.actor,
    )


def _along(row: Any, way: str) -> int | None:
    for name in way.split("__"):
        row = getattr(row, name, None)
    found: int | None = row
    return found


def _texts(row: models.Model, names: Iterable[str]) -> dict[str, str]:
    """The fields as texts by their Russian names."""
    fields = {name: row._meta.get_field(name) for name in names}  # noqa: SLF001 - Django's own way to the fields
    return {
        str(getattr(field, "verbose_name", name)): _text(getattr(row, name))
        for name, field in fields.items()
    }


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    return "" if value is None else str(value)
