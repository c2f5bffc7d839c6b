"""The journal as a workbook."""

import io

import openpyxl

from associations.journal.rules import note
from associations.models import JournalEntry
from associations.vocabulary import JournalAction
from reports.office_files.xlsx.journal import journal_workbook


def test_each_entry_is_a_row_of_texts(cast):
    note(
        action=JournalAction.OFFICE,
        words="=HYPERLINK(1)",
        institution_id=cast.institution.pk,
        before={"по": ""},
        after={"по": "5 мая"},
        by=cast.actor("methodist"),
    )
    book = openpyxl.load_workbook(io.BytesIO(journal_workbook(JournalEntry.objects.all())))
    (head, row) = book.active.iter_rows(values_only=True)
    assert head[:4] == ("Когда", "Кто", "Вид", "Что сделано")
    assert row[1:5] == (
        cast.actor("methodist").name,
        "Должность",
        "=HYPERLINK(1)",
        "по: — → 5 мая",
    )
