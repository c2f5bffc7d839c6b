"""Forms of one-time links."""

from events.signoff.forms.one_time_link import LinkCodeForm, LinkForm

WORDS = {"name": "В. И. Полозова", "address": "a@b.example", "code_by": "phone"}


def test_link_is_good_for_some_working_days():
    assert LinkForm({**WORDS, "working_days": "5"}).is_valid()
    for days in ("0", "31", ""):
        assert set(LinkForm({**WORDS, "working_days": days}).errors) == {"working_days"}


def test_address_is_an_address():
    assert "address" in LinkForm({**WORDS, "address": "a b"}).errors


def test_code_may_have_spaces():
    assert LinkCodeForm({"code": "123 456"}).is_valid()
    assert "шесть цифр" in str(LinkCodeForm({"code": ""}).errors)
