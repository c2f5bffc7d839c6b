"""Filters of the journal."""

import datetime as dt

import pytest
from django.utils import timezone

from associations.journal.forms import JournalFilter
from associations.journal.rules import note
from associations.models import JournalEntry
from associations.vocabulary import JournalAction


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 2),
        ({"text": "директор назнач"}, 1),
        ({"action": "export"}, 1),
        ({"action": "unknown"}, 2),
        ({"since": "tomorrow"}, 0),
        ({"until": "tomorrow"}, 2),
    ],
)
def test_filters_narrow_the_list(cast, query, found):
    place, by = cast.institution.pk, cast.actor("methodist")
    note(action=JournalAction.OFFICE, words="Назначен директор.", institution_id=place, by=by)
    note(action=JournalAction.EXPORT, words="Выгружен журнал.", institution_id=place, by=by)
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    values = {name: value.replace("tomorrow", tomorrow) for name, value in query.items()}
    assert JournalFilter(values, JournalEntry.objects.all()).qs.count() == found
