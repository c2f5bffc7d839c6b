"""What staff does with a letter: send again, cancel; what is refused and why."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from associations.letters.rules.care import cancel_letter, send_again
from associations.letters.rules.sending import send_due
from associations.models import Letter
from associations.vocabulary import LetterKind


@pytest.fixture
def staff(cast):
    return cast.actor("methodist")


@pytest.mark.parametrize("state", ["failed", "doubtful", "cancelled", "waiting"])
def test_letter_is_sent_again(write, staff, mail_server, state):
    letter = write()
    Letter.objects.filter(pk=letter.pk).update(state=state, tries=9, begun_at=None)
    send_again(letter=letter, by=staff)
    assert send_due(now=timezone.now()) == 1
    assert len(mail_server.taken) == 1


def test_sent_letter_goes_a_second_time_under_its_own_number(write, staff, mail_server):
    letter = write()
    send_due(now=timezone.now())
    send_again(letter=letter, by=staff)
    send_due(now=timezone.now())
    assert len({message["Message-ID"] for message in mail_server.taken}) == 1
    assert len(mail_server.taken) == 2


def test_cancelled_letter_stays_and_says_by_whom(write, staff, mail_server):
    letter = cancel_letter(letter=write(), by=staff)
    assert staff.name in letter.last_error
    assert send_due(now=timezone.now()) == 0


def test_letter_with_a_link_that_signs_in_is_not_sent_again(write, staff):
    with pytest.raises(ValidationError, match="ссылка для входа"):
        send_again(letter=write(kind=LetterKind.ACCOUNT), by=staff)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "sent", "sent_at": timezone.now()}, "отправлено"),
        ({"begun_at": timezone.now()}, "передаётся"),
    ],
)
def test_what_is_gone_is_not_cancelled(write, staff, values, words):
    letter = write()
    Letter.objects.filter(pk=letter.pk).update(**values)
    with pytest.raises(ValidationError, match=words):
        cancel_letter(letter=letter, by=staff)


@pytest.mark.parametrize(
    ("values", "words"),
    [({"to_gather": True}, "сводку"), ({"state": "gathered"}, "Отправьте ещё раз её")],
)
def test_letter_of_a_digest_is_not_sent_by_itself(write, staff, values, words):
    letter = write()
    Letter.objects.filter(pk=letter.pk).update(**values)
    with pytest.raises(ValidationError, match=words):
        send_again(letter=letter, by=staff)


@pytest.mark.parametrize("who", ["curator", "foreigner", "superuser", "anonymous"])
def test_others_do_nothing_with_letters(cast, write, who):
    letter = write()
    for rule in (send_again, cancel_letter):
        with pytest.raises(PermissionDenied):
            rule(letter=letter, by=cast.actor(who))
