"""Adds a row like that of last year's plan or of a sister's."""

from dataclasses import replace
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.queries.similar import nearest, rows_of, similar_sources, words_of
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import plan_to_change
from events.drafting.rules.importing import IdentityMap, adding_rows
from events.history.rules import done_before
from events.models import Change, Plan, Section
from events.plan.vocabulary import SectionKind
from plans_portal.lib.typography import within_quotes

GONE: Final = "Такой строки там уже нет. Посмотрите список ещё раз."
NO_SECTION: Final = "В плане нет раздела с таблицей. Сначала добавьте раздел."


@transaction.atomic
def add_similar(*, plan: Plan, source_pk: int, uid: str, key: str = "", by: Actor) -> Change:
    """Add a row like the one with this uid in another plan; return the change that can be undone.

    It comes last in the section of the same name, else in the last one, with the dates of this
    plan's year; the responsible come along only from one's own plan.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; no such row, no section for it.

    """
    plan = plan_to_change(plan, by)
    if done := done_before(plan, key, by):
        return done
    sources = [one for one in similar_sources(plan, by) if one.pk == source_pk]
    rows = (row for source in sources for row in rows_of(source, plan) if row.event.uid == uid)
    row = next(rows, None)
    if row is None:
        raise ValidationError(GONE, code="stale")
    event = replace(row.event, number="", same_number=False)
    if row.source.association_id != plan.association_id:
        event = replace(event, responsible=())
    section = _section_for(plan, row.heading)
    last = section.events.filter(parent=None).order_by("-order").values_list("uid", flat=True)
    ids = IdentityMap(responsible_directory(plan.association, by))
    ids.uids |= set(plan.events.values_list("uid", flat=True))
    patch = tuple(adding_rows((event,), ids, section=section.uid, after=last.first() or ""))
    named = within_quotes(event.title or event.direction)[:200]
    words = f"Добавлена строка «{named}» из другого плана."
    return commit_patch(plan, patch, "add_similar", words, event_uid=patch[0].uid, key=key, by=by)


def _section_for(plan: Plan, heading: str) -> Section:
    """The table section with such a heading, else the last one on the paper."""
    tables = list(plan.sections.filter(kind=SectionKind.TABLE).order_by("parent", "order"))
    if not tables:
        raise ValidationError(NO_SECTION)
    by_heading = {words_of(one.heading): one for one in reversed(tables) if one.heading}
    found = nearest(words_of(heading), by_heading) if heading else None
    top = [section for section in tables if section.parent_id is None]
    return by_heading[found] if found else (top or tables)[-1]
