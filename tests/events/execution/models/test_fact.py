"""The database holds what a mark must have."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Fact, UnplannedEvent
from events.plan.held import Marked, MarkPlace
from events.plan.vocabulary import Mark
from tests.plans import make_plan


@pytest.fixture
def plan(cast):
    return make_plan(association=cast.association, rows=1)


@pytest.fixture
def fact(plan) -> Fact:
    return Fact(
        plan=plan,
        event_uid="a" * 32,
        mark=Mark.DONE.value,
        marked_at=timezone.now(),
        marked_by_name="Светлова А. П.",
    )


def test_it_says_what_it_is_about(fact):
    fact.save()
    stored = Fact.objects.get(pk=fact.pk)
    assert stored.place_in_plan == MarkPlace("a" * 32)
    assert stored.marked == Marked(Mark.DONE)
    assert str(stored) == "Проведено"


@pytest.mark.parametrize(
    "changes",
    [
        {"mark": "gone"},
        {"mark": "moved"},
        {"mark": "cancelled"},
        {"way": "owl"},
        {"held_on": "2027-03-02", "held_until": "2027-03-01"},
    ],
)
def test_it_refuses_what_cannot_be(fact, changes):
    for name, value in changes.items():
        setattr(fact, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        fact.save()


def test_a_row_is_marked_once(fact):
    fact.save()
    fact.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        fact.save()


def test_an_unplanned_event_has_a_title(plan):
    event = UnplannedEvent.objects.create(plan=plan, title="Встреча с авторами")
    assert str(event) == "Встреча с авторами"
    with pytest.raises(IntegrityError), transaction.atomic():
        UnplannedEvent.objects.create(plan=plan, title="")
