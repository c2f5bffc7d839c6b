"""Searching by words: what is found, and how many words a database is asked for."""

import pytest

from associations.models import Organisation
from plans_portal.lib.search import MOST_WORDS, has_words
from tests.factories import make_organisation

LISTS = ("/associations/", "/people/", "/organisations/", "/plans/")


@pytest.mark.django_db
def test_words_past_the_tenth_narrow_nothing():
    made = make_organisation(name="Колледж связи", short_name="")
    text = " ".join(["колледж"] * MOST_WORDS)
    assert Organisation.objects.get(has_words(f"{text} нет", "name")) == made
    assert not Organisation.objects.filter(has_words(f"нет {text}", "name")).exists()


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("text", ["а " * 100, "а " * 1200, "колледж " * 200, "а\x00б"])
def test_endless_search_is_answered(cast, address, text):
    answer = cast.client("methodist").get(address, {"text": text})
    assert answer.status_code == 200


@pytest.mark.parametrize("address", LISTS[:3])
def test_too_long_a_search_says_so(cast, address):
    answer = cast.client("methodist").get(address, {"text": "а " * 1200})
    assert list(answer.context["form"].errors) == ["text"]
    assert "200" in answer.content.decode()
