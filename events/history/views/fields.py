"""What a change of a plan did, field by field, with Russian labels and the words that differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model

from associations.models import Office
from events.drafting.queries.row_values import EventValues
from events.drafting.views.conflict import label_of, value_in_words
from events.models import Change, Event, Plan, Section, Step
from events.plan.patch import PartChange, PartKind, Patch, as_one, patch_from_json
from plans_portal.lib.word_changes import Line, word_changes

_MODELS: Final = {"section": Section, "step": Step, "heading": Plan, "event": Event}
_KINDS: Final[Mapping[PartKind, type[Model]]] = {
    PartKind.HEADING: Plan,
    PartKind.SECTION: Section,
    PartKind.ROW: Event,
    PartKind.STEP: Step,
}
_PARTS: Final[Mapping[PartKind, str]] = {
    PartKind.HEADING: "Заголовок",
    PartKind.SECTION: "Раздел",
    PartKind.ROW: "Строка",
    PartKind.STEP: "Шаг",
}
# Of before the patches: rules on rows and sections have recorded the values themselves.
_WITHOUT_FIELDS: Final = ("repair_finding", "undo_repair", "bring_rows", "undo_bringing")
_ORDER: Final = {name: place for place, name in enumerate(EventValues.__slots__)}
# The sentence of the change or the list of editions already shows these.
_HIDDEN: Final = ("sha256", "edition", "step", "events", "layout_pk", "kind", "columns", "seat_id")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: what it was and what it became."""

    label: str
    before: str
    after: str
    # A whole part in a line: it may be gone, and not empty.
    is_part: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """Both as one text, with the words that differ marked."""
        return word_changes(self.before, self.after)


class FieldReader:
    """Reads the fields of some changes; whom steps name is asked at once (at most 1 query)."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._patches = {
            change.pk: patch_from_json(change.patch)
            for change in changes
            if change.patch is not None
        }
        offices = Office.objects.select_related("person")
        wanted = {pk for patch in self._patches.values() for pk in _offices_in(patch)}
        self._offices = {pk: str(one) for pk, one in offices.in_bulk(wanted).items()}

    def fields_of(self, changes: Sequence[Change]) -> list[FieldChange]:
        """What differs: fields of one part, or whole parts in a line each.

        Of several changes, which are of one part: from the first before to the last after.
        """
        patch = self._patch_of(changes)
        if patch is None:
            return list(self._without_patch(changes[-1]))
        # What was deleted is in the patch from its end.
        ordered = patch if any(part.after for part in patch) else patch[::-1]
        return [line for part in ordered for line in self._lines(part, alone=len(patch) == 1)]

    def differ(self, changes: Sequence[Change]) -> bool:
        """Whether the changes together leave anything that can be taken back."""
        patch = self._patch_of(changes) if changes else None
        return patch is not None and (len(changes) == 1 or bool(patch[0].after))

    def _patch_of(self, changes: Sequence[Change]) -> Patch | None:
        """What the changes did together; None where one of them has no patch."""
        patches = [self._patches.get(change.pk) for change in changes]
        if len(patches) == 1:
            return patches[0]
        one = as_one([part for patch in patches for part in patch or ()])
        return None if one is None else (one,)

    def _without_patch(self, change: Change) -> Iterator[FieldChange]:
        if change.action in _WITHOUT_FIELDS:
            return
        model = next((model for word, model in _MODELS.items() if word in change.action), Plan)
        yield from self._fields(change.before or {}, change.after or {}, model)

    def _lines(self, part: PartChange, *, alone: bool) -> Iterator[FieldChange]:
        model = _KINDS[part.kind]
        if alone:
            yield from self._fields(part.before or {}, part.after or {}, model)
        elif part.before or part.after:
            was, became = (
                self._in_one(values or {}, model) for values in (part.before, part.after)
            )
            yield FieldChange(_PARTS[part.kind], was, became, is_part=True)

    def _in_one(self, values: Mapping[str, Any], model: type[Model]) -> str:
        """The filled fields of a part, a line each."""
        filled = [one for one in self._fields({}, values, model) if one.after]
        return "\n".join(f"{one.label}: {'; '.join(one.after.splitlines())}" for one in filled)

    def _fields(
        self, before: Mapping[str, Any], after: Mapping[str, Any], model: type[Model]
    ) -> Iterator[FieldChange]:
        # A database may reorder the keys of its JSON.
        names = sorted({*before, *after}, key=lambda name: (_ORDER.get(name, len(_ORDER)), name))
        for name in names:
            if name in _HIDDEN or before.get(name) == after.get(name):
                continue
            was, became = (self._in_words(name, values.get(name)) for values in (before, after))
            if was or became:
                yield FieldChange(label_of(name, model), was, became)

    def _in_words(self, name: str, value: Any) -> str:
        if name == "office_id":
            return self._offices.get(value, "")
        return value_in_words(name, value)


def _offices_in(patch: Patch) -> Iterator[int]:
    for part in patch:
        for values in (part.before, part.after):
            if values and values.get("office_id"):
                yield values["office_id"]
