"""Moves an open plan to another version of its layout, or back."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from associations.actor import Actor
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.draft_lock import bump_revision, plan_to_change
from events.drafting.rules.route import link_to_seats
from events.history.rules import record
from events.layouts.queries.values import layout_values
from events.layouts.queries.versions import offered_versions
from events.models import Layout, Plan
from events.plan.codec import fingerprint
from plans_portal.lib.versions import require_version

STALE = "План или форма изменились, пока вы смотрели. Посмотрите ещё раз, что изменится."
NOT_OFFERED = "Перейти можно на действующую новую версию своей формы или вернуться к прежней."
PERIOD_TAKEN = "У этого объединения уже есть другой план на этот период по этой версии формы."


def values_before_upgrade(plan: Plan, layout: Layout) -> object:
    """What the page of an upgrade shows: the plan's layout and content, and the new layout."""
    return plan.layout_id, fingerprint(read_content(plan)), layout_values(layout)


@transaction.atomic
def upgrade_layout(*, plan: Plan, layout: Layout, expected_version: str, by: Actor) -> Plan:
    """Give the plan another version of its layout; content and steps are kept.

    Steps take the seats of the new route that they match; what is missing then stops sending.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the version is not offered to
            this plan.
        Conflict: the plan or the layout has changed since the page was shown.

    """
    current = plan_to_change(plan, by)
    wanted = Layout.objects.select_for_update().filter(pk=layout.pk).first()
    if wanted is None or wanted not in offered_versions(current):
        raise ValidationError(NOT_OFFERED, code="stale")
    require_version(values_before_upgrade(current, wanted), expected_version, STALE, current)
    old = current.layout
    current.layout = wanted
    try:
        with transaction.atomic():
            current.save(update_fields=["layout", "changed_at"])
    except IntegrityError:
        raise ValidationError(PERIOD_TAKEN) from None
    link_to_seats(current)
    bump_revision(current)
    action = "переведён на новую версию" if wanted.version > old.version else "возвращён к версии"
    record(
        current,
        "take_layout",
        f"План {action} формы: {wanted.named}.",
        before={"layout": old.named, "layout_pk": old.pk},
        after={"layout": wanted.named, "layout_pk": wanted.pk},
        by=by,
    )
    return current
