"""Several dated events in one cell."""

import pytest

from events.checks import repair, with_uids
from events.plan.content import (
    EventContent,
)
from events.plan.outline import rows_of
from tests.drafts import codes, only, plan_of, row

LIST = (
    "Родительские собрания:\n"
    "- «Первый класс: как помочь» (27.09.2026);\n"
    "- «Подросток и книга» (25 октября 2026);\n"
    "- «Каникулы дома» (29.11.2026)."
)


def paper(content):
    """Words of the plan's rows as they are printed, but for dashes and marks."""
    words = []
    for one in rows_of(content):
        for cell in one.cells:
            for line in cell.lines:
                words += [word.strip("();.,–-") for word in f"{line.lead} {line.text}".split()]
    return sorted(word for word in words if word)


def test_dated_list_in_a_cell_is_split_into_parts_with_the_same_words():
    content = plan_of(row(LIST, "в течение года"))
    found = only(content, "dated_events")
    mended = repair(content, found)
    event = mended.sections[0].events[0]
    assert [(part.title, part.term) for part in event.events] == [
        ("«Первый класс: как помочь»", "27.09.2026"),
        ("«Подросток и книга»", "25 октября 2026"),
        ("«Каникулы дома»", "29.11.2026"),
    ]
    assert event.title == "Родительские собрания:"
    assert paper(mended) == paper(content)


def test_dated_list_in_a_description_is_split_too():
    head, items = LIST.split("\n", 1)
    content = plan_of(row(head, "в течение года", description=items))
    mended = repair(content, only(content, "dated_events"))
    assert mended.sections[0].events[0].description == ""
    assert paper(mended) == paper(content)


def test_parts_with_days_of_their_own_are_spread_under_one_number():
    content = plan_of(row(LIST, "в течение года"))
    content = with_uids(repair(content, only(content, "dated_events")))
    found = only(content, "dated_events")
    mended = repair(content, found)
    rows = mended.sections[0].events
    assert [one.same_number for one in rows] == [False, True, True, True, False]
    assert [one.term for one in rows[1:3]] == ["27.09.2026", "25 октября 2026"]
    assert rows[1].responsible == rows[0].responsible
    assert [one.number for one in rows_of(mended)] == ["1.", "1.", "1.", "1.", "2."]
    assert codes(mended) == []


def test_parts_of_what_returns_are_as_they_should_be():
    parts = tuple(
        EventContent(title=f"Встреча {term}", term=term) for term in ("2 марта", "3 июня")
    )
    assert codes(plan_of(row(term="ежеквартально", events=parts))) == []
    assert codes(plan_of(row(term="2 марта, 3 июня", events=parts))) == []


def test_days_among_words_are_found_but_not_split():
    title = "Встречи «Чтение» (3 марта) и «Письмо» (5 апреля), а также «Счёт» (7 мая) в библиотеке"
    assert only(plan_of(row(title, "в течение года")), "dated_events").repair is None


@pytest.mark.parametrize(
    "title",
    [
        "Приём граждан (понедельник) и звонки (вторник)",
        "Слёт: секции (10 человек); мастерские (20 человек)",
        "Подготовка положений: о конкурсе (проект); о слёте (проект)",
        "Исполнение приказа (от 30.12.2021 № 5)",
    ],
)
def test_brackets_without_days_are_no_list(title):
    assert codes(plan_of(row(title, "в течение года"))) == []
