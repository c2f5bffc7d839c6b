"""A layout as plain values: read from the form, compared, copied, drawn."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from associations.models import Office
from events.models import Layout
from events.plan.content import ColumnContent, LayoutContent, columns_from
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Numbering, Orientation, ResponsibleAs, SectionNumbers, ShownAs

_BRACES: Final = re.compile(r"\{[^{}]*\}|[{}]")
_PLACEHOLDERS: Final = ("{association}", "{period}")


@dataclass(frozen=True, slots=True)
class PrescribedSection:
    """A section that plans start with; what is empty is as in the whole layout."""

    kind: str = "table"
    heading: str = ""
    shown_as: str = ""
    numbering: str = ""
    columns: tuple[ColumnContent, ...] = ()


@dataclass(frozen=True, slots=True)
class PrescribedSeat:
    """A seat of the route: a stamp or closing signature; `events.models.Seat` says what is what."""

    verb: str
    stage: int = 1
    mode: str = "person"
    role: str = ""
    position: str = ""
    heading: str = ""
    office_id: int | None = None
    deputy_id: int | None = None
    is_required: bool = True
    enough: int = 0
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class LayoutValues:
    """Everything that staff set in a layout; widths in mm."""

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
    seats: tuple[PrescribedSeat, ...] = ()


# Fields of the layout's own table; the other values are rows of other tables.
OWN_FIELDS: Final = tuple(
    name for name in LayoutValues.__slots__ if name not in ("columns", "sections", "seats")
)


def layout_values(layout: Layout) -> LayoutValues:
    """The present values of a layout (3 queries)."""
    return LayoutValues(
        **{name: getattr(layout, name) for name in OWN_FIELDS},
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
        seats=tuple(
            PrescribedSeat(**{name: getattr(one, name) for name in PrescribedSeat.__slots__})
            for one in layout.seats.order_by("order")
        ),
    )


def offices_to_name(layout: Layout, on: dt.date) -> list[tuple[int, str]]:
    """The offices that a seat of the layout may name, with labels: those of today (1 query).

    An office that is named already stays, also when it has ended.
    """
    named = Q(seats__layout=layout) | Q(deputy_seats__layout=layout)
    held = Q(pk__in=Office.objects.in_force(on)) | named
    own = Office.objects.filter(held, person__institution=layout.institution_id).distinct()
    own = own.select_related("person", "association", "institution")
    own = own.order_by("person__last_name", "person__first_name", "pk")
    return [(one.pk, f"{one}, {one.place}") for one in own]


def content_of_layout(values: LayoutValues, *, code: str = "") -> LayoutContent:
    """The part of a layout that a plan's content keeps."""
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


def title_from_pattern(pattern: str, *, association: str, period: str) -> str:
    """The title made from a pattern; unknown placeholders stay as they are."""
    words = dict(zip(_PLACEHOLDERS, (association, period), strict=True))
    return _BRACES.sub(lambda match: words.get(match[0], match[0]), pattern).strip()


def unknown_placeholders(pattern: str) -> tuple[str, ...]:
    """Braces that are neither {association} nor {period}."""
    return tuple(one for one in _BRACES.findall(pattern) if one not in _PLACEHOLDERS)


def roles_of(columns: Iterable[ColumnContent]) -> list[str]:
    """The roles of the columns, in order."""
    return [column.role for column in columns]
