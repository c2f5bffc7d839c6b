"""The page on which a remark is written."""

from html import unescape

import pytest
from django.urls import reverse

from events.models import CommonRemark
from events.remarks.rules.common import keep_common_remark
from events.remarks.rules.writing import NO_PLACE, NO_TEXT
from events.remarks.views.add import address_to_remark
from events.signoff.queries.pending_steps import pending_steps
from tests.events.remarks.places import first_row, sent_plan


@pytest.fixture
def plan(cast):
    return sent_plan(cast)


def url(plan) -> str:
    return reverse("events:remark_add", args=[plan.pk])


def words(plan, **values) -> dict[str, str]:
    row = first_row(plan)
    base = {
        "place": "row",
        "uid": row.uid,
        "field": "term",
        "text": "Уточните.",
        "severity": "wish",
    }
    return {**base, "suggestion": row.term, **values}


def test_form_shows_the_words_that_it_is_about(cast, plan):
    row = first_row(plan)
    page = cast.client("approver").get(url(plan), {"place": "row", "uid": row.uid}).text
    assert "Строка 1" in page
    assert row.title in unescape(page)
    assert 'name="suggestion"' not in page
    page = (
        cast.client("approver")
        .get(url(plan), {"place": "row", "uid": row.uid, "field": "term"})
        .text
    )
    assert "Строка 1, срок" in page
    assert f">{row.term}</textarea>" in page.replace("\n", "")


def test_remark_is_written_and_leads_back_to_its_row(cast, plan):
    row, step = first_row(plan), pending_steps(plan)[0]
    answer = cast.client("approver").post(url(plan), words(plan))
    assert answer.url == f"{plan.get_absolute_url()}#at-{row.uid}"
    remark = plan.remarks.get()
    assert (remark.text, remark.severity, remark.field) == ("Уточните.", "wish", "term")
    answer = cast.client("approver").post(url(plan), words(plan, step=step.uid, text="Ещё."))
    decide = reverse("events:plan_decide", args=[plan.pk, step.uid])
    assert answer.url == f"{decide}#at-{row.uid}"


def test_refused_form_keeps_what_was_typed(cast, plan):
    sent = words(plan, text="", suggestion=first_row(plan).term)
    answer = cast.client("approver").post(url(plan), sent)
    assert answer.status_code == 422
    assert NO_TEXT in answer.text
    sent = words(plan, text="я" * 5001, suggestion="20 мая")
    answer = cast.client("approver").post(url(plan), sent)
    assert answer.status_code == 422
    assert "20 мая" in answer.text
    assert "я" * 5001 in answer.text


def test_place_that_is_gone_leaves_the_words_for_the_plan(cast, plan):
    sent = words(plan, uid="0" * 32, suggestion="20 мая")
    answer = cast.client("approver").post(url(plan), sent)
    assert answer.status_code == 409
    assert NO_PLACE in answer.text
    assert "Уточните.\n20 мая" in unescape(answer.text)
    assert 'name="place" value="plan"' in answer.text
    assert not plan.remarks.exists()


def test_another_cell_is_chosen_without_losing_the_text(cast, plan):
    row = first_row(plan)
    answer = cast.client("approver").post(url(plan), words(plan, at="title", suggestion="Иначе"))
    assert answer.status_code == 200
    assert "Уточните." in answer.text
    assert 'name="field" value="title"' in answer.text
    assert "Иначе" not in answer.text
    assert f">{row.title}</textarea>" in unescape(answer.text).replace("\n", "")
    assert not plan.remarks.exists()


def test_common_remark_is_inserted_and_kept(cast, plan):
    known = keep_common_remark(text="Нет результата.", for_all=True, by=cast.actor("methodist"))
    client = cast.client("approver")
    answer = client.post(url(plan), words(plan, insert="1", common=known.pk))
    assert "Уточните.\nНет результата." in unescape(answer.text)
    client.post(url(plan), words(plan, keep="on"))
    assert CommonRemark.objects.get(owner=cast.user("approver")).text == "Уточните."


def test_common_remark_that_is_too_long_does_not_lose_the_remark(cast, plan):
    answer = cast.client("approver").post(
        url(plan), words(plan, keep="on", text="я" * 600), follow=True
    )
    assert "не длиннее 500" in answer.text
    assert plan.remarks.get().text == "я" * 600


def test_address_is_given_to_those_who_may_write(cast, plan):
    step = pending_steps(plan)[0]
    assert address_to_remark(plan, cast.actor("approver")) == f"{url(plan)}?"
    assert (
        address_to_remark(plan, cast.actor("curator"), step.uid) == f"{url(plan)}?step={step.uid}&"
    )
    assert address_to_remark(plan, cast.actor("chair")) == ""
