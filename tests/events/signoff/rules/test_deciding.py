"""The table of moves: status × move × person, and what each move leaves behind."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from events.drafting.queries.stored_content import read_content
from events.drafting.rules.transitions import TRANSITIONS
from events.models import Plan
from events.plan.codec import fingerprint
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import (
    ONLY_AGREED,
    WITHOUT_COMMENT,
    WITHOUT_REASON,
    WITHOUT_REMARKS,
    objection_to_deciding,
    reject_plan,
    return_plan,
    sign_plan,
)
from events.signoff.rules.revision import (
    discard_revision,
    objection_to_discarding,
    objection_to_repealing,
    objection_to_revising,
    repeal_plan,
    revise_plan,
)
from events.signoff.rules.sending import (
    objection_to_recalling,
    objection_to_sending,
    recall_plan,
    send_plan,
)
from events.signoff.rules.withdrawing import objection_to_withdrawing, withdraw_decision
from tests.cast import EVERYBODY
from tests.events.remarks.places import remark_on_row
from tests.plans import bring_to, change, make_plan

pytestmark = pytest.mark.slow


AUTHORS = ("chair", "secretary", "methodist")


MOVERS = {
    "sign": ("curator",),
    "return": ("curator",),
    "reject": ("curator",),
    "repeal": ("approver", "methodist"),
}


def plan_in(cast, status: str, layout: str = "rumo-headings") -> Plan:
    return make_plan(layout, status, association=cast.association, rows=1)


def plan_in_state(cast, status: str, *, in_force: bool) -> Plan:
    """A plan in the status; with an edition in force it is the next one that has the status."""
    if not in_force or status == "approved":
        return plan_in(cast, status)
    return bring_to(change(plan_in(cast, "approved")), status)


def movers(move: str, status: str, *, in_force: bool) -> tuple[str, ...]:
    """Who makes the move; nobody where it does not start from there."""
    if move == "withdraw":
        # The approver's decision comes after the curator's; before it there is none to withdraw.
        return ("curator",) if status in ("returned", "rejected") else ()
    if status not in TRANSITIONS[move] or (move in ("discard", "repeal") and not in_force):
        return ()
    if move == "repeal" and status != "approved":
        return ("methodist",)
    return MOVERS.get(move, AUTHORS)


def do(move: str, plan: Plan, actor) -> Plan:
    seen = (
        plan.edition.sha256 if plan.edition and move != "send" else fingerprint(read_content(plan))
    )
    step = plan.steps.get(verb="agree")
    if move == "send":
        return send_plan(plan=plan, seen=seen, by=actor)
    if move == "recall":
        return recall_plan(plan=plan, by=actor)
    if move == "revise":
        return revise_plan(plan=plan, by=actor)
    if move == "discard":
        return discard_revision(plan=plan, seen=plan.revision, by=actor)
    if move == "repeal":
        seen = plan.official.sha256 if plan.official else ""
        return repeal_plan(plan=plan, seen=seen, reason="Ошибка в сроках", by=actor)
    if move == "sign":
        return sign_plan(plan=plan, step=step, seen=seen, by=actor)
    if move == "withdraw":
        return withdraw_decision(plan=plan, step=step, by=actor)
    give_back = reject_plan if move == "reject" else return_plan
    return give_back(plan=plan, step=step, seen=seen, comment="Уточните", by=actor)


def objection(move: str, plan: Plan, actor) -> str | None:
    if move == "send":
        return objection_to_sending(plan, actor)
    asked = {
        "recall": objection_to_recalling,
        "revise": objection_to_revising,
        "discard": objection_to_discarding,
        "repeal": objection_to_repealing,
    }
    if move in asked:
        return asked[move](plan, actor)
    if move == "withdraw":
        return objection_to_withdrawing(plan, plan.steps.get(verb="agree"), actor)
    return objection_to_deciding(plan, plan.steps.get(verb="agree"), actor)


@pytest.mark.parametrize(
    ("status", "in_force"),
    [
        ("draft", False),
        ("signoff", False),
        ("returned", False),
        ("rejected", False),
        ("approved", True),
        ("draft", True),
        ("signoff", True),
        ("returned", True),
        ("rejected", True),
    ],
)
def test_only_the_right_person_makes_the_move_from_the_right_status(cast, status, in_force):
    """One plan for all: a refused move must leave no trace, so the next person finds it whole."""
    plan = plan_in_state(cast, status, in_force=in_force)
    assert (plan.status, plan.official is not None) == (status, in_force)
    before = (plan.status, plan.changes.count(), plan.signatures.count())
    made: dict[str, list[str]] = {move: [] for move in TRANSITIONS}
    for move, who in itertools.product(TRANSITIONS, EVERYBODY):
        actor = cast.actor(who)
        sentence = objection(move, plan, actor)
        try:
            with transaction.atomic():
                do(move, plan, actor)
                made[move].append(who)
                transaction.set_rollback(True)
        except (PermissionDenied, ValidationError) as refusal:
            words = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
            assert sentence or "изменился" in words
        else:
            assert sentence is None
        plan = Plan.objects.select_related("association", "layout", "edition").get(pk=plan.pk)
        assert (plan.status, plan.changes.count(), plan.signatures.count()) == before
    right = {move: movers(move, status, in_force=in_force) for move in TRANSITIONS}
    assert made == {
        move: [who for who in EVERYBODY if who in people] for move, people in right.items()
    }


def test_stages_go_one_after_another(cast):
    plan = plan_in(cast, "signoff")
    assert [step.verb for step in pending_steps(plan)] == ["agree"]
    plan = do("sign", plan, cast.actor("curator"))
    assert [step.verb for step in pending_steps(plan)] == ["approve"]


def test_wrong_fingerprint_signs_nothing(cast):
    plan = plan_in(cast, "signoff")
    step = plan.steps.get(verb="agree")
    with pytest.raises(ValidationError, match="изменился, пока вы смотрели"):
        sign_plan(plan=plan, step=step, seen="0" * 64, by=cast.actor("curator"))
    assert not plan.signatures.filter(step_uid=step.uid).exists()


@pytest.mark.parametrize("who", ["curator", "methodist", "chair"])
def test_superuser_who_holds_an_office_makes_no_move(cast, who):
    """The office that a superuser may write for itself in the back room gives it nothing."""
    plan = plan_in(cast, "signoff")
    user = cast.user(who)
    user.is_superuser = True
    user.save()
    for move in ("recall", "sign", "return", "reject"):
        assert objection(move, plan, cast.actor(who))
        with pytest.raises(PermissionDenied):
            do(move, plan, cast.actor(who))


def test_step_of_another_plan_is_not_signed(cast):
    plan = plan_in(cast, "signoff")
    other = make_plan("rmc-directions", "signoff", association=cast.association, rows=1)
    step = other.steps.order_by("order").first()
    with pytest.raises(ValidationError):
        sign_plan(plan=plan, step=step, seen=plan.edition.sha256, by=cast.actor("agreer"))


def test_return_leaves_an_open_remark_and_closes_the_turn(cast):
    plan = do("return", plan_in(cast, "signoff"), cast.actor("curator"))
    assert plan.remarks.get(state="open").text == "Уточните"
    assert pending_steps(plan) == []


def test_return_may_be_short_where_remarks_say_it(cast):
    plan = plan_in(cast, "signoff")
    remark_on_row(cast, plan, "curator")
    step, by = pending_steps(plan)[0], cast.actor("curator")
    plan = return_plan(plan=plan, step=step, seen=plan.edition.sha256, comment=" ", by=by)
    assert plan.status == "returned"
    assert [one.text for one in plan.remarks.all()] == ["Уточните срок."]
    assert plan.signatures.get(decision="returned").comment == "Замечаний у строк и разделов: 1."


def test_remarks_of_others_do_not_explain_a_return(cast):
    plan = plan_in(cast, "signoff")
    remark_on_row(cast, plan, "approver")
    step, by = pending_steps(plan)[0], cast.actor("curator")
    with pytest.raises(ValidationError, match=WITHOUT_COMMENT):
        return_plan(plan=plan, step=step, seen=plan.edition.sha256, comment="", by=by)


def test_an_agreement_with_remarks_counts_and_tells_them(cast):
    plan = plan_in(cast, "signoff")
    remark_on_row(cast, plan, "curator")
    step, by = pending_steps(plan)[0], cast.actor("curator")
    seen = plan.edition.sha256
    plan = sign_plan(plan=plan, step=step, seen=seen, with_remarks=True, comment="Мало.", by=by)
    signature = plan.signatures.standing().get(step_uid=step.uid)
    assert signature.decision == "remarked"
    assert str(signature) == f"Согласовано с замечаниями: {signature.name}"
    assert "Уточните срок." in signature.comment
    assert signature.comment.endswith("Мало.")
    assert plan.remarks.unsettled().count() == 2
    assert [one.verb for one in pending_steps(plan)] == ["approve"]


def test_long_remarks_are_named_by_their_places(cast):
    plan = plan_in(cast, "signoff")
    step, by = pending_steps(plan)[0], cast.actor("curator")
    seen, text = plan.edition.sha256, "Подробно. " * 60
    plan = sign_plan(plan=plan, step=step, seen=seen, with_remarks=True, comment=text, by=by)
    assert plan.signatures.get(decision="remarked").comment.startswith("Замечаний: 1")


def test_with_remarks_needs_own_ones_on_this_edition(cast):
    plan = plan_in(cast, "signoff")
    remark_on_row(cast, plan, "approver")
    step, by = pending_steps(plan)[0], cast.actor("curator")
    seen = plan.edition.sha256
    with pytest.raises(ValidationError, match=WITHOUT_REMARKS):
        sign_plan(plan=plan, step=step, seen=seen, with_remarks=True, comment=" ", by=by)
    assert not plan.signatures.exclude(decision="closed").exists()


def test_nobody_approves_with_remarks(cast):
    plan = do("sign", plan_in(cast, "signoff"), cast.actor("curator"))
    step, by = pending_steps(plan)[0], cast.actor("approver")
    seen = plan.edition.sha256
    with pytest.raises(ValidationError, match=ONLY_AGREED):
        sign_plan(plan=plan, step=step, seen=seen, with_remarks=True, comment="Мало.", by=by)


def test_a_rejection_says_why_and_leaves_a_remark(cast):
    plan = plan_in(cast, "signoff")
    step, by = pending_steps(plan)[0], cast.actor("curator")
    seen = plan.edition.sha256
    with pytest.raises(ValidationError, match=WITHOUT_REASON):
        reject_plan(plan=plan, step=step, seen=seen, comment="  ", by=by)
    plan = reject_plan(plan=plan, step=step, seen=seen, comment="Не о том.", by=by)
    assert (plan.status, plan.is_open) == ("rejected", True)
    assert plan.remarks.get(state="open").text == "Не о том."
    assert plan.signatures.get(decision="rejected").comment == "Не о том."
    assert pending_steps(plan) == []


def test_the_approver_rejects_too_and_everybody_is_asked_anew(cast):
    plan = do("sign", plan_in(cast, "signoff"), cast.actor("curator"))
    step, seen = pending_steps(plan)[0], plan.edition.sha256
    plan = reject_plan(plan=plan, step=step, seen=seen, comment="Нет.", by=cast.actor("approver"))
    plan = bring_to(change(plan), "signoff")
    assert [one.verb for one in pending_steps(plan)] == ["agree"]


@pytest.mark.parametrize("move", ["sign", "return", "reject", "recall"])
def test_no_decision_throws_remarks_away(cast, move):
    plan = plan_in(cast, "signoff")
    remark = remark_on_row(cast, plan, "curator", field="term", suggestion="20 мая")
    do(move, plan, cast.actor("chair" if move == "recall" else "curator"))
    kept = plan.remarks.get(pk=remark.pk)
    assert (kept.state, kept.suggestion, kept.text) == ("open", "20 мая", remark.text)
