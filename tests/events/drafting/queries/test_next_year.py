"""A plan's content carried over to the next year."""

import pytest

from events.checks import CarriedDoubt
from events.drafting.queries.next_year import content_next_year, period_moved
from events.plan.content import AgendaItemContent, StepContent
from events.plan.period import Period, PeriodKind
from events.terms.shifting import QUOTED
from tests.drafts import plan, plan_of, row, section

OLD, NEW = Period.of_calendar_year(2026), Period.of_calendar_year(2027)


def carried(content, old=OLD, new=NEW):
    return content_next_year(content, old, new)


def only_row(content):
    return next(content.all_events())


def test_dates_move_in_every_part_of_the_plan():
    part = row("Часть на 2026 год", uid="part")
    meeting = row(
        "Заседание",
        "12.03.2026",
        description="за 2025 год",
        direction="Итоги 2026 года",
        lead_in="Май 2026",
        result="Отчёт за 2026 год",
        note="2026 г.",
        agenda=(AgendaItemContent("План на 2026 год", "Докладчик"),),
        events=(part,),
    )
    content = plan(
        section(
            meeting, heading="Раздел на 2026 год", lead_in="за 2026 г.", paragraphs=("в 2026 году",)
        ),
        title=("План", "на 2026 год"),
        imprint="Заозёрск, 2026",
    )
    moved = carried(content)
    assert moved.content.period.starts == "2027-01-01"
    for name in ("title", "imprint", "sections"):
        was, now = str(getattr(content, name)), str(getattr(moved.content, name))
        assert now == was.replace("2026", "2027").replace("2025", "2026")
    assert (moved.doubts, moved.dates) == ((), 13)


def test_uids_stay_so_that_a_row_is_known_in_the_other_year():
    content = plan_of(row("Форум", uid="e1"))
    assert [one.uid for one in carried(content).content.all_events()] == ["e1", "report"]


def test_doubt_names_its_row_and_field():
    moved = carried(plan_of(row("Слёт «Лето 2026»", uid="e1")))
    assert moved.doubts == (
        CarriedDoubt("e1", "title", "Слёт «Лето 2026»", "Слёт «Лето 2027»", QUOTED),
    )
    assert only_row(moved.content).title == "Слёт «Лето 2026»"


def test_stamp_loses_the_act_and_the_date_and_keeps_the_route():
    steps = (
        StepContent(
            "t1", "approve", mode="order", act="приказом от 16.01.2026 № 1", office="approver"
        ),
        StepContent(
            "t2", "agree", date_line="16.01.2026", position="Куратор", name="О. Н. Светлова"
        ),
        StepContent("t3", "agree", date_line="«____» _____ 2026 года"),
    )
    moved = carried(plan_of(row(), steps=steps)).content.steps
    assert [(one.act, one.date_line) for one in moved] == [
        ("", ""),
        ("", ""),
        ("", "«____» _____ 2027 года"),
    ]
    assert [(one.mode, one.office, one.name) for one in moved] == [
        ("order", "approver", ""),
        ("person", "", "О. Н. Светлова"),
        ("person", "", ""),
    ]


@pytest.mark.parametrize(
    ("words", "choice", "moved"),
    [
        ("август", "month 2025-08-01/2025-08-31", "month 2026-08-01/2026-08-31"),
        ("август", "month 2026-08-01/2026-08-31", "month 2027-08-01/2027-08-31"),
        ("сентябрь", "month 2025-08-01/2025-08-31", ""),
        ("август", "month 2025-08-01/", ""),
    ],
)
def test_chosen_meaning_moves_with_its_days_while_the_words_offer_it(words, choice, moved):
    content = plan_of(row("Форум", words, term_choice=choice))
    school = Period.of_academic_year
    got = carried(content, school(2025), school(2026)).content
    assert only_row(got).term_choice == moved


@pytest.mark.parametrize(
    ("old", "years", "new"),
    [
        (OLD, 1, NEW),
        (Period.of_academic_year(2025), 2, Period.of_academic_year(2027)),
        (
            Period.recognise(Period.of_academic_year(2025).starts, Period.of_month(2026, 5).ends),
            1,
            Period(
                PeriodKind.ACADEMIC,
                Period.of_academic_year(2026).starts,
                Period.of_month(2027, 5).ends,
            ),
        ),
    ],
)
def test_period_has_the_same_days_of_another_year(old, years, new):
    assert period_moved(old, years) == new
