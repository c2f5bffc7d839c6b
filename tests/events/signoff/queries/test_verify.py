"""The proof of a plan: each forgery of somebody who reaches the database is found out."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from associations.journal.rules import note
from associations.models import JournalEntry
from associations.vocabulary import JournalAction
from events.models import Change, Edition, Plan, SealedHead, Signature, Withdrawal
from events.plan.codec import _dump, _hash
from events.signoff.queries.verify import (
    Damage,
    digest_of_seal,
    last_seal,
    seal_holds,
    verify_edition,
    verify_institution,
    verify_records,
    verify_seals,
)
from events.signoff.rules.revision import repeal_plan, revise_plan
from events.signoff.rules.sealing import seal_chains
from events.signoff.rules.sending import recall_plan
from events.signoff.rules.withdrawing import withdraw_decision
from plans_portal.lib.chain import append, hash_of_row
from plans_portal.lib.seal_key import seal_row
from tests.forged import forge, remove
from tests.plans import LAYOUTS, STATUSES, author_of, bring_to, change, make_plan, sign_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(status="approved", rows=2)


@pytest.fixture
def edition(plan):
    return plan.official


def codes(plan) -> set[str]:
    return {one.code for one in verify_records(Plan.objects.get(pk=plan.pk))}


def at_once(edition) -> set[str]:
    return {one.code for one in verify_edition(Edition.objects.get(pk=edition.pk))}


def seal(plan):
    by = author_of(plan.association)
    return seal_chains(institution=plan.association.institution, by=by)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("status", STATUSES)
def test_nothing_is_false_on_the_usual_way(layout, status):
    plan = make_plan(layout, status, rows=1)
    assert verify_records(plan) == []
    seal(plan)
    assert verify_records(plan) == []


def test_nothing_is_false_in_later_editions_and_after_a_repeal(plan):
    by = author_of(plan.association)
    revised = revise_plan(plan=plan, by=by)
    assert verify_records(revised) == []
    second = bring_to(change(revised), "signoff")
    assert verify_records(second) == []
    returned = make_plan(status="returned", rows=1)
    assert verify_records(bring_to(change(returned), "approved")) == []
    while second.status == Plan.Status.SIGNOFF:
        second = sign_next(second)
    assert second.official.number == 2
    assert verify_records(second) == []


def test_repealed_plan_is_as_it_was_written(cast):
    plan = make_plan(status="approved", association=cast.association, rows=1)
    seen = plan.official.sha256
    plan = repeal_plan(plan=plan, seen=seen, reason="Ошибка.", by=cast.actor("methodist"))
    assert verify_records(plan) == []


# --- Forgeries ----------------------------------------------------------------------------


def forged_content(edition) -> str:
    return edition.content.replace("Семинар", "Подмена", 1)


def test_content(plan, edition):
    assert forged_content(edition) != edition.content
    forge(edition, content=forged_content(edition))
    assert codes(plan) >= {"content", "chain"}
    assert at_once(edition) == {"content"}


@pytest.mark.parametrize("content", ["", "не JSON", "{}", '{"steps":1}'])
def test_content_that_cannot_be_read(plan, edition, content):
    forge(edition, content=content)
    assert "content" in codes(plan)
    assert at_once(edition) == {"content"}


def test_content_with_a_hash_made_anew(plan, edition):
    """The whole edition is written anew, with the hash of its row: its signatures don't follow."""
    values = json.loads(forged_content(edition))
    edition.content, edition.sha256 = _dump(values).decode(), _hash(values)
    edition.hash = hash_of_row(edition)
    forge(edition, content=edition.content, sha256=edition.sha256, hash=edition.hash)
    assert codes(plan) == {"signature"}
    assert at_once(edition) == {"signature"}


def test_title(plan, edition):
    forge(edition, title="ПОДМЕНА")
    assert codes(plan) == {"title", "chain"}
    assert at_once(edition) == {"title", "chain"}


@pytest.mark.parametrize("values", [{"name": "П. П. Подмена"}, {"at": "2020-01-01T00:00:00Z"}])
def test_who_signed_and_when(plan, edition, values):
    forge(edition.signatures.first(), **values)
    assert codes(plan) == {"chain"}
    assert at_once(edition) == {"chain"}


def test_step_of_a_signature(plan, edition):
    forge(edition.signatures.first(), step_uid="0" * 32)
    assert codes(plan) >= {"step", "approval", "chain"}
    assert at_once(edition) >= {"step", "approval", "chain"}


