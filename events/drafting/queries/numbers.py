"""The printed numbers of a plan's rows, without reading their words."""

from collections import defaultdict
from dataclasses import replace

from events.drafting.queries.stored_content import layout_content, section_content
from events.models import Plan, Section
from events.plan.content import ColumnContent, EventContent, PlanContent, SectionContent
from events.plan.outline import rows_of
from events.plan.roles import ColumnRole


def printed_numbers(plan: Plan) -> dict[str, str]:
    """The number of each row by its uid, as printed (3 queries)."""
    rows: defaultdict[int, list[EventContent]] = defaultdict(list)
    numbers = plan.events.filter(parent=None).order_by("order")
    for section, uid, number, same in numbers.values_list(
        "section_id", "uid", "number", "same_number"
    ):
        rows[section].append(EventContent(uid=uid, number=number, same_number=same))
    children: defaultdict[int | None, list[Section]] = defaultdict(list)
    for one in plan.sections.order_by("order"):
        children[one.parent_id].append(one)

    def contents(parent: int | None) -> tuple[SectionContent, ...]:
        return tuple(
            _without_cells(section_content(one, tuple(rows[one.pk]), contents(one.pk)))
            for one in children[parent]
        )

    layout = layout_content(plan.layout)
    layout = replace(layout, columns=_directions(layout.columns))
    content = PlanContent(layout=layout, sections=contents(None))
    return {row.event.uid: row.number for row in rows_of(content) if row.event.uid}


def _without_cells(section: SectionContent) -> SectionContent:
    return replace(section, columns=_directions(section.columns))


def _directions(columns: tuple[ColumnContent, ...]) -> tuple[ColumnContent, ...]:
    """The column that decides whether a section without rows has a line of its own."""
    return tuple(column for column in columns if column.role == ColumnRole.DIRECTION)
