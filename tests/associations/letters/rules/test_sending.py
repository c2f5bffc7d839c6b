"""Sending by a real mail server: once, again after a refusal, told after a break, never twice."""

import datetime as dt

import pytest
from django.conf import settings as portal
from django.utils import timezone

from associations.letters.queries import queue_of
from associations.letters.rules.sending import (
    PAUSES,
    is_cancelled,
    mark_interrupted,
    send_due,
    send_letter,
)
from associations.models import Letter, User
from associations.vocabulary import LetterKind
from plans_portal.lib import leases

NOW = timezone.now
DAY = dt.timedelta(days=1)


def part(message, kind):
    (found,) = [one for one in message.walk() if one.get_content_type() == kind]
    return found.get_payload(decode=True).decode()


def test_letter_goes_once_as_text_and_html(mail_server, write):
    letter = write()
    assert send_due(now=NOW()) == 1
    assert send_due(now=NOW()) == 0
    (message,) = mail_server.taken
    assert message["To"] == letter.address
    assert "План утверждён." in part(message, "text/plain")
    link = f"{portal.PUBLIC_ADDRESS}/plans/1/"
    assert f"Открыть: {link}" in part(message, "text/plain")
    assert f'<a href="{link}"' in part(message, "text/html")
    letter.refresh_from_db()
    assert (letter.state, letter.worker, letter.last_error) == ("sent", "", "")
    assert letter.begun_at <= letter.sent_at


def test_worker_sends_the_letter_of_its_task(mail_server, write):
    first, second = write(), write("chair")
    send_letter.call(second.pk)
    assert [message["To"] for message in mail_server.taken] == [second.address]
    first.refresh_from_db()
    assert first.state == "waiting"


def test_refused_for_a_while_it_is_tried_again_later(mail_server, write):
    letter, now = write(), NOW()
    mail_server.refusal = "451 come back later"
    assert send_due(now=now) == 0
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.begun_at) == ("waiting", 1, None)
    assert "451 come back later" in letter.last_error
    mail_server.refusal = ""
    assert send_due(now=now) == 0
    assert send_due(now=now + PAUSES[0]) == 1
    assert len(mail_server.taken) == 1


def test_refused_for_good_it_is_given_up_at_once(mail_server, write):
    letter = write()
    mail_server.refusal = "550 no such mailbox"
    send_due(now=NOW())
    letter.refresh_from_db()
    assert letter.state == "failed"
    assert "550 no such mailbox" in letter.last_error


def test_one_refused_letter_stops_no_other(mail_server, write):
    """A mailbox that is full must not keep the rest waiting."""
    bad, good = write(), write("chair")
    Letter.objects.filter(pk=bad.pk).update(address="не-адрес")
    assert send_due(now=NOW()) == 1
    assert [message["To"] for message in mail_server.taken] == [good.address]
    bad.refresh_from_db()
    assert bad.state == "failed"


@pytest.mark.parametrize("how", ["nobody listens", "it answers 421"])
def test_day_without_a_mail_server_loses_doubles_and_reorders_nothing(
    mail_server, write, cast, settings, how
):
    working, now = settings.MAILERS, NOW()
    nowhere = {**working["default"], "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1}}
    if how == "nobody listens":
        settings.MAILERS = {"default": nowhere}
    else:
        mail_server.is_closed = True
    letters = [write(who) for who in ("curator", "chair", "agreer")]
    for hour in range(24):
        assert send_due(now=now + dt.timedelta(hours=hour)) == 0
        if hour == 12:
            letters.append(write("approver"))
    assert set(Letter.objects.values_list("state", flat=True)) == {"waiting"}
    # The methodist's page tells of it, and the letter says why.
    assert queue_of(cast.actor("methodist"), now + DAY).is_stuck(now + DAY)
    assert "Почтовый сервер не отвечает" in Letter.objects.earliest("pk").last_error
    settings.MAILERS, mail_server.is_closed = working, False
    assert send_due(now=now + DAY) == len(letters)
    for hour in range(24, 72):
        assert send_due(now=now + dt.timedelta(hours=hour)) == 0
    assert [one["To"] for one in mail_server.taken] == [one.address for one in letters]
    assert not queue_of(cast.actor("methodist"), now + DAY).is_stuck(now + DAY)


def test_letter_is_given_up_where_no_mail_server_comes_back(write, dead_mail):
    letter, now = write(), NOW()
    send_due(now=now + dt.timedelta(days=2))
    letter.refresh_from_db()
    assert letter.state == "waiting"
    send_due(now=now + dt.timedelta(days=4))
    letter.refresh_from_db()
    assert letter.state == "failed"


def test_letter_is_given_up_after_the_last_pause(mail_server, write):
    letter, now = write(), NOW()
    mail_server.refusal = "451 come back later"
    for pause in (*PAUSES, dt.timedelta()):
        send_due(now=now)
        now += pause
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == ("failed", len(PAUSES) + 1)


def test_break_while_it_is_handed_over_is_told_and_not_repeated(mail_server, write):
    """The server has taken it and hung up: sent again, it would come twice."""
    letter = write()
    mail_server.breaks_off = True
    assert send_due(now=NOW()) == 0
    mail_server.breaks_off = False
    letter.refresh_from_db()
    assert letter.state == "doubtful"
    assert "неизвестно" in letter.last_error
    assert send_due(now=NOW() + DAY) == 0
    assert len(mail_server.taken) == 1


def test_crash_while_it_is_handed_over_is_told(mail_server, write):
    letter, now = write(), NOW()
    held = leases.claim(Letter.objects.due(now), letter.pk, now=now)
    leases.heartbeat(held, now=now, begun_at=now)
    assert mark_interrupted(now=now) == 0
    later = now + portal.LEASE_TIMEOUT * 2
    assert (mark_interrupted(now=later), send_due(now=later)) == (1, 0)
    letter.refresh_from_db()
    assert letter.state == "doubtful"


def test_crash_before_it_is_handed_over_costs_nothing(mail_server, write):
    letter, now = write(), NOW()
    assert leases.claim(Letter.objects.due(now), letter.pk, now=now)
    assert send_due(now=now) == 0
    later = now + portal.LEASE_TIMEOUT * 2
    assert (mark_interrupted(now=later), send_due(now=later)) == (0, 1)


def test_closed_account_gets_nothing_that_was_written_before(mail_server, write):
    letter = write()
    User.objects.filter(pk=letter.recipient_id).update(is_active=False)
    assert send_due(now=NOW()) == 0
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == ("cancelled", "Доступ этого человека закрыт.")


def test_link_that_signs_in_is_not_kept_and_not_sent_when_old(mail_server, write):
    sent, old = write(kind=LetterKind.ACCOUNT), write("chair", kind=LetterKind.ACCOUNT)
    Letter.objects.filter(pk=old.pk).update(made_at=NOW() - 15 * DAY)
    assert send_due(now=NOW()) == 1
    for letter, state in ((sent, "sent"), (old, "cancelled")):
        letter.refresh_from_db()
        assert (letter.state, letter.text, letter.html) == (state, "", "")


def test_letter_is_cancelled_only_where_nobody_needs_it(write):
    assert not is_cancelled(write(), now=NOW())


def test_page_of_a_forgotten_password_asks_no_mail_server(mail_server, cast, client):
    """So a known address is answered as quickly as an unknown one."""
    answers = [
        client.post("/accounts/reset/", {"email": email})
        for email in (cast.user("chair").email, "nobody@example.org")
    ]
    assert len({(one.status_code, one.url) for one in answers}) == 1
    assert mail_server.asked == 0
    assert send_due(now=NOW()) == 1
    assert mail_server.asked == 1
