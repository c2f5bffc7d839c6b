"""Layouts of an institution for tests: a copy in force, a plan on it, a newer version beside it."""

from dataclasses import replace
from typing import Any

from events.drafting.rules.plans import create_plan
from events.layouts.queries.values import LayoutValues, layout_values
from events.layouts.rules import copy_layout, edit_layout, publish_layout
from events.models import Layout, Plan
from events.plan.period import Period
from plans_portal.lib.versions import version_of
from tests.cast import Cast
from tests.plans import author_of, fill_plan


def own_layout(cast: Cast, code: str = "moc-results", **values: Any) -> Layout:
    """Make a layout of the cast's institution that is in force: a copy of a built-in one."""
    built_in = Layout.objects.get(code=code, institution=None)
    layout = copy_layout(layout=built_in, by=cast.actor("methodist"))
    return in_force(cast, changed(cast, layout, **values))


def changed(cast: Cast, layout: Layout, **values: Any) -> Layout:
    """Edit a layout as its methodist would; gives what the rule gave."""
    now = layout_values(layout)
    wanted = replace(now, **values)
    return edit_layout(
        layout=layout, values=wanted, expected_version=version_of(now), by=cast.actor("methodist")
    )


def in_force(cast: Cast, layout: Layout) -> Layout:
    """Put a layout in force."""
    version = version_of(layout_values(layout))
    return publish_layout(layout=layout, expected_version=version, by=cast.actor("methodist"))


def plan_on(cast: Cast, layout: Layout, *, rows: int = 2, year: int = 2027) -> Plan:
    """Make a draft of the cast's association on the layout, with rows in each section."""
    plan = create_plan(
        association=cast.association,
        layout=layout,
        period=Period.of_calendar_year(year),
        by=author_of(cast.association),
    )
    return fill_plan(plan, rows=rows)


def plan_with_newer_layout(cast: Cast, **values: Any) -> tuple[Plan, Layout]:
    """Make a plan on a layout of which a newer version is in force."""
    layout = own_layout(cast)
    plan = plan_on(cast, layout)
    newer = in_force(cast, changed(cast, layout, **{"name": "Новая форма", **values}))
    return plan, newer


def without(values: LayoutValues, role: str) -> LayoutValues:
    """The same layout without a column."""
    return replace(values, columns=tuple(one for one in values.columns if one.role != role))
