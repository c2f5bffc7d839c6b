"""The check of a stored plan: what it finds beside the words themselves, and what is kept of it."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from associations.models import Association, Office, Person
from associations.vocabulary import OfficeRole
from events.checks import Finding, Requirements, Tenure
from events.drafting.queries.inspection import (
    Surroundings,
    checked,
    findings_of_plan,
    other_positions,
    surroundings_of,
)
from events.drafting.queries.row_values import row_values
from events.drafting.queries.stored_content import edition_content, read_content
from events.drafting.rules.importing import import_content
from events.drafting.rules.plans import edit_heading, heading_values
from events.drafting.rules.rows import edit_event
from events.drafting.rules.sections import edit_section, section_values
from events.drafting.rules.steps import StepValues, edit_step, step_values
from events.models import LayoutColumn, Plan, Requirement
from events.plan.content import ResponsibleContent
from plans_portal.lib.versions import version_of
from tests.drafts import APPROVER, REPORT, row, section
from tests.drafts import plan as content_of
from tests.factories import make_association, make_institution, make_office, make_person
from tests.plans import bring_to, make_plan


def with_position(cast, position: str):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    step = plan.steps.get(verb="approve")
    old = step_values(step)
    values = StepValues(**{n: getattr(old, n) for n in old.__slots__} | {"position": position})
    return plan, edit_step(
        step=step, values=values, expected_version=version_of(old), by=cast.actor("chair")
    )


def test_position_that_is_not_the_offices_own_is_found(cast):
    plan, step = with_position(cast, "Министр образования")
    (found,) = [one for one in findings_of_plan(plan) if one.code == "other_position"]
    assert (found.uid, found.field, found.severity) == (step.uid, "position", "blocks")
    assert "«Министр образования»" in found.text
    assert f"«{cast.office('approver').position}»" in found.text


@pytest.mark.parametrize("change", [str.upper, lambda words: f" {words}\n", str])
def test_same_position_otherwise_written_is_no_finding(cast, change):
    plan, _step = with_position(cast, change(cast.office("approver").position))
    assert list(other_positions(plan.steps.all())) == []


def test_signer_on_paper_has_whatever_position_is_printed(cast):
    plan, step = with_position(cast, "Министр образования")
    plan.steps.filter(pk=step.pk).update(office=None)
    assert list(other_positions(plan.steps.all())) == []


def test_what_blocks_is_told_before_it(cast):
    plan, _step = with_position(cast, "Министр образования")
    plan.events.update(title="____")
    kinds = [one.blocks for one in findings_of_plan(plan)]
    assert kinds == sorted(kinds, reverse=True)
    assert kinds[0]


@pytest.fixture
def plan(cast) -> Plan:
    """Give a draft with a meeting, and a row of somebody who holds an office."""
    person = make_person(
        cast.institution, last_name="Ветлугин", first_name="Олег", middle_name="Наумович"
    )
    make_office(OfficeRole.SECRETARY, cast.other_association, person)
    people = (ResponsibleContent("Ветлугин О. Н.", "person"),)
    rows = (row("Заседание о чтении", meeting=True), row("Слёт", responsible=people), REPORT)
    position = cast.office("approver").position
    steps = (replace(APPROVER, office="approver", position=position),)
    content = content_of(section(*rows), steps=steps)
    return import_content(association=cast.association, content=content, by=cast.actor("chair"))


def look(plan: Plan) -> tuple[Finding, ...]:
    """Look at the plan as a page does."""
    plan = Plan.objects.select_related("association__institution", "layout").get(pk=plan.pk)
    return checked(plan, read_content(plan), None)


def found(plan: Plan) -> list[str]:
    return [one.code for one in look(plan)]


def edit_row(cast, plan):
    event = plan.events.get(title="Слёт")
    old = row_values(event)
    values = replace(old, title="Слёт  юных")
    edit_event(event=event, values=values, expected_version=version_of(old), by=cast.actor("chair"))


def edit_band(cast, plan):
    part = plan.sections.get()
    old = section_values(part)
    values = replace(old, heading="Учёба  и отдых")
    version = version_of(old)
    edit_section(section=part, values=values, expected_version=version, by=cast.actor("chair"))


def edit_title(cast, plan):
    old = heading_values(plan)
    values = replace(old, title="План  работы")
    edit_heading(plan=plan, values=values, expected_version=version_of(old), by=cast.actor("chair"))


def edit_stamp(cast, plan):
    step = plan.steps.get()
    old = step_values(step)
    values = replace(old, position="Министр образования")
    edit_step(step=step, values=values, expected_version=version_of(old), by=cast.actor("chair"))


def require_meetings(cast, _plan):
    kind = cast.association.kind
    Requirement.objects.create(institution=cast.institution, kind=kind, meetings=4)


def rename_person(_cast, _plan):
    Person.objects.filter(last_name="Ветлугин").update(last_name="Северцев")


def end_office(_cast, _plan):
    ends = dt.date(2025, 12, 31)
    Office.objects.filter(person__last_name="Ветлугин").update(since=ends, until=ends)


def rename_office(cast, _plan):
    Office.objects.filter(pk=cast.office("approver").pk).update(position="Ректор академии")


def rename_association(cast, _plan):
    Association.objects.filter(pk=cast.association.pk).update(name="Объединение чтецов о чтении")


def add_column(_cast, plan):
    LayoutColumn.objects.create(layout=plan.layout, order=9, role="result", heading="Результат")


def carry_doubt(_cast, plan):
    doubt = {"uid": "", "field": "title", "words": "План", "proposed": "Планы", "why": "год"}
    Plan.objects.filter(pk=plan.pk).update(carried_doubts=[doubt])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (edit_row, "double_space"),
        (edit_band, "double_space"),
        (edit_title, "double_space"),
        (edit_stamp, "other_position"),
        (require_meetings, "meetings_too_few"),
        (rename_person, "person_unknown"),
        (end_office, "out_of_office"),
        (rename_office, "other_position"),
        (rename_association, "meeting_without_agenda"),
        (add_column, "row_without_result"),
        (carry_doubt, "carried_date"),
    ],
)
def test_check_is_fresh_once_anything_that_it_looks_at_has_changed(cast, plan, change, code):
    before = found(plan)
    assert code not in before
    assert found(plan) == before
    change(cast, plan)
    after = look(plan)
    assert code in [one.code for one in after]
    present = Plan.objects.get(pk=plan.pk)
    assert after == findings_of_plan(present)


def test_person_who_comes_into_the_directory_is_known(cast, plan):
    rename_person(cast, plan)
    assert "person_unknown" in found(plan)
    make_person(cast.institution, last_name="Ветлугин", first_name="Ольга", middle_name="")
    assert "person_unknown" not in found(plan)


def test_second_look_at_a_revision_is_not_checked_again(plan):
    first = look(plan)
    # No rule writes so: only the revision tells that the rows have changed.
    plan.events.filter(title="Слёт").update(title="Слёт  юных")
    assert look(plan) == first
    Plan.objects.filter(pk=plan.pk).update(revision=plan.revision + 1)
    assert "double_space" in found(plan)


def test_plans_and_editions_are_told_apart(cast, plan):
    bring_to(plan, "returned")
    sent = Plan.objects.select_related("association__institution", "edition").get(pk=plan.pk)
    edit_row(cast, plan)
    assert sent.edition is not None
    then = checked(sent, edition_content(sent.edition), sent.edition)
    assert "double_space" not in [one.code for one in then]
    assert "double_space" in found(plan)
    other = make_plan(association=cast.association)
    assert look(other) == findings_of_plan(other)


def test_it_asks_the_database_the_same_the_first_and_the_second_time(plan):
    counts = []
    content, steps = read_content(plan), list(plan.steps.select_related("office"))
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            checked(plan, content, None, steps)
        counts.append(len(queries))
    assert counts == [4, 4]


def test_what_is_required_and_who_is_known_come_together(cast):
    other = make_institution()
    assert surroundings_of(make_association(other)) == Surroundings(Requirements(), ())
    person = make_person(cast.institution, last_name="Ветлугин", first_name="О", middle_name="")
    days = (dt.date(2020, 1, 1), dt.date(2021, 1, 1)), (dt.date(2024, 1, 1), None)
    for since, until in days:
        make_office(OfficeRole.SECRETARY, cast.association, person, since=since, until=until)
    require_meetings(cast, None)
    beside = surroundings_of(cast.association)
    assert beside.requirements == Requirements(meetings=4)
    [known] = [one for one in beside.directory.people if one.last_name == "Ветлугин"]
    assert known.offices == tuple(Tenure(since, until) for since, until in days)
    assert (
        len(beside.directory.people) == Person.objects.filter(institution=cast.institution).count()
    )
