"""Pastes the rows of a table into an open plan."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor
from events.drafting.models.plan import UID
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import plan_to_change
from events.drafting.rules.importing import MAX_ROWS, IdentityMap, adding_rows, adding_sections
from events.history.rules import done_before
from events.models import Change, Plan
from events.plan.content import SectionContent
from events.plan.pasted_rows import fit_rows
from events.plan.patch import PartKind
from events.plan.vocabulary import SectionKind
from plans_portal.lib.characters import normalize_values

NOTHING: Final = "В таблице нет ни одной строки плана."
TOO_MANY: Final = f"В плане стало бы больше {MAX_ROWS} строк: вставьте таблицу по частям."
NO_SECTION: Final = (
    "Раздела, куда вставляли строки, в плане уже нет: вставьте таблицу в другой раздел."
)


@transaction.atomic
def paste_rows(
    *,
    plan: Plan,
    section_uid: str,
    after_uid: str,
    sections: tuple[SectionContent, ...],
    note: str = "",
    key: str = "",
    by: Actor,
) -> Change:
    """Add rows to a section after the row `after_uid`, or last; return the change.

    `fit_rows` says where what comes, and under which numbers. In a plan without tables a section
    with the uid is made. `note` is added to the words of the history. The same one-time `key` adds
    nothing again.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; no rows, too many, wrong values, or
            the section was deleted.

    """
    plan = plan_to_change(plan, by)
    if done := done_before(plan, key, by):
        return done
    if objection := objection_to_place(plan, section_uid):
        raise ValidationError(objection, code="gone")
    fitted = fit_rows(read_content(plan), normalize_values(sections), section_uid, after_uid)
    if not fitted.count:
        raise ValidationError(NOTHING)
    if fitted.count + plan.events.filter(parent=None).count() > MAX_ROWS:
        raise ValidationError(TOO_MANY)
    ids = IdentityMap(responsible_directory(plan.association, by))
    patch = (
        *adding_rows(fitted.rows, ids, section=section_uid, after=fitted.after_row),
        *adding_sections(fitted.sections, ids, parent=fitted.parent, after=fitted.after_section),
    )
    first = next((one.uid for one in patch if one.kind == PartKind.ROW), "")
    words = " ".join(filter(None, (f"Вставлены строки из таблицы: {fitted.count}.", note)))
    return commit_patch(plan, patch, "bring_rows", words, event_uid=first, key=key, by=by)


def objection_to_place(plan: Plan, section_uid: str) -> str | None:
    """Why rows can't be pasted into this section, or None: it is no table, or was deleted.

    In a plan without tables a section is made for them (1 query).
    """
    kinds = dict(plan.sections.values_list("uid", "kind"))
    kind = kinds.get(section_uid, "")
    is_new = not kind and UID.fullmatch(section_uid) is not None
    fits = kind == SectionKind.TABLE or (is_new and SectionKind.TABLE not in kinds.values())
    return None if fits else NO_SECTION
