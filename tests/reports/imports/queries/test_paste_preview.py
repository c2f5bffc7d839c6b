"""What the preview of a paste says of each line."""

import pytest

from events.drafting.queries.stored_content import read_content
from reports.imports.queries.paste_preview import MOST_LINES, NUMBERS_OFF, preview_of
from reports.imports.rules.paste import read_pasted
from reports.imports.rules.wizard import correct
from reports.recognition import Correction
from tests.plans import make_plan

pytestmark = pytest.mark.django_db

HEAD = "№\tМероприятие\tСрок\tОтветственный\tРезультат"
ROWS = "7\tСлёт\t15 мая\tМетодист\tОтчёт\n8\tСбор\tиюнь\tСекретарь\tПамятка"


@pytest.fixture
def plan(cast):
    return make_plan("moc-results", association=cast.association, rows=2)


@pytest.fixture
def preview(cast, plan):
    def look(text, markup="", after="", correction=None):
        made, reading = read_pasted(
            plan=plan,
            section_uid=plan.sections.get().uid,
            after_uid=after,
            markup=markup,
            text=text,
            by=cast.actor("chair"),
        )
        if correction:
            reading = correct(
                import_session=made, correction=correction, seen=0, by=cast.actor("chair")
            )
        return preview_of(reading, made, read_content(plan))

    return look


def kinds(shown):
    return [line.kind for line in shown.lines]


def test_rows_have_the_numbers_of_the_plan_and_say_which_they_had(preview, plan):
    shown = preview(ROWS, after=plan.events.order_by("order").first().uid)
    assert [line.became.number for line in shown.lines] == ["2.", "3."]
    assert [line.typed_number for line in shown.lines] == ["7", "8"]
    assert (shown.note, shown.count, shown.rows_in_words) == (NUMBERS_OFF, 2, "2 строки")
    assert shown.lines[0].became.lines == ("Слёт",)
    assert not shown.losses


def test_numbers_that_are_the_same_are_not_spoken_of(preview):
    shown = preview("3\tСлёт\t15 мая\tМетодист\tОтчёт\n4\tСбор\tиюнь\tСекретарь\tПамятка")
    assert (shown.note, [line.typed_number for line in shown.lines]) == ("", ["", ""])


def test_own_number_stays(preview):
    shown = preview("1.2.1\tСлёт\t15 мая\tМетодист\tОтчёт")
    assert (shown.lines[0].became.number, shown.note) == ("1.2.1", "")


def test_number_in_the_title_is_taken_off(preview):
    shown = preview("7. Слёт\t15 мая\tМетодист\tОтчёт\n8. Сбор\tиюнь\tСекретарь\tПамятка")
    assert [line.became.lines for line in shown.lines] == [("Слёт",), ("Сбор",)]
    assert [line.typed_number for line in shown.lines] == ["7.", "8."]


def test_lines_without_a_table_are_rows(preview):
    shown = preview("1. Слёт чтецов\n2. Мероприятия ко Дню учителя\n3. Сбор")
    assert kinds(shown) == ["event"] * 3
    assert [line.became.lines[0] for line in shown.lines] == [
        "Слёт чтецов",
        "Мероприятия ко Дню учителя",
        "Сбор",
    ]


def test_head_is_named_and_not_inserted(preview):
    shown = preview(f"{HEAD}\n{ROWS}")
    assert kinds(shown) == ["head", "event", "event"]
    assert (shown.has_head, shown.count) == (True, 2)
    assert shown.lines[0].words == HEAD.replace("\t", " · ")


def test_columns_that_are_not_those_of_the_plan_are_said_to_be_guessed(preview):
    assert not preview(ROWS).is_guessed
    assert not preview(f"{HEAD}\n{ROWS}").is_guessed
    assert preview("15 мая\tСлёт чтецов края\tМетодист\nиюнь\tСбор актива\tСекретарь").is_guessed


def test_words_without_a_place_are_named_at_their_line(preview):
    shown = preview(f"{ROWS}\nИтого\t2\t\t\t")
    assert kinds(shown) == ["event", "event", "lost"]
    assert "Итого" in shown.lines[2].notes[0]
    (loss,) = shown.losses
    assert "Итого" in loss.text


def test_words_above_the_table_are_told_and_lost_in_no_case(preview):
    markup = (
        "<p>УТВЕРЖДАЮ</p><p>Директор</p><p>И. П. Сомов</p><p>План работы на 2031 год</p>"
        "<table><tr><td>1</td><td>Слёт</td><td>май</td><td>Методист</td><td>Отчёт</td></tr></table>"
    )
    shown = preview("Слёт", markup)
    assert kinds(shown) == ["lost"] * 4 + ["event"]
    told = " ".join(loss.text for loss in shown.losses)
    for words in ("Сомов", "План работы на 2031 год"):
        assert words in told


def test_text_beside_the_table_is_told(preview):
    markup = (
        "<table><tr><td>1</td><td>Слёт</td><td>май</td><td>Методист</td><td>Отчёт</td></tr></table>"
        "<p>Примечание: сроки могут меняться.</p>"
    )
    shown = preview("Слёт", markup)
    assert kinds(shown) == ["event", "lost"]
    assert "сроки могут меняться" in shown.losses[0].text


def test_heading_over_rows_becomes_a_section(preview):
    shown = preview("I. Учёба\t\t\t\t\n" + ROWS)
    assert kinds(shown)[-2:] == ["event", "event"]
    assert shown.lines[0].kind == "section"
    assert shown.count == 2
    assert shown.sections[-1].heading == "Учёба"


def test_what_its_author_leaves_out_is_no_loss(preview):
    shown = preview(ROWS, correction=Correction("row", 1, 0, "left"))
    assert kinds(shown) == ["left", "event"]
    assert shown.losses == ()


def test_joined_row_is_named(preview):
    shown = preview(f"{ROWS}\n\tс гостями\t\t\t", correction=Correction("row", 1, 2, "goes_on"))
    assert (kinds(shown)[2], shown.count) == ("goes_on", 2)


def test_of_a_long_table_only_lines_to_look_at_are_shown(preview):
    rows = [f"{n}\tСлёт\t15 мая\tМетодист\tОтчёт" for n in range(1, MOST_LINES + 11)]
    shown = preview("\n".join([*rows, "Итого\t130\t\t\t"]))
    assert (len(shown.lines), shown.hidden) == (MOST_LINES + 1, 10)
    assert shown.count == MOST_LINES + 10


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 строку"), (2, "2 строки"), (5, "5 строк"), (11, "11 строк"), (21, "21 строку")],
)
def test_button_counts_in_russian(preview, count, words):
    rows = "\n".join(f"{n}\tСлёт\t15 мая\tМетодист\tОтчёт" for n in range(1, count + 1))
    assert preview(rows).rows_in_words == words
