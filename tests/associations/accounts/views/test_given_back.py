"""What a form had posted is given back: only ours, never a password, a file or too much."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from associations.accounts.views import given_back
from associations.accounts.views.given_back import PostedWords, posted_words, seal, unseal

OURS = {"Origin": "http://testserver"}
TYPED = {"typed_by": "mark", "csrfmiddlewaretoken": "token", "title": "Слёт", "key": "0f"}


def post(values, headers=OURS):
    return posted_words(RequestFactory().post("/plans/1/?meeting=1", values, headers=headers))


def test_every_field_is_given_back_in_its_order():
    words = post({**TYPED, "months": ["май", "июнь"]})
    assert words == PostedWords(
        address="/plans/1/?meeting=1",
        fields=(
            ("typed_by", "mark"),
            ("title", "Слёт"),
            ("key", "0f"),
            ("months", "май"),
            ("months", "июнь"),
        ),
        by="mark",
    )
    assert [name for name, _ in words.shown] == ["title", "months", "months"]
    assert [name for name, _ in words.unshown] == ["typed_by", "key"]


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {**OURS, "HX-Request": "true"}],
)
def test_words_of_another_site_or_of_a_fragment_are_not_given_back(headers):
    assert post(TYPED, headers) is None


@pytest.mark.parametrize(
    "more",
    [
        {"typed_by": ""},
        {"file": SimpleUploadedFile("plan.docx", b"PK")},
        {"title": "щ" * given_back.MOST_BYTES},
    ],
    ids=["nobody's", "file", "too long"],
)
def test_what_may_not_be_carried_is_not(more):
    assert post(TYPED | more) is None


def test_password_is_left_out_of_what_is_given_back():
    words = post({**TYPED, "password": "тайна"})
    assert "тайна" not in str(words)
    assert words == post(TYPED)


def test_page_that_is_only_read_posts_nothing():
    assert posted_words(RequestFactory().get("/plans/1/", headers=OURS)) is None


def test_sealed_words_come_back_as_they_were():
    words = post(TYPED)
    assert unseal(seal(words)) == words


def test_changed_and_old_seals_give_nothing(monkeypatch):
    sealed = seal(post(TYPED))
    assert unseal(sealed[:-1] + ("A" if sealed[-1] != "A" else "B")) is None
    assert unseal("{}") is None
    monkeypatch.setattr(given_back, "SECONDS_KEPT", -1)
    assert unseal(sealed) is None
