"""Writing the journal: who, from where, and what changed."""

from associations.journal.rules import Origin, changed, note
from associations.vocabulary import JournalAction


def test_entry_keeps_who_and_from_where(cast):
    by = cast.actor("methodist")
    entry = note(
        action=JournalAction.OFFICE,
        words="Назначен\u202e директор.",
        institution_id=cast.institution.pk,
        before={"с": "1 мая"},
        origin=Origin("192.0.2.7", "Browser" * 99),
        by=by,
    )
    assert (entry.by_id, entry.by_name) == (by.user_id, by.name)
    assert (entry.words, entry.ip) == ("Назначен директор.", "192.0.2.7")
    assert (entry.before, entry.after) == ({"с": "1 мая"}, None)
    assert len(entry.user_agent) == 300


def test_what_stays_the_same_is_left_out():
    before = {"Должность": "Ректор", "с": 1, "по": None}
    assert changed(before, {"Должность": "Проректор", "с": 1, "по": 2}) == (
        {"Должность": "Ректор", "по": ""},
        {"Должность": "Проректор", "по": "2"},
    )
    assert changed({}, {"с": 1}) == ({"с": ""}, {"с": "1"})
