"""The form by which a plan is sent: what it asks depends on what came before."""

from events.models import Edition
from events.signoff.forms.sending import SendForm
from events.signoff.queries.asked_again import AskedAgain
from events.signoff.rules.sending import WITHOUT_NOTE

SEEN = {"seen": "0" * 64}


def test_first_sending_asks_nothing():
    assert set(SendForm(SEEN, again=AskedAgain()).fields) == {"seen", "kept"}


def test_word_is_free_after_a_change_and_needed_without_one():
    assert SendForm(SEEN, again=AskedAgain(Edition())).is_valid()
    form = SendForm({**SEEN, "note": " "}, again=AskedAgain(Edition(), needs_note=True))
    assert form.errors == {"note": [WITHOUT_NOTE]}
    assert form.fields["note"].label == "Почему отправляете без изменений"


def test_word_says_what_has_changed_where_anything_has():
    labels = [
        SendForm(again=AskedAgain(Edition(), is_same=same)).fields["note"].label for same in (1, 0)
    ]
    assert labels == ["Пояснение", "Что изменилось"]


def test_word_is_no_longer_than_a_page():
    form = SendForm({**SEEN, "note": "а" * 5_001}, again=AskedAgain(Edition()))
    assert list(form.errors) == ["note"]
