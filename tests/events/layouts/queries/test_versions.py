"""Which layouts are versions of one another."""

from dataclasses import replace

from events.drafting.queries.stored_content import read_content
from events.drafting.rules.importing import import_content
from events.layouts.queries.versions import offered_versions
from events.models import Plan
from events.plan.period import Period
from tests.layouts import changed, in_force
from tests.plans import make_plan


def imported(cast, result: str, year: int) -> Plan:
    """Bring a plan whose shape no layout has."""
    source = make_plan(
        association=cast.association, period=Period.of_calendar_year(year - 10), rows=1
    )
    content = read_content(source)
    columns = tuple(
        replace(one, heading=result) if one.role == "result" else one
        for one in content.layout.columns
    )
    shape = replace(content.layout, code="", columns=columns)
    return import_content(
        association=cast.association,
        content=replace(
            content,
            layout=shape,
            period=replace(content.period, starts=f"{year}-01-01", ends=f"{year}-12-31"),
        ),
        by=cast.actor("methodist"),
    )


def test_shapes_from_files_are_no_versions_of_one_another(cast):
    one, two = imported(cast, "Итог", 2038), imported(cast, "Продукт", 2039)
    assert one.layout.code == two.layout.code
    assert (one.layout.from_file, one.layout.state) == (True, "draft")
    edited = changed(cast, two.layout, name="Форма из нашего файла")
    assert (edited.from_file, edited.first_id) == (False, two.layout_id)
    in_force(cast, edited)
    assert offered_versions(two).newer == edited
    assert offered_versions(one).newer is None
