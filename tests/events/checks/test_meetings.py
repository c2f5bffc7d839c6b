"""Meetings: too few, without an agenda, two on one day."""

import pytest

from events.checks import Requirements, repair
from events.plan.content import (
    AgendaItemContent,
    AssociationContent,
)
from tests.drafts import REPORT, codes, only, plan, plan_of, row, section

OMO = AssociationContent("omo", "Областное объединение логопедов")


def meeting(title="Заседание объединения", term="март", **values):
    return row(title, term, meeting=True, **values)


def test_association_that_never_meets_is_found_and_a_centre_is_not():
    assert codes(plan_of(row(), association=OMO)) == ["meetings_none"]
    assert codes(plan_of(row())) == []
    together = plan_of(row("Рабочее совещание бюро"), association=OMO)
    assert codes(together) == []


def test_meetings_are_counted_against_the_requirement():
    two = plan_of(meeting("Заседание о чтении"), meeting("Заседание о письме", "май"))
    assert codes(two, requirements=Requirements(meetings=2)) == []
    found = only(two, "meetings_too_few", requirements=Requirements(meetings=4))
    assert found.text == "Заседаний должно быть не меньше 4, а запланировано 2."
    assert "meetings_too_few" in codes(plan_of(row()), requirements=Requirements(meetings=1))


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([meeting("Заседания о чтении", "ежеквартально")], 4),
        ([meeting("Заседания о чтении", "март, май, октябрь")], 3),
        ([row("Заседания центра", "ежемесячно")], 12),
        ([meeting("Заседание о чтении"), row("Проведение заседаний", "в течение года")], 1),
    ],
)
def test_meetings_that_return_are_counted_each_time(rows, count):
    content = plan_of(*rows)
    assert codes(content, requirements=Requirements(meetings=count)) == []
    assert codes(content, requirements=Requirements(meetings=count + 1)) == ["meetings_too_few"]


def test_meetings_that_are_not_counted_in_words_are_not_counted_here():
    content = plan_of(row("Проведение заседаний", "в течение года"))
    assert codes(content, requirements=Requirements(meetings=3)) == []


def test_meeting_without_agenda_or_topic_is_found():
    agenda = (AgendaItemContent("Итоги полугодия"),)
    content = plan_of(
        meeting("Заседание № 1", agenda=agenda),
        meeting("Итоговое заседание областного объединения логопедов", "май"),
        meeting("Новые подходы к проверке письма", "июнь"),
        association=OMO,
    )
    assert only(content, "meeting_without_agenda").uid == "e2"


def test_two_meetings_on_one_day_are_found():
    content = plan_of(
        meeting("Заседание о чтении", "14 марта"),
        meeting("Заседание о письме", "14.03.2026"),
        meeting("Заседание о счёте", "март"),
        meeting("Заседание о пении", "март"),
    )
    found = only(content, "meetings_one_day")
    assert (found.uid, found.text) == (
        "e2",
        "Строка 2: заседание в тот же день, 14 марта, что и строка 1.",
    )


def test_missing_meeting_is_added_where_meetings_stand():
    meetings = section(meeting("Заседание № 1", place="школа"), uid="m", heading="Заседания")
    content = plan(meetings, section(row(), REPORT), association=OMO)
    asked = Requirements(meetings=2)
    mended = repair(content, only(content, "meetings_too_few", requirements=asked))
    added = mended.sections[0].events[-1]
    assert (added.meeting, added.title, added.term) == (True, "Заседание № 2", "")
    assert "meetings_too_few" not in codes(mended, requirements=asked)


def test_first_meeting_is_added_to_the_last_table():
    content = plan(section(row(), REPORT), section(uid="last"), association=OMO)
    mended = repair(content, only(content, "meetings_none"))
    added = mended.sections[1].events[-1]
    assert (added.meeting, added.title) == (True, "Заседание")
    assert "meetings_none" not in codes(mended)