def test_removed_signature(plan, edition):
    remove(Signature.objects.filter(pk=edition.signatures.first().pk))
    assert "approval" in codes(plan)
    assert "approval" in at_once(edition)


def test_removed_change(plan):
    remove(Change.objects.filter(pk=plan.changes.order_by("pk")[1].pk))
    assert codes(plan) == {"chain"}


def test_status_alone():
    """What alone sufficed to get an official document: the row of a plan has no trigger."""
    plan = make_plan(status="signoff", rows=1)
    Plan.objects.filter(pk=plan.pk).update(status="approved", official=plan.edition, stage=0)
    assert codes(plan) == {"approval"}
    assert at_once(plan.edition) == {"approval"}


def test_approval_taken_back_without_a_repeal(plan):
    Plan.objects.filter(pk=plan.pk).update(status="returned", official=None)
    assert codes(plan) == {"official"}


def test_repeal_forgotten(cast):
    plan = make_plan(status="approved", association=cast.association, rows=1)
    edition = plan.official
    repeal_plan(plan=plan, seen=edition.sha256, reason="Ошибка.", by=cast.actor("methodist"))
    Plan.objects.filter(pk=plan.pk).update(status="approved", official=edition)
    assert codes(plan) == {"official"}


def test_former_edition_called_the_one_in_force(plan):
    second = bring_to(change(plan), "approved")
    Plan.objects.filter(pk=plan.pk).update(official=plan.official_id, edition=plan.official_id)
    assert second.official_id != plan.official_id
    assert codes(plan) == {"official"}


# --- Agreements that stand for a later edition ---------------------------------------------


@pytest.fixture
def sent_again(cast):
    """A plan whose curator agreed, that was recalled and sent as it was."""
    plan = sign_next(make_plan("rumo-headings", "signoff", association=cast.association, rows=1))
    return bring_to(recall_plan(plan=plan, by=cast.actor("chair")), "signoff")


def carried(plan) -> Signature:
    return plan.edition.signatures.get(carried_from__isnull=False)


def anew(signature, **values) -> None:
    """Forge a signature with the hash of its row made anew, as who has the portal's key."""
    for name, value in values.items():
        setattr(signature, name, value)
    made = hash_of_row(signature)
    forge(signature, **values, hash=made, own_seal=seal_row(made))


@pytest.mark.parametrize(
    "values", [{"name": "П. П. Подмена"}, {"sha256": "0" * 64}, {"decision": "approved"}]
)
def test_agreement_that_stands_is_the_one_that_was_made(sent_again, values):
    assert codes(sent_again) == set()
    assert "carried" not in at_once(sent_again.edition)
    anew(carried(sent_again), **values)
    assert "carried" in codes(sent_again)
    assert "carried" in at_once(sent_again.edition)


def test_agreement_carried_from_another_signature(sent_again):
    closing = sent_again.editions.get(number=1).signatures.get(decision="closed")
    anew(carried(sent_again), carried_from_id=closing.pk)
    assert codes(sent_again) == {"carried"}


def test_agreement_carried_past_an_edition_that_did_not_have_it(cast, sent_again):
    first = sent_again.editions.get(number=1).signatures.get(decision="agreed")
    for words in ("иначе", "и ещё раз"):
        recall_plan(plan=sent_again, by=cast.actor("chair"))
        sent_again.refresh_from_db()
        bring_to(change(sent_again, words), "signoff")
    plan = sign_next(Plan.objects.get(pk=sent_again.pk))
    assert codes(plan) == set()
    own = plan.edition.signatures.get(decision="agreed")
    values = {name: getattr(first, name) for name in Signature.copied_fields()}
    anew(own, carried_from_id=first.pk, carried_words="в редакции 1, слова те же", **values)
    assert codes(plan) == {"carried"}


# --- Seals --------------------------------------------------------------------------------


def test_tail_cut_off_after_a_seal(plan):
    """A chain that ends earlier is whole by itself: only the seal knows that there was more."""
    seal(plan)
    remove(Change.objects.filter(pk=plan.changes.order_by("-pk").first().pk))
    assert codes(plan) == {"sealed"}


def test_chain_written_anew_after_a_seal(plan):
    seal(plan)
    last = plan.changes.order_by("-pk").first()
    last.words = "План утверждён, и никто не возражал."
    forge(last, words=last.words, hash=hash_of_row(last))
    assert codes(plan) == {"sealed"}


