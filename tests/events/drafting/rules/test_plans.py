"""Starting a plan and its heading; who signs is found among the offices of the day."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.drafting.rules.plans import (
    HeadingValues,
    create_plan,
    edit_heading,
    heading_values,
    objection_to_planning,
    proposed_title,
)
from events.models import Layout, Plan
from events.plan.period import Period
from plans_portal.lib.versions import Conflict, version_of
from tests.cast import EVERYBODY
from tests.factories import make_association, make_office
from tests.plans import LAYOUTS, make_plan

YEAR = Period.of_calendar_year(2027)


def layout(code: str = "rumo-headings") -> Layout:
    return Layout.objects.get(code=code, institution=None)


@pytest.mark.parametrize("code", LAYOUTS)
def test_title_is_proposed_in_the_genitive_with_its_year(cast, code):
    title = proposed_title(cast.association, layout(code), Period.of_academic_year(2026))
    assert cast.association.name_genitive in title
    assert title.endswith("на 2026–2027 учебный год")


def test_title_takes_the_name_as_it_is_where_nobody_wrote_the_genitive(cast):
    association = make_association(cast.institution, name="Клуб чтения", name_genitive="")
    assert "Клуб чтения" in proposed_title(association, layout(), YEAR)


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_authors_and_staff_may_start_a_plan(cast, who):
    actor = cast.actor(who)
    allowed = who in ("chair", "secretary", "methodist")
    assert (objection_to_planning(cast.association, actor) is None) is allowed
    if not allowed:
        with pytest.raises(PermissionDenied, match="председатель или секретарь"):
            create_plan(association=cast.association, layout=layout(), period=YEAR, by=actor)
        assert not Plan.objects.exists()


def test_steps_find_who_holds_the_role_in_the_association_else_in_the_institution(cast):
    plan = create_plan(
        association=cast.association, layout=layout(), period=YEAR, by=cast.actor("chair")
    )
    offices = {step.verb: step.office for step in plan.steps.all()}
    assert offices == {
        "agree": cast.office("curator"),
        "approve": cast.office("approver"),
        "close": cast.office("chair"),
    }


def test_two_steps_of_one_role_are_signed_by_two_people(cast):
    second = make_office("agreer", cast.association)
    plan = create_plan(
        association=cast.association,
        layout=layout("rmc-directions"),
        period=Period.of_academic_year(2026),
        by=cast.actor("chair"),
    )
    agreeing = {step.office for step in plan.steps.filter(verb="agree")}
    assert agreeing == {cast.office("agreer"), second}


def test_step_that_nobody_holds_keeps_the_words_of_the_layout(cast):
    association = make_association(cast.institution)
    make_office("chair", association)
    by = cast.actor("methodist")
    plan = create_plan(association=association, layout=layout(), period=YEAR, by=by)
    step = plan.steps.get(verb="agree")
    assert (step.office, step.position, step.name) == (None, "Куратор объединения", "")


def test_layout_of_another_institution_is_refused(cast):
    foreign = layout()
    foreign.pk, foreign.institution, foreign.code = None, cast.foreign_institution, "foreign"
    foreign.save()
    with pytest.raises(ValidationError, match="другому институту"):
        create_plan(
            association=cast.association, layout=foreign, period=YEAR, by=cast.actor("chair")
        )


def test_second_plan_of_the_period_and_form_is_refused(cast):
    make_plan("rumo-headings", association=cast.association, rows=0)
    with pytest.raises(ValidationError, match="уже есть план"):
        create_plan(
            association=cast.association, layout=layout(), period=YEAR, by=cast.actor("chair")
        )


def test_heading_keeps_history_and_refuses_a_stale_version(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=0)
    version = version_of(heading_values(plan))
    old = plan.title
    edit_heading(
        plan=plan, values=HeadingValues("Иначе"), expected_version=version, by=cast.actor("chair")
    )
    change = plan.changes.first()
    [part] = change.patch or []
    assert (part["before"]["title"], part["after"]["title"]) == (old, "Иначе")
    with pytest.raises(Conflict):
        edit_heading(
            plan=plan, values=HeadingValues("Ещё"), expected_version=version, by=cast.actor("chair")
        )
