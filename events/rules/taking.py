"""The deed by which a plan in work moves to another version of its layout, or back."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from associations.actor import Actor
from associations.marks import mark
from events.content import fingerprint
from events.history import record
from events.layouts.values import seen_of, values_of
from events.layouts.versions import offered_to
from events.models import Layout, Plan
from events.reading import read_content
from events.rules.guard import plan_to_change, touch

STALE = "План или форма изменились, пока вы смотрели. Посмотрите ещё раз, что изменится."
NOT_OFFERED = "Перейти можно на действующую новую версию своей формы или вернуться к прежней."
TAKEN_ALREADY = "У этого объединения уже есть другой план на этот период по этой версии формы."


def seen_before_taking(plan: Plan, layout: Layout) -> str:
    """The mark of all that the page of a new version is about: the plan's words and the layout."""
    return mark((plan.layout_id, fingerprint(read_content(plan)), seen_of(values_of(layout))))


@transaction.atomic
def take_layout(*, plan: Plan, layout: Layout, seen: str, by: Actor) -> Plan:
    """Draw the plan by another version of its layout; its words, sections and steps stay.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the version is not offered to
            this plan, or the plan or the layout is not what was `seen`.

    """
    current = plan_to_change(plan, by)
    wanted = Layout.objects.select_for_update().filter(pk=layout.pk).first()
    if wanted is None or wanted not in offered_to(current):
        raise ValidationError(NOT_OFFERED, code="stale")
    if seen_before_taking(current, wanted) != seen:
        raise ValidationError(STALE, code="stale")
    old = current.layout
    current.layout = wanted
    try:
        with transaction.atomic():
            current.save(update_fields=["layout", "changed_at"])
    except IntegrityError:
        raise ValidationError(TAKEN_ALREADY) from None
    touch(current)
    deed = "переведён на новую версию" if wanted.version > old.version else "возвращён к версии"
    record(
        current,
        "take_layout",
        f"План {deed} формы: {wanted.named}.",
        before={"layout": old.named, "layout_pk": old.pk},
        after={"layout": wanted.named, "layout_pk": wanted.pk},
        by=by,
    )
    return current