def test_seal_of_another_key(plan, settings):
    seal(plan)
    settings.SEAL_KEY = "77" * 32
    assert codes(plan) == {"seal", "key"}
    assert [one.code for one in verify_seals(plan.association.institution)] == ["seal"]


def test_seal_with_other_heads(plan):
    made = seal(plan)
    assert seal_holds(made)
    assert verify_seals(made.institution) == []
    head = made.heads.order_by("pk").first()
    remove(SealedHead.objects.filter(pk=head.pk))
    assert not seal_holds(made)
    [found] = verify_seals(made.institution)
    assert found == Damage("seal", f"{made} ({made.digest}): печать недействительна.")


def test_seal_written_anew_without_the_key(plan):
    """Whoever can write a digest can't sign it."""
    made = seal(plan)
    heads = {head.chain: head.hash for head in made.heads.all()}
    made.previous = "0" * 64
    forge(made, previous=made.previous, digest=digest_of_seal(made, heads))
    assert not seal_holds(last_seal(made.institution_id))


# --- Cost ---------------------------------------------------------------------------------


def queries_of(plan) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert verify_records(plan) == []
    return len(queries)


def test_queries_are_as_many_for_many_rows_and_editions(plan):
    few = make_plan(status="approved", rows=1)
    many = bring_to(change(plan), "approved")
    seal(few)
    seal(many)
    one, other = (Plan.objects.get(pk=it.pk) for it in (few, many))
    assert queries_of(one) == queries_of(other)


@pytest.mark.parametrize("what", ["words", "row"])
def test_journal_that_was_changed_past_the_portal_is_told(plan, what):
    institution = plan.association.institution
    by = author_of(plan.association)
    for words in ("Назначен директор.", "Закрыт доступ."):
        note(action=JournalAction.OFFICE, words=words, institution_id=institution.pk, by=by)
    seal(plan)
    assert verify_institution(institution) == []
    first = JournalEntry.objects.order_by("pk").first()
    if what == "words":
        forge(first, words="Назначен другой.")
    else:
        remove(JournalEntry.objects.filter(pk=first.pk))
    assert "chain" in [one.code for one in verify_institution(institution)]


# --- Withdrawals --------------------------------------------------------------------------


def withdrawn(cast, verb: str) -> Plan:
    """A plan whose agreement or approval was withdrawn."""
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    plan = sign_next(plan)
    if verb == "approve":
        plan = sign_next(plan)
    who = {"agree": "curator", "approve": "approver"}[verb]
    step = plan.steps.get(verb=verb)
    return withdraw_decision(plan=plan, step=step, by=cast.actor(who))


@pytest.mark.parametrize(
    ("verb", "found"),
    [("agree", {"withdrawal", "state"}), ("approve", {"withdrawal", "official"})],
)
def test_removed_withdrawal(cast, verb, found):
    plan = withdrawn(cast, verb)
    assert verify_records(plan) == []
    remove(Withdrawal.objects.all())
    assert codes(plan) == found


def test_approval_with_a_withdrawn_signature(cast):
    plan = withdrawn(cast, "approve")
    values = {"status": "approved", "official": plan.edition, "stage": 0}
    Plan.objects.filter(pk=plan.pk).update(**values)
    assert "approval" in codes(plan)
    assert at_once(plan.edition) == {"approval"}


@pytest.mark.parametrize("is_chained", [True, False])
def test_withdrawal_written_past_the_portal(cast, plan, is_chained):
    signature = plan.official.signatures.standing().last()
    by = signature.user
    row = Withdrawal(signature=signature, at=signature.at, by=by, by_name="Я", reason="Подлог")
    if is_chained:
        append(row)
    else:
        row.previous, row.hash = "1" * 64, "2" * 64
        row.save(force_insert=True)
    assert codes(plan) == {"withdrawal", "approval"} | (set() if is_chained else {"chain", "key"})


def test_withdrawal_by_another(cast):
    plan = withdrawn(cast, "agree")
    forge(Withdrawal.objects.get(), by_id=cast.user("methodist").pk)
    assert codes(plan) == {"withdrawal", "chain"}


def test_two_decisions_that_stand_on_one_step(cast):
    plan = withdrawn(cast, "agree")
    plan = sign_next(plan)
    assert verify_records(plan) == []
    remove(Withdrawal.objects.all())
    assert codes(plan) == {"withdrawal", "twice"}
