"""Fields of rows and sections as texts."""

from events.plan.content import AgendaItemContent, EventContent, SectionContent
from reports.bringing_back.queries.field_texts import (
    section_text,
    shortened,
    text_of,
    title_of,
    with_texts,
    without_uids,
)

ROW = EventContent(
    uid="a" * 32,
    lead_in="Семинар:",
    title="Чтение",
    agenda=(AgendaItemContent("Итоги", "Крутов О. Л."),),
    events=(EventContent(uid="b" * 32, title="Открытие", term="1 мая"),),
)


def test_a_row_as_texts():
    assert text_of(ROW, "title") == "Чтение"
    assert text_of(ROW, "agenda") == "Итоги (Крутов О. Л.)"
    assert text_of(ROW, "events") == "Открытие (1 мая)"
    assert title_of(ROW) == "Семинар: Чтение"


def test_texts_written_into_a_row_are_read_again():
    row = with_texts(ROW, {"title": "Письмо", "agenda": "Планы", "events": "Закрытие"})
    assert [text_of(row, name) for name in ("title", "agenda", "events", "lead_in")] == [
        "Письмо", "Планы", "Закрытие", "Семинар:",
    ]  # fmt: skip
    assert row.uid == ROW.uid


def test_a_new_row_has_no_uids():
    row = without_uids(ROW)
    assert (row.uid, row.events[0].uid) == ("", "")


def test_a_section_as_texts():
    section = SectionContent(heading="Задачи", paragraphs=("Учить", "Помогать"))
    assert section_text(section, "paragraphs") == "Учить\nПомогать"
    assert section_text(section, "heading") == "Задачи"


def test_a_long_title_is_shortened():
    assert len(shortened("слово " * 100)) <= 160
