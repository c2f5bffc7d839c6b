"""Pages of deviations: who opens them, what they do and say."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.drafting.rules.deviations import ask_deviation
from events.models import Deviation, Plan
from tests.cast import EVERYBODY
from tests.events.signoff.decisions import signing
from tests.plans import bring_to, make_plan

AUTHORS = ("chair", "secretary", "methodist")
READERS = (*AUTHORS, "curator", "superuser")


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", association=cast.association, rows=1)


def url(name: str, plan: Plan, *args) -> str:
    return reverse(f"events:{name}", args=[plan.pk, *args])


def asked_by_chair(cast, plan: Plan) -> Deviation:
    step = plan.steps.get(verb="agree")
    return ask_deviation(
        plan=plan, kind="remove", step=step, reason="Куратор в отпуске", by=cast.actor("chair")
    )


def page(cast, who: str, address: str) -> str:
    return cast.client(who).get(address).content.decode()


def test_only_authors_ask_and_put_back_and_only_staff_answers(cast, plan):
    asked = asked_by_chair(cast, plan)
    step, seat = plan.steps.get(verb="agree"), plan.layout.seats.get(verb="approve")
    pages = {
        url("step_deviation", plan, step.uid): AUTHORS,
        url("seat_deviation", plan, seat.pk): AUTHORS,
        url("deviation_settle", plan, asked.pk): ("methodist",),
        url("step_position", plan, step.uid): ("methodist",),
    }
    for who in EVERYBODY:
        client = cast.client(who)
        for address, allowed in pages.items():
            sees = 403 if who in READERS else 302 if who == "anonymous" else 404
            wanted = 200 if who in allowed else sees
            assert (who, address, client.get(address).status_code) == (who, address, wanted)
            if who not in allowed:
                assert client.post(address, {"reason": "x", "kind": "remove"}).status_code == sees
        for name, args in (("seat_return", seat.pk), ("deviation_withdraw", asked.pk)):
            address = url(name, plan, args)
            wanted = 302 if who in (*AUTHORS, "anonymous") else 403 if who in READERS else 404
            assert client.get(address).status_code == (302 if who == "anonymous" else 405)
            if who not in AUTHORS:
                assert (who, client.post(address).status_code) == (who, wanted)
    assert Deviation.objects.get().state == "asked"
    for name, args in (("seat_return", seat.pk), ("deviation_withdraw", asked.pk)):
        assert cast.client("chair").post(url(name, plan, args)).status_code == 302
    assert Deviation.objects.get().state == "withdrawn"


def test_author_asks_and_sees_that_it_waits(cast, plan):
    step = plan.steps.get(verb="agree")
    assert "Особый порядок" in page(cast, "chair", plan.get_absolute_url())
    address = url("step_deviation", plan, step.uid)
    answer = cast.client("chair").post(address, {"kind": "replace", "reason": "Уехал"})
    assert answer.status_code == 422
    assert "Выберите, кто будет решать" in answer.content.decode()
    assert "Уехал" in answer.content.decode()
    cast.client("chair").post(address, {"kind": "remove", "reason": "Уехал надолго"})
    text = page(cast, "chair", plan.get_absolute_url())
    assert "ждёт методиста" in text
    assert "Уехал надолго" in text
    assert "Отозвать просьбу" in text
    assert "Ответить на просьбу" not in text


def test_methodist_finds_it_on_the_desk_and_answers(cast, plan):
    asked = asked_by_chair(cast, plan)
    address = url("deviation_settle", plan, asked.pk)
    assert address in page(cast, "methodist", reverse("events:desk"))
    assert "Просят особый порядок" not in page(cast, "chair", reverse("events:desk"))
    assert "Куратор в отпуске" in page(cast, "methodist", address)
    client = cast.client("methodist")
    answer = client.post(address, {"refuse": "1", "answer": ""})
    assert (answer.status_code, Deviation.objects.get().state) == (422, "asked")
    assert client.post(address, {"grant": "1", "answer": "Хорошо"}).status_code == 302
    assert Deviation.objects.get().state == "granted"
    assert address not in page(cast, "methodist", reverse("events:desk"))
    assert client.post(address, {"grant": "1"}).status_code == 422


def test_desk_asks_the_same_of_one_and_of_many(cast, plan, django_assert_num_queries):
    asked_by_chair(cast, plan)
    client = cast.client("methodist")
    client.get(reverse("events:desk"))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("events:desk"))
    step = plan.steps.get(verb="approve")
    ask_deviation(plan=plan, kind="remove", step=step, reason="Так", by=cast.actor("chair"))
    with django_assert_num_queries(len(queries)):
        client.get(reverse("events:desk"))


def test_refusal_is_told_with_its_words(cast, plan):
    asked = asked_by_chair(cast, plan)
    address = url("deviation_settle", plan, asked.pk)
    cast.client("methodist").post(address, {"refuse": "1", "answer": "Есть заместитель"})
    text = page(cast, "chair", plan.get_absolute_url())
    assert "В особом порядке отказано" in text
    assert "Есть заместитель" in text


def test_lost_seat_comes_back_from_the_plans_page(cast, plan):
    seat = plan.layout.seats.get(verb="approve")
    plan.steps.filter(seat=seat).delete()
    assert "Вернуть место маршрута" in page(cast, "secretary", plan.get_absolute_url())
    cast.client("secretary").post(url("seat_return", plan, seat.pk))
    assert plan.steps.filter(seat=seat, office=cast.office("approver")).exists()
    assert "Вернуть место маршрута" not in page(cast, "secretary", plan.get_absolute_url())


def test_lost_seat_may_be_left_out_with_consent(cast, plan):
    seat = plan.layout.seats.get(verb="agree")
    plan.steps.filter(seat=seat).delete()
    address = url("seat_deviation", plan, seat.pk)
    assert cast.client("chair").post(address, {"reason": ""}).status_code == 422
    assert cast.client("methodist").post(address, {"reason": "Куратора нет"}).status_code == 302
    assert "Куратора нет" in page(cast, "chair", plan.get_absolute_url())


def test_who_decides_reads_the_deviation(cast, plan):
    step = plan.steps.get(verb="agree")
    address = url("step_deviation", plan, step.uid)
    cast.client("methodist").post(address, {"kind": "remove", "reason": "Куратор переведён"})
    plan = bring_to(plan, "signoff")
    approval = plan.steps.get(verb="approve")
    decide = page(cast, "approver", url("plan_decide", plan, approval.uid))
    assert "Куратор переведён" in decide
    assert "Особый порядок." in decide


def test_other_position_is_allowed_by_a_page_and_read_by_who_signs(cast, plan):
    plan = bring_to(plan, "signoff")
    step = plan.steps.get(verb="agree")
    cast.association.offices.filter(role="curator").update(position="Заведующий кафедрой")
    decide = url("plan_decide", plan, step.uid)
    assert "а ваша должность — «Заведующий кафедрой»" in page(cast, "curator", decide)
    address = url("step_position", plan, step.uid)
    assert address in page(cast, "methodist", plan.get_absolute_url())
    assert address not in page(cast, "chair", plan.get_absolute_url())
    client = cast.client("methodist")
    words = {"position": step.position, "reason": "Так в приказе № 5"}
    assert client.post(address, {**words, "reason": ""}).status_code == 422
    assert client.post(address, words).status_code == 302
    text = page(cast, "curator", decide)
    assert "Так в приказе № 5" in text
    assert "а ваша должность" not in text
    assert cast.client("curator").post(decide, signing(plan)).status_code == 302
    assert plan.signatures.filter(step_uid=step.uid).exists()
