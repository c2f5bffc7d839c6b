"""A made-up plan on a layout, to show how its paper looks; fills the layout's columns only."""

import datetime as dt
from dataclasses import replace
from typing import Any, Final

from associations.vocabulary import AssociationKind, OfficeRole
from events.layouts.queries.values import (
    LayoutValues,
    PrescribedSeat,
    PrescribedSection,
    content_of_layout,
    roles_of,
    title_from_pattern,
)
from events.plan.content import (
    AgendaItemContent,
    ColumnContent,
    EventContent,
    PeriodContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
    StepContent,
)
from events.plan.period import Period, PeriodKind
from events.plan.roles import TEXT_ROLES, ColumnRole, place_in_term_column
from events.plan.vocabulary import Mode, Numbering, SectionKind, ShownAs, Verb

CITY: Final = "Заозёрск"
NAME: Final = "И. О. Фамилия"
# A table without columns can't be drawn.
NO_COLUMNS: Final = (ColumnContent(ColumnRole.EVENT, "Здесь встанут графы"),)
# Whose plan it is, in the genitive, by the kind of association.
_WHOSE: Final[dict[str, str]] = {
    AssociationKind.RUMO: "регионального учебно-методического объединения учителей географии",
    AssociationKind.OMO: "областного методического объединения учителей географии",
    AssociationKind.MOC: "методического объединения учителей географии",
    AssociationKind.RMC: "регионального методического центра географии",
}
_ACTS: Final[dict[str, str]] = {
    Mode.ORDER: "приказом института от ____ № ____",
    Mode.PROTOCOL: "решением совета (протокол от ____ № ____)",
    Mode.LETTER: "письмо от ____ № ____",
}
_PARAGRAPHS: Final = (
    "Обновление содержания уроков географии.",
    "Поддержка учителей в первые три года работы.",
)
_ROWS: Final = (
    EventContent(
        title="Семинар «Карта на каждом уроке»",
        direction="Повышение квалификации",
        term="15 марта",
        place="школа № 5",
        form="очно",
        audience="учителя 5–9 классов",
        result="Сборник разработок",
        note="по заявкам",
        responsible=(ResponsibleContent("А. П. Светлова"), ResponsibleContent("Н. В. Рудакова")),
    ),
    EventContent(
        title="Открытые уроки молодых учителей",
        direction="Наставничество",
        term="в течение года",
        place="школы округа",
        form="очно",
        audience="молодые учителя",
        result="Видеозаписи уроков",
        responsible=(ResponsibleContent("наставники"),),
    ),
)
_MEETING: Final = EventContent(
    meeting=True,
    title="Заседание № 1",
    direction="Заседания",
    term="20 января",
    place="онлайн",
    form="дистанционно",
    audience="члены объединения",
    result="Протокол",
    responsible=(ResponsibleContent("А. П. Светлова"),),
    agenda=(
        AgendaItemContent("Об итогах полугодия", "А. П. Светлова"),
        AgendaItemContent("Разное"),
    ),
)


def sample_period(values: LayoutValues, on: dt.date) -> Period:
    """The next year after the day `on`, of the layout's kind."""
    if values.period_kind == PeriodKind.ACADEMIC:
        return Period.of_academic_year(on.year)
    return Period.of_calendar_year(on.year + 1)


def sample_title(values: LayoutValues, on: dt.date) -> str:
    """The title by the layout's pattern, with a made-up association."""
    whose = _WHOSE.get(values.association_kind, _WHOSE[AssociationKind.RUMO])
    period = sample_period(values, on).in_title()
    return title_from_pattern(values.title_pattern, association=whose, period=period)


def sample_content(values: LayoutValues, on: dt.date) -> PlanContent:
    """A whole plan on the layout, made on the day `on`."""
    period = sample_period(values, on)
    values = replace(values, columns=values.columns or NO_COLUMNS)
    prescribed = values.sections or (PrescribedSection(heading="Работа с учителями"),)
    sections = tuple(
        _section(section, place, values) for place, section in enumerate(prescribed, 1)
    )
    return PlanContent(
        period=PeriodContent(period.kind, period.starts.isoformat(), period.ends.isoformat()),
        layout=content_of_layout(values),
        title=tuple(sample_title(values, on).splitlines()),
        city=CITY,
        steps=tuple(_step(seat, place) for place, seat in enumerate(values.seats, 1)),
        sections=sections,
    )


def _section(section: PrescribedSection, place: int, values: LayoutValues) -> SectionContent:
    is_text = section.kind == SectionKind.TEXT
    columns = section.columns or values.columns
    shown = section.shown_as or values.sections_as
    rows = (_MEETING, _ROWS[0]) if "заседан" in section.heading.casefold() else _ROWS
    return SectionContent(
        uid=f"s{place}",
        kind=SectionKind(section.kind),
        heading=section.heading,
        paragraphs=_PARAGRAPHS if is_text else (),
        shown_as=ShownAs.or_blank(section.shown_as),
        numbering=Numbering.or_blank(section.numbering),
        columns=section.columns,
        events=() if is_text else tuple(_row(row, columns, shown) for row in rows),
    )


def _row(row: EventContent, columns: tuple[ColumnContent, ...], shown: str) -> EventContent:
    """The row with only the words that have a column; a merged heading replaces the direction."""
    roles = set(roles_of(columns))
    if shown == ShownAs.MERGED:
        roles.discard(ColumnRole.DIRECTION)
    if place_in_term_column(columns):
        roles.add(ColumnRole.PLACE)
    left_out: dict[str, Any] = {role.value: "" for role in TEXT_ROLES if role not in roles}
    responsible = row.responsible if ColumnRole.RESPONSIBLE in roles else ()
    return replace(row, **left_out, responsible=responsible)


def _step(seat: PrescribedSeat, place: int) -> StepContent:
    role = OfficeRole(seat.role).label if seat.role else ""
    by_person = seat.mode == Mode.PERSON
    return StepContent(
        uid=f"t{place}",
        verb=Verb(seat.verb),
        stage=seat.stage,
        mode=Mode(seat.mode),
        heading=seat.heading,
        position=(seat.position or role) if by_person else "",
        name=NAME if by_person else "",
        act=_ACTS.get(seat.mode, ""),
    )
