"""Tells the journal what the institution's staff does in a plan for its authors."""

from typing import Final

from django.utils import timezone

from associations.actor import Actor
from associations.journal.rules import note
from associations.vocabulary import AUTHORS, JournalAction
from events.models import Change, Plan

# Noted each time, with the words of the history.
_MOVES: Final = frozenset(
    {
        "accept_remark",
        "begin_from",
        "create_plan",
        "decline_remark",
        "discard_revision",
        "import_content",
        "recall_plan",
        "remove_draft",
        "restore_draft",
        "revise_plan",
        "send_plan",
        "take_remark",
        "take_layout",
        "withdraw_deviation",
    }
)
# They change a plan too, but by a right of the staff's own, or by themselves.
_OWN: Final = frozenset({"grant_deviation", "renew_steps"})
_EDITS: Final = "Правки в плане за его авторов"


def note_for_others(change: Change, by: Actor) -> None:
    """Note a move that staff made for the authors of a plan; their edits of a day once.

    No query where somebody acts who has an author's office in the association, or is no staff.
    """
    plan, action = change.plan, change.action
    is_edit = change.patch is not None and action not in _OWN | _MOVES
    if not (is_edit or action in _MOVES) or not by.staff_institution_ids:
        return
    association = plan.association
    if (
        association.institution_id not in by.staff_institution_ids
        or association.pk in by.association_ids(AUTHORS)
    ):
        return
    if is_edit and _has_edited_today(plan, change):
        return
    name = f"{association.name}, {plan.period.label()}"
    words = _EDITS if is_edit else f"За авторов плана. {change.words.rstrip('.')}"
    note(
        action=JournalAction.FOR_OTHERS,
        words=f"{words}: {name}.",
        institution_id=association.institution_id,
        by=by,
    )


def _has_edited_today(plan: Plan, change: Change) -> bool:
    morning = timezone.localtime(change.at).replace(hour=0, minute=0, second=0, microsecond=0)
    edits = plan.changes.filter(by=change.by_id, at__gte=morning, patch__isnull=False)
    return edits.exclude(pk=change.pk).exclude(action__in=_OWN | _MOVES).exists()
