"""What waits for a person, in the order of its urgency, and what only staff can record."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Plan
from events.signoff.queries.waiting import (
    count_overdue,
    late_deciders,
    narrowed,
    paper_seats,
    queued_for,
    waiting_for,
)
from events.signoff.rules.looks import note_look
from tests.cast import EVERYBODY
from tests.factories import TODAY, make_actor, make_substitution
from tests.plans import bring_to, hand_over, make_plan, sign_next

LAYOUTS = ("moc-results", "rumo-headings", "omo-directions")


def waiting_plan(cast, layout: str = "moc-results", *, days: int = 0) -> Plan:
    plan = make_plan(layout, association=cast.association, rows=1)
    plan = bring_to(hand_over(plan, cast.office("approver")), "signoff")
    since = timezone.now() - timedelta(days=days)
    Plan.objects.filter(pk=plan.pk).update(status_since=since)
    return plan


def paper_plan(cast, layout: str = "moc-results") -> Plan:
    plan = make_plan(layout, "signoff", association=cast.association, rows=1)
    plan.steps.filter(verb="approve").update(office=None, name="О. Л. Зимина")
    return plan


def test_overdue_come_first_and_then_the_longest_waiting(cast):
    fresh, old, late = (
        waiting_plan(cast, layout, days=days)
        for layout, days in zip(LAYOUTS, (0, 2, 40), strict=True)
    )
    waiting = waiting_for(cast.actor("approver"))
    assert [one.plan.pk for one in waiting] == [late.pk, old.pk, fresh.pk]
    queue = queued_for(cast.actor("approver"))
    assert [one.plan_id for one in queue] == [late.pk, old.pk, fresh.pk]
    assert count_overdue(queue) == 1
    assert [one.plan.pk for one in waiting_for(cast.actor("approver"), [old.pk])] == [old.pk]


def test_staff_see_who_decides_late_and_on_what(cast, django_assert_max_num_queries):
    waiting_plan(cast, "moc-results")
    assert late_deciders(cast.actor("methodist")) == []
    counts = []
    for count, layout in enumerate(("rumo-headings", "omo-directions"), 1):
        late = waiting_plan(cast, layout, days=40)
        with django_assert_max_num_queries(8) as queries:
            (found,) = late_deciders(cast.actor("methodist"))
        counts.append(len(queries))
        assert found.who.startswith(cast.person("approver").short_name)
        assert len(found.plans) == count
        assert late in [one.plan for one in found.plans]
    assert counts[0] == counts[1]
    assert late_deciders(cast.actor("chair")) == []


def test_it_tells_whether_this_edition_was_opened(cast):
    plan, approver = waiting_plan(cast), cast.actor("approver")
    assert [one.is_read for one in waiting_for(approver)] == [False]
    note_look(plan=plan, edition=plan.edition, by=cast.actor("chair"))
    assert [one.is_read for one in waiting_for(approver)] == [False]
    note_look(plan=plan, edition=plan.edition, by=approver)
    assert [one.is_read for one in waiting_for(approver)] == [True]


def test_substitute_is_told_whom_for(cast):
    waiting_plan(cast)
    substitution = make_substitution(cast.office("approver"))
    [one] = waiting_for(make_actor(substitution.person, TODAY))
    assert one.standing.for_name == cast.person("approver").genitive_name


def test_list_is_narrowed_by_words_kind_and_term(cast):
    waiting_plan(cast, days=40)
    waiting = queued_for(cast.actor("approver"))
    kind = cast.association.kind
    name = cast.association.name
    assert narrowed(waiting, text=name.upper(), kind=kind, overdue=True) == waiting
    assert narrowed(waiting, text=f"{name} 2027") == waiting
    assert narrowed(waiting, text="слова, которых нет") == []
    assert narrowed(waiting, kind="rmc") == []
    assert narrowed(queued_for(cast.actor("approver")), overdue=True) == waiting
    Plan.objects.update(status_since=timezone.now())
    assert narrowed(queued_for(cast.actor("approver")), overdue=True) == []


def test_search_reads_yo_as_ye(cast):
    waiting_plan(cast)
    cast.association.name = "ОМО учителей черчения: «Чертёж»"
    cast.association.save(update_fields=["name"])
    waiting = queued_for(cast.actor("approver"))
    assert narrowed(waiting, text="чертеж") == narrowed(waiting, text="ЧЕРТЁЖ") == waiting


def test_queries_do_not_grow_with_the_plans(cast):
    counts = []
    for layout in LAYOUTS:
        waiting_plan(cast, layout)
        actor = cast.actor("approver")
        with CaptureQueriesContext(connection) as queries:
            waiting_for(actor)
            queued_for(actor)
        counts.append(len(queries))
        assert not any('"content"' in one["sql"] for one in queries)
    assert counts == [7, 7, 7]


def test_queue_is_what_waits_for_everybody(cast):
    """In the same order; two steps of one plan are one, and those that are spared are none."""
    waiting_plan(cast, days=40)
    plan = make_plan("rmc-directions", "signoff", association=cast.association, rows=1)
    plan.steps.filter(verb="agree").update(enough=1, office=cast.office("agreer"))
    sign_next(make_plan("rumo-headings", "signoff", association=cast.association, rows=1))
    for who in EVERYBODY:
        actor = cast.actor(who)
        listed = [one.plan.pk for one in waiting_for(actor)]
        assert [one.plan_id for one in queued_for(actor)] == listed, who
    assert [one.plan.pk for one in waiting_for(cast.actor("agreer"))] == [plan.pk]


def test_paper_seat_is_on_the_desk_of_staff_alone_and_goes_when_it_is_recorded(cast):
    plan = paper_plan(cast)
    found = {who: [one.plan.pk for one in paper_seats(cast.actor(who))] for who in EVERYBODY}
    assert found.pop("methodist") == [plan.pk]
    assert set(map(len, found.values())) == {0}
    sign_next(plan)
    assert paper_seats(cast.actor("methodist")) == []


def test_paper_seat_waits_for_its_stage(cast):
    plan = paper_plan(cast, "rumo-headings")
    assert paper_seats(cast.actor("methodist")) == []
    sign_next(plan)
    [one] = paper_seats(cast.actor("methodist"))
    assert (one.plan.pk, one.step.name, one.standing) == (plan.pk, "О. Л. Зимина", None)


def test_spared_paper_seat_waits_no_more(cast):
    plan = make_plan("rmc-directions", "signoff", association=cast.association, rows=1)
    first, second = plan.steps.filter(verb="agree")
    plan.steps.filter(verb="agree").update(enough=1)
    plan.steps.filter(pk=second.pk).update(office=None)
    assert [one.step.pk for one in paper_seats(cast.actor("methodist"))] == [second.pk]
    sign_next(plan)
    assert first.pk != second.pk
    assert paper_seats(cast.actor("methodist")) == []
