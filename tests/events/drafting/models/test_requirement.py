"""Requirements as they are stored."""

from events.models import Requirement


def test_they_are_given_as_values():
    row = Requirement(meetings=4, report_month=1, report_day=15, sections=" Задачи \n\nОтчёт")
    assert row.section_names == ("Задачи", "Отчёт")
    assert row.report_by == "15 января"
    values = row.as_values()
    assert (values.meetings, values.report_by, values.sections) == (4, (1, 15), ("Задачи", "Отчёт"))


def test_empty_ones_require_nothing():
    assert not Requirement().asks_for_something
    assert Requirement(meetings=1).asks_for_something
