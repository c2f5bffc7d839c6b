"""Lets a document be issued although the portal did not find all of the plan in its file."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from associations.journal.rules import note
from associations.vocabulary import JournalAction
from events.drafting.rules.transitions import lock_plan, raise_objection
from events.history.rules import record
from plans_portal.lib.characters import normalize_characters
from reports.models import IssueFailure

NO_REASON: Final = "Напишите, почему бумага верна: что вы сверили и с чем."


def objection_to_lifting(failure: IssueFailure, actor: Actor) -> str | None:
    """Why this actor may not let the document be issued, or None."""
    if failure.edition.plan.association.institution_id not in actor.staff_institution_ids:
        return "Разрешить выдачу может методист института."
    if failure.lifted_at is not None:
        return "Выдача уже разрешена."
    if failure.edition.issued.exists():
        return "Документ уже выдан."
    return None


@transaction.atomic
def lift_failure(*, failure: IssueFailure, reason: str, by: Actor) -> IssueFailure:
    """Let the document be issued with what was not found in it; history and journal say why.

    It holds for this cause alone: another part that is missing stops the document again. Raises
    PermissionDenied, ValidationError: see `objection_to_lifting`; there is no reason.
    """
    plan, by = lock_plan(failure.edition.plan, by)
    failure.refresh_from_db()
    is_staff = plan.association.institution_id in by.staff_institution_ids
    raise_objection(objection_to_lifting(failure, by), forbidden=not is_staff)
    reason = normalize_characters(reason).strip()
    if not reason:
        raise ValidationError({"reason": NO_REASON})
    failure.lifted_at, failure.lifted_by_name, failure.reason = timezone.now(), by.name, reason
    failure.full_clean()
    failure.save(update_fields=["lifted_at", "lifted_by_name", "reason"])
    words = (
        f"Разрешена выдача документа редакции {failure.edition.number}, хотя портал нашёл в файле"
        f" не всё. Причина: «{reason}»"
    )
    after = {"edition": failure.edition.number, "missing": failure.missing}
    record(plan, "lift_failure", words, after=after, by=by)
    note(
        action=JournalAction.DOWNLOAD,
        words=f"{plan.title_line}: {words[0].lower()}{words[1:]}",
        institution_id=plan.association.institution_id,
        by=by,
    )
    return failure
