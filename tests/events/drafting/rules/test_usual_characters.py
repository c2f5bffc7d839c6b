"""Characters that no plan holds: each door turns them into usual ones, and letters stay."""

from dataclasses import asdict, replace

import pytest

from events.drafting.queries.row_values import (
    AgendaItemValues,
    EventValues,
    ResponsibleValues,
    row_values,
)
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.importing import import_content
from events.drafting.rules.paste_rows import paste_rows
from events.drafting.rules.plans import create_plan, edit_heading, heading_values
from events.drafting.rules.rows import add_event, edit_event
from events.drafting.rules.sections import SectionValues, add_section, edit_section, section_values
from events.drafting.rules.steps import StepValues, add_step, edit_step, step_values
from events.layouts.queries.values import layout_values
from events.layouts.rules import edit_layout
from events.models import Layout
from events.plan.content import EventContent, PeriodContent, ResponsibleContent, SectionContent
from events.plan.period import Period
from plans_portal.lib.versions import version_of
from tests.layouts import own_layout
from tests.plans import make_plan
from tests.reports.paper.papers import plan_of

ODD = "\uf0d8\x0bпункт\uf0e0\ufffe"
USUAL = "➢ пункт→\ufffd"


def holds_odd(value) -> bool:
    return any(escape in repr(asdict(value)) for escape in ("\\x0b", "\\uf0", "\\ufffe"))


@pytest.fixture
def plan(cast):
    return make_plan("rmc-directions", association=cast.association, rows=2)


def test_rows_hold_none(plan, cast):
    chair = cast.actor("chair")
    people, agenda = (ResponsibleValues(ODD),), (AgendaItemValues(ODD, ODD),)
    values = EventValues(title=ODD, term=ODD, place=ODD, responsible=people, agenda=agenda)
    event = add_event(section=plan.sections.get(order=1), values=values, by=chair)
    assert not holds_odd(row_values(event))
    assert event.title == USUAL
    version = version_of(row_values(event))
    event = edit_event(
        event=event, values=replace(values, title=f"{ODD}!"), expected_version=version, by=chair
    )
    assert event.title == f"{USUAL}!"
    assert not holds_odd(row_values(event))
    assert not any("\\uf0" in repr(change.after) for change in plan.changes.all())


def test_sections_steps_and_headings_hold_none(plan, cast):
    chair = cast.actor("chair")
    values = SectionValues(kind="text", heading=ODD, lead_in=ODD, paragraphs=ODD)
    section = add_section(plan=plan, values=values, by=chair)
    assert section.heading == section.paragraphs == USUAL
    version = version_of(section_values(section))
    section = edit_section(
        section=section,
        values=replace(values, heading=f"{ODD}!"),
        expected_version=version,
        by=chair,
    )
    assert section.heading == f"{USUAL}!"
    wanted = StepValues("agree", position=ODD, name=ODD)
    step = add_step(plan=plan, values=wanted, by=chair)
    assert (step.position, step.name) == (USUAL, USUAL)
    version = version_of(step_values(step))
    step = edit_step(
        step=step, values=replace(wanted, name=f"{ODD}!"), expected_version=version, by=chair
    )
    assert step.name == f"{USUAL}!"
    old = heading_values(plan)
    plan = edit_heading(
        plan=plan, values=replace(old, title=ODD), expected_version=version_of(old), by=chair
    )
    assert plan.title == USUAL
    assert not holds_odd(read_content(plan))


def test_new_plans_and_layouts_hold_none(cast):
    made = create_plan(
        association=cast.association,
        layout=Layout.objects.get(code="rmc-directions", institution=None),
        period=Period.of_calendar_year(2029),
        title=ODD,
        city=ODD,
        by=cast.actor("chair"),
    )
    assert (made.title, made.city) == (USUAL, USUAL)
    layout = own_layout(cast)
    values = replace(layout_values(layout), name=ODD)
    version = version_of(layout_values(layout))
    changed = edit_layout(
        layout=layout, values=values, expected_version=version, by=cast.actor("methodist")
    )
    assert changed.name == USUAL


def test_what_comes_from_files_holds_none(plan, cast):
    chair = cast.actor("chair")
    people = (ResponsibleContent(ODD),)
    section = SectionContent(events=(EventContent(title=ODD, responsible=people),))
    paste_rows(
        plan=plan,
        section_uid=plan.sections.get(order=1).uid,
        after_uid="",
        sections=(section,),
        by=chair,
    )
    assert plan.events.filter(title=USUAL).exists()
    assert not holds_odd(read_content(plan))
    year = PeriodContent("calendar", "2031-01-01", "2031-12-31")
    content = replace(plan_of(ODD, period=year, city=ODD), title=(ODD,))
    made = import_content(association=cast.association, content=content, by=chair)
    assert made.title == USUAL
    assert not holds_odd(read_content(made))
