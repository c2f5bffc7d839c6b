"""Whether a letter about a plan is still needed when it is sent."""

import pytest

from associations.letters.rules.writing import About, Words, write_letter
from associations.models import Letter, Office
from associations.vocabulary import LetterKind
from events.signoff.queries.letters import DECIDED, GONE_ON, NOT_THEIRS, objection_to_letter
from events.signoff.rules.sending import recall_plan
from tests.factories import LONG_AGO, TODAY
from tests.plans import bring_to, change, make_plan, sign_next

ABOUT_STEPS = ("waits", "due", "overdue", "escalated", "vacant")


@pytest.fixture
def plan(cast):
    return make_plan("rumo-headings", "signoff", association=cast.association, rows=1)


def objection(plan, cast, kind="waits", who="curator"):
    about = About(plan.pk, plan.edition_id)
    kind = LetterKind(kind)
    letter = Letter.objects.filter(kind=kind).order_by("pk").first() or write_letter(
        kind=kind, to=cast.user(who), words=Words("Тема", ("Слова",)), about=about
    )
    return objection_to_letter(letter, TODAY)


@pytest.mark.parametrize("kind", ABOUT_STEPS)
def test_letter_is_needed_while_the_step_waits(cast, plan, kind):
    assert objection(plan, cast, kind) is None


@pytest.mark.parametrize("kind", ABOUT_STEPS)
@pytest.mark.parametrize("move", ["signed", "recalled", "sent again"])
def test_letter_is_not_needed_once_the_plan_has_gone_on(cast, plan, kind, move):
    objection(plan, cast, kind)
    if move == "signed":
        sign_next(plan)
    else:
        plan = recall_plan(plan=plan, by=cast.actor("chair"))
    if move == "sent again":
        bring_to(change(plan), "signoff")
    assert objection(plan, cast, kind) == DECIDED


def test_letter_is_not_needed_by_who_lost_the_office(cast, plan):
    Office.objects.filter(pk=cast.office("curator").pk).update(until=LONG_AGO)
    assert objection(plan, cast) == NOT_THEIRS


@pytest.mark.parametrize("kind", ["returned", "recalled"])
def test_letter_to_authors_is_not_needed_once_they_have_sent_again(cast, plan, kind):
    plan = recall_plan(plan=plan, by=cast.actor("chair"))
    assert objection(plan, cast, kind, "chair") is None
    bring_to(change(plan), "signoff")
    assert objection(plan, cast, kind, "chair") == GONE_ON


def test_letter_about_no_plan_is_always_needed(cast, django_assert_num_queries):
    letter = Letter(kind=LetterKind.WAITS, recipient=cast.user("curator"))
    with django_assert_num_queries(0):
        assert objection_to_letter(letter, TODAY) is None


def test_letter_about_a_plan_that_is_gone_is_not_needed(cast, plan):
    letter = Letter(kind=LetterKind.WAITS, recipient=cast.user("curator"), plan=plan.pk + 999)
    assert objection_to_letter(letter, TODAY) == DECIDED
