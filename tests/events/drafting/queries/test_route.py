"""The route of a plan: who takes its seats, and what is missing."""

import pytest

from associations.models import Office
from events.drafting.queries.route import (
    holder_of_seat,
    offices_for,
    route_of,
    seat_in_words,
    seats_for,
)
from events.models import Layout, Seat
from tests.factories import TODAY, make_office
from tests.plans import make_plan


def seat_of(code: str, verb: str) -> Seat:
    return Layout.objects.get(code=code, institution=None).seats.get(verb=verb)


def test_steps_take_seats_of_their_role_first_then_those_on_paper():
    agree, second = Seat(pk=1, verb="agree", role="agreer"), Seat(pk=2, verb="agree", role="agreer")
    approve = Seat(pk=3, verb="approve", role="approver")
    seats = [agree, second, approve]
    found = seats_for(seats, [("approve", ""), ("agree", "agreer"), ("agree", "curator")])
    assert found == [approve, agree, None]
    assert seats_for(seats, [("agree", ""), ("agree", "agreer")]) == [second, agree]
    assert seats_for(seats, [("approve", "curator"), ("close", "")]) == [None, None]


def test_named_office_takes_its_seat_and_its_deputy_where_it_has_ended(cast):
    named, deputy = cast.office("agreer"), cast.office("approver")
    seat = Seat(verb="agree", role="curator", office=named, deputy=deputy)
    by = cast.actor("chair")
    assert holder_of_seat(seat, cast.association, [], by) == named
    Office.objects.filter(pk=named.pk).update(until=TODAY.replace(year=TODAY.year - 1))
    assert holder_of_seat(seat, cast.association, [], by) == deputy
    assert holder_of_seat(seat, cast.association, [deputy.pk], by) is None
    assert seat_in_words(seat) == f"Согласование: {named.position}"


def test_offices_that_may_take_a_seat_are_those_of_its_role_near_the_plan(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    seat, by = seat_of("rumo-headings", "agree"), cast.actor("chair")
    beside = make_office("curator", cast.association)
    make_office("curator", cast.other_association)
    found = Office.objects.filter(offices_for(seat, plan, by))
    assert set(found) == {cast.office("curator"), beside}
    named = Seat(verb="agree", office=cast.office("agreer"), role="curator")
    assert list(Office.objects.filter(offices_for(named, plan, by))) == [cast.office("agreer")]


def test_missing_are_the_required_seats_that_no_step_takes(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    agree = seat_of("rumo-headings", "agree")
    plan.steps.exclude(verb="approve").delete()
    # A closing signature may be left out.
    assert route_of(plan).missing(plan.steps.all()) == [agree]


@pytest.mark.parametrize("count", [1, 5])
def test_route_is_read_by_two_queries(cast, count, django_assert_num_queries):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    for order in range(10, 10 + count):
        Seat.objects.create(layout=plan.layout, order=order, verb="agree", role="agreer")
    with django_assert_num_queries(2):
        route = route_of(plan)
        assert len([seat_in_words(seat) for seat in route.seats]) == 3 + count
