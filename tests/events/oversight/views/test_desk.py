"""«Мой стол»: what waits, where the plans are, what is near, who has not sent."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from associations.models import Letter
from events.models import Event, Occurrence
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.queries.waiting import ON_PAGE
from events.signoff.rules.deciding import return_plan
from events.terms.meaning import TermKind
from tests.events.remarks.places import remark_on_row, sent_plan
from tests.events.signoff.several import LAYOUTS, waiting_plan
from tests.factories import make_actor, make_association, make_office, make_substitution
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
    # Staff have their own lists there, and the button above.
    page = desk(cast, "methodist").text
    assert "Планов пока нет" not in page
    assert "Новый план" in page


def test_it_asks_the_database_the_same_for_one_plan_and_for_three(cast):
    counts = []
    # The first waits for the chair, too.
    for layout in ("rumo-directions", "rumo-headings", "moc-results"):
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
    assert "Не отправились: 1." in page
    assert "Неизвестно" not in page
    assert reverse("associations:letter_list") in page
    assert "Письма уходят не все" not in desk(cast, "chair").text
    late = timezone.now() - timedelta(days=1)
    Letter.objects.update(state="waiting", made_at=late, send_after=late)
    page = desk(cast, "methodist").text
    assert "Письма ждут отправки слишком долго: 1." in page
    assert "Письма уходят не все" not in page


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


def test_who_rejected_a_plan_is_named(cast):
    plan = make_plan("moc-results", "rejected", association=cast.association, rows=1)
    page = cast.client("chair").get(reverse("events:desk")).text
    assert f"Отклонил(а) {plan.edition.signatures.get(decision='rejected').name}" in page


def test_desk_of_who_approves_asks_little_however_much_waits(cast):
    counts: list[int] = []
    for _ in range(2):
        waiting_plan(cast, LAYOUTS[len(counts)])
        client = cast.client("approver")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("events:desk"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_long_queue_is_narrowed_and_read_by_pages(cast):
    for _ in range(ON_PAGE + 1):
        association = make_association(cast.institution, kind="moc")
        make_office("chair", association)
        make_plan("moc-results", "signoff", association=association, rows=1)
    client, address = cast.client("approver"), reverse("events:desk")
    first, second = client.get(address), client.get(address, {"page": 2})
    assert [len(answer.context["waiting"]) for answer in (first, second)] == [ON_PAGE, 1]
    assert f"Взять все {ON_PAGE + 1}…" in first.text
    narrowed = client.get(address, {"text": "слова, которых нет"})
    assert (narrowed.context["waits"], narrowed.context["waiting"]) == (ON_PAGE + 1, [])
    assert "не подошёл ни один план" in narrowed.text


def test_one_that_waits_has_a_button_and_no_box(cast):
    waiting_plan(cast)
    page = desk(cast, "approver").text
    assert "Рассмотреть" in page
    assert 'name="plan"' not in page
    waiting_plan(cast, LAYOUTS[1])
    assert desk(cast, "approver").text.count('name="plan"') == 2


def test_signature_on_paper_waits_on_the_desk_of_the_methodist(cast):
    plan = waiting_plan(cast)
    plan.steps.filter(verb="approve").update(office=None, name="О. Л. Зимина")
    page = desk(cast, "methodist").text
    assert "записать подпись: 1" in page
    # On running pages the surname comes first.
    assert "Зимина О. Л." in page.replace("\u00a0", " ")
    assert "одноразовую ссылку" in page
    step = plan.steps.get(verb="approve")
    assert reverse("events:plan_decide", args=[plan.pk, step.uid]) in page
    assert "записать подпись" not in desk(cast, "approver").text


def test_substitute_is_told_whom_for(cast):
    plan = waiting_plan(cast)
    substitution = make_substitution(cast.office("approver"), cast.person("agreer"))
    type(substitution).objects.update(until="2100-01-01")
    page = desk(cast, "agreer").text
    assert f"Вы решаете за {cast.person('approver').genitive_name}" in page
    assert plan.association.name_beside_kind in page


def test_who_only_decides_has_no_empty_boxes(cast):
    waiting_plan(cast)
    page = desk(cast, "approver").text
    assert "Планы моих объединений" not in page
    assert "Ближайшие мероприятия" not in page
