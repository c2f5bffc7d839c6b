"""Years left over from another plan, and years that are right."""

import pytest

from events.checks import check_content
from events.plan.content import (
    PeriodContent,
)
from tests.drafts import (
    ACADEMIC,
    CALENDAR,
    codes,
    only,
    plan,
    plan_of,
    row,
    section,
)

FINE_IN_2026 = [
    ("Анализ работы за 2025 год", "январь"),
    ("Утверждение плана работы на 2026 год", "январь 2026"),
    ("Подготовка плана на 2027 год", "декабрь"),
    ("Контроль исполнения приказа от 19.08.2020 № 5", "в течение года"),
    ("Реализация закона от 29 декабря 2012 г. № 273-ФЗ", "постоянно"),
    ("Программа развития на 2024–2030 годы", "в течение года"),
    ("Переход на стандарты 2021 года", "март"),
    ("Конкурс «Наставник года – 2025»", "апрель"),
    ("Отчёт о работе за 2026 год", "до 15 января 2027 г."),
    ("Подготовка отчета за 2026 год и плана на 2027 год", "до 15 января 2027 г."),
    ("Отчёт за 2025/2026 учебный год", "июнь"),
    ("Составление плана на 2026-2027 учебный год", "август"),
    ("Самоанализ за 6 месяцев 2026 г.", "июль"),
    ("Разбор итогов экзаменов 2024 года", "сентябрь"),
    ("Выборы совета на 2026 год", "январь"),
    ("Анализ выполнения плана на 2025 год", "январь"),
    ("Исполнение комплекса мер на 2021 год", "март"),
    ("Изучение приказа «Об утверждении плана на 2024 год»", "январь"),
    ("Сравнение показателей за 2024 и 2025 годы", "март"),
    ("Сводка по форме № 1 за 2025 г.", "до 20 января"),
    ("Обмен опытом: работа в 2024 году", "март"),
]


STALE_IN_2026 = [
    ("Подготовка плана работы на 2026 год", "до 15 января 2027 г."),
    ("Составление плана на 2026 год", "декабрь"),
    ("Самоанализ за 6 месяцев 2024г.", "сентябрь 2026"),
    ("Утверждение плана на 2025 год", "январь 2026"),
    ("Итоги за 2022-2023 учебный год", "май"),
    ("Отчёт о работе за 2025 год", "декабрь"),
    ("Отчёт о работе за 2027 год", "март"),
]


FINE_IN_SCHOOL_YEAR = [
    ("Анализ работы за 2024-2025 учебный год", "29 августа 2025"),
    ("Утверждение плана на 2025–2026 учебный год", "сентябрь"),
    ("Подготовка плана на 2026–2027 учебный год", "июнь"),
    ("Отчёт о работе за 2025 год", "январь"),
    ("Отчёт за 2025-2026 учебный год", "май"),
    ("Планирование встреч на 2026 год", "декабрь"),
    ("Сводка за 2024 год", "октябрь"),
]


STALE_IN_SCHOOL_YEAR = [
    ("План работы на 2024-2025 учебный год", "сентябрь"),
    ("Анализ за 2022-2023 уч.г.", "май"),
    ("Отчёт за 2026-2027 учебный год", "май"),
    ("Составление плана на 2025-2026 учебный год", "август 2026"),
]


def of_time(content):
    time = {"stale_year", "year_outside", "term_outside", "term_unread", "other_month"}
    return [code for code in codes(content) if code in time]


@pytest.mark.parametrize(
    ("period", "title", "term"),
    [(CALENDAR, *one) for one in FINE_IN_2026] + [(ACADEMIC, *one) for one in FINE_IN_SCHOOL_YEAR],
)
def test_usual_year_is_no_finding(period, title, term):
    assert of_time(plan_of(row(title, term), period=period)) == []


@pytest.mark.parametrize(
    ("period", "title", "term"),
    [(CALENDAR, *one) for one in STALE_IN_2026]
    + [(ACADEMIC, *one) for one in STALE_IN_SCHOOL_YEAR],
)
def test_leftover_year_is_found(period, title, term):
    found = only(plan_of(row(title, term), period=period), "stale_year")
    assert (found.uid, found.field, found.severity) == ("e1", "title", "warns")


def test_year_in_the_result_is_about_the_result():
    found = only(plan_of(row(result="Отчёт за 2020 год")), "stale_year")
    assert found.field == "result"


def test_year_in_a_text_section_and_in_the_title_is_found():
    goals = section(kind="text", uid="goals", paragraphs=("Итоги работы за 2021 год.",))
    content = plan(goals, section(row(), uid="rows"), title=("План работы", "на 2024 год"))
    found = [finding for finding in check_content(content) if finding.code == "stale_year"]
    assert [(one.uid, one.field) for one in found] == [("", "title"), ("goals", "paragraphs")]


def test_title_of_the_right_year_is_no_finding():
    content = plan_of(row(), title=("План работы", "на 2025–2026 учебный год"), period=ACADEMIC)
    assert of_time(content) == []


def test_sentence_names_the_row_the_words_and_the_plan():
    found = only(plan_of(row("Самоанализ за 6 месяцев 2024г.")), "stale_year")
    assert found.text.startswith("Строка 1: «за 6 месяцев 2024г.» — а план на 2026 год")


def test_period_that_is_no_date_silences_the_rules_about_years():
    content = plan_of(row("Итоги за 2011 год"), period=PeriodContent("calendar", "", ""))
    assert of_time(content) == []
