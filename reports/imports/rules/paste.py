"""Tables that are pasted into a plan: read and looked through first, then inserted."""

import datetime as dt
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor, signed_in
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.paste_rows import objection_to_place, paste_rows
from events.history.rules import added_rows, done_before
from events.models import Change, Plan, Remark
from events.remarks.queries.places import at_row
from reports.imports.queries.paste_preview import PastePreview, preview_of
from reports.imports.queries.recognised import Reading, reading_of
from reports.imports.rules.uploads import fill, new_import_session, read_within_limits
from reports.imports.rules.wizard import NOT_NOW, owned
from reports.models import ImportSession
from reports.sources import read_pasted_rows

NAME: Final = "Вставленная таблица"
# Who made the remarks.
BY_PASTE: Final = "Вставка таблицы"
MOST_REMARKS: Final = 30
# An earlier paste that its owner neither inserted nor corrected is forgotten after so long.
_FORGOTTEN_AFTER: Final = dt.timedelta(hours=1)


@transaction.atomic
def read_pasted(
    *, plan: Plan, section_uid: str, after_uid: str, markup: str, text: str, by: Actor
) -> tuple[ImportSession, Reading]:
    """Read what was pasted for a place in the plan, and keep its words until it is decided.

    `section_uid` is that of a section to be made where the plan has no tables.

    Raises:
        PermissionDenied, ValidationError: the plan can't be changed, or has no such section.
        SourceError: no table is in it, or it breaks a limit; nothing of it is kept.

    """
    if objection := objection_to_drafting(plan, by) or objection_to_place(plan, section_uid):
        raise ValidationError(objection)
    source = read_within_limits(markup, text, read_pasted_rows)
    now = timezone.now()
    pastes = ImportSession.objects.visible_to(by).filter(plan=plan, corrections=[])
    undecided = pastes.filter(state=ImportSession.State.READ)
    undecided.filter(touched_at__lt=now - _FORGOTTEN_AFTER).delete()
    one = new_import_session(name=NAME, association=plan.association, by=by)
    one.plan, one.section_uid, one.after_uid = plan, section_uid, after_uid
    reading = fill(one, source, by)
    one.save(force_insert=True)
    return one, reading


@transaction.atomic
def add_rows(*, import_session: ImportSession, by: Actor) -> Change:
    """Put the rows of the present reading into the plan where they were pasted.

    Words without a place become open remarks. Asked again, it adds nothing and gives the same
    change.

    Raises:
        PermissionDenied, ValidationError: see `paste_rows`; the session is of no such table.

    """
    import_session = owned(import_session, by)
    plan, key = import_session.plan, import_session.pk.hex
    if plan is None or not import_session.section_uid:
        raise ValidationError(NOT_NOW)
    if import_session.state != ImportSession.State.READ:
        done = done_before(plan, key, by)
        if done is None:
            raise ValidationError(NOT_NOW)
        return done
    shown = preview_of(reading_of(import_session), import_session, read_content(plan))
    change = paste_rows(
        plan=plan,
        section_uid=import_session.section_uid,
        after_uid=import_session.after_uid,
        sections=shown.sections,
        note=shown.note,
        key=key,
        by=by,
    )
    _remark(plan, shown, change, by)
    import_session.state, import_session.touched_at = ImportSession.State.DONE, timezone.now()
    import_session.save(update_fields=["state", "touched_at"])
    return change


def _remark(plan: Plan, shown: PastePreview, change: Change, by: Actor) -> None:
    """Write the words without a place as open remarks, one for each row that they stood beside."""
    by_row: dict[int | None, list[str]] = {}
    for loss in shown.losses:
        by_row.setdefault(loss.event, []).append(loss.text)
    if len(by_row) > MOST_REMARKS:
        by_row = {None: [loss.text for loss in shown.losses]}
    # Rows are added in another order than that of the table.
    uids = dict(zip(shown.fitted.order, added_rows(change), strict=True))
    Remark.objects.bulk_create(
        Remark(
            plan=plan,
            **at_row(uids.get(row, "") if row is not None else ""),
            is_doubt=True,
            text="\n".join(texts),
            made_at=timezone.now(),
            made_by_id=signed_in(by),
            made_by_name=BY_PASTE,
        )
        for row, texts in by_row.items()
    )
