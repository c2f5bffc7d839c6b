"""Days in words, as the pages write them."""

import datetime as dt

import pytest
from django.template import Context
from django.urls import reverse

from events.models import Occurrence, Plan
from events.templatetags.plans import (
    days,
    in_words,
    state_mark,
    surname_first,
    typeset,
    waiting_count,
)
from tests.plans import make_plan

APRIL = dt.date(2027, 4, 1)


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (None, dt.date(2027, 3, 1), "до 1\xa0марта 2027\xa0г."),
        (APRIL, APRIL, "1\xa0апреля 2027\xa0г."),
        (APRIL, dt.date(2027, 4, 30), "апрель 2027\xa0г."),
        (dt.date(2027, 4, 20), dt.date(2027, 4, 24), "20–24\xa0апреля 2027\xa0г."),
        (APRIL, dt.date(2027, 5, 2), "1\xa0апреля 2027\xa0г. — 2\xa0мая 2027\xa0г."),
    ],
)
def test_dates_of_an_event(starts, ends, words):
    assert days(Occurrence(starts=starts, ends=ends)) == words


def test_no_day_is_no_word():
    assert in_words(None) == ""


@pytest.mark.parametrize(
    ("signed", "listed"),
    [
        ("А. Р. Мельникова", "Мельникова А. Р."),
        ("и.о. А. Р. Мельникова", "и.о. Мельникова А. Р."),
        ("за О.\u00a0Л.\u00a0Зиминой-Орловой (Ректор)", "за Зиминой-Орловой О. Л. (Ректор)"),
        ("Мельникова А. Р.", "Мельникова А. Р."),
        ("Мельникова А. Р. (Ректор)", "Мельникова А. Р. (Ректор)"),
        ("приказ № 5", "приказ № 5"),
    ],
)
def test_names_of_lists_begin_with_the_surname(signed, listed):
    assert surname_first(signed).replace("\u00a0", " ") == listed


def test_words_of_a_page_are_set():
    assert typeset("до 1 мая 2027 г.") == "до\u00a01\u00a0мая\u00a02027\u00a0г."


def test_state_has_words_beside_its_icon():
    badge = state_mark(Plan(status="signoff"))
    assert badge["text"]
    assert badge["icon"]


def test_menu_counts_what_waits(cast):
    make_plan("rumo-headings", "signoff", association=cast.association, rows=1)

    def count(who):
        page = cast.client(who).get(reverse("events:calendar")).text
        return '<span class="count">1<' in page

    assert [who for who in ("chair", "curator", "approver", "methodist") if count(who)] == [
        "curator"
    ]


def test_page_without_a_reader_counts_nothing():
    assert waiting_count(Context({})) == 0
