"""Whom a plan that is sent again asks: by the words, the institution's rule, and who sits where."""

import datetime as dt

import pytest

from associations.models import Office
from associations.vocabulary import AskAgain
from events.drafting.rules.steps import StepValues, add_step
from events.models import Plan
from events.remarks.rules.writing import write_remark
from events.signoff.queries.asked_again import (
    APPROVES,
    BY_RULE,
    ENDED,
    HEAD_CHANGED,
    NOBODY_ELSE,
    NOT_YET,
    OTHER_NOW,
    REMARKED,
    RESPONSIBLE,
    RETURNED,
    WISHED,
    asked_again,
)
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.queries.plan_state import with_deciders
from events.signoff.queries.present_holders import content_to_send
from events.signoff.rules.deciding import reject_plan
from events.signoff.rules.sending import recall_plan
from tests.events.remarks.places import first_row, retype
from tests.factories import TODAY, make_actor, make_office, make_substitution
from tests.plans import bring_to, change, make_plan, sign_next

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def sent(cast) -> Plan:
    """A plan that its curator and another agreer have agreed, and that waits for its approver."""
    plan = make_plan("rumo-headings", association=cast.association, rows=3)
    office = cast.office("agreer")
    values = StepValues("agree", office_id=office.pk, position=office.position)
    add_step(plan=plan, values=values, by=cast.actor("chair"))
    plan = bring_to(plan, "signoff")
    while any(step.verb == "agree" for step in plan.steps.filter(stage=plan.stage)):
        plan = sign_next(plan)
    return plan


@pytest.fixture
def plan(cast, sent) -> Plan:
    """The same, recalled."""
    return recall_plan(plan=sent, by=cast.actor("chair"))


def ask(cast, rule: AskAgain = AskAgain.CHANGED) -> None:
    cast.institution.ask_again = rule
    cast.institution.save()


def answer(cast, plan: Plan, **values):
    plan = Plan.objects.select_related("association__institution").get(pk=plan.pk)
    chair = cast.actor("chair")
    steps = with_deciders(plan.steps.order_by("order"))
    return asked_again(plan, content_to_send(plan, chair), steps, on=TODAY, **values)


def why(cast, plan: Plan, **values) -> dict[str, str]:
    """Why each of the cast is asked; nothing of whose agreement stands."""
    found = answer(cast, plan, **values).asked
    names = {cast.office(who).pk: who for who in ("curator", "agreer", "approver")}
    return {names.get(one.step.office_id, "other"): one.why for one in found}


def test_while_the_words_are_the_same_all_agreements_stand(cast, plan):
    found = answer(cast, plan)
    assert (found.is_same, found.changes, found.needs_note) == (True, "", False)
    assert [one.words for one in found.kept] == ["в редакции 1, слова те же"] * 2
    assert {one.whose for one in found.kept} == {
        cast.person("curator").genitive_name,
        cast.person("agreer").genitive_name,
    }
    assert why(cast, plan) == {"approver": NOT_YET}
    assert why(cast, plan, everybody=True) == {
        "curator": WISHED,
        "agreer": WISHED,
        "approver": NOT_YET,
    }


def test_first_sending_asks_everybody(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    found = answer(cast, plan)
    assert (found.before, found.kept, found.mark) == (None, (), "")
    assert {one.why for one in found.asked} == {NOT_YET}


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        (AskAgain.EVERYBODY, {"curator": BY_RULE, "agreer": BY_RULE}),
        (AskAgain.CHANGED, {}),
        (AskAgain.DISAGREED, {}),
    ],
)
def test_rule_of_the_institution_once_a_row_differs(cast, plan, rule, asked):
    ask(cast, rule)
    retype(cast, plan)
    assert why(cast, plan) == {**asked, "approver": NOT_YET}
    assert answer(cast, plan).changes == "изменена строка 1"


def test_who_remarked_on_what_changed_is_asked_again(cast, sent):
    ask(cast)
    row = first_row(sent)
    other = sent.events.filter(parent=None).exclude(section=row.section_id).first()
    for who, uid in (("curator", row.uid), ("agreer", other.uid)):
        write_remark(plan=sent, place="row", uid=uid, text="Уточните.", by=cast.actor(who))
    plan = recall_plan(plan=sent, by=cast.actor("chair"))
    retype(cast, plan)
    assert why(cast, plan) == {"curator": REMARKED, "approver": NOT_YET}


