"""Letters that tell together what one person does within some minutes."""

import datetime as dt

import pytest
from django.utils import timezone

from associations.letters.rules.choosing import choose_letters
from associations.letters.rules.gathering import LONGEST, QUIET, drop_gathered, write_gathered
from associations.letters.rules.writing import About, Words
from associations.models import Letter
from associations.vocabulary import LetterKind

START = dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def tell(cast):
    def tell(nth=0, key="remark:1:2:3", plan=1):
        write_gathered(
            kind=LetterKind.REMARK,
            to=cast.user("chair"),
            words=lambda since: Words(f"Часть {nth}", (f"С {since:%H:%M}",)),
            at=START + dt.timedelta(minutes=nth),
            key=key,
            institution=cast.institution,
            about=About(plan),
        )

    return tell


def test_letter_tells_all_since_the_first(tell):
    tell()
    tell(7)
    letter = Letter.objects.get()
    assert (letter.subject, "С 09:00" in letter.text) == ("Часть 7", True)
    assert letter.send_after > timezone.now() + QUIET - dt.timedelta(minutes=1)


def test_it_is_put_off_no_longer_than_an_hour(tell):
    tell()
    Letter.objects.update(made_at=timezone.now() - LONGEST)
    tell(7)
    assert Letter.objects.get().send_after <= timezone.now()


@pytest.mark.parametrize(
    "values",
    [
        {"state": "sent", "sent_at": START},
        {"begun_at": START},
        {"tries": 1},
        {"send_after": START},
    ],
)
def test_what_is_on_its_way_is_left_alone(tell, values):
    tell()
    Letter.objects.update(**values)
    tell(7)
    assert sorted(Letter.objects.values_list("subject", flat=True)) == ["Часть 0", "Часть 7"]


@pytest.mark.parametrize("others", [{"key": "remark:1:2:33"}, {"plan": 2}])
def test_others_make_their_own(tell, others):
    tell()
    tell(7, **others)
    assert Letter.objects.count() == 2


def test_digest_of_the_day_gathers_it_too(cast, tell):
    choose_letters(pace="daily", switched_off=(), by=cast.actor("chair"))
    tell()
    tell(7)
    letter = Letter.objects.get()
    assert letter.to_gather
    assert letter.subject == "Часть 7"


def test_dropped_letter_is_not_sent(tell):
    tell()
    tell(0, key="remark:1:22:3")
    drop_gathered(key="remark:1:2", plan=1)
    assert dict(Letter.objects.values_list("key", "state")) == {
        f"remark:1:2:3|{START.isoformat()}": "cancelled",
        f"remark:1:22:3|{START.isoformat()}": "waiting",
    }
