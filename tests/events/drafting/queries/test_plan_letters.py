"""What letters about a plan share."""

from events.drafting.queries.plan_letters import authors_of, name_of, subject_of
from tests.plans import make_plan


def test_plan_is_named_by_the_words_that_were_sent(cast):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    period = plan.period.label()
    assert name_of(plan) == f"план ({cast.association.name}, {period})"
    sent = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    assert f"«{sent.edition.title_line}», редакция 1" in name_of(sent)
    assert subject_of("Вернули", plan) == f"Вернули: {cast.association.name}, {period}"


def test_who_sent_the_plan_counts_as_its_author(cast):
    plan = make_plan("moc-results", "signoff", association=cast.association, rows=1)
    by = cast.actor("methodist")
    assert authors_of(plan, by) == [cast.user("chair"), cast.user("secretary")]
    plan.edition.made_by = cast.user("methodist")
    assert cast.user("methodist") in authors_of(plan, by)
