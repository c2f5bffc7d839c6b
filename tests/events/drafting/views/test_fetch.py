"""Who gets a plan for reading and for changing."""

import pytest
from django.urls import reverse

from events.drafting.rules.removal import remove_draft
from events.drafting.views.fetch import part_of
from tests.plans import make_plan


@pytest.mark.parametrize(
    ("who", "status"), [("chair", 200), ("curator", 403), ("stranger", 404), ("foreigner", 404)]
)
def test_draft_is_changed_by_authors_only(cast, who, status):
    plan = make_plan(association=cast.association, rows=1)
    address = reverse("events:heading_edit", args=[plan.pk])
    assert cast.client(who).get(address).status_code == status


def test_typed_words_survive_a_removed_draft(cast):
    plan = make_plan(association=cast.association, rows=1)
    remove_draft(plan=plan, by=cast.actor("secretary"))
    address = reverse("events:heading_edit", args=[plan.pk])
    assert cast.client("chair").get(address).status_code == 404
    answer = cast.client("chair").post(address, {"title": "Не пропади", "city": ""})
    assert answer.status_code == 422
    assert "Не пропади" in answer.content.decode()


@pytest.mark.parametrize("uid", ["", None, "x", "\x00" * 32, "f" * 33])
def test_what_is_no_uid_is_not_asked_of_the_database(cast, django_assert_num_queries, uid):
    plan = make_plan(association=cast.association, rows=1)
    with django_assert_num_queries(0):
        assert part_of(plan.events.all(), uid) is None
