"""A remark's own page."""

from html import unescape

import pytest

from events.drafting.rules.several_rows import delete_rows
from events.remarks.rules.answering import NO_REASON, UNCHANGED, UNKNOWN
from events.signoff.rules.sending import recall_plan
from tests.events.remarks.places import first_row, remark_on_row, retype, sent_plan
from tests.plans import make_plan


@pytest.fixture
def plan(cast):
    return sent_plan(cast)


@pytest.fixture
def remark(cast, plan):
    one = remark_on_row(cast, plan, field="term", suggestion="20 мая")
    recall_plan(plan=plan, by=cast.actor("chair"))
    return one


def post(cast, remark, move: str, who: str = "chair", **values):
    return cast.client(who).post(remark.get_absolute_url(), {"move": move, **values}, follow=True)


def test_each_sees_the_buttons_that_they_may_press(cast, remark):
    pages = {
        who: cast.client(who).get(remark.get_absolute_url()).text
        for who in ("chair", "approver", "curator")
    }
    buttons = {
        who: [
            move
            for move in ("answer", "take", "accept", "decline", "close", "reopen")
            if f'value="{move}"' in page
        ]
        for who, page in pages.items()
    }
    assert buttons == {
        "chair": ["answer", "take", "accept", "decline"],
        "approver": ["answer", "close"],
        "curator": ["answer"],
    }


def test_thread_is_told_to_both_sides(cast, remark):
    page = post(cast, remark, "answer", text="Какой срок?").text
    assert "Ответ записан." in page
    assert "Какой срок?" in cast.client("approver").get(remark.get_absolute_url()).text


def test_refusal_keeps_the_words_and_says_what_to_do(cast, remark):
    for move, why in (("decline", NO_REASON), ("take", UNCHANGED), ("nonsense", UNKNOWN)):
        answer = post(cast, remark, move)
        assert (answer.status_code, why in answer.text) == (422, True)
    answer = post(cast, remark, "answer", text="я" * 5001)
    assert (answer.status_code, "я" * 5001 in answer.text) == (422, True)


def test_corrected_place_is_shown_with_its_words_then_and_now(cast, plan, remark):
    old = first_row(plan).term
    retype(cast, plan, "term", "25 мая")
    page = unescape(cast.client("chair").get(remark.get_absolute_url()).text)
    assert "Что там теперь" in page
    assert "25" in page
    assert old in page
    answer = post(cast, remark, "take")
    assert "Замечание отмечено исправленным." in answer.text
    assert answer.redirect_chain[-1][0] == f"{plan.get_absolute_url()}#at-{remark.uid}"


def test_deleted_place_is_told_with_the_words_that_it_had(cast, plan, remark):
    old = first_row(plan).term
    delete_rows(plan=plan, uids=[remark.uid], by=cast.actor("chair"))
    page = cast.client("chair").get(remark.get_absolute_url()).text
    assert "В плане этого места больше нет" in page
    assert old in unescape(page)


def test_unsent_words_of_the_place_stay_with_the_authors(cast, plan, remark):
    retype(cast, plan, "term", "тайный срок")
    assert "тайный срок" not in cast.client("approver").get(remark.get_absolute_url()).text


def test_suggestion_is_accepted_by_one_click(cast, plan, remark):
    answer = post(cast, remark, "accept")
    assert "Предложенный текст записан в план." in answer.text
    assert first_row(plan).term == "20 мая"


def test_cell_that_was_changed_asks_and_is_replaced_then(cast, plan, remark):
    retype(cast, plan, "term", "25 мая")
    answer = post(cast, remark, "accept")
    assert answer.status_code == 409
    assert 'name="base" hidden>25 мая</textarea>' in answer.text
    assert "Всё равно заменить" in answer.text
    assert first_row(plan).term == "25 мая"
    post(cast, remark, "accept", base="25 мая")
    assert first_row(plan).term == "20 мая"


def test_remark_of_another_plan_is_not_found_under_this_one(cast, plan, remark):
    other = make_plan("rumo-headings", association=cast.association, rows=1)
    address = remark.get_absolute_url().replace(f"/plans/{plan.pk}/", f"/plans/{other.pk}/")
    assert cast.client("chair").get(address).status_code == 404
