"""Terms outside the plan, unread, or in another month than their section."""

import pytest

from events.checks import check_content, repair
from events.plan.content import (
    EventContent,
)
from tests.drafts import (
    ACADEMIC,
    SOMEBODY,
    codes,
    only,
    plan,
    plan_of,
    row,
    section,
)


def of_time(content):
    time = {
        "stale_year",
        "year_outside",
        "term_outside",
        "term_unread",
        "term_doubt",
        "other_month",
    }
    return [code for code in codes(content) if code in time]


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("15 марта 2023 г.", "year_outside"),
        ("апрель 2024 г.", "year_outside"),
        ("3 февраля 2027 г.", "term_outside"),
        ("когда расцветёт сирень", "term_unread"),
    ],
)
def test_term_that_cannot_be_is_found(term, code):
    found = only(plan_of(row(term=term)), code)
    assert (found.uid, found.field) == ("e1", "term")
    assert term.split()[0] in found.text


def test_term_of_a_part_is_found_with_the_part():
    parts = (EventContent(uid="p1", title="Первое", term="1 марта 2021"),)
    found = only(plan_of(row(term="март", events=parts)), "year_outside")
    assert (found.uid, found.row) == ("p1", "1")


@pytest.mark.parametrize("term", ["22.08.2025", "27–28 августа 2025 г.", "до 1 сентября 2025 г."])
def test_august_before_a_school_year_is_usual(term):
    assert of_time(plan_of(row("Августовское совещание", term), period=ACADEMIC)) == []


def test_report_soon_after_the_period_is_usual_and_a_concert_is_not():
    assert of_time(plan_of(row("Итоговый отчёт", "20 января 2027 г."))) == []
    assert of_time(plan_of(row("Концерт", "20 января 2027 г."))) == ["term_outside"]


def test_term_in_another_month_than_its_section_is_found():
    october = section(
        row("Педсовет", "3 октября"),
        row("Подготовка концерта", "до 5 ноября"),
        row("Выставка", "сентябрь – октябрь"),
        row("Экскурсия", "третья неделя"),
        row("Конкурс чтецов", "14 ноября", responsible=SOMEBODY),
        heading="II. Октябрь 2025 года",
    )
    content = plan(october, period=ACADEMIC)
    found = [finding for finding in check_content(content) if finding.code == "other_month"]
    assert [one.uid for one in found] == ["e5"]
    assert "октябрь" in found[0].text


def test_heading_that_only_begins_with_a_month_is_no_month():
    content = plan_of(row("Сбор", "14 ноября"))
    march = plan(section(row("Сбор", "14 ноября"), heading="Март — месяц наставника"))
    assert of_time(content) == of_time(march) == []


def test_term_that_may_mean_two_things_is_found_until_one_is_chosen():
    content = plan_of(row("Конференция", "август"), period=ACADEMIC)
    found = only(content, "term_doubt")
    assert found.text == (
        "Строка 1: срок «август» можно понять по-разному: август может быть перед учебным годом "
        "или в конце его."
    )
    labels = [one.label for one in found.choices]
    assert labels == ["1 августа – 31 августа 2026", "1 августа – 31 августа 2025"]
    for chosen in found.choices:
        assert of_time(repair(content, found, chosen)) == []
    assert found.repair is None
    with pytest.raises(ValueError, match="нет исправления"):
        repair(content, found)


def test_terms_to_choose_from_are_a_doubt_and_not_unread():
    assert len(only(plan_of(row(term="март или апрель")), "term_doubt").choices) == 2
    assert only(plan_of(row(term="март, май, июнь или октябрь")), "term_doubt").choices == ()


def test_weekday_that_does_not_fit_its_date_is_found_without_a_choice():
    found = only(plan_of(row(term="понедельник, 15 апреля")), "term_doubt")
    assert (
        found.text
        == "Строка 1: срок «понедельник, 15 апреля»: день недели не подходит к этой дате."
    )
    assert found.repairs == ()


def test_doubt_of_a_part_is_settled_in_the_part():
    parts = (EventContent(uid="p1", title="Первое", term="начало мая"),)
    content = plan_of(row(term="май", events=parts))
    found = only(content, "term_doubt")
    mended = repair(content, found, found.choices[1])
    assert mended.sections[0].events[0].events[0].term_choice == "month 2026-05-01/2026-05-31"
    assert of_time(mended) == []


@pytest.mark.parametrize(
    ("term", "why"),
    [
        ("31 сентября", "31 сентября не бывает."),
        ("до 31 июня", "31 июня не бывает."),
        ("15.13.2026", "даты 15.13.2026 не бывает."),
        ("29.02.2026", "29 февраля в 2026 году не бывает."),
        ("с 27 по 15 апреля", "начало позже конца."),
    ],
)
def test_term_that_no_calendar_has_is_told_as_such(term, why):
    found = only(plan_of(row(term=term)), "term_impossible")
    assert found.text == f"Строка 1: срок «{term}» невозможен: {why}"
    assert of_time(plan_of(row(term=term))) == []


@pytest.mark.parametrize(
    "term", ["с 15 мая по 10 марта", "1 сентября – 31 мая", "март, обязательно", "I четверть"]
)
def test_doubt_that_names_no_days_is_found(term):
    assert of_time(plan_of(row(term=term))) == ["term_doubt"]


def test_day_that_only_another_year_has_is_impossible_and_not_outside():
    assert of_time(plan_of(row(term="29 февраля"))) == []
    assert "в 2026 году" in only(plan_of(row(term="29 февраля")), "term_impossible").text
