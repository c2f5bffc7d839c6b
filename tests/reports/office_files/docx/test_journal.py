"""The journal of an institution as a Word file."""

import io

import docx
from django.utils import timezone

from associations.models import JournalEntry
from reports.office_files.docx.journal import journal_word


def test_entry_of_a_stranger_says_so_and_hostile_characters_go():
    entry = JournalEntry(at=timezone.now(), action="refused", words="Пароль\x0b\u202e", ip="::1")
    data = journal_word([entry], "Записей: 1.")
    (table,) = docx.Document(io.BytesIO(data)).tables
    when, who, kind, words, values = (cell.text for cell in table.rows[1].cells)
    assert f"{timezone.localtime(entry.at):%d.%m.%Y}" in when
    assert who == "Неизвестный\n::1"
    assert kind == "Отказ во входе"
    assert words.strip() == "Пароль"
    assert values == ""
