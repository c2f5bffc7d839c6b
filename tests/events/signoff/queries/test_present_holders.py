"""Steps in the words of whoever holds their office now."""

import datetime as dt

import pytest

from associations.models import Office
from associations.vocabulary import OfficeRole
from events.drafting.queries.stored_content import edition_content, read_content
from events.models import Plan
from events.plan.codec import fingerprint
from events.signoff.queries.plan_state import with_deciders
from events.signoff.queries.present_holders import (
    content_to_send,
    fields_to_renew,
    with_present_names,
)
from events.signoff.rules.sending import send_plan
from tests.associations.pages import text_of
from tests.factories import TODAY, make_office
from tests.plans import make_plan

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def old(cast) -> Office:
    return cast.office("agreer")


def follow(cast, old: Office) -> Office:
    Office.objects.filter(pk=old.pk).update(until=YESTERDAY)
    return make_office(
        OfficeRole.AGREER, cast.association, since=TODAY, replaces=old, position="Ректор"
    )


def plan_in(cast, status: str) -> Plan:
    return make_plan("rmc-directions", status, association=cast.association, rows=1)


def test_sent_plan_names_who_holds_the_office_now(cast, old):
    plan, heir = plan_in(cast, "draft"), follow(cast, old)
    plan.steps.filter(verb="approve").update(
        position="Директор, как в уставе", position_reason="Так в уставе", position_allowed_by="М."
    )
    step, by = plan.steps.get(office=old), cast.actor("chair")
    seen = fingerprint(content_to_send(plan, by))
    plan = send_plan(plan=plan, seen=seen, by=by)
    step.refresh_from_db()
    assert (step.office, step.name, step.position) == (heir, heir.person.signing_name, "Ректор")
    (sent,) = [one for one in edition_content(plan.edition).steps if one.uid == step.uid]
    assert (sent.name, sent.position) == (step.name, "Ректор")
    assert plan.edition.sha256 == fingerprint(read_content(plan)) == seen
    assert plan.steps.get(verb="approve").position == "Директор, как в уставе"
    assert plan.changes.get(action="renew_steps").by_id == by.user_id


def test_words_of_the_author_are_kept(cast, old):
    plan, heir = plan_in(cast, "draft"), follow(cast, old)
    plan.steps.filter(office=old).update(position="Ректор университета", name="О. Н. Рощин")
    (step,) = with_deciders(plan.steps.filter(office=old))
    assert fields_to_renew(step, TODAY) == {"office_id": heir.pk}


def test_nothing_is_renewed_where_nobody_has_followed(cast, old):
    plan = plan_in(cast, "draft")
    Office.objects.filter(pk=old.pk).update(until=YESTERDAY)
    plan = send_plan(plan=plan, seen=fingerprint(read_content(plan)), by=cast.actor("chair"))
    assert not plan.changes.filter(action="renew_steps").exists()


def test_stamp_that_waits_shows_the_present_holder_and_the_edition_stays(cast, old):
    plan, heir = plan_in(cast, "signoff"), follow(cast, old)
    content, steps = edition_content(plan.edition), list(with_deciders(plan.steps.all()))
    uid = next(step.uid for step in steps if step.office_id == old.pk)
    for signed, name in ((set(), heir.person.signing_name), ({uid}, old.person.signing_name)):
        shown = with_present_names(content, steps, signed, TODAY)
        assert {one.uid: one.name for one in shown.steps}[uid] == name
    assert fingerprint(content) == plan.edition.sha256


def test_no_page_of_a_waiting_plan_names_the_former_holder(cast, old):
    plan, heir = plan_in(cast, "signoff"), follow(cast, old)
    uid = plan.steps.get(office=old).uid
    client = cast.client("methodist")
    client.force_login(heir.person.user)
    address = plan.get_absolute_url()
    for page in (address, "/plans/"):
        text = text_of(client.get(page))
        assert old.person.last_name not in text, page
        assert heir.person.last_name in text, page
    decide = text_of(client.get(f"{address}steps/{uid}/decide/")).replace("\u00a0", " ")
    former = f"вместо {old.person.genitive_name}".replace("\u00a0", " ")
    assert "Вы подписываете как <strong>Ректор</strong>" in decide
    assert former in decide
    assert old.person.last_name not in decide.replace(former, "")
