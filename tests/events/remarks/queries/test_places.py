"""Places of remarks: named, read and compared, the same in the draft and in its edition."""

import pytest

from events.drafting.queries.stored_content import edition_content, read_content
from events.plan.content import PlanContent
from events.remarks.queries.places import at_row, find_place, row_text, whole_plan
from tests.events.remarks.places import first_row, retype, sent_plan
from tests.plans import LAYOUTS, make_plan


def every_place(content: PlanContent) -> list[tuple[str, str, str]]:
    """Each part of a plan with each of its cells, and without."""
    parts = [("plan", "")]
    for section in content.all_sections():
        parts.append(("section", section.uid))
        parts += [("row", event.uid) for event in section.events]
    return [
        (kind, uid, field)
        for kind, uid in parts
        for field in ("", *(cell for cell, _ in find_place(content, kind, uid).cells))
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_place_is_the_same_in_the_draft_and_in_its_edition(db, layout):
    plan = make_plan(layout, "signoff")
    draft, sent = read_content(plan), edition_content(plan.edition)
    places = every_place(draft)
    assert len(places) > 15
    assert [find_place(draft, *one) for one in places] == [find_place(sent, *one) for one in places]


def test_only_the_place_that_was_changed_has_another_version(cast):
    plan = sent_plan(cast, "returned")
    uid = first_row(plan).uid
    before = read_content(plan)
    retype(cast, plan, "term", "20 мая")
    after = read_content(plan)
    changed = {
        one
        for one in every_place(before)
        if find_place(before, *one).version != find_place(after, *one).version
    }
    section = first_row(plan).section.uid
    assert changed == {
        ("plan", "", ""),
        ("section", section, ""),
        ("row", uid, ""),
        ("row", uid, "term"),
    }


def test_place_has_the_number_of_its_row_and_the_words_of_its_cell(cast):
    plan = sent_plan(cast)
    content, row = read_content(plan), first_row(plan)
    place = find_place(content, "row", row.uid, "term")
    assert (place.name, place.words) == ("Строка 1, срок", row.term)
    assert find_place(content, "row", row.uid).words == row_text(
        next(one for one in content.all_events() if one.uid == row.uid)
    )
    assert row.title in find_place(content, "row", row.uid).words
    assert whole_plan(content).name == "План в целом"
    assert find_place(content, "plan", "", "title").words == plan.title


@pytest.mark.parametrize(
    "place",
    [
        ("row", "0" * 32, ""),
        ("row", "", ""),
        ("section", "", ""),
        ("plan", "0" * 32, ""),
        ("plan", "", "term"),
        ("step", "", ""),
        ("", "", ""),
    ],
)
def test_what_is_not_there_is_no_place(cast, place):
    assert find_place(read_content(sent_plan(cast)), *place) is None


def test_cell_that_no_row_has_is_no_place(cast):
    plan = sent_plan(cast)
    assert find_place(read_content(plan), "row", first_row(plan).uid, "sha256") is None


def test_fields_of_a_remark_about_a_row():
    assert at_row("") == {"place": "plan", "uid": "", "where": "План в целом"}
    assert at_row("0" * 32) == {"place": "row", "uid": "0" * 32}
