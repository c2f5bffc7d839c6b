"""The digest: one letter a day, after the institution's hour, of what is still needed."""

import datetime as dt

import pytest
from django.utils import timezone

from associations.letters.rules.choosing import choose_letters
from associations.letters.rules.digest import gather_digests, hour_has_come
from associations.models import Letter
from associations.vocabulary import LetterKind


def at(hour: int) -> dt.datetime:
    return timezone.localtime().replace(hour=hour, minute=30)


@pytest.fixture
def daily(cast, write):
    choose_letters(pace="daily", switched_off=[], by=cast.actor("curator"))
    return [write(kind=kind) for kind in (LetterKind.APPROVED, LetterKind.REMARK)]


def test_hour_is_that_of_the_institution(cast):
    cast.institution.letters_hour = 9
    assert [hour_has_come(cast.institution, at(hour)) for hour in (8, 9, 10)] == [False, True, True]


def test_nothing_is_gathered_before_the_hour(daily):
    assert gather_digests(now=at(7)) == 0


def test_all_become_one_letter_and_the_day_has_no_second(cast, daily, write):
    assert gather_digests(now=at(8)) == 1
    digest = Letter.objects.get(kind=LetterKind.DIGEST)
    assert (digest.recipient, digest.state, digest.to_gather) == (
        cast.user("curator"),
        "waiting",
        False,
    )
    assert digest.text.count("План утверждён.") == 2
    assert digest.text.count("Какие письма присылать") == 1
    assert set(Letter.objects.exclude(pk=digest.pk).values_list("state", flat=True)) == {"gathered"}
    late = write()
    assert gather_digests(now=at(15)) == 0
    assert gather_digests(now=at(8) + dt.timedelta(days=1)) == 1
    late.refresh_from_db()
    assert late.state == "gathered"


def test_what_nobody_needs_is_left_out(cast, daily):
    """A letter about a plan that is not there any more."""
    Letter.objects.filter(pk=daily[0].pk).update(kind=LetterKind.WAITS, plan=999_999)
    assert gather_digests(now=at(8)) == 1
    daily[0].refresh_from_db()
    assert daily[0].state == "cancelled"
    assert Letter.objects.get(kind=LetterKind.DIGEST).subject == daily[1].subject


def test_person_without_letters_has_no_digest(cast, write):
    write()
    assert gather_digests(now=at(8)) == 0
