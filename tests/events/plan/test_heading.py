"""Title, year and imprint of a plan."""

import pytest

from events.plan.content import LayoutContent, PeriodContent, PlanContent
from events.plan.heading import file_title, imprint_of, title_line, usual_imprint, year_of

PERIOD = PeriodContent("academic", "2025-09-01", "2026-08-31")


def test_title_is_one_line_and_a_file_always_has_a_name():
    assert title_line(("План  работы", " на 2026 год")) == "План работы на 2026 год"
    assert file_title(PlanContent(title=(" ",))) == "План"


@pytest.mark.parametrize(
    ("city", "period", "imprint"),
    [
        ("Озёрск", PERIOD, "Озёрск, 2025"),
        ("", PERIOD, "2025"),
        ("Озёрск", PeriodContent(), "Озёрск"),
    ],
)
def test_usual_imprint_is_city_and_year(city, period, imprint):
    assert usual_imprint(city, period) == imprint


def test_imprint_is_printed_on_a_title_page_only():
    content = PlanContent(city="Озёрск", period=PERIOD, layout=LayoutContent(title_page=True))
    assert imprint_of(content) == "Озёрск, 2025"
    assert imprint_of(PlanContent(city="Озёрск", period=PERIOD)) == ""
    own = PlanContent(imprint="Озёрск – 2026", layout=LayoutContent(title_page=True))
    assert imprint_of(own) == "Озёрск – 2026"
    assert year_of(PeriodContent()) == ""
