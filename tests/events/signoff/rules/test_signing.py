"""The table of moves: status × move × person, and what each move leaves behind."""

import itertools
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from events.drafting.queries.stored_content import read_content
from events.drafting.rules.steps import StepValues, add_step
from events.drafting.rules.transitions import TRANSITIONS
from events.models import Edition, Plan, Signature
from events.plan.codec import fingerprint, from_json
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.revision import (
    discard_revision,
    objection_to_discarding,
    objection_to_repealing,
    objection_to_revising,
    repeal_plan,
    revise_plan,
)
from events.signoff.rules.signing import (
    WITHOUT_COMMENT,
    objection_to_deciding,
    objection_to_recalling,
    objection_to_sending,
    recall_plan,
    return_plan,
    send_plan,
    sign_plan,
)
from tests.cast import EVERYBODY
from tests.events.remarks.places import remark_on_row
from tests.factories import make_substitution
from tests.plans import bring_to, change, make_plan

pytestmark = pytest.mark.slow

AUTHORS = ("chair", "secretary", "methodist")
MOVERS = {
    "sign": ("curator",),
    "return": ("curator",),
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
    return return_plan(plan=plan, step=step, seen=seen, comment="Уточните", by=actor)


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
    return objection_to_deciding(plan, plan.steps.get(verb="agree"), actor)


@pytest.mark.parametrize(
    ("status", "in_force"),
    [
        ("draft", False),
        ("signoff", False),
        ("returned", False),
        ("approved", True),
        ("draft", True),
        ("signoff", True),
        ("returned", True),
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


def test_sending_freezes_what_stood_there(cast):
    plan = plan_in(cast, "signoff")
    assert from_json_text(plan.edition) == read_content(plan)
    assert plan.edition.sha256 == fingerprint(read_content(plan))
    assert plan.edition.number == 1


def from_json_text(edition: Edition):
    return from_json(json.loads(edition.content))


def test_each_sending_makes_an_edition_of_its_own(cast):
    plan = bring_to(plan_in(cast, "returned"), "signoff")
    assert list(plan.editions.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert plan.edition.number == 2


def test_stages_go_one_after_another(cast):
    plan = plan_in(cast, "signoff")
    assert [step.verb for step in pending_steps(plan)] == ["agree"]
    plan = do("sign", plan, cast.actor("curator"))
    assert [step.verb for step in pending_steps(plan)] == ["approve"]


def test_signature_is_text_that_renaming_does_not_touch(cast):
    plan = do("sign", plan_in(cast, "signoff"), cast.actor("curator"))
    curator = cast.person("curator")
    name = curator.signing_name
    curator.last_name = "Переименованная"
    curator.save()
    signature = Signature.objects.get(plan=plan, decision="agreed")
    assert signature.name == name
    assert signature.sha256 == plan.edition.sha256


def test_substitute_signs_as_one(cast):
    office = cast.office("curator")
    substitution = make_substitution(office, cast.person("secretary"))
    plan = plan_in(cast, "signoff")
    do("sign", plan, cast.actor("secretary"))
    signature = Signature.objects.get(plan=plan, decision="agreed")
    assert (signature.office, signature.substitution) == (office, substitution)
    assert (signature.manner, signature.basis) == ("и.о.", "приказ № 4")
    assert signature.name == cast.person("secretary").signing_name


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
    for move in ("recall", "sign", "return"):
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


def test_plan_without_deciding_steps_cannot_be_sent(cast):
    plan = plan_in(cast, "draft")
    plan.steps.exclude(verb="close").delete()
    assert objection_to_sending(plan, cast.actor("chair")) == (
        "Укажите, кто согласует или утверждает план."
    )


def own_agreement(cast, layout: str, *others: str) -> Plan:
    """A plan on a layout that prescribes nobody, whose chair agrees it beside others."""
    plan = plan_in(cast, "draft", layout)
    plan.steps.all().delete()
    plan.layout.seats.all().delete()
    for office in (cast.office("chair"), *(cast.office(who) for who in others)):
        values = StepValues(verb="agree", office_id=office.pk)
        add_step(plan=plan, values=values, by=cast.actor("chair"))
    return plan


@pytest.mark.parametrize("others", [(), ("secretary",)])
def test_authors_alone_do_not_decide_on_their_plan(cast, others):
    plan = own_agreement(cast, "rumo-headings", *others)
    for who in AUTHORS:
        with pytest.raises(ValidationError, match="только его авторы"):
            do_send(plan, cast.actor(who))
    assert Plan.objects.get(pk=plan.pk).status == "draft"


@pytest.mark.parametrize("other", ["curator", "approver", "stranger"])
def test_author_does_not_approve_even_beside_somebody_else(cast, other):
    plan = own_agreement(cast, "rumo-headings", other)
    plan.steps.filter(office=cast.office("chair")).update(verb="approve")
    with pytest.raises(ValidationError, match="сам писал или отправляет"):
        do_send(plan, cast.actor("chair"))


@pytest.mark.parametrize("other", ["curator", "approver", "stranger"])
def test_author_may_agree_beside_somebody_else(cast, other):
    plan = own_agreement(cast, "rumo-headings", other)
    assert do_send(plan, cast.actor("chair")).status == "signoff"


def test_author_may_agree_beside_a_signature_on_paper(cast):
    plan = own_agreement(cast, "rumo-headings")
    values = StepValues(verb="agree", position="Ректор университета")
    add_step(plan=plan, values=values, by=cast.actor("chair"))
    assert do_send(plan, cast.actor("chair")).status == "signoff"


def test_chair_approves_where_the_layout_prescribes_it(cast):
    plan = plan_in(cast, "draft", "rumo-directions")
    assert [step.office for step in plan.steps.all()] == [cast.office("chair")]
    assert do_send(plan, cast.actor("chair")).status == "signoff"


def test_layout_of_another_kind_of_association_prescribes_nothing(cast):
    plan = plan_in(cast, "draft", "rumo-directions")
    plan.association.kind = "omo"
    plan.association.save()
    assert "только его авторы" in objection_to_sending(plan, cast.actor("chair"))


def do_send(plan: Plan, actor) -> Plan:
    return send_plan(plan=plan, seen=fingerprint(read_content(plan)), by=actor)


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


@pytest.mark.parametrize("move", ["sign", "return", "recall"])
def test_no_decision_throws_remarks_away(cast, move):
    plan = plan_in(cast, "signoff")
    remark = remark_on_row(cast, plan, "curator", field="term", suggestion="20 мая")
    do(move, plan, cast.actor("chair" if move == "recall" else "curator"))
    kept = plan.remarks.get(pk=remark.pk)
    assert (kept.state, kept.suggestion, kept.text) == ("open", "20 мая", remark.text)
