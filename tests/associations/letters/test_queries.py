"""How the queue stands: what waits, what is stuck."""

import datetime as dt

import pytest
from django.utils import timezone

from associations.letters.queries import LONG, accounts_with, queue_of
from associations.letters.rules.writing import Words, write_letter
from associations.models import Letter
from associations.vocabulary import AUTHORS, LetterKind
from tests.factories import TODAY, make_substitution

LATER = LONG + dt.timedelta(minutes=1)


@pytest.fixture
def letter(cast):
    words = Words("План ждёт", ("Здравствуйте!",))
    return write_letter(
        kind=LetterKind.WAITS, to=cast.user("curator"), words=words, institution=cast.institution
    )


def queue(cast, now, who="methodist"):
    return queue_of(cast.actor(who), now)


def test_letter_that_was_just_written_is_no_trouble(cast, letter):
    found = queue(cast, timezone.now())
    assert (found.waiting, found.failed, found.doubtful) == (1, 0, 0)
    assert not found.is_stuck(timezone.now())


def test_letter_that_nobody_sends_is_trouble(cast, letter):
    now = timezone.now() + LATER
    assert queue(cast, now).oldest == letter.send_after
    assert queue(cast, now).is_stuck(now)


def test_letter_that_is_tried_again_and_again_is_trouble(cast, letter):
    now = timezone.now() + LATER
    Letter.objects.update(tries=3, send_after=now + LATER)
    assert queue(cast, now).is_stuck(now)


@pytest.mark.parametrize("state", ["failed", "doubtful"])
def test_letter_that_is_lost_is_trouble(cast, letter, state):
    Letter.objects.update(state=state)
    assert queue(cast, timezone.now()).is_stuck(timezone.now())


@pytest.mark.parametrize("values", [{"to_gather": True}, {"state": "cancelled"}])
def test_what_waits_for_the_morning_is_no_trouble(cast, letter, values):
    Letter.objects.update(**values)
    now = timezone.now() + LATER
    assert not queue(cast, now).is_stuck(now)


def test_queue_of_another_institution_is_not_told(cast, letter):
    assert queue(cast, timezone.now(), "foreigner").waiting == 0


def test_authors_are_chair_and_secretary_with_their_substitutes(cast):
    substitution = make_substitution(cast.office("secretary"))
    found = accounts_with(cast.association, AUTHORS, TODAY)
    assert found == [cast.user("chair"), cast.user("secretary"), substitution.person.user]
