"""Values of cells as a sheet shows them."""

import datetime as dt

import pytest

from reports.sources.xlsx_values import shown_text

DAY = dt.datetime(2026, 3, 10, 14, 30)  # noqa: DTZ001 - a sheet knows no zones


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        (None, "General", ""),
        (True, "General", "ИСТИНА"),
        ("Слёт", "@", "Слёт"),
        (3, "General", "3"),
        (2.5, "General", "2.5"),
        (1234.5, "#,##0.00", "1 234.50"),
        (7, "000", "007"),
        (0.05, '0"%"', "0%"),
        (0.25, "0%", "25%"),
        (5, '"№ "0', "№ 5"),
        (-5, "0", "-5"),
        (dt.time(9, 5), "h:mm", "09:05"),
        (dt.timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
        (DAY, "DD.MM.YYYY", "10.03.2026"),
        (DAY, "DD.MM.YYYY h:mm", "10.03.2026 14:30"),
        (DAY, "h:mm", "14:30"),
        (DAY, "D MMMM YYYY", "10 марта 2026"),
        (DAY, 'D MMMM YYYY" г."', "10 марта 2026 г."),
        (DAY, "MMMM YYYY", "март 2026"),
        (DAY, "dddd, D MMMM", "вторник, 10 марта 2026"),
        (DAY, "YYYY", "2026"),
    ],
)
def test_value_is_shown_by_its_number_format(value, pattern, expected):
    assert shown_text(value, pattern) == expected
