"""Locks of an institution and of what belongs to it, taken in one order: threads on PostgreSQL."""

import datetime as dt
import threading
from dataclasses import replace

import pytest
from django.db import connection, transaction

from associations.directory.rules import lock_institution
from associations.journal.rules import note
from associations.models import Office
from associations.offices.rules import end_office
from associations.vocabulary import JournalAction
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.importing import import_content
from events.drafting.rules.transitions import lock_plan
from events.layouts.queries.values import layout_values
from events.layouts.rules import edit_layout
from events.models import Layout, Plan
from events.plan.codec import to_json
from events.plan.period import Period
from plans_portal.lib.versions import version_of
from tests.at_once import at_once, refusals
from tests.cast import Cast, make_cast
from tests.factories import TODAY
from tests.layouts import own_layout
from tests.plans import make_plan

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def wait_until_somebody_waits() -> None:
    """Wait until another transaction waits for a lock, or is over without one."""
    pause = threading.Event()
    for _ in range(40):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        pause.wait(0.05)


def new_shape(plan: Plan, layout: Layout, year: int):
    """Give the content of the plan for another year, of a shape that no layout has yet."""
    content = read_content(plan)
    period = Period.of_calendar_year(year)
    days = replace(content.period, starts=period.starts.isoformat(), ends=period.ends.isoformat())
    columns = content.layout.columns
    heading = replace(columns[-1], heading="Невиданная графа")
    shape = replace(
        content.layout, code=layout.code, name="Из файла", columns=(*columns[:-1], heading)
    )
    return replace(content, layout=shape, period=days)


def test_an_import_of_a_new_shape_beside_an_edit_of_a_layout_of_its_name(cast):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    layout = own_layout(cast)
    content, is_held = new_shape(plan, layout, 2031), threading.Event()
    opened, by, chair = layout_values(layout), cast.actor("methodist"), cast.actor("chair")

    @transaction.atomic
    def edit():
        lock_institution(cast.institution.pk)
        is_held.set()
        wait_until_somebody_waits()
        return edit_layout(
            layout=layout,
            values=replace(opened, name="Другая"),
            expected_version=version_of(opened),
            by=by,
        )

    def bring():
        assert is_held.wait(20)
        return import_content(association=cast.association, content=content, by=chair)

    edited, made = at_once(edit, bring)
    assert isinstance(edited, Layout), edited
    assert isinstance(made, Plan), made
    assert made.layout.columns.filter(heading="Невиданная графа").exists()


def test_two_imports_of_one_new_shape_make_one_layout(cast):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    layout, chair = own_layout(cast), cast.actor("chair")
    known = set(Layout.objects.values_list("pk", flat=True))

    def bring(year: int):
        content = new_shape(plan, layout, year)
        return lambda: import_content(association=cast.association, content=content, by=chair)

    answers = at_once(bring(2031), bring(2032), bring(2033))
    assert refusals(answers) == []
    assert Layout.objects.exclude(pk__in=known).count() == 1
    assert len({to_json(read_content(one))["layout"]["name"] for one in answers}) == 1


def test_an_office_ends_while_its_holder_writes_of_a_plan(cast):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    chair, by, is_held = cast.actor("chair"), cast.actor("methodist"), threading.Event()
    office = cast.office("chair")

    @transaction.atomic
    def decided():
        lock_plan(plan, chair)
        is_held.set()
        wait_until_somebody_waits()
        return note(
            action=JournalAction.DOWNLOAD,
            words="Разрешена выдача документа.",
            institution_id=cast.institution.pk,
            by=chair,
        )

    def ended():
        assert is_held.wait(20)
        until = TODAY + dt.timedelta(days=1)
        return end_office(office=office, until=until, leave_vacant=True, by=by)

    written, left = at_once(decided, ended)
    assert not isinstance(written, Exception), written
    assert isinstance(left, Office), left
