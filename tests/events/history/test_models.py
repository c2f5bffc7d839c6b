"""A row of history names itself."""

from events.models import Change


def test_long_sentence_is_cut_in_the_name():
    assert str(Change(words="слово " * 100)) == ("слово " * 100)[:80]
