"""Plans with remarks at their places, for the tests."""

from events.drafting.rules.cells import CellEdit, edit_cells
from events.models import Event, Plan, Remark
from events.remarks.rules.writing import write_remark
from tests.cast import Cast
from tests.plans import make_plan


def sent_plan(cast: Cast, status: str = "signoff", **values) -> Plan:
    """Make a plan that its approver and curator may read."""
    values = {"association": cast.association, "rows": 2, **values}
    return make_plan("moc-results", status, **values)


def first_row(plan: Plan) -> Event:
    """Give the first row of a plan."""
    row = plan.events.filter(parent=None).order_by("section__order", "order").first()
    assert row is not None
    return row


def remark_on_row(cast: Cast, plan: Plan, who: str = "approver", **values) -> Remark:
    """Write a remark on the first row of a plan."""
    values = {"text": "Уточните срок.", **values}
    return write_remark(
        plan=plan, place="row", uid=first_row(plan).uid, **values, by=cast.actor(who)
    )


def retype(cast: Cast, plan: Plan, field: str = "term", text: str = "20 мая") -> None:
    """Type another text into a cell of the first row, as its chair."""
    row = first_row(plan)
    edit = CellEdit(field, text, getattr(row, field))
    edit_cells(plan=plan, uid=row.uid, edits=[edit], by=cast.actor("chair"))
