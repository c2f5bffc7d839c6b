"""Forms of sign-off: what they make of what was sent."""

from django.core.files.uploadedfile import SimpleUploadedFile

from events.signoff.forms.decision import PaperForm, ReturnForm
from events.signoff.rules.paper import MOST_BYTES, MOST_BYTES_DETACHED, Scan

WORDS = {"seen": "a" * 64, "signed_on": "2027-01-20"}


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


def test_detached_signature_is_read_likewise():
    file = SimpleUploadedFile("a.sig", b"0" * (MOST_BYTES_DETACHED + 99))
    form = PaperForm(WORDS, {"detached": file})
    assert form.is_valid()
    assert form.cleaned_data["scan"] is None
    assert len(form.cleaned_data["detached"].data) == MOST_BYTES_DETACHED + 1


def test_return_may_be_without_words_where_remarks_say_it():
    assert ReturnForm({"seen": "a"}).is_valid()
