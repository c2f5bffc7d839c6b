"""A layout as plain values: what its form sends, what is compared, copied and drawn.

It knows the layout's rows; it refuses to know who may change them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from events.models import Layout
from events.plan.content import ColumnContent, LayoutContent, columns_from
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Numbering, Orientation, ResponsibleAs, SectionNumbers, ShownAs

_PLACE: Final = re.compile(r"\{[^{}]*\}|[{}]")
_PLACES: Final = ("{association}", "{period}")


@dataclass(frozen=True, slots=True)
class PrescribedSection:
    """A section with which plans start; empty words mean the layout's own, as do no columns."""

    kind: str = "table"
    heading: str = ""
    shown_as: str = ""
    numbering: str = ""
    columns: tuple[ColumnContent, ...] = ()


@dataclass(frozen=True, slots=True)
class PrescribedStep:
    """A stamp or closing signature with which plans start."""

    verb: str
    stage: int = 1
    mode: str = "person"
    role: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class LayoutValues:
    """Everything that staff decide about a layout; widths are millimetres."""

    name: str
    association_kind: str
    period_kind: str
    title_pattern: str
    sections_as: str
    section_numbers: str
    numbering: str
    responsible_as: str
    title_page: bool = False
    orientation: str = "portrait"
    columns: tuple[ColumnContent, ...] = ()
    sections: tuple[PrescribedSection, ...] = ()
    steps: tuple[PrescribedStep, ...] = ()


# The layout's own columns of the database; the rest of its values are rows of their own.
OWN: Final = tuple(
    name for name in LayoutValues.__slots__ if name not in ("columns", "sections", "steps")
)


def layout_values(layout: Layout) -> LayoutValues:
    """How a layout stands now (3 queries)."""
    return LayoutValues(
        **{name: getattr(layout, name) for name in OWN},
        columns=tuple(
            ColumnContent(ColumnRole(one.role), one.heading, one.width)
            for one in layout.columns.order_by("order")
        ),
        sections=tuple(
            PrescribedSection(
                one.kind,
                one.heading,
                one.shown_as,
                one.numbering,
                columns_from(one.columns),
            )
            for one in layout.sections.order_by("order")
        ),
        steps=tuple(
            PrescribedStep(one.verb, one.stage, one.mode, one.role, one.position)
            for one in layout.steps.order_by("order")
        ),
    )


def content_of(values: LayoutValues, *, code: str = "") -> LayoutContent:
    """The part of a layout that every plan's paper is drawn by."""
    return LayoutContent(
        code=code,
        name=values.name,
        columns=values.columns,
        sections_as=ShownAs(values.sections_as),
        section_numbers=SectionNumbers(values.section_numbers),
        numbering=Numbering(values.numbering),
        responsible_as=ResponsibleAs(values.responsible_as),
        title_page=values.title_page,
        orientation=Orientation(values.orientation),
    )


def filled(pattern: str, *, association: str, period: str) -> str:
    """The title that a pattern gives; braces with anything else in them stay as they are."""
    words = dict(zip(_PLACES, (association, period), strict=True))
    return _PLACE.sub(lambda found: words.get(found[0], found[0]), pattern).strip()


def strange_places(pattern: str) -> tuple[str, ...]:
    """What stands in braces and the portal puts nothing there."""
    return tuple(one for one in _PLACE.findall(pattern) if one not in _PLACES)


def roles_of(columns: Iterable[ColumnContent]) -> list[str]:
    """What the columns hold, in order."""
    return [column.role for column in columns]
