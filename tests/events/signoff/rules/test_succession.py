"""Offices that end while a plan waits: who signs then, for whom, and what the signature says."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from associations.models import Office
from associations.vocabulary import OfficeRole
from events.drafting.queries.stored_content import edition_content, read_content
from events.drafting.rules.deviations import allow_position
from events.models import Plan
from events.plan.codec import fingerprint
from events.signoff.queries.pending_steps import pending_for, pending_steps
from events.signoff.rules.deciding import objection_to_deciding, sign_plan
from events.signoff.rules.sending import send_plan
from reports.paper.agreement import sheet_of_agreement
from tests.factories import TODAY, make_actor, make_office, make_person, make_substitution
from tests.plans import make_plan

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def plan(cast) -> Plan:
    """A plan that waits for the agreer of the association; another one holds the same role."""
    return make_plan("rmc-directions", "signoff", association=cast.association, rows=1)


def end(office: Office) -> Office:
    Office.objects.filter(pk=office.pk).update(until=YESTERDAY)
    return office


def sign(plan: Plan, step, by) -> Plan:
    return sign_plan(plan=plan, step=step, seen=plan.edition.sha256, by=by)


def test_colleague_of_the_same_role_signs_nothing_for_who_has_left(cast, plan):
    colleague = make_actor(make_office(OfficeRole.AGREER, cast.association), TODAY)
    step = next(one for one in pending_steps(plan) if one.office == cast.office("agreer"))
    end(cast.office("agreer"))
    assert pending_for(Plan.objects.all(), colleague) == []
    with pytest.raises(PermissionDenied, match="Решать некому: срок"):
        sign(plan, step, colleague)
    assert not plan.signatures.filter(step_uid=step.uid).exists()


def test_named_successor_signs_and_the_paper_says_in_whose_place(cast, plan):
    step = next(one for one in pending_steps(plan) if one.office == cast.office("agreer"))
    old = end(cast.office("agreer"))
    heir = make_office(
        OfficeRole.AGREER, cast.association, since=TODAY, replaces=old, position=old.position
    )
    assert [one.pk for one, _ in pending_for(Plan.objects.all(), make_actor(heir, TODAY))] == [
        plan.pk
    ]
    sign(plan, step, make_actor(heir, TODAY))
    signature = plan.signatures.get(step_uid=step.uid)
    assert (signature.name, signature.position) == (heir.person.signing_name, old.position)
    assert (signature.manner, signature.for_name) == ("", "")
    assert signature.succession == f"вместо {old.person.genitive_name} (в должности по 20.11.2026)"
    rows = sheet_of_agreement(edition_content(plan.edition), {step.uid: signature.signed}).rows
    signer = next(row.signer for row in rows if row.decision)
    assert signer.replace("\u00a0", " ") == (
        f"{heir.person.signing_name}, вместо {old.person.genitive_name} (в должности по 20.11.2026)"
    ).replace("\u00a0", " ")


def test_successor_in_another_position_signs_once_a_methodist_allows_the_stamp(cast, plan):
    step = next(one for one in pending_steps(plan) if one.office == cast.office("agreer"))
    old, role = end(cast.office("agreer")), OfficeRole.AGREER
    heir = make_office(role, cast.association, since=TODAY, replaces=old, position="Ректор")
    with pytest.raises(ValidationError, match="а ваша должность — «Ректор»"):
        sign(plan, step, make_actor(heir, TODAY))
    allow_position(step=step, position=step.position, reason="В уставе", by=cast.actor("methodist"))
    sign(plan, step, make_actor(heir, TODAY))
    assert plan.signatures.get(step_uid=step.uid).position == "Ректор"


@pytest.mark.parametrize("manner", ["acting", "on_behalf"])
def test_substitute_of_the_successor_signs_for_the_successor(cast, plan, manner):
    """The principal is whoever holds the office on that day, never the name in the step."""
    step = next(one for one in pending_steps(plan) if one.office == cast.office("agreer"))
    old = end(cast.office("agreer"))
    heir = make_office(
        OfficeRole.AGREER, cast.association, since=TODAY, replaces=old, position=old.position
    )
    deputy = make_substitution(heir, manner=manner, basis="доверенность № 7").person
    sign(plan, step, make_actor(deputy, TODAY))
    signature = plan.signatures.get(step_uid=step.uid)
    assert (signature.name, signature.position) == (deputy.signing_name, "преподаватель")
    assert (signature.for_name, signature.for_position) == (heir.person.genitive_name, old.position)
    assert signature.basis == "доверенность № 7"
    words = signature.signed.stands_for
    assert f"за {heir.person.genitive_name} ({old.position})" in words
    assert ("и.о." in words) == (manner == "acting")
    assert f"вместо {old.person.genitive_name}" in words


def test_office_that_ended_while_the_request_waited_signs_nothing(cast, plan):
    """The actor was read before; under the lock it is read again."""
    actor = cast.actor("agreer")
    step = next(one for one in pending_steps(plan) if one.office == cast.office("agreer"))
    end(cast.office("agreer"))
    assert objection_to_deciding(plan, step, actor) is None
    with pytest.raises(PermissionDenied):
        sign(plan, step, actor)


def test_author_whose_office_ended_meanwhile_sends_nothing(cast):
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    chair = cast.actor("chair")
    end(cast.office("chair"))
    with pytest.raises(PermissionDenied):
        send_plan(plan=plan, seen=fingerprint(read_content(plan)), by=chair)


def test_holder_whose_account_is_closed_needs_a_substitute(cast, plan):
    step = next(one for one in pending_steps(plan) if one.office == cast.office("agreer"))
    actor = cast.actor("agreer")
    cast.user("agreer").__class__.objects.filter(pk=actor.user_id).update(is_active=False)
    with pytest.raises((PermissionDenied, ValidationError)):
        sign(plan, step, actor)
    deputy = make_substitution(cast.office("agreer"), make_person(cast.institution, account=True))
    sign(plan, step, make_actor(deputy.person, TODAY))
    assert plan.signatures.get(step_uid=step.uid).person == deputy.person
