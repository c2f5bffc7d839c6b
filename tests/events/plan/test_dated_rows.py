"""Sections where they stand: order, position, those above, and the month that is inherited."""

import pytest

from events.plan.content import PeriodContent, PlanContent, SectionContent
from events.plan.dated_rows import inherited_month, period_of, placed_sections
from events.plan.period import Period


def section(heading: str, *sections: SectionContent) -> SectionContent:
    return SectionContent(heading=heading, sections=sections)


def test_sections_know_their_place_and_month():
    inner = section("Октябрь", section("Для всех"))
    content = PlanContent(
        sections=(section("Разное"), section("Сентябрь", section("Семинары"), inner))
    )
    found = [
        (one.section.heading, one.position, [up.heading for up in one.ancestors], one.month)
        for one in placed_sections(content)
    ]
    assert found == [
        ("Разное", 1, [], None),
        ("Сентябрь", 2, [], 9),
        ("Семинары", 1, ["Сентябрь"], 9),
        ("Октябрь", 2, ["Сентябрь"], 10),
        ("Для всех", 1, ["Сентябрь", "Октябрь"], 10),
    ]


@pytest.mark.parametrize(
    ("headings", "month"),
    [
        (["Семинары", "II. Октябрь 2026 года", "Сентябрь"], 10),
        (["месяц май", "Июнь"], 5),
        (["12) декабрь, 2026 г."], 12),
        (["План работы клуба на май"], 5),
        (["НА ОКТЯБРЬ МЕСЯЦ 2031/2032 УЧЕБНЫЙ ГОД"], 10),
        (["на ноябрь 2031-32 уч. г."], 11),
        (["Майские встречи", "План на май и июнь"], None),
        ([], None),
    ],
)
def test_nearest_heading_that_is_a_month_lends_it(headings, month):
    assert inherited_month(headings) == month


def test_period_is_read_only_from_days():
    content = PlanContent(period=PeriodContent("calendar", "2027-01-01", "2027-12-31"))
    assert period_of(content) == Period.of_calendar_year(2027)
    assert period_of(PlanContent()) is None
    assert (
        period_of(PlanContent(period=PeriodContent("custom", "2027-02-01", "2027-01-01"))) is None
    )
