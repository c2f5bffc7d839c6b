"""The words of a cell as lines: what is typed, drawn and typed again stays the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.plan.cell_lines import Line, drawn_text, event_lines, paragraphs, sub_event_words
from events.plan.content import AgendaItemContent, EventContent, ResponsibleContent


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("Слёт\n\n  смотр ", (Line("Слёт"), Line("смотр"))),
        ("– раз\n• два\n-три", (Line("раз", mark="–"), Line("два", mark="•"), Line("-три"))),
    ],
)
def test_field_is_parted_into_paragraphs_and_items(text, lines):
    assert paragraphs(text) == lines


@given(st.text("аб –-•\n", max_size=60))
def test_drawn_text_is_drawn_as_it_is(text):
    assert drawn_text(drawn_text(text)) == drawn_text(text)
    assert paragraphs(drawn_text(text)) == paragraphs(text)


def test_each_line_says_which_field_it_shows():
    event = EventContent(
        lead_in="Внимание:",
        title="Заседание",
        description="Очно",
        agenda=(AgendaItemContent("Об итогах", "Светлова А. П."),),
        events=(EventContent(title="Турнир", term="5 мая"),),
    )
    lines = event_lines(event)
    assert [line.field for line in lines] == ["", "description", "agenda", "events"]
    assert lines[0] == Line("Заседание", lead="Внимание:")
    assert lines[2] == Line("Об итогах (Светлова А. П.)", mark="1.")
    assert lines[3] == Line("Турнир (5 мая).", mark="–")


def test_sub_event_is_one_line():
    people = (ResponsibleContent("Совет"),)
    event = EventContent(title="Смотр;", term="6 мая", place="актовый зал", responsible=people)
    assert sub_event_words(event) == "Смотр (6 мая), актовый зал, Совет"