def test_remark_on_the_section_or_on_the_whole_plan_is_about_its_rows_too(cast, sent):
    ask(cast)
    uid = first_row(sent).section.uid
    for who, place, at in (("curator", "section", uid), ("agreer", "plan", "")):
        write_remark(plan=sent, place=place, uid=at, text="Уточните.", by=cast.actor(who))
    plan = recall_plan(plan=sent, by=cast.actor("chair"))
    retype(cast, plan)
    assert why(cast, plan) == {"curator": REMARKED, "agreer": REMARKED, "approver": NOT_YET}


def test_who_is_named_in_a_row_that_changed_is_asked_again(cast, plan):
    ask(cast)
    name = cast.person("agreer").last_name
    first_row(plan).responsible.update(text=f"{name} и методисты")
    assert why(cast, plan) == {"agreer": RESPONSIBLE, "approver": NOT_YET}
    first_row(plan).responsible.update(text=f"вместе с {name.removesuffix('а')}ым")
    assert why(cast, plan)["agreer"] == RESPONSIBLE


def test_title_is_everybodys(cast, plan):
    ask(cast)
    change(plan)
    assert why(cast, plan) == {
        "curator": HEAD_CHANGED,
        "agreer": HEAD_CHANGED,
        "approver": NOT_YET,
    }


def test_who_returned_it_is_asked_whatever_the_rule(cast):
    ask(cast, AskAgain.DISAGREED)
    plan = make_plan("rumo-headings", "returned", association=cast.association, rows=1)
    assert why(cast, plan) == {"curator": RETURNED, "approver": NOT_YET}
    assert answer(cast, plan).needs_note
    retype(cast, plan)
    assert not answer(cast, plan).needs_note


def test_step_that_somebody_else_holds_now_asks_them(cast, plan):
    ask(cast)
    old = cast.office("agreer")
    Office.objects.filter(pk=old.pk).update(until=YESTERDAY)
    assert why(cast, plan) == {"agreer": OTHER_NOW, "approver": NOT_YET}
    make_office("agreer", cast.association, since=TODAY, replaces=old, position=old.position)
    assert why(cast, plan) == {"agreer": OTHER_NOW, "approver": NOT_YET}


def test_agreement_of_a_substitute_stands_after_the_substitution(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    substitution = make_substitution(cast.office("curator"))
    plan = sign_next(plan)
    recall_plan(plan=plan, by=cast.actor("chair"))
    type(substitution).objects.filter(pk=substitution.pk).update(until=YESTERDAY, since=YESTERDAY)
    assert why(cast, plan) == {"approver": NOT_YET}


def test_stamp_with_another_position_asks_again(cast, plan):
    plan.steps.filter(office=cast.office("agreer")).update(position="Ректор")
    ask(cast, AskAgain.DISAGREED)
    assert why(cast, plan) == {"agreer": OTHER_NOW, "approver": NOT_YET}


@pytest.mark.parametrize("status", ["approved", "rejected"])
def test_round_that_is_over_leaves_nothing(cast, status):
    ask(cast, AskAgain.DISAGREED)
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    plan.steps.filter(verb="approve").update(verb="agree")
    plan.layout.seats.filter(verb="approve").update(verb="agree")
    plan = sign_next(bring_to(plan, "signoff"))
    plan = change(sign_next(plan)) if status == "approved" else reject(plan)
    assert set(why(cast, plan).values()) <= {ENDED, NOT_YET}
    assert answer(cast, plan).kept == ()


def reject(plan: Plan) -> Plan:
    (step,) = pending_steps(plan)
    seen = plan.edition.sha256
    return reject_plan(
        plan=plan, step=step, seen=seen, comment="Не нужен.", by=make_actor(step.office, TODAY)
    )


def test_plan_of_which_nobody_would_decide_asks_those_who_agreed(cast, plan):
    plan.steps.filter(verb="approve").delete()
    ask(cast, AskAgain.DISAGREED)
    assert why(cast, plan) == {"curator": NOBODY_ELSE, "agreer": NOBODY_ELSE}


def test_approval_before_a_return_is_asked_again(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    plan.layout.seats.filter(verb="agree").update(verb="approve")
    plan.steps.filter(verb="agree").update(verb="approve")
    plan = sign_next(bring_to(plan, "signoff"))
    recall_plan(plan=plan, by=cast.actor("chair"))
    assert why(cast, plan) == {"curator": APPROVES, "approver": NOT_YET}


def test_queries_are_as_many_whatever_the_plan_has(cast, plan, django_assert_num_queries):
    ask(cast)
    retype(cast, plan)
    plan = Plan.objects.select_related("association__institution", "edition", "layout").get()
    content = content_to_send(plan, cast.actor("chair"))
    steps = list(with_deciders(plan.steps.order_by("order")))
    with django_assert_num_queries(2):
        asked_again(plan, content, steps, on=TODAY)
