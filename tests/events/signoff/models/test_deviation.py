"""Deviations: whom they wait for."""

from events.drafting.rules.deviations import ask_deviation
from events.drafting.rules.removal import remove_draft
from events.models import Deviation
from tests.plans import make_plan


def test_it_waits_for_staff_of_its_institution_while_the_draft_stands(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    step = plan.steps.get(verb="agree")
    asked = ask_deviation(
        plan=plan, kind="remove", step=step, reason="Куратор в отпуске", by=cast.actor("chair")
    )

    def waiting(who: str) -> list[Deviation]:
        return list(Deviation.objects.to_settle(cast.actor(who)))

    assert waiting("methodist") == [asked]
    assert waiting("chair") == waiting("superuser") == waiting("foreigner") == []
    remove_draft(plan=plan, by=cast.actor("chair"))
    assert waiting("methodist") == []
