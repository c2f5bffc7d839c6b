"""The journal as a file: for those who read it whole, and noted itself."""

import io

import docx
import openpyxl
from django.urls import reverse

from associations.journal.rules import note
from associations.models import JournalEntry
from associations.vocabulary import JournalAction
from tests.cast import EVERYBODY

# The foreigner is the methodist of another institution, and reads its journal.
READERS = ("methodist", "superuser", "foreigner")


def test_staff_alone_gets_what_the_filters_leave(cast):
    place, by = cast.institution.pk, cast.actor("methodist")
    note(action=JournalAction.OFFICE, words="Назначен директор.", institution_id=place, by=by)
    note(action=JournalAction.PERSON, words="Добавлен человек.", institution_id=place, by=by)
    for kind in ("xlsx", "docx", "json"):
        url = reverse(f"reports:journal_{kind}")
        for who in EVERYBODY:
            wanted = 302 if who == "anonymous" else 200 if who in READERS else 403
            assert (who, cast.client(who).get(url).status_code) == (who, wanted)
    url = reverse("reports:journal_xlsx")
    answer = cast.client("methodist").get(url, {"action": "office"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        "Назначен директор."
    ]
    told = JournalEntry.objects.filter(action="export", by=by.user_id).order_by("pk")
    assert [one.words for one in told] == [
        "Выгружен журнал (Excel), записей: 2.",
        "Выгружен журнал (Word), записей: 3.",
        "Выгружен журнал (JSON), записей: 4.",
        "Выгружен журнал (Excel), записей: 1.",
    ]


def test_word_and_json_tell_the_same_as_the_page(cast):
    by = cast.actor("methodist")
    entry = note(
        action=JournalAction.OFFICE,
        words="Назначен директор.",
        institution_id=cast.institution.pk,
        before={"срок по": ""},
        after={"срок по": "2027-01-01"},
        by=by,
    )
    client = cast.client("methodist")
    asked = {"text": "директор"}
    answer = client.get(reverse("reports:journal_docx"), asked)
    word = docx.Document(io.BytesIO(answer.content))
    (table,) = word.tables
    assert [cell.text for cell in table.rows[1].cells][2:] == [
        "Должность",
        "Назначен директор.",
        "срок по: — → 2027-01-01",
    ]
    assert "Записей: 1." in word.paragraphs[1].text
    said = client.get(reverse("reports:journal_json"), asked).json()
    (only,) = said["entries"]
    assert (only["words"], only["hash"], only["after"]) == (entry.words, entry.hash, entry.after)
    assert client.get(reverse("reports:journal_json"), {"text": "нет такого"}).json()["found"] == 0


def test_word_says_how_many_it_leaves_out(cast, monkeypatch):
    monkeypatch.setattr("reports.office_files.views.journal.MOST_ROWS_IN_WORD", 1)
    place, by = cast.institution.pk, cast.actor("methodist")
    for words in ("Первое.", "Второе."):
        note(action=JournalAction.OFFICE, words=words, institution_id=place, by=by)
    answer = cast.client("methodist").get(reverse("reports:journal_docx"))
    word = docx.Document(io.BytesIO(answer.content))
    assert "Записей: 1, новые из 2." in word.paragraphs[1].text
    assert word.tables[0].rows[1].cells[3].text == "Второе."
