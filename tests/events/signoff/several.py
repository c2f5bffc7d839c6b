"""Plans that wait for one approver, some of them read: for the tests of signing them at once."""

from collections.abc import Sequence

from events.models import Plan
from events.signoff.rules.looks import note_look
from tests.cast import Cast
from tests.plans import bring_to, hand_over, make_plan

LAYOUTS = ("moc-results", "rumo-headings", "omo-directions")


def waiting_plan(cast: Cast, layout: str = LAYOUTS[0], *, is_read: bool = True) -> Plan:
    """Give a plan that waits for the approver alone."""
    plan = make_plan(layout, association=cast.association, rows=1)
    plan.steps.filter(verb="agree").delete()
    plan.layout.seats.filter(verb="agree").delete()
    plan = bring_to(hand_over(plan, cast.office("approver")), "signoff")
    if is_read:
        read(cast, plan)
    return plan


def waiting_plans(cast: Cast, count: int = 3) -> list[Plan]:
    """Give so many plans that wait for the approver, who has opened each."""
    return [waiting_plan(cast, layout) for layout in LAYOUTS[:count]]


def read(cast: Cast, plan: Plan, who: str = "approver") -> None:
    """Note that the person has opened the edition that was sent last."""
    note_look(plan=plan, edition=plan.edition, by=cast.actor(who))


def sent(plans: Sequence[Plan], **values: str) -> dict[str, object]:
    """Give what the form of the page sends for these plans, as they were shown."""
    return {
        "plan": [plan.pk for plan in plans],
        "sign": [f"{plan.pk}:{plan.edition.sha256}" for plan in plans],
        "read": "on",
        **values,
    }
