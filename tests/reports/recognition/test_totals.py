"""Rows with totals, which are not events."""

import pytest

from reports.recognition import recognise
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import HEAD, events
from tests.reports.sources.word_samples import plan


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["", "Итого за год:", "", "48"], "Итого за год: 48"),
        (["Итого", "3 дела", "", ""], "Итого 3 дела"),
        (["ВСЕГО участников", "", "", "1 200 чел."], "ВСЕГО участников 1 200 чел."),
        (["Всего по разделу – 12 дел", "<", "<", "<"], "Всего по разделу – 12 дел"),
        (["Общее количество часов: 72", "<", "<", "<"], "Общее количество часов: 72"),
        (["", "Количество встреч – 9", "", ""], "Количество встреч – 9"),
    ],
)
def test_sum_is_neither_a_row_nor_a_section(row, told):
    found = recognise(
        read_word(plan([HEAD, ["1.", "Смотр", "май", "ЦРО"], row, ["2.", "Слёт", "июнь", "ЦРО"]]))
    )
    (section,) = found.content.sections
    assert [event.title for event in section.events] == ["Смотр", "Слёт"]
    assert [(one.text, one.place) for one in found.unplaced] == [
        (told, "таблица 1, строка 3, итог")
    ]
    assert found.words.is_whole


@pytest.mark.parametrize(
    "title", ["Итоговый сбор", "Всего понемногу: вечер", "Общее собрание", "Итоги года"]
)
def test_event_that_only_sounds_like_a_sum(title):
    assert [e.title for e in events(plan([HEAD, ["1.", title, "май", "ЦРО"]]))] == [title]
