"""A plan that was returned, changed in each way and sent again: what tests of changes begin with."""

from dataclasses import replace

from associations.actor import Actor
from events.drafting.queries.row_values import row_values
from events.drafting.rules.rows import add_event, delete_event, edit_event
from events.drafting.rules.several_rows import move_rows
from events.models import Event, Plan
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import return_plan
from plans_portal.lib.versions import version_of
from tests.cast import Cast
from tests.plans import bring_to, make_plan, sign_next


def edit(row: Event, by: Actor, **values: object) -> None:
    """Change fields of a row as its form does."""
    was = row_values(row)
    edit_event(event=row, values=replace(was, **values), expected_version=version_of(was), by=by)


def rows_in_order(plan: Plan) -> list[Event]:
    """The rows of the first table of the plan that has any."""
    rows = plan.events.select_related("plan", "section").order_by("section__order", "order")
    return [row for row in rows if row.section_id == rows[0].section_id]


def changed_rows(plan: Plan, by: Actor) -> None:
    """Of a table of five rows change the first, delete the second, move the last up, add one."""
    one, two, _three, _four, last = rows_in_order(plan)
    title = one.title.replace("неуспевающими", "одарёнными")
    edit(one, by, title=title, term="до 20 марта")
    delete_event(event=two, by=by)
    move_rows(plan=plan, uids=[last.uid], section=one.section.uid, after=one.uid, by=by)
    added = replace(row_values(one), title="Слёт молодых учителей", term="май")
    add_event(section=one.section, values=added, by=by)


def returned_plan(cast: Cast, layout: str = "moc-results", **values: object) -> Plan:
    """Make a plan of five rows a table that its first decider has returned."""
    return make_plan(layout, "returned", association=cast.association, rows=5, **values)


def fresh(plan: Plan) -> Plan:
    """The plan as it is in the database now."""
    related = ("association", "layout", "edition", "official")
    return Plan.objects.select_related(*related).get(pk=plan.pk)


def send_back(plan: Plan, cast: Cast) -> Plan:
    """Return a plan that waits for the approver of the cast."""
    [step] = pending_steps(plan)
    by, seen = cast.actor("approver"), fresh(plan).edition.sha256
    return_plan(plan=plan, step=step, seen=seen, comment="Ещё раз.", by=by)
    return fresh(plan)


def approve(plan: Plan) -> Plan:
    """Sign a plan that waits until it is approved."""
    while plan.status == Plan.Status.SIGNOFF:
        plan = sign_next(plan)
    return fresh(plan)


def sent_again(cast: Cast, layout: str = "moc-results", **values: object) -> Plan:
    """Make a plan that was returned, changed and sent again: its second edition waits."""
    plan = returned_plan(cast, layout, **values)
    changed_rows(plan, cast.actor("chair"))
    return bring_to(fresh(plan), "signoff")
