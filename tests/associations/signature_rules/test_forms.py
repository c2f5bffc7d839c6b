"""The form of the rules."""

from associations.signature_rules.forms import SignatureRulesForm


def test_empty_text_is_refused_in_words():
    form = SignatureRulesForm({"text": " ", "expected_version": "0"})
    assert form.errors["text"] == ["Напишите текст правил."]
