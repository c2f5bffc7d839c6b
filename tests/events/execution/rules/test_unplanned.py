"""Events that no plan foresaw."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.execution.rules.marking import FactValues
from events.execution.rules.unplanned import add_unplanned
from events.models import Fact, UnplannedEvent
from events.plan.vocabulary import Mark
from tests.events.execution.held import MAY_DAY, chair, plan_in_force

HELD = FactValues(Mark.DONE, held_on=dt.date(2027, 4, 7), people=12)


@pytest.fixture
def plan(cast):
    return plan_in_force(cast.association)


def test_it_is_kept_with_what_became_of_it(plan):
    fact = add_unplanned(plan=plan, title=" Встреча  с авторами ", values=HELD, by=chair(plan))
    event = UnplannedEvent.objects.get()
    assert (event.title, event.uid) == ("Встреча с авторами", fact.event_uid)
    assert (
        plan.changes.filter(action="add_unplanned").get().words == "Сверх плана: Встреча с авторами"
    )


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("  ", HELD),
        ("Встреча", FactValues(Mark.CANCELLED, reason="Не вышло.")),
        ("Встреча", FactValues(Mark.DONE)),
        ("Встреча", FactValues(Mark.DONE, held_on=MAY_DAY + dt.timedelta(days=1))),
    ],
)
def test_what_was_not_held_or_says_nothing_is_refused(plan, title, values):
    with pytest.raises(ValidationError):
        add_unplanned(plan=plan, title=title, values=values, by=chair(plan))
    assert not UnplannedEvent.objects.exists()
    assert not Fact.objects.exists()


def test_others_may_not(plan, cast):
    with pytest.raises(PermissionDenied):
        add_unplanned(plan=plan, title="Встреча", values=HELD, by=cast.actor("curator", MAY_DAY))
