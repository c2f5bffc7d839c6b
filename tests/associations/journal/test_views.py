"""The page of the journal: everybody reads what concerns them."""

import pytest
from django.urls import reverse

from associations.journal.rules import note
from associations.vocabulary import JournalAction
from tests.cast import EVERYBODY

URL = "associations:journal"


def write(cast, count: int = 1) -> None:
    for number in range(count):
        note(
            action=JournalAction.OFFICE,
            words=f"Назначение <{number}>.",
            institution_id=cast.institution.pk,
            after={"Должность": "<b>Ректор</b>"},
            by=cast.actor("methodist"),
        )


def test_page_is_open_to_everybody_and_tells_only_what_one_may_know(cast):
    write(cast)
    for who in EVERYBODY:
        answer = cast.client(who).get(reverse(URL))
        assert (who, answer.status_code) == (who, 302 if who == "anonymous" else 200)
        assert (who, "Назначение &lt;0&gt;" in answer.text) == (
            who,
            who in ("methodist", "superuser"),
        )


def test_values_are_text(cast):
    write(cast)
    page = cast.client("methodist").get(reverse(URL)).text
    assert "&lt;b&gt;Ректор" in page


@pytest.mark.parametrize("count", [1, 40])
def test_queries_do_not_grow(cast, count, django_assert_num_queries):
    write(cast, count)
    client = cast.client("methodist")
    client.get(reverse(URL))
    with django_assert_num_queries(5):
        client.get(reverse(URL))


def test_filter_that_finds_nothing_says_what_to_do(cast):
    write(cast)
    page = cast.client("methodist").get(reverse(URL), {"text": "нет такого"}).text
    assert "Под эти условия не подошла ни одна запись." in page
