"""One-time links: who sends them, to whom, and what makes one void."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from associations.models import JournalEntry, Letter
from associations.vocabulary import LetterState
from events.models import OneTimeLink
from events.signoff.rules.one_time_links import (
    objection_to_sending_link,
    send_link,
    withdraw_link,
)
from tests.cast import EVERYBODY
from tests.letters import deliver
from tests.one_time import ADDRESS, NAME, make_link, outside_plan, outside_step, token_in
from tests.plans import make_plan


def test_link_goes_to_an_address_without_an_account(cast, mailoutbox):
    link, code = make_link(cast, outside_plan(cast), code_by="letter")
    assert code == ""
    [letter] = [one for one in deliver() if one.to == [ADDRESS]]
    assert NAME in letter.body
    assert "/one-time/" in letter.body
    assert "letters/settings" not in letter.body
    assert link.until >= timezone.localdate() + dt.timedelta(days=5)


def test_neither_link_nor_code_is_kept(cast, mailoutbox):
    link, code = make_link(cast, outside_plan(cast))
    assert link.letter is not None
    token = token_in(link.letter)
    deliver()
    kept = [*OneTimeLink.objects.values(), *Letter.objects.values(), *JournalEntry.objects.values()]
    assert token not in str(kept)
    assert code not in str(kept)
    assert Letter.objects.get(kind="link").state == LetterState.SENT


def test_staff_alone_sends_links(cast):
    plan = outside_plan(cast)
    allowed = [
        who
        for who in EVERYBODY
        if objection_to_sending_link(plan, outside_step(plan), cast.actor(who)) is None
    ]
    assert allowed == ["methodist"]
    for who in ("chair", "superuser", "foreigner"):
        with pytest.raises(PermissionDenied):
            make_link(cast, plan, by=cast.actor(who))


def test_new_link_withdraws_the_former(cast):
    plan = outside_plan(cast)
    first, _code = make_link(cast, plan)
    with pytest.raises(ValidationError, match="только что послали"):
        make_link(cast, plan)
    second, _code = make_link(cast, plan, before=first.pk)
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert OneTimeLink.objects.standing().get() == second
    words = list(JournalEntry.objects.filter(action="link").values_list("words", flat=True))
    assert len(words) == 2
    assert all(ADDRESS in one for one in words)


def test_link_goes_to_who_stands_in_the_stamp(cast):
    plan = outside_plan(cast)
    with pytest.raises(ValidationError) as refusal:
        make_link(cast, plan, name="Другой Иван Иванович", address=cast.user("chair").email.upper())
    assert set(refusal.value.message_dict) == {"name", "address"}
    assert not OneTimeLink.objects.exists()


def test_holder_of_an_office_gets_no_link(cast):
    plan = make_plan("moc-results", "signoff", association=cast.association, rows=1)
    step = plan.steps.get(verb="approve")
    with pytest.raises(PermissionDenied, match="учётной записью"):
        send_link(
            plan=plan,
            step=step,
            name=NAME,
            address=ADDRESS,
            code_by="phone",
            by=cast.actor("methodist"),
        )


def test_step_that_a_document_decides_gets_no_link(cast):
    plan = outside_plan(cast)
    plan.steps.update(mode="order")
    with pytest.raises(ValidationError, match="документ"):
        make_link(cast, plan)


def test_link_is_withdrawn_once_and_by_staff(cast):
    link, _code = make_link(cast, outside_plan(cast))
    with pytest.raises(PermissionDenied):
        withdraw_link(link=link, by=cast.actor("chair"))
    withdraw_link(link=link, by=cast.actor("methodist"))
    with pytest.raises(ValidationError, match="уже отозвана"):
        withdraw_link(link=link, by=cast.actor("methodist"))


def test_letter_of_a_void_link_is_not_sent(cast, mailoutbox):
    link, _code = make_link(cast, outside_plan(cast))
    withdraw_link(link=link, by=cast.actor("methodist"))
    assert [one for one in deliver() if one.to == [ADDRESS]] == []
    assert Letter.objects.get(kind="link").state == LetterState.CANCELLED
