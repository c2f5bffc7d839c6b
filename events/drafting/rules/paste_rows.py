"""Pastes the rows of a table into an open plan."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import plan_to_change, read_again
from events.drafting.rules.importing import MAX_ROWS, IdentityMap, adding_rows, adding_sections
from events.history.rules import done_before
from events.models import Change, Section
from events.plan.content import EventContent, SectionContent
from events.plan.patch import PartKind
from events.plan.vocabulary import SectionKind
from plans_portal.lib.characters import normalize_values

NOTHING: Final = "В таблице нет ни одной строки плана."
TOO_MANY: Final = f"В плане стало бы больше {MAX_ROWS} строк: вставьте таблицу по частям."


@transaction.atomic
def paste_rows(
    *,
    section: Section,
    after_uid: str,
    sections: tuple[SectionContent, ...],
    key: str = "",
    by: Actor,
) -> Change:
    """Add rows after the row `after_uid`, or last; return the change that can be undone.

    Rows of a section without a heading go into `section`; sections with one are added after it.
    Numbers and the look of sections are those of the plan, not of the table.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; no rows, too many, wrong values.

    """
    plan = plan_to_change(section.plan, by)
    if done := done_before(plan, key, by):
        return done
    tables = plan.sections.filter(kind=SectionKind.TABLE).select_related("parent")
    section = read_again(tables, section.pk)
    sections = normalize_values(sections)
    count = sum(len(list(_all_rows(one))) for one in sections)
    if not count:
        raise ValidationError(NOTHING)
    if count + plan.events.filter(parent=None).count() > MAX_ROWS:
        raise ValidationError(TOO_MANY)
    ids = IdentityMap(responsible_directory(plan.association, by))
    if not plan.events.filter(section=section, parent=None, uid=after_uid).exists():
        last = plan.events.filter(section=section, parent=None).order_by("-order")
        after_uid = last.values_list("uid", flat=True).first() or ""
    rows = [_unnumbered(row) for one in sections if not one.heading for row in _all_rows(one)]
    headed = [_unstyled(one) for one in sections if one.heading]
    parent = section.parent.uid if section.parent else ""
    patch = (
        *adding_rows(rows, ids, section=section.uid, after=after_uid),
        *adding_sections(headed, ids, parent=parent, after=section.uid),
    )
    first = next((one.uid for one in patch if one.kind == PartKind.ROW), "")
    words = f"Вставлены строки из таблицы: {count}."
    return commit_patch(plan, patch, "bring_rows", words, event_uid=first, key=key, by=by)


def _all_rows(section: SectionContent) -> Iterator[EventContent]:
    yield from section.events
    for child in section.sections:
        yield from _all_rows(child)


def _unstyled(section: SectionContent) -> SectionContent:
    """The section without its own numbers and look."""
    return replace(
        section,
        number="",
        shown_as="",
        numbering="",
        columns=(),
        events=tuple(_unnumbered(event) for event in section.events),
        sections=tuple(_unstyled(child) for child in section.sections),
    )


def _unnumbered(event: EventContent) -> EventContent:
    return replace(event, number="")
