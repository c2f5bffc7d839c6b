"""«Мой стол»: what waits, where the plans are, what is near, who has not sent."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from associations.models import Letter
from events.models import Event, Occurrence
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import return_plan
from events.terms.meaning import TermKind
from tests.events.remarks.places import remark_on_row, sent_plan
from tests.factories import make_actor, make_association
from tests.plans import bring_to, hand_over, make_plan


def desk(cast, who: str):
    return cast.client(who).get(reverse("events:desk"))


def test_decider_sees_what_waits_with_a_button(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    answer = desk(cast, "curator")
    step = plan.steps.get(verb="agree")
    assert [one.plan.pk for one in answer.context["waiting"]] == [plan.pk]
    assert reverse("events:plan_decide", args=[plan.pk, step.uid]) in answer.content.decode()


def test_the_longest_waiting_stands_first(cast):
    late = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    early = make_plan("rumo-directions", "draft", association=cast.association, rows=1)
    early = hand_over(early, cast.office("curator"))
    early = bring_to(early, "signoff")
    type(early).objects.filter(pk=early.pk).update(status_since=timezone.now() - timedelta(days=9))
    waiting = desk(cast, "curator").context["waiting"]
    assert [one.plan.pk for one in waiting] == [early.pk, late.pk]


def test_who_does_not_decide_now_sees_nothing_waiting(cast):
    make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    for who in ("approver", "chair", "methodist", "superuser"):
        assert desk(cast, who).context["waits"] == 0


def test_chair_sees_the_plans_with_their_state(cast):
    plan = make_plan(association=cast.association, rows=1)
    page = desk(cast, "chair").content.decode()
    assert plan.title_line in page
    assert "отправить на согласование" in page
    assert "Черновик" in page


def test_stranger_does_not_see_them(cast):
    plan = make_plan(association=cast.association, rows=1)
    assert plan.title_line not in desk(cast, "stranger").content.decode()


def test_near_events_are_dated_ones_in_order(cast):
    plan = make_plan(association=cast.association, rows=3)
    rows = list(plan.events.order_by("order"))
    day = timezone.localdate()
    Occurrence.objects.filter(event__plan=plan).delete()
    kinds = (TermKind.DATE, TermKind.ALL_PERIOD, TermKind.DATE)
    for event, kind, ahead in zip(rows, kinds, (5, 3, 1), strict=True):
        Event.objects.filter(pk=event.pk).update(term_kind=kind)
        when = day + timedelta(days=ahead)
        Occurrence.objects.create(event=event, starts=when, ends=when)
    Occurrence.objects.create(
        event=rows[0], starts=day - timedelta(days=2), ends=day - timedelta(days=2)
    )
    upcoming = desk(cast, "chair").context["upcoming"]
    assert [one.event_id for one in upcoming] == [rows[2].pk, rows[0].pk]


def test_staff_see_who_has_not_sent(cast):
    make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    unsent = desk(cast, "methodist").context["unsent"]
    assert cast.other_association in [one.association for one in unsent]
    assert cast.foreign_association not in [one.association for one in unsent]


def test_empty_desk_says_what_to_do(cast):
    assert "Составить план" in desk(cast, "chair").content.decode()
    assert "Вас ничто не ждёт" in desk(cast, "agreer").content.decode()


def test_it_asks_the_database_the_same_for_one_plan_and_for_three(cast):
    counts = []
    for layout in ("rumo-headings", "rumo-directions", "moc-results"):
        make_plan(layout, "signoff", association=cast.association, rows=1)
        client = cast.client("chair")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("events:desk"))
        counts.append(len(queries))
    assert counts[0] == counts[-1]


def test_closed_association_is_not_asked_for_a_plan(cast):
    closed = make_association(cast.institution, is_active=False)
    unsent = desk(cast, "methodist").context["unsent"]
    assert closed not in [one.association for one in unsent]


def test_waiting_plan_tells_its_term(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    page = desk(cast, "curator").text
    assert "срок — 5 рабочих дней" in page
    assert "Ждут вашего решения: 1<" in page
    since = timezone.now() - timedelta(days=30)
    type(plan).objects.filter(pk=plan.pk).update(status_since=since)
    page = desk(cast, "curator").text
    assert "просрочено: 1" in page
    assert "срок был " in page
    assert "просрочено 1" in page
    assert "просрочено: срок был " in desk(cast, "chair").text


def test_methodist_learns_that_letters_do_not_go(cast):
    make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    assert "Письма уходят не все" not in desk(cast, "methodist").text
    Letter.objects.update(state="failed")
    page = desk(cast, "methodist").text
    assert "не отправились — 1" in page
    assert reverse("associations:letter_list") in page
    assert "Письма уходят не все" not in desk(cast, "chair").text


def test_author_finds_a_returned_plan_first_with_its_remarks(cast):
    late = make_plan("rumo-headings", association=cast.association, rows=1)
    plan = sent_plan(cast)
    remark = remark_on_row(cast, plan)
    returned = bring_back(cast, plan)
    answer = desk(cast, "chair")
    assert [one.pk for one, *_ in answer.context["plans"]] == [returned.pk, late.pk]
    page = answer.text
    assert "Открытых замечаний: 2" in page
    assert f"Вернул(а) {plan.edition.signatures.get(decision='returned').name}" in page
    assert f'href="{remark.get_absolute_url()}"' in page


def test_returns_ask_the_database_the_same_for_one_and_for_many(cast):
    counts = []
    for layout in ("moc-results", "rumo-headings"):
        bring_back(cast, make_plan(layout, "signoff", association=cast.association, rows=1))
        client = cast.client("chair")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("events:desk"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def bring_back(cast, plan):
    """Return a plan by whoever decides on it now."""
    step = pending_steps(plan)[0]
    by = make_actor(step.office)
    return return_plan(plan=plan, step=step, seen=plan.edition.sha256, comment="Уточните.", by=by)
