"""The journal as a file: for those who read it whole, and noted itself."""

import io

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
    url = reverse("reports:journal_xlsx")
    for who in EVERYBODY:
        wanted = 302 if who == "anonymous" else 200 if who in READERS else 403
        assert (who, cast.client(who).get(url).status_code) == (who, wanted)
    answer = cast.client("methodist").get(url, {"action": "office"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        "Назначен директор."
    ]
    assert JournalEntry.objects.filter(words="Выгружен журнал.", by=by.user_id).count() == 2
