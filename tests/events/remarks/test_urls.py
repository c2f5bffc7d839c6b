"""The pages of remarks × everybody: who reads, who writes, who is told nothing."""

import pytest
from django.urls import reverse

from events.remarks.rules.common import keep_common_remark
from tests.cast import EVERYBODY
from tests.events.test_urls import AUTHORS, SEE_SENT, address, expected, others, plan_of
from tests.plans import sign_next

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("status", ["draft", "signoff", "returned", "approved"])
def test_remarks_are_written_by_those_who_decide(cast, status):
    plan = plan_of(cast, status)
    url, words = address("remark_add", plan), {"text": "Сократите.", "severity": "must"}
    writers = ("curator", "agreer", "approver", "methodist")
    for who in EVERYBODY:
        client, wanted = cast.client(who), expected(plan, who, writers)
        assert (who, client.get(url).status_code) == (who, wanted)
        before = plan.remarks.count()
        code = client.post(url, words).status_code
        written = plan.remarks.count() - before
        if wanted == 200:
            may = (plan.is_open and who in ("curator", "methodist")) or status == "signoff"
            assert (who, code, written) == (who, 302 if may else 422, int(may))
        else:
            assert (who, code, written) == (who, wanted, 0)


def test_remarks_are_read_by_those_who_take_part_and_answered_by_authors(cast):
    plan = plan_of(cast, "returned")
    remark = plan.remarks.get()
    url, words = address("remark_detail", plan), {"move": "decline", "text": "Нет."}
    for who in others(*AUTHORS):
        client = cast.client(who)
        assert (who, client.get(url).status_code) == (who, expected(plan, who, SEE_SENT))
        assert (who, client.post(url, words).status_code) == (who, expected(plan, who, ()))
    remark.refresh_from_db()
    assert remark.state == "open"
    client = cast.client("chair")
    assert (client.get(url).status_code, client.post(url, words).status_code) == (200, 302)


def test_remarks_are_not_read_with_the_edition_in_force(cast):
    plan = plan_of(cast, "signoff")
    cast.client("approver").post(
        address("remark_add", plan), {"text": "Тайное.", "severity": "wish"}
    )
    while plan.status == "signoff":
        plan = sign_next(plan)
    assert cast.client("stranger").get(address("remark_detail", plan)).status_code == 404
    assert "Тайное." not in cast.client("stranger").get(address("plan_detail", plan)).text
    assert "Тайное." not in cast.client("stranger").get(reverse("events:remark_list")).text
    assert "Тайное." in cast.client("chair").get(reverse("events:remark_list")).text


def test_common_remarks_are_for_all_who_have_an_office(cast):
    url = reverse("events:common_remark_list")
    wanted = dict.fromkeys(EVERYBODY, 200) | {"anonymous": 302, "unplaced": 403, "superuser": 403}
    assert {who: cast.client(who).get(url).status_code for who in EVERYBODY} == wanted
    own = keep_common_remark(text="Кратко.", for_all=False, by=cast.actor("curator"))
    forget = reverse("events:common_remark_forget", args=[own.pk])
    for who in others("curator"):
        code = 302 if who == "anonymous" else 404
        assert (who, cast.client(who).post(forget).status_code) == (who, code)
    assert cast.client("curator").get(forget).status_code == 405
    assert cast.client("curator").post(forget).status_code == 302
