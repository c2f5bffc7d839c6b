"""The form of a row: its fields by the columns, lines by buttons, values for the rule."""

from events.drafting.forms.event import EventForm
from events.drafting.queries.responsible_names import ResponsibleDirectory
from events.drafting.queries.row_values import AgendaItemValues, EventValues, ResponsibleValues
from events.plan.content import ColumnContent
from events.plan.period import Period

COUNTS = {"agenda-count": "0", "responsible-count": "1"}
SOMOV = ResponsibleValues("Сомов П. И.", "person", person_id=7)


def form(data=None, action="", **values) -> EventForm:
    return EventForm(
        columns=(ColumnContent("number", "№", 10), ColumnContent("term", "Срок", 30)),
        directory=ResponsibleDirectory({SOMOV.text: SOMOV}),
        values=EventValues(**values),
        period=Period.of_calendar_year(2027),
        data=data,
        action=action,
    )


def test_columns_come_first_and_the_number_is_never_among_them():
    shown = form()
    assert [field.name for field in shown.in_sight] == ["title", "term"]
    assert "number" in [field.name for field in shown.more]


def test_values_name_the_directory_and_keep_what_is_not_shown():
    posted = form({**COUNTS, "title": "Семинар", "responsible-0-text": SOMOV.text})
    assert posted.is_valid()
    assert (posted.values.title, posted.values.responsible) == ("Семинар", (SOMOV,))


def test_button_of_a_line_keeps_what_was_typed():
    posted = form({**COUNTS, "title": "Семинар", "responsible-0-text": "Совет"}, "responsible add")
    assert len(posted.responsible) == 2
    assert posted.fields["title"].value() == "Семинар"


def questions(text, speaker="", **values):
    line = {"agenda-count": "1", "agenda-0-text": text, "agenda-0-speaker": speaker}
    posted = form({**COUNTS, **line, "title": "Совет"}, **values)
    assert posted.is_valid()
    return [item.text for item in posted.values.agenda]


def test_lines_pasted_into_one_question_are_as_many_questions():
    assert questions("Итоги\r\nПлан\r\nРазное") == ["Итоги", "План", "Разное"]
    assert questions("1. Итоги\r\nгода\r\n2. Разное") == ["1. Итоги\nгода", "2. Разное"]


def test_question_of_two_lines_stays_one_as_it_was_or_with_a_speaker():
    assert questions("Итоги\r\nПлан", "Светлова А. П.") == ["Итоги\nПлан"]
    old = AgendaItemValues("Итоги\nгода")
    assert questions("Итоги\r\nгода", agenda=(old,)) == ["Итоги\nгода"]


def test_field_is_as_high_as_its_words():
    rows = [
        form(title="слово " * count).fields["title"].field.widget.attrs["rows"]
        for count in (1, 80, 900)
    ]
    assert rows == [3, 9, 12]
