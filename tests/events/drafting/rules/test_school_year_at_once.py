"""The calendar of the school year beside other work, really: threads on PostgreSQL."""

import datetime as dt
import threading

from django.db import transaction

from associations.journal.rules import note
from associations.models import JournalEntry
from associations.vocabulary import JournalAction
from events.drafting.models.school_span import SchoolPart
from events.drafting.queries.row_values import EventValues
from events.drafting.rules.rows import add_event
from events.drafting.rules.school_year import add_school_span
from events.models import Plan, SchoolSpan
from events.plan.period import Period
from tests.at_once import AT_ONCE, at_once
from tests.cast import make_cast
from tests.plans import make_plan

pytestmark = AT_ONCE
# Longer than the calendar needs to reach the plan.
PAUSE = 1


def test_calendar_waits_for_whoever_notes_something_of_a_plan():
    cast = make_cast()
    period = Period.of_academic_year(2026)
    plan = make_plan("omo-directions", association=cast.association, period=period, rows=0)
    section = plan.sections.filter(kind="table").order_by("order").first()
    values = EventValues(title="Слёт", term="Осенние каникулы")
    row = add_event(section=section, values=values, by=cast.actor("chair"))
    by, is_held = cast.actor("methodist"), threading.Event()
    entries = JournalEntry.objects.count()

    @transaction.atomic
    def noted():
        Plan.objects.select_for_update().get(pk=plan.pk)
        is_held.set()
        threading.Event().wait(PAUSE)
        note(
            action=JournalAction.DOWNLOAD,
            words="Разрешена выдача документа.",
            institution_id=cast.institution.pk,
            by=by,
        )

    def written():
        assert is_held.wait(20)
        return add_school_span(
            institution=cast.institution,
            year=2026,
            part=SchoolPart.AUTUMN_HOLIDAYS,
            starts=dt.date(2026, 10, 26),
            ends=dt.date(2026, 11, 3),
            by=by,
        )

    _, span = at_once(noted, written)
    assert isinstance(span, SchoolSpan), span
    assert JournalEntry.objects.count() == entries + 2
    assert row.occurrences.get().starts == span.starts
