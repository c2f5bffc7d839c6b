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
)
from events.plan.codec import from_json
from tests.plans import LAYOUTS, change, make_plan


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
