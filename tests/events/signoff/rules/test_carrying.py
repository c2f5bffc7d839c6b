"""What comes after a return or a recall: agreements that stand, and words that must be said."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from associations.models import Letter
from associations.vocabulary import AskAgain, LetterKind
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.plans import HeadingValues, edit_heading, heading_values
from events.drafting.rules.steps import StepValues, add_step
from events.models import Plan, Signature
from events.plan.codec import fingerprint
from events.signoff.queries.comparisons import bases_for
from events.signoff.queries.edition_status import approved_at
from events.signoff.queries.pending_steps import is_done_by, pending_steps
from events.signoff.queries.plan_state import next_words
from events.signoff.queries.verify import verify_records
from events.signoff.rules.deciding import objection_to_deciding, return_plan, sign_plan
from events.signoff.rules.sending import (
    OTHERS_STAND,
    WITHOUT_NOTE,
    objection_to_sending,
    recall_plan,
    send_plan,
)
from events.signoff.rules.withdrawing import withdraw_decision
from plans_portal.lib.typography import set_type
from plans_portal.lib.versions import version_of
from reports.paper.document import agreement_sheet
from tests.factories import TODAY, make_actor, make_office, make_substitution
from tests.plans import bring_to, change, make_plan, sign_next

STANDS = "в редакции 1, слова те же"


@pytest.fixture
def plan(cast) -> Plan:
    """Give a plan that its curator has agreed, and that waits for its approver."""
    return sign_next(make_plan("rumo-headings", "signoff", association=cast.association, rows=2))


def send(cast, plan: Plan, **values) -> Plan:
    plan.refresh_from_db()
    seen = fingerprint(read_content(plan))
    return send_plan(plan=plan, seen=seen, **values, by=cast.actor("chair"))


def recalled(cast, plan: Plan) -> Plan:
    return recall_plan(plan=plan, by=cast.actor("chair"))


def returned(cast, plan: Plan, who: str = "approver") -> Plan:
    (step,) = pending_steps(plan)
    seen = plan.edition.sha256
    return return_plan(plan=plan, step=step, seen=seen, comment="Нет", by=cast.actor(who))


def ask(cast, rule: AskAgain) -> None:
    cast.institution.ask_again = rule
    cast.institution.save()


def agreed(owner) -> QuerySet[Signature]:
    return owner.signatures.filter(decision="agreed")


def waiting(plan: Plan) -> list[str]:
    return [step.verb for step in pending_steps(Plan.objects.get(pk=plan.pk))]


def test_recalled_and_sent_as_it_was_keeps_its_agreements(cast, plan):
    first = agreed(plan).get()
    plan = send(cast, recalled(cast, plan))
    assert (plan.edition.number, plan.stage, waiting(plan)) == (2, 2, ["approve"])
    kept = agreed(plan.edition).get()
    assert (kept.carried_from, kept.carried_words) == (first, STANDS)
    for name in ("person", "office", "name", "position", "at", "sha256", "decision", "session"):
        assert getattr(kept, name) == getattr(first, name)
    assert kept.key != first.key
    assert next_words(plan, cast.actor("chair")).startswith("Утверждает")
    assert verify_records(plan) == []
    assert sign_next(plan).status == "approved"
    assert verify_records(plan) == []


def test_agreement_that_stands_comes_from_the_edition_in_which_it_was_made(cast, plan):
    for _ in range(2):
        plan = send(cast, recalled(cast, plan))
    kept = agreed(plan.edition).get()
    assert (kept.carried_from.edition.number, kept.carried_words) == (1, STANDS)
    assert verify_records(plan) == []


def test_returned_and_sent_as_it_was_asks_who_returned_it_and_wants_a_word(cast, plan):
    plan = returned(cast, plan)
    with pytest.raises(ValidationError) as refusal:
        send(cast, plan, note=" \n")
    assert refusal.value.message_dict == {"note": [WITHOUT_NOTE]}
    assert plan.editions.count() == 1
    plan = send(cast, plan, note=" Так решил совет.\x00 ")
    assert (waiting(plan), plan.edition.note) == (["approve"], "Так решил совет.")
    assert (
        "Пояснение автора: «Так решил совет.»"
        in plan.changes.get(action="send_plan", after__edition=2).words
    )
    letter = Letter.objects.filter(recipient=cast.user("approver"), kind="waits").latest("pk")
    assert "Пояснение автора: «Так решил совет.»" in letter.text
    assert "Согласие остаётся в силе" in plan.changes.get(action="carry_agreements").words


def test_who_returned_it_and_is_not_asked_yet_reads_the_word_too(cast, plan):
    ask(cast, AskAgain.EVERYBODY)
    send(cast, change(returned(cast, plan)), note="Сроки уточнены.")
    assert waiting(plan) == ["agree"]
    letter = Letter.objects.get(recipient=cast.user("approver"), kind=LetterKind.ANSWERED)
    assert "Сроки уточнены." in letter.text


def test_a_word_is_no_longer_than_a_page(cast, plan):
    with pytest.raises(ValidationError) as refusal:
        send(cast, recalled(cast, plan), note="а" * 5_001)
    assert list(refusal.value.message_dict) == ["note"]


def test_other_words_ask_everybody_unless_the_institution_says_otherwise(cast, plan):
    plan = send(cast, change(returned(cast, plan)))
    assert (plan.stage, waiting(plan)) == (1, ["agree"])
    assert not agreed(plan.edition).exists()


def test_only_those_who_did_not_agree_are_asked_where_the_institution_says_so(cast, plan):
    ask(cast, AskAgain.DISAGREED)
    plan = send(cast, change(returned(cast, plan)))
    kept = agreed(plan.edition).get()
    assert kept.carried_words == "в редакции 1; с тех пор изменён заголовок или сведения о плане"
    assert kept.sha256 == plan.editions.get(number=1).sha256 != plan.edition.sha256
    letter = Letter.objects.get(recipient=cast.user("curator"), kind=LetterKind.ANSWERED)
    assert "Ваше согласие остаётся в силе" in letter.text
    assert verify_records(plan) == []
    plan = sign_next(plan)
    assert (plan.status, approved_at(plan.official)) == (
        "approved",
        plan.official.signatures.get(decision="approved").at,
    )
    row = agreement_sheet(plan.official).sheet.rows[0]
    assert (row.decision, row.signature[-1]) == (
        "Согласовано",
        set_type(f"Согласовано {kept.carried_words}"),
    )


def test_author_may_ask_everybody(cast, plan):
    plan = send(cast, recalled(cast, plan), everybody=True)
    assert (waiting(plan), agreed(plan.edition).count()) == (["agree"], 0)


def test_change_of_the_rule_does_not_touch_what_is_in_signoff(cast, plan):
    plan = send(cast, recalled(cast, plan))
    ask(cast, AskAgain.DISAGREED)
    assert waiting(plan) == ["approve"]
    assert verify_records(plan) == []


def test_nothing_stands_of_an_edition_that_was_approved(cast, plan):
    ask(cast, AskAgain.DISAGREED)
    plan = send(cast, change(sign_next(plan)))
    assert (waiting(plan), agreed(plan.edition).count()) == (["agree"], 0)


def test_approval_is_never_kept(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    plan.layout.seats.filter(verb="agree").update(verb="approve")
    plan.steps.filter(verb="agree").update(verb="approve")
    plan = sign_next(bring_to(plan, "signoff"))
    assert plan.stage == 2
    plan = send(cast, recalled(cast, plan))
    assert (plan.stage, waiting(plan)) == (1, ["approve"])


def test_stage_whose_agreements_all_stand_is_passed(cast):
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    first, second = plan.steps.filter(verb="agree").order_by("order")
    plan.steps.filter(pk=second.pk).update(stage=2)
    plan.steps.filter(verb="approve").update(stage=3)
    plan = sign_next(sign_next(bring_to(plan, "signoff")))
    recalled(cast, plan)
    # The first one is asked again, as another person now holds the step.
    other = make_office("agreer", cast.association)
    plan.steps.filter(pk=first.pk).update(office=other)
    plan = send(cast, plan)
    assert (plan.stage, [one.pk for one in pending_steps(plan)]) == (1, [first.pk])
    assert "Дальше" not in next_words(plan, cast.actor("chair"))
    plan = sign_plan(
        plan=plan,
        step=pending_steps(plan)[0],
        seen=plan.edition.sha256,
        by=make_actor(other),
    )
    assert (plan.stage, waiting(plan)) == (3, ["approve"])


def test_of_those_of_whom_one_is_enough_the_kept_one_is_enough(cast):
    make_office("agreer", cast.association)
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    plan.steps.filter(verb="agree").update(enough=1)
    plan = send(cast, recalled(cast, sign_next(bring_to(plan, "signoff"))))
    assert (plan.stage, waiting(plan)) == (2, ["approve"])


def test_sender_who_was_shown_other_agreements_is_told_so(cast, plan):
    with pytest.raises(ValidationError, match=OTHERS_STAND):
        send(cast, recalled(cast, plan), kept_seen="")
    mark = str(agreed(plan).get().pk)
    assert waiting(send(cast, plan, kept_seen=mark)) == ["approve"]


def test_agreement_that_stands_is_no_look_and_no_decision_on_the_new_words(cast, plan):
    ask(cast, AskAgain.DISAGREED)
    plan = send(cast, change(recalled(cast, plan)))
    plan = send(cast, change(recalled(cast, plan), "ещё раз"))
    curator = cast.actor("curator")
    base = bases_for(plan, plan.edition, curator)[0]
    assert (base.key, base.number) == ("decided", 1)
    assert agreed(plan).filter(user=curator.user_id).count() == 3
    assert not is_done_by(plan, "another hash", curator)
    # They were not asked, so a recall says nothing to them.
    told = Letter.objects.filter(kind=LetterKind.RECALLED, recipient=curator.user_id)
    before = told.count()
    recalled(cast, plan)
    assert told.count() == before


def test_signature_on_paper_stands_with_its_document(cast):
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    values = StepValues("agree", position="Ректор университета", name="О. Н. Рощин")
    add_step(plan=plan, values=values, by=cast.actor("chair"))
    plan = bring_to(plan, "signoff")
    while any(step.verb == "agree" for step in pending_steps(plan)):
        plan = sign_next(plan)
    plan = send(cast, recalled(cast, plan))
    assert waiting(plan) == ["approve"]
    kept = plan.edition.signatures.get(name="О. Н. Рощин")
    assert (kept.signed_on, kept.basis) == (TODAY, "письмо от 12.01.2027 № 4")
    assert verify_records(plan) == []


def test_agreement_with_remarks_stands_as_it_was(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    (step,) = pending_steps(plan)
    plan = sign_plan(
        plan=plan,
        step=step,
        seen=plan.edition.sha256,
        with_remarks=True,
        comment="Уточните сроки.",
        by=cast.actor("curator"),
    )
    plan = send(cast, recalled(cast, plan))
    kept = plan.edition.signatures.get(decision="remarked")
    assert (kept.comment, kept.carried_words) == ("План в целом: Уточните сроки.", STANDS)
    assert verify_records(plan) == []


def test_decision_that_was_withdrawn_does_not_stand(cast, plan):
    step = plan.steps.get(verb="agree")
    plan = withdraw_decision(plan=plan, step=step, by=cast.actor("curator"))
    plan = send(cast, recalled(cast, plan))
    assert (waiting(plan), agreed(plan.edition).count()) == (["agree"], 0)


def test_whose_agreement_stands_may_withdraw_it(cast, plan):
    ask(cast, AskAgain.DISAGREED)
    plan = send(cast, change(returned(cast, plan)))
    step = plan.steps.get(verb="agree")
    plan = withdraw_decision(plan=plan, step=step, by=cast.actor("curator"))
    assert (plan.stage, waiting(plan)) == (1, ["agree"])
    assert verify_records(plan) == []
    assert sign_next(sign_next(plan)).status == "approved"
    assert verify_records(plan) == []


def test_who_wrote_the_words_does_not_approve_them_by_sending_them_again(cast):
    """The recipe: write, send, recall, let the chair send the same words; then approve as deputy."""
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    was = heading_values(plan)
    values = HeadingValues(f"{was.title}\nс дополнениями", was.city, was.imprint)
    edit_heading(
        plan=plan, values=values, expected_version=version_of(was), by=cast.actor("secretary")
    )
    plan.refresh_from_db()
    plan = sign_next(send(cast, recalled(cast, bring_to(plan, "signoff"))))
    make_substitution(cast.office("approver"), cast.person("secretary"))
    (step,) = pending_steps(plan)
    objection = objection_to_deciding(plan, step, cast.actor("secretary"))
    assert objection.startswith("Вы писали или отправляли")
    recalled(cast, plan)
    plan.refresh_from_db()
    assert "сам писал или отправляет" in objection_to_sending(plan, cast.actor("chair"))
