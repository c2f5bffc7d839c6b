"""Who wrote the words of a plan."""

from events.drafting.queries.stored_content import read_content
from events.drafting.rules.importing import import_content
from events.history.queries.writing import last_written, words_written
from events.history.rules import name_version
from tests.plans import bring_to, change, make_plan


def test_words_are_written_by_edits_and_not_by_moves(cast):
    plan = bring_to(make_plan("omo-directions", association=cast.association, rows=1), "returned")
    since = plan.changes.latest("pk").at
    assert not words_written(plan, since).exists()
    name_version(change=plan.changes.latest("pk"), name="Первая", by=cast.actor("secretary"))
    plan = change(plan)
    assert set(words_written(plan, since).values_list("by", flat=True)) == {cast.user("chair").pk}
    assert not words_written(plan, plan.changes.latest("pk").at).exists()


def test_import_writes_the_whole_plan(cast):
    content = read_content(make_plan("omo-directions", association=cast.association, rows=1))
    plan = import_content(
        association=cast.other_association, content=content, by=cast.actor("methodist")
    )
    assert set(words_written(plan).values_list("by", flat=True)) == {cast.user("methodist").pk}


def test_last_writing_is_told_of_each_plan_for_one_person(cast, django_assert_num_queries):
    plans = [
        change(make_plan(layout, association=cast.association, rows=1))
        for layout in ("omo-directions", "moc-results")
    ]
    with django_assert_num_queries(1):
        found = last_written(plans, cast.user("chair").pk)
    assert found == {plan.pk: words_written(plan).latest("at").at for plan in plans}
    assert last_written(plans, cast.user("curator").pk) == {}
