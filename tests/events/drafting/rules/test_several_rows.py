"""Several rows as one action: moved, copied, deleted and filled, and each undone whole."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.drafting.queries.row_values import EventValues
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.rows import add_event
from events.drafting.rules.several_rows import copy_rows, delete_rows, fill_rows, move_rows
from events.drafting.rules.undo import undo_change
from events.plan.codec import fingerprint
from tests.plans import bring_to, make_plan


@pytest.fixture
def plan(cast):
    plan = make_plan("rmc-directions", association=cast.association, rows=5)
    first = plan.events.order_by("section__order", "order").first()
    values = EventValues(title="Часть", term="май")
    add_event(section=first.section, values=values, parent=first, by=cast.actor("chair"))
    return plan


@pytest.fixture
def chair(cast):
    return cast.actor("chair")


def tables(plan):
    return list(plan.sections.filter(kind="table").order_by("order"))


def uids(section) -> list[str]:
    return list(section.events.filter(parent=None).order_by("order").values_list("uid", flat=True))


@pytest.mark.parametrize(
    ("chosen", "after", "wanted"),
    [
        ([1], 3, [0, 2, 3, 1, 4]),
        ([3, 1], 0, [0, 1, 3, 2, 4]),
        ([0, 1], None, [0, 1, 2, 3, 4]),
        ([2, 4], None, [2, 4, 0, 1, 3]),
        ([1, 2], 2, [0, 1, 2, 3, 4]),
        ([0, 2], 2, [1, 0, 2, 3, 4]),
    ],
)
def test_rows_stand_after_the_one_that_was_named(plan, chair, chosen, after, wanted):
    section = tables(plan)[0]
    before, content = uids(section), read_content(plan)
    change = move_rows(
        plan=plan,
        uids=[before[one] for one in chosen],
        section=section.uid,
        after="" if after is None else before[after],
        by=chair,
    )
    assert uids(section) == [before[one] for one in wanted]
    if change is not None:
        undo_change(change=change, by=chair)
    assert read_content(plan) == content


def test_rows_go_to_another_section_with_their_parts_and_come_back(plan, chair):
    first, second = tables(plan)[:2]
    mine, theirs, content = uids(first), uids(second), read_content(plan)
    change = move_rows(plan=plan, uids=mine[:2], section=second.uid, after=theirs[0], by=chair)
    assert uids(second) == [theirs[0], *mine[:2], *theirs[1:]]
    assert uids(first) == mine[2:]
    assert plan.events.get(title="Часть").section == second
    undo_change(change=change, by=chair)
    assert read_content(plan) == content


def test_rows_apart_from_each_other_are_deleted_and_come_back_to_their_places(plan, chair):
    content = read_content(plan)
    first, second = tables(plan)[:2]
    chosen = [uids(first)[0], uids(first)[1], uids(first)[3], uids(second)[2]]
    change = delete_rows(plan=plan, uids=chosen, by=chair)
    assert "Удалены строки: 4" in change.words
    assert not plan.events.filter(title="Часть").exists()
    undo_change(change=change, by=chair)
    assert read_content(plan) == content


def test_copies_stand_under_the_last_row_with_their_parts(plan, chair):
    section, content = tables(plan)[0], read_content(plan)
    before = uids(section)
    change = copy_rows(plan=plan, uids=before[:2], by=chair)
    after = uids(section)
    assert (after[:2], after[4:]) == (before[:2], before[2:])
    titles = [plan.events.get(uid=uid).title for uid in after[:4]]
    assert titles[:2] == titles[2:]
    assert plan.events.get(uid=after[2]).children.get().title == "Часть"
    undo_change(change=change, by=chair)
    assert read_content(plan) == content


def test_one_text_goes_into_all_rows(plan, chair):
    section, content = tables(plan)[0], read_content(plan)
    rows = uids(section)
    change = fill_rows(plan=plan, uids=rows, field="term", text="5 мая", by=chair)
    assert set(section.events.filter(parent=None).values_list("term", flat=True)) == {"5 мая"}
    assert fill_rows(plan=plan, uids=rows, field="term", text="5 мая", by=chair) is None
    undo_change(change=change, by=chair)
    assert read_content(plan) == content


@pytest.mark.parametrize("rule", [copy_rows, delete_rows])
def test_the_same_key_does_it_once(plan, chair, rule):
    rows = uids(tables(plan)[0])[:2]
    first = rule(plan=plan, uids=rows, key="a" * 32, by=chair)
    assert rule(plan=plan, uids=rows, key="a" * 32, by=chair) == first


def test_what_cant_be_done_is_a_sentence(cast, plan, chair):
    section = tables(plan)[0]
    rows = uids(section)
    text = plan.sections.filter(kind="text").first()
    with pytest.raises(ValidationError, match="ни одна не отмечена"):
        delete_rows(plan=plan, uids=[], by=chair)
    with pytest.raises(ValidationError, match="удалил другой человек"):
        copy_rows(plan=plan, uids=["f" * 32], by=chair)
    if text is not None:
        with pytest.raises(ValidationError, match="разделе с таблицей"):
            move_rows(plan=plan, uids=rows[:1], section=text.uid, after="", by=chair)
    with pytest.raises(PermissionDenied):
        delete_rows(plan=plan, uids=rows[:1], by=cast.actor("curator"))
    plan = bring_to(plan, "signoff")
    with pytest.raises(ValidationError, match="на согласовании"):
        delete_rows(plan=plan, uids=rows[:1], by=chair)


@pytest.mark.parametrize("rule", [copy_rows, delete_rows])
def test_four_rows_ask_as_much_as_six(cast, rule, chair):
    counts = set()
    for number in (4, 6):
        association = cast.association if number == 4 else cast.other_association
        plan = make_plan("moc-results", association=association, rows=8)
        rows = uids(tables(plan)[0])[:number]
        with CaptureQueriesContext(connection) as asked:
            rule(plan=plan, uids=rows, by=cast.actor("methodist"))
        counts.add(len(asked))
    assert len(counts) == 1, counts


def test_text_that_no_cell_holds_fills_nothing(plan, chair):
    rows, text = uids(tables(plan)[0]), "Совет\n" * 20_000
    with pytest.raises(ValidationError) as refusal:
        fill_rows(plan=plan, uids=rows, field="responsible", text=text, by=chair)
    assert list(refusal.value.message_dict) == ["responsible"]


@pytest.mark.parametrize("chosen", [(0, 1, 2), (0, 2), (1, 3), (0, 1, 3, 4)])
def test_many_rows_are_moved_with_as_many_queries_as_two(cast, chair, chosen):
    plan = make_plan("moc-results", association=cast.association, rows=5)
    section, old = plan.sections.get(), fingerprint(read_content(plan))
    before = uids(section)
    moved = [before[place] for place in chosen]
    rest = [uid for uid in before if uid not in moved]
    counts = []
    for rows in (moved[:2], moved):
        with CaptureQueriesContext(connection) as queries:
            change = move_rows(plan=plan, uids=rows, section=section.uid, after=rest[-1], by=chair)
        counts.append(len(queries))
        if change is not None and rows == moved:
            assert uids(section) == [*rest, *moved]
        if change is not None:
            undo_change(change=change, by=chair)
            assert fingerprint(read_content(plan)) == old
    assert counts[0] == counts[1]
