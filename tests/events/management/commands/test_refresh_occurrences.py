"""`manage.py refresh_occurrences`: all terms are read again."""

import pytest
from django.core.management import call_command

from events.models import Event
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


def test_rows_read_otherwise_are_corrected_and_counted(capsys):
    make_plan("omo-directions", rows=1)
    right = dict(Event.objects.values_list("pk", "term_kind"))
    Event.objects.update(term_kind="on_demand")
    call_command("refresh_occurrences")
    assert "on_demand" not in right.values()
    assert dict(Event.objects.values_list("pk", "term_kind")) == right
    call_command("refresh_occurrences")
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"Планов: 1. Строк с новым прочтением срока: {len(right)}."
    assert second == "Планов: 1. Строк с новым прочтением срока: 0."
