"""What a plan may be compared with by each of its readers."""

from dataclasses import replace

import pytest

from events.drafting.queries.stored_content import edition_content, read_content
from events.drafting.rules.next_year import begin_from
from events.models import Plan
from events.plan.period import Period
from events.signoff.queries.comparisons import (
    bases_for,
    bases_of_all,
    compare_with,
    first_base,
    wanted_base,
)
from events.signoff.rules.looks import note_look
from events.signoff.rules.sending import recall_plan
from tests.changed import approve, changed_rows, edit, fresh, rows_in_order, sent_again
from tests.plans import bring_to, change, make_plan

COUNTS = "Строк изменено: 1, добавлено: 1, удалено: 1, перемещено: 1."


@pytest.fixture
def plan(cast) -> Plan:
    return sent_again(cast)


def keys(plan: Plan, actor, *, present: bool = False) -> list[str]:
    return [one.key for one in bases_for(plan, None if present else plan.edition, actor)]


def test_what_one_has_looked_at_or_decided_on_comes_first(cast, plan):
    # The approver has returned the first edition; the agreer has nothing to do with it.
    assert keys(plan, cast.actor("approver")) == ["decided"]
    assert keys(plan, cast.actor("agreer")) == ["1"]
    first = plan.editions.get(number=1)
    for who in ("approver", "agreer"):
        note_look(plan=plan, edition=first, by=cast.actor(who))
        assert keys(plan, cast.actor(who)) == ["look"]


def test_whoever_has_seen_no_edition_is_shown_the_whole_plan_first(cast, plan):
    def first(plan: Plan, who: str) -> str:
        base = first_base(bases_for(plan, plan.edition, cast.actor(who)))
        return base.key if base else ""

    assert [first(plan, who) for who in ("approver", "agreer")] == ["decided", ""]
    # What is in force is known to everybody.
    changed = bring_to(change(approve(plan)), "signoff")
    assert first(changed, "agreer") == "official"


def test_edition_is_compared_with_earlier_ones_and_present_rows_with_all(cast, plan):
    approved = approve(plan)
    third = bring_to(change(approved), "signoff")
    assert keys(third, cast.actor("agreer")) == ["official", "1"]
    assert keys(third, cast.actor("chair"), present=True) == ["official", "3", "1"]
    # The edition in force is called so also where one has approved it oneself.
    assert keys(third, cast.actor("approver")) == ["decided", "official", "1"]


def test_base_is_found_by_its_name_or_number(cast, plan):
    bases = bases_for(plan, plan.edition, cast.actor("approver"))
    assert wanted_base(bases, "decided") == wanted_base(bases, "1") == bases[0]
    assert [wanted_base(bases, key) for key in ("", "0", "2", "look")] == [None] * 4
    assert bases[0].label.startswith("с вашего последнего решения: редакция 1 от ")


def test_changes_since_an_edition(cast, plan):
    [base] = bases_for(plan, plan.edition, cast.actor("approver"))
    content = edition_content(plan.edition)
    counts = compare_with(plan, content, base, cast.actor("approver")).counts
    assert counts.sentence == COUNTS


def test_plan_of_last_year_is_compared_in_the_dates_of_this_one(cast):
    by = cast.actor("chair")
    source = make_plan(
        status="approved",
        association=cast.association,
        period=Period.of_calendar_year(2026),
        rows=5,
    )
    plan = begin_from(source=source, year=2027, by=by)
    [base] = bases_for(plan, None, by)
    assert (base.key, base.label) == ("last_year", "с плана прошлого года")
    assert first_base([base]) is None
    same = compare_with(plan, read_content(plan), base, by)
    assert [row.event.title for row in same.rows if row.is_changed] == []
    # Uids stay, so a row is known by more than its words.
    edit(rows_in_order(plan)[0], by, title="Совсем другое дело")
    changed_rows(fresh(plan), by)
    counts = compare_with(plan, read_content(fresh(plan)), base, by).counts
    assert (counts.changed, counts.added, counts.removed, counts.moved) == (1, 1, 1, 1)


def test_draft_of_last_year_is_told_to_its_readers_alone(cast, plan):
    period = Period.of_calendar_year(2026)
    make_plan(association=cast.association, period=period, rows=1)
    assert "last_year" in keys(plan, cast.actor("chair"))
    assert "last_year" not in keys(plan, cast.actor("approver"))


def test_comparison_of_two_editions_is_kept_for_the_next_who_looks(
    cast, django_assert_max_num_queries
):
    plan = sent_again(cast)
    by = cast.actor("approver")
    base = first_base(bases_for(plan, plan.edition, by))
    content = edition_content(plan.edition)
    once = compare_with(plan, content, base, by, edition=plan.edition)
    with django_assert_max_num_queries(0):
        assert compare_with(plan, content, base, by, edition=plan.edition) == once
    # Other words of the head are another comparison.
    other = replace(content, title=("Другой",))
    assert compare_with(plan, other, base, by, edition=plan.edition).fields


def test_most_are_shown_what_changed_since_the_edition_before_or_in_force(cast, plan):
    third = bring_to(change(approve(plan)), "signoff")
    assert [one.number for one in bases_of_all(third, third.edition)] == [2]
    recalled = recall_plan(plan=third, by=cast.actor("chair"))
    fourth = bring_to(change(recalled, "и ещё"), "signoff")
    assert [one.number for one in bases_of_all(fourth, fourth.edition)] == [3, 2]
