"""The content of a plan, and which of its editions a reader gets."""

import json

import pytest

from events.drafting.queries.stored_content import (
    edition_content,
    edition_shown,
    fingerprint_of,
    json_of,
    read_content,
    shown_content,
    signatures_on_edition,
)
from events.plan.codec import from_json
from tests.events.remarks.places import remark_on_row
from tests.plans import LAYOUTS, bring_to, change, make_plan, sign_next


@pytest.mark.parametrize("layout", LAYOUTS)
def test_json_holds_the_whole_content(cast, layout):
    plan = make_plan(layout, association=cast.association)
    assert from_json(json.loads(json_of(plan, None))) == read_content(plan)


def test_edition_keeps_its_content_and_fingerprint(cast):
    plan = make_plan("rumo-headings", "approved", association=cast.association, rows=1)
    edition, signed = plan.edition, read_content(plan)
    plan = change(plan)
    assert edition_content(edition) == signed != read_content(plan)
    assert fingerprint_of(signed, edition) == edition.sha256
    assert shown_content(plan, cast.actor("stranger")) == signed
    assert shown_content(plan, cast.actor("chair")) == read_content(plan)


def test_draft_has_no_edition_to_show(cast):
    plan = make_plan(association=cast.association, rows=1)
    assert edition_shown(plan, cast.actor("chair")) is None


def test_signatures_tell_where_their_signers_had_remarked(cast):
    """Also on an earlier edition: the sheet of agreement names these places."""
    plan = make_plan("rumo-headings", "returned", association=cast.association, rows=1)
    plan = bring_to(plan, "signoff")
    remark_on_row(cast, plan, "curator", field="term")
    plan = sign_next(plan)
    remark_on_row(cast, plan, "curator", text="После подписи.")
    told = {one.step_uid: one.comment for one in signatures_on_edition(plan.edition)}
    assert told == {
        plan.steps.get(verb="agree").uid: "Замечания: План в целом; Строка 1, срок",
        plan.steps.get(verb="close").uid: "",
    }


def test_many_remarks_are_counted_in_two_queries(cast, django_assert_num_queries):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    for number in range(4):
        remark_on_row(cast, plan, "curator", text=f"Замечание {number}.")
    edition = sign_next(plan).edition
    with django_assert_num_queries(2):
        signed = signatures_on_edition(edition)
    assert [one.comment for one in signed if one.comment] == ["Замечания: 4"]
