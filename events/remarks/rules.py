"""Rules of remarks."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor, signed_in
from events.drafting.rules.draft_lock import plan_to_change
from events.history.rules import record
from events.models import Remark

State = Remark.State


@transaction.atomic
def close_remark(*, remark: Remark, state: str, by: Actor) -> Remark:
    """Close an open remark as taken or declined.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; or it is closed already.

    """
    plan = plan_to_change(remark.plan, by)
    account = signed_in(by)
    if state not in (State.TAKEN, State.DECLINED):
        raise ValidationError("Отметьте замечание как учтённое или отклонённое.")
    closed = Remark.objects.filter(pk=remark.pk, plan=plan, state=State.OPEN).update(
        state=state, closed_at=timezone.now(), closed_by=account
    )
    if not closed:
        raise ValidationError("Это замечание уже закрыто.", code="stale")
    remark.refresh_from_db()
    words = f"Замечание «{remark.text[:200]}»: {remark.get_state_display().lower()}."
    record(plan, "close_remark", words, by=by)
    return remark
