"""What the importer is asked to check in a row."""

import pytest

from events.plan.content import EventContent
from events.plan.roles import ColumnRole
from reports.recognition.doubts import MOST_COMMAS, doubts_of
from reports.recognition.people import split_responsible
from reports.sources.source_document import Run, SourceCell, SourceParagraph
from tests.reports.recognition.recognised import HEAD, events, remarks
from tests.reports.sources.word_samples import plan


def test_as_many_terms_as_lines_are_doubtful():
    data = plan([HEAD, ["1.", "Осмотр залов\nЗамер шума", "май\nиюнь", "ЦРО"]])
    assert events(data)[0].term == "май\nиюнь"
    assert remarks(data) == [
        "Сроков столько же, сколько строк: проверьте, не разные ли это мероприятия."
    ]


def test_row_without_an_event_is_kept_and_doubtful():
    rows = [HEAD, ["1.", "Смотр", "май", "ЦРО"], ["2.", "", "июнь", "ЦРО"]]
    assert [event.title for event in events(plan(rows))] == ["Смотр", ""]
    assert remarks(plan(rows)) == ["В строке нет мероприятия."]


def doubts(text):
    """The doubts about a row whose responsible are these words."""
    cell = SourceCell(0, 0, blocks=(SourceParagraph((Run(text),)),))
    event = EventContent(title="Слёт", responsible=split_responsible(text, frozenset()))
    return list(doubts_of(event, {ColumnRole.RESPONSIBLE: cell}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Завуч, вожатый", []),
        ("Завуч и", ["Ответственные обрываются: «Завуч и»."]),
        (
            "Полякова Р.Д., радио",
            ["Запятая в «Полякова Р.Д., радио»: проверьте, один это ответственный или двое."],
        ),
    ],
)
def test_doubtful_responsible(text, expected):
    assert doubts(text) == expected


def test_only_the_first_doubtful_commas_are_listed():
    text = "; ".join(["Полякова Р.Д., радио"] * (MOST_COMMAS + 2))
    assert len([one for one in doubts(text) if one.startswith("Запятая")]) == MOST_COMMAS


def test_several_terms_beside_a_list_of_another_length_are_doubtful():
    event = EventContent(title="Смотр:\n- хор;\n- оркестр;\n- дуэт", term="май\nиюнь")
    assert list(doubts_of(event, {})) == [
        "Сроков несколько, а пунктов не столько же: проверьте, что к чему."
    ]


def test_line_of_a_term_that_is_not_read_is_doubtful():
    data = plan([HEAD, ["1.", "Смотр лодок", "до 15 мая\nкак пойдёт река", "ЦРО"]])
    assert remarks(data) == ["Прочитана не каждая строка срока: «как пойдёт река»."]
