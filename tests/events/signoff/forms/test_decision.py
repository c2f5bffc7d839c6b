"""Forms of sign-off: what they make of what was sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.plan.vocabulary import Outcome
from events.signoff.forms.decision import COMMENT_WOULD_BE_LOST, DecisionForm, PaperForm
from events.signoff.rules.paper import MOST_BYTES, MOST_BYTES_DETACHED, Scan

WORDS = {"seen": "a" * 64, "signed_on": "2027-01-20", "outcome": "sign", "read": "on"}


def test_scan_is_its_name_and_bytes_and_may_be_missing():
    given = PaperForm(WORDS, {"scan": SimpleUploadedFile("Письмо.pdf", b"%PDF-1.4")})
    assert given.is_valid()
    assert given.cleaned_data["scan"] == Scan("Письмо.pdf", b"%PDF-1.4")
    without = PaperForm(WORDS)
    assert without.is_valid()
    assert without.cleaned_data["scan"] is None


def test_no_more_of_a_scan_is_read_than_shows_that_it_is_too_large():
    form = PaperForm(WORDS, {"scan": SimpleUploadedFile("a.pdf", b"0" * (MOST_BYTES + 99))})
    assert form.is_valid()
    assert len(form.cleaned_data["scan"].data) == MOST_BYTES + 1


@pytest.mark.parametrize("outcome", ["return", "reject"])
def test_who_gives_the_plan_back_need_not_have_read_it_to_its_end(outcome):
    form = DecisionForm({"seen": "a", "outcome": outcome})
    assert form.is_valid()
    assert form.decided == Outcome(outcome)
    assert PaperForm({"seen": "a", "outcome": outcome}).is_valid()


@pytest.mark.parametrize("outcome", ["sign", "remarks"])
def test_who_signs_has_read_the_plan_to_its_end(outcome):
    form = DecisionForm({"seen": "a", "outcome": outcome})
    assert list(form.errors) == ["read"]
    assert DecisionForm({"seen": "a", "outcome": outcome, "read": "on"}).is_valid()


def test_comment_is_not_dropped_by_signing_without_remarks():
    words = {**WORDS, "comment": "Уточните сроки"}
    assert DecisionForm(words).errors == {"comment": [COMMENT_WOULD_BE_LOST]}
    assert DecisionForm({**words, "outcome": "remarks"}).is_valid()


@pytest.mark.parametrize("outcome", ["", "казнить"])
def test_decision_is_named_by_its_button(outcome):
    assert list(DecisionForm({**WORDS, "outcome": outcome}).errors) == ["outcome"]


def test_detached_signature_is_read_likewise():
    file = SimpleUploadedFile("a.sig", b"0" * (MOST_BYTES_DETACHED + 99))
    form = PaperForm(WORDS, {"detached": file})
    assert form.is_valid()
    assert form.cleaned_data["scan"] is None
    assert len(form.cleaned_data["detached"].data) == MOST_BYTES_DETACHED + 1
