"""The pulse of an open page: revision and people, small, for authors of the plan only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.drafting.rules.presence import SHOWN
from events.models import Presence
from tests.plans import make_plan

MINE, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def plan(cast):
    return make_plan(association=cast.association, rows=1)


def beat(cast, plan, who="chair", tab=MINE, row=""):
    url = reverse("events:plan_pulse", args=[plan.pk])
    return cast.client(who).post(url, {"tab": tab, "row": row})


def test_revision_and_others_are_told(cast, plan):
    plan.refresh_from_db()
    assert beat(cast, plan).json() == {"revision": plan.revision, "people": []}
    row = plan.events.first().uid
    [other] = beat(cast, plan, "secretary", OTHER, row).json()["people"]
    assert other == {"name": cast.actor("chair").name, "row": "", "mine": False}
    [other] = beat(cast, plan).json()["people"]
    assert (other["row"], other["mine"]) == (row, False)


def test_own_second_page_is_called_so(cast, plan):
    beat(cast, plan, tab=OTHER)
    assert [one["mine"] for one in beat(cast, plan).json()["people"]] == [True]


def test_answer_is_below_a_kilobyte_however_many_are_here_and_whatever_their_names(cast, plan):
    for one in range(SHOWN + 3):
        beat(cast, plan, "secretary", f"{one:032x}", plan.events.first().uid)
    Presence.objects.update(name="Щ" * 300)
    answer = beat(cast, plan)
    names = {one["name"] for one in answer.json()["people"]}
    assert len(answer.json()["people"]) == SHOWN
    assert names < {"Щ" * length for length in range(20, 100)}
    assert len(answer.content) <= 1_000


@pytest.mark.parametrize("words", [{"tab": ""}, {"tab": "x" * 32}, {"tab": MINE + "a"}])
def test_nonsense_is_refused_and_not_noted(cast, plan, words):
    assert beat(cast, plan, **words).status_code == 400
    assert beat(cast, plan, row="'; --").status_code == 400
    assert not plan.presences.exists()


def test_stranger_is_told_of_no_plan_and_a_reader_may_not_note_himself(cast, plan):
    beat(cast, plan)
    assert beat(cast, plan, "stranger", OTHER).status_code == 404
    assert beat(cast, plan, "curator", OTHER).status_code == 403
    assert plan.presences.count() == 1


def test_many_pages_ask_as_much_as_one(cast, plan):
    counts = set()
    beat(cast, plan)
    for number in (1, 6):
        for one in range(number):
            beat(cast, plan, "secretary", f"{one:032x}")
        client = cast.client("chair")
        with CaptureQueriesContext(connection) as asked:
            client.post(reverse("events:plan_pulse", args=[plan.pk]), {"tab": MINE, "row": ""})
        counts.add(len(asked))
    assert len(counts) == 1
