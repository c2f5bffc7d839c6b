"""How much text a plan may hold: every door refuses what is over, and nothing of it is kept."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from events.drafting.queries.row_values import (
    AgendaItemValues,
    EventValues,
    ResponsibleValues,
    row_values,
)
from events.drafting.rules import length
from events.drafting.rules.importing import import_content
from events.drafting.rules.paste_rows import paste_rows
from events.drafting.rules.rows import add_event, duplicate_event, edit_event
from events.drafting.rules.sections import SectionValues, add_section, edit_section, section_values
from events.models import Plan
from events.plan.content import EventContent, PeriodContent, SectionContent
from plans_portal.lib.versions import version_of
from tests.plans import make_plan
from tests.reports.paper.papers import plan_of

SENTENCE = "длиннее миллиона знаков"


@pytest.fixture
def plan(cast, monkeypatch) -> Plan:
    made = make_plan("rmc-directions", association=cast.association, rows=1)
    monkeypatch.setattr(length, "MAX_CHARACTERS", 3_000)
    return made


@pytest.fixture
def chair(cast):
    return cast.actor("chair")


@pytest.mark.parametrize(
    "values",
    [
        EventValues(title="я" * 3_000),
        EventValues(title="я", note="я" * 3_000),
        EventValues(title="я", agenda=(AgendaItemValues("я" * 3_000),)),
        EventValues(title="я", responsible=tuple(ResponsibleValues("я" * 500) for _ in range(6))),
    ],
)
def test_row_that_makes_it_too_long_is_refused(plan, chair, values):
    section, count = plan.sections.get(order=1), plan.events.count()
    with pytest.raises(ValidationError, match=SENTENCE):
        add_event(section=section, values=values, by=chair)
    event = plan.events.first()
    old = row_values(event)
    with pytest.raises(ValidationError, match=SENTENCE):
        edit_event(event=event, values=values, expected_version=version_of(old), by=chair)
    assert (plan.events.count(), row_values(plan.events.get(pk=event.pk))) == (count, old)


def test_copy_that_makes_it_too_long_is_refused(plan, chair):
    values = EventValues(title="я" * 1_400)
    event = add_event(section=plan.sections.get(order=1), values=values, by=chair)
    with pytest.raises(ValidationError, match=SENTENCE):
        duplicate_event(event=event, by=chair)


def test_section_that_makes_it_too_long_is_refused(plan, chair):
    values = SectionValues(kind="text", heading="Цель", paragraphs="я" * 3_000)
    with pytest.raises(ValidationError, match=SENTENCE):
        add_section(plan=plan, values=values, by=chair)
    section = plan.sections.first()
    with pytest.raises(ValidationError, match=SENTENCE):
        edit_section(
            section=section,
            values=values,
            expected_version=version_of(section_values(section)),
            by=chair,
        )


def test_files_and_pastes_that_make_it_too_long_are_refused(plan, cast, chair):
    sections = (SectionContent(events=(EventContent(title="я" * 3_000),)),)
    with pytest.raises(ValidationError, match=SENTENCE):
        paste_rows(
            plan=plan,
            section_uid=plan.sections.get(order=1).uid,
            after_uid="",
            sections=sections,
            by=chair,
        )
    content = plan_of("я" * 3_000, period=PeriodContent("calendar", "2031-01-01", "2031-12-31"))
    with pytest.raises(ValidationError, match=SENTENCE):
        import_content(association=cast.association, content=content, by=chair)
    whole = replace(content, sections=())
    assert import_content(association=cast.association, content=whole, by=chair).pk


def test_what_is_shortened_is_taken_though_too_long_still(plan, chair, monkeypatch):
    event = plan.events.first()
    old = row_values(event)
    monkeypatch.setattr(length, "MAX_CHARACTERS", 1)
    shorter = replace(old, title=old.title[:-1])
    edited = edit_event(event=event, values=shorter, expected_version=version_of(old), by=chair)
    assert edited.title == old.title[:-1]
