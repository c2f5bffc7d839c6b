"""Two methodists, or a methodist and a chair, at the same time: threads on PostgreSQL."""

from dataclasses import replace

from events.drafting.rules.layout_upgrade import upgrade_layout, values_before_upgrade
from events.drafting.rules.plans import create_plan
from events.layouts.queries.values import PrescribedSection, layout_values
from events.layouts.queries.versions import all_versions
from events.layouts.rules import edit_layout, publish_layout
from events.models import Layout, Plan
from events.plan.period import Period
from plans_portal.lib.versions import Conflict, version_of
from tests.at_once import AT_ONCE, at_once, refusals
from tests.layouts import changed, own_layout, plan_on, plan_with_newer_layout

pytestmark = AT_ONCE


def test_two_who_edit_one_layout_in_use_make_one_next_version(cast):
    layout = own_layout(cast)
    plan_on(cast, layout)
    opened, by = layout_values(layout), cast.actor("methodist")

    def edit(name: str):
        values = replace(opened, name=name)
        return lambda: edit_layout(
            layout=layout, values=values, expected_version=version_of(opened), by=by
        )

    answers = at_once(edit("Первая"), edit("Вторая"))
    (conflict,) = refusals(answers)
    (saved,) = [answer for answer in answers if isinstance(answer, Layout)]
    assert isinstance(conflict, Conflict)
    assert conflict.stored == saved
    assert all_versions(layout).count() == 2


def test_of_two_versions_put_in_force_at_once_one_is(cast):
    plan, second = plan_with_newer_layout(cast)
    plan_on(cast, second, year=2031)
    third = changed(cast, second, name="Третья")
    by = cast.actor("methodist")

    def publish(layout: Layout):
        version = version_of(layout_values(layout))
        return lambda: publish_layout(layout=layout, expected_version=version, by=by)

    assert refusals(at_once(publish(plan.layout), publish(third))) == []
    assert all_versions(third).filter(is_active=True).count() == 1


def test_plan_started_while_its_layout_is_edited_agrees_with_what_it_stands_on(cast):
    by, chair = cast.actor("methodist"), cast.actor("chair")
    for year in range(2030, 2036):
        layout = own_layout(cast)
        old = layout_values(layout)
        new = replace(old, sections=(PrescribedSection(heading="Новый раздел"),))
        answers = at_once(
            lambda: edit_layout(layout=layout, values=new, expected_version=version_of(old), by=by),  # noqa: B023
            lambda: create_plan(
                association=cast.association,
                layout=layout,  # noqa: B023
                period=Period.of_calendar_year(year),  # noqa: B023
                by=chair,
            ),
        )
        assert refusals(answers) == []
        plan = Plan.objects.get(period_start__year=year)
        stands_on = [one.heading for one in layout_values(plan.layout).sections]
        assert list(plan.sections.values_list("heading", flat=True)) == stands_on


def test_two_authors_take_a_version_once(cast):
    plan, newer = plan_with_newer_layout(cast)
    version = version_of(values_before_upgrade(plan, newer))
    actions = [
        lambda who=who: upgrade_layout(
            plan=plan, layout=newer, expected_version=version, by=cast.actor(who)
        )
        for who in ("chair", "secretary")
    ]
    answers = at_once(*actions)
    assert len(refusals(answers)) == 1
    assert plan.changes.filter(action="take_layout").count() == 1
