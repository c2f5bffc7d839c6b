"""A row of history names itself."""

from events.models import Change, NamedVersion


def test_long_sentence_is_cut_in_the_name():
    assert str(Change(words="слово " * 100)) == ("слово " * 100)[:80]


def test_version_is_called_by_its_name():
    assert str(NamedVersion(name="Совету")) == "Совету"
