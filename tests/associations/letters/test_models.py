"""What the database keeps of letters, and who sees them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from associations.letters.rules.writing import Words, write_letter
from associations.models import Letter
from associations.vocabulary import LetterKind


@pytest.fixture
def letter(cast):
    words = Words("План ждёт", ("Здравствуйте!",))
    return write_letter(
        kind=LetterKind.WAITS, to=cast.user("curator"), words=words, institution=cast.institution
    )


def test_letter_is_seen_by_staff_of_its_institution(cast, letter):
    def sees(who):
        return Letter.objects.visible_to(cast.actor(who)).exists()

    assert [who for who in ("curator", "methodist", "foreigner", "superuser") if sees(who)] == [
        "methodist"
    ]


@pytest.mark.parametrize(
    "values", [{"kind": "x"}, {"state": "x"}, {"state": "sent", "sent_at": None}]
)
def test_database_refuses_what_no_letter_is(letter, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [{"state": "cancelled"}, {"to_gather": True}, {"begun_at": timezone.now()}],
)
def test_only_what_waits_is_due(letter, values):
    now = timezone.now()
    assert Letter.objects.due(now).exists()
    assert not Letter.objects.due(letter.send_after - dt.timedelta(seconds=1)).exists()
    Letter.objects.filter(pk=letter.pk).update(**values)
    assert not Letter.objects.due(now).exists()
