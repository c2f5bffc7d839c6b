"""Rows read from the edition in force while its plan is being changed."""

from events.calendar.queries.rows_in_force import rows_in_force
from events.drafting.queries.row_values import EventValues
from events.drafting.rules.rows import add_event
from events.models import Event, Plan
from tests.plans import author_of, bring_to, change, make_plan


def test_rows_are_those_of_the_edition_with_their_dates(cast):
    plan = make_plan("moc-results", association=cast.association, rows=0)
    section, by = plan.sections.order_by("order").first(), author_of(plan.association)
    add = {"section": section, "by": by}
    whole = add_event(values=EventValues(title="Школа", term="в течение года"), **add)
    part = EventValues(title="Встреча", term="15 марта")
    add_event(values=part, parent=whole, **add)
    plan = change(bring_to(plan, "approved"))
    Event.objects.filter(plan=plan).update(title="Правка черновика")
    rows = rows_in_force(Plan.objects.filter(pk=plan.pk))
    assert [event.title for event, _days in rows] == ["Школа", "Встреча"]
    assert not any(event.pk for event, _days in rows)
    (event, days) = rows[1]
    assert event.parent is rows[0][0]
    assert [(day.starts.isoformat(), day.ends.isoformat()) for day in days] == [
        ("2027-03-15", "2027-03-15")
    ]
    assert {event.plan.status for event, _days in rows} == {"approved"}


def test_plan_without_an_edition_in_force_has_none(cast):
    make_plan("moc-results", association=cast.association, rows=2)
    assert rows_in_force(Plan.objects.all()) == []
