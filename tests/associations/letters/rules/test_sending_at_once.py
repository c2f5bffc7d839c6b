"""Several workers at the same time, really: threads on PostgreSQL."""

import pytest
from django.utils import timezone

from associations.letters.rules.sending import send_due
from associations.letters.rules.writing import Words, write_letter
from associations.models import Letter
from associations.vocabulary import LetterKind
from tests.at_once import AT_ONCE, at_once
from tests.cast import make_cast

pytestmark = AT_ONCE


@pytest.fixture
def cast():
    return make_cast()


def test_each_letter_goes_once(mail_server, cast):
    for number in range(12):
        words = Words(f"Письмо {number}", ("Здравствуйте!",))
        write_letter(kind=LetterKind.APPROVED, to=cast.user("chair"), words=words)
    at_once(*[lambda: send_due(now=timezone.now())] * 3)
    assert len({message["Subject"] for message in mail_server.taken}) == 12
    assert len(mail_server.taken) == 12
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


def test_letter_with_a_key_is_written_once(cast):
    words = Words("План ждёт", ("Здравствуйте!",))
    values = {"kind": LetterKind.WAITS, "to": cast.user("chair"), "words": words, "key": "waits:1"}
    at_once(*[lambda: write_letter(**values)] * 4)
    assert Letter.objects.count() == 1
