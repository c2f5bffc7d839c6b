"""A plan as a workbook: every word of it, typed dates, filters, and nothing that is counted."""

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pytest

from events.drafting.queries.stored_content import read_content
from events.plan.content import (
    AgendaItemContent,
    ColumnContent,
    EventContent,
    LayoutContent,
    PeriodContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
    StepContent,
)
from events.plan.outline import rows_of
from reports.office_files.xlsx.book import LONGEST_CELL
from reports.office_files.xlsx.plan import MOST_DATES, WorkbookState, content_xlsx
from reports.recognition.words import words
from tests.plans import LAYOUTS, make_plan

MADE = dt.datetime(2027, 5, 4, 9, 30, tzinfo=dt.UTC)
DRAFT = WorkbookState(is_draft=True, words="Черновик", at=MADE)
SHA256 = "0" * 64
COLUMNS = (
    ColumnContent("number", "№ п/п", 14),
    ColumnContent("event", "Наименование", 90),
    ColumnContent("term", "Сроки", 36),
    ColumnContent("responsible", "Кто отвечает", 36),
)
HOSTILE = (
    '=HYPERLINK("http://x","да")',
    "+7 900 000-00-00",
    "@SUM(A1)",
    "-1+1",
    "'тихо",
    "<b>не</b> &amp; \u202eбидe\u200b",
    "_x0041_ дословно",
)


def content_of(*events, sections=None, columns=COLUMNS, **layout):
    sections = sections or (SectionContent(heading="Встречи", events=events),)
    return PlanContent(
        title=("План работы", "на 2027 год"),
        period=PeriodContent("calendar", "2027-01-01", "2027-12-31"),
        layout=LayoutContent(columns=columns, **layout),
        sections=sections,
    )


def book_of(content, state=DRAFT):
    return openpyxl.load_workbook(io.BytesIO(content_xlsx(content, state, SHA256).data))


def rows(book, name="План"):
    """Give the rows of a sheet as dicts by heading."""
    head, *others = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in others]


def day(year, month, number):
    return dt.datetime(year, month, number)  # noqa: DTZ001 - a cell knows no zone


# --- The sheet of the plan ------------------------------------------------------------------


def test_columns_are_those_of_the_layout_with_the_dates_beside_them():
    book = book_of(content_of(EventContent(title="Смотр", term="15 марта")))
    head = [cell.value for cell in book["План"][1]]
    assert head == [
        "Раздел", "№ п/п", "Наименование", "Сроки", "Кто отвечает", "Начало", "Конец", "Как понят срок",
        "Ключ строки (не менять)",
    ]  # fmt: skip
    assert rows(book)[0]["Раздел"] == "Встречи"


@pytest.mark.parametrize(
    ("term", "starts", "ends"),
    [
        ("15 марта", day(2027, 3, 15), day(2027, 3, 15)),
        ("с 20 по 24 апреля", day(2027, 4, 20), day(2027, 4, 24)),
        ("апрель, август", day(2027, 4, 1), day(2027, 8, 31)),
        ("до 15 мая", None, day(2027, 5, 15)),
        ("в течение года", day(2027, 1, 1), day(2027, 12, 31)),
        ("по мере необходимости", None, None),
        ("когда зацветёт сирень", None, None),
        ("", None, None),
    ],
)
def test_dates_are_dates(term, starts, ends):
    book = book_of(content_of(EventContent(title="Смотр", term=term)))
    (row,) = rows(book)
    assert (row["Начало"], row["Конец"]) == (starts, ends)
    assert row["Сроки"] == (term or None)
    cell = book["План"]["F2"]
    assert cell.is_date == (starts is not None)
    assert starts is None or cell.number_format == "dd.mm.yyyy"


def test_it_says_how_a_term_was_understood():
    events = [EventContent(title="А", term=t) for t in ("до 15 мая", "когда зацветёт сирень", "")]
    understood = [row["Как понят срок"] for row in rows(book_of(content_of(*events)))]
    assert understood[0] == "до 15 мая 2027"
    assert understood[1].startswith("не разобрано")
    assert understood[2] is None


def test_numbers_of_rows_stay_text():
    sheet = book_of(content_of(EventContent(title="А"), numbering="section"))["План"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("1.1", "s")


def test_head_stands_still_and_filters():
    sheet = book_of(content_of(EventContent(title="А"), EventContent(title="Б")))["План"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:I3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in sheet.oddFooter.right.text
    assert sheet["A1"].font.bold
    assert sheet["C2"].alignment.wrap_text
    assert sheet["C2"].alignment.vertical == "top"


def test_sub_events_are_rows_with_the_number_of_their_event():
    parts = (
        EventContent(title="отборочный тур", term="март"),
        EventContent(title="финал", term="май"),
    )
    book = book_of(
        content_of(EventContent(title="Олимпиада", events=parts), EventContent(title="Итоги"))
    )
    found = [
        (r["№ п/п"], r["Наименование"], r["Начало"], r["Часть мероприятия"]) for r in rows(book)
    ]
    assert found == [
        ("1.", "Олимпиада", None, None),
        ("1.", "отборочный тур", day(2027, 3, 1), "Олимпиада"),
        ("1.", "финал", day(2027, 5, 1), "Олимпиада"),
        ("2.", "Итоги", None, None),
    ]
    assert book["План"]["C3"].alignment.indent == 1


def test_merged_cells_are_said_again_in_each_row():
    columns = (ColumnContent("direction", "Направление"), *COLUMNS[1:])
    events = tuple(EventContent(title=title) for title in "АБВ")
    content = content_of(
        sections=(SectionContent(heading="Наставники", events=events),),
        columns=columns,
        sections_as="merged",
    )
    assert [row["Направление"] for row in rows(book_of(content))] == ["Наставники"] * 3


def test_row_that_shares_a_number_has_it():
    events = (EventContent(title="А", number="7"), EventContent(title="Б", same_number=True))
    assert [row["№ п/п"] for row in rows(book_of(content_of(*events)))] == ["7", "7"]


def test_table_with_columns_of_its_own_shares_those_of_one_role():
    own = (ColumnContent("event", "Дело"), ColumnContent("result", "Итог"))
    content = content_of(
        sections=(
            SectionContent(heading="А", events=(EventContent(title="один"),)),
            SectionContent(
                heading="Б", columns=own, events=(EventContent(title="два", result="три"),)
            ),
        )
    )
    found = rows(book_of(content))
    assert [row["Наименование / Дело"] for row in found] == ["один", "два"]
    assert [row["Итог"] for row in found] == [None, "три"]


def test_sixty_columns_stand_side_by_side():
    columns = (
        ColumnContent("event", "Дело"),
        *(ColumnContent("note", f"Графа {n}") for n in range(59)),
    )
    sheet = book_of(content_of(EventContent(title="А", note="да"), columns=columns))["План"]
    assert [cell.value for cell in sheet[1]][3:62] == [f"Графа {n}" for n in range(59)]
    assert {cell.value for cell in sheet[2]} >= {"А", "да"}


# --- Dates, meetings, the other words --------------------------------------------------------


def test_each_time_has_a_row_in_the_order_of_days():
    event = EventContent(
        title="Совещание",
        term="15 марта, 20 мая",
        place="Зал",
        responsible=(ResponsibleContent("Совет"),),
    )
    early = EventContent(title="Смотр", term="до 1 февраля")
    found = rows(book_of(content_of(event, early)), "По датам")
    assert [(r["Начало"], r["Конец"], r["№"], r["Мероприятие"]) for r in found] == [
        (None, day(2027, 2, 1), "2.", "Смотр"),
        (day(2027, 3, 15), day(2027, 3, 15), "1.", "Совещание"),
        (day(2027, 5, 20), day(2027, 5, 20), "1.", "Совещание"),
    ]
    assert (found[1]["Место"], found[1]["Ответственные"]) == ("Зал", "Совет")


def test_what_lasts_the_whole_period_is_no_date():
    assert (
        "По датам"
        not in book_of(content_of(EventContent(title="А", term="в течение года"))).sheetnames
    )


def test_more_dates_than_anybody_reads_are_counted():
    events = [EventContent(title="А", term="ежедневно")] * (MOST_DATES // 365 + 1)
    found = rows(book_of(content_of(*events)), "По датам")
    assert len(found) == MOST_DATES + 1
    rest = 365 * len(events) - MOST_DATES
    assert found[-1]["Мероприятие"] == f"Ещё дат: {rest}. Лист показывает первые {MOST_DATES}."


def test_each_question_of_a_meeting_has_a_row():
    agenda = (AgendaItemContent("Итоги", "Светлова А. П."), AgendaItemContent("Разное"))
    events = (
        EventContent(
            meeting=True, title="Заседание № 1", term="5 марта", place="Зал", agenda=agenda
        ),
        EventContent(meeting=True, title="Заседание № 2"),
        EventContent(title="Смотр"),
    )
    found = rows(book_of(content_of(*events)), "Заседания")
    assert [
        (r["Заседание"], r["Вопрос №"], r["Вопрос повестки"], r["Докладчик"]) for r in found
    ] == [
        ("Заседание № 1", "1", "Итоги", "Светлова А. П."),
        ("Заседание № 1", "2", "Разное", None),
        ("Заседание № 2", None, None, None),
    ]
    assert (found[0]["Начало"], found[0]["Место"], found[0]["№"]) == (day(2027, 3, 5), "Зал", "1.")


def test_what_stands_outside_the_rows_is_kept():
    sections = (
        SectionContent(
            kind="text", heading="Задачи", lead_in="Цель одна:", paragraphs=("учить", "учиться")
        ),
        SectionContent(heading="Пустой раздел"),
        SectionContent(heading="Встречи", events=(EventContent(title="А"),)),
    )
    found = rows(book_of(content_of(sections=sections, section_numbers="roman")), "Текст плана")
    assert [tuple(row.values()) for row in found] == [
        ("I. Задачи", None, "Цель одна:"),
        ("I. Задачи", "1.", "учить"),
        ("I. Задачи", "2.", "учиться"),
        ("II. Пустой раздел", None, None),
    ]


def test_it_says_what_it_is():
    content = replace(
        content_of(EventContent(title="А")),
        steps=(StepContent(verb="approve", position="Директор", name="О. Н. Ветлугина"),),
    )
    book = book_of(content)
    facts = [tuple(row.values()) for row in rows(book, "О плане")]
    assert ("Заголовок", "на 2027 год") in facts
    assert ("Начало периода", day(2027, 1, 1)) in facts
    assert ("Состояние", "Черновик") in facts
    assert ("Утверждение", "Директор\nО. Н. Ветлугина") in facts
    assert book.properties.title == "ПРОЕКТ. План работы на 2027 год"
    assert book["План"].oddHeader.right.text == "&BПРОЕКТ"


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_word_of_the_plan_is_there(layout):
    content = read_content(make_plan(layout))
    book = book_of(content)
    found = words(
        "\n".join(
            str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value
        )
    )
    for row in rows_of(content):
        for cell in row.cells:
            for line in cell.lines:
                assert set(words(f"{line.lead} {line.text}")) <= set(found)
    assert {word for line in content.title for word in words(line)} <= set(found)


# --- Hostile words, sizes, bytes -------------------------------------------------------------


def test_words_of_users_stay_words():
    events = [EventContent(title=text, responsible=(ResponsibleContent(text),)) for text in HOSTILE]
    content = content_of(
        *events, sections=(SectionContent(heading=HOSTILE[0], events=tuple(events)),)
    )
    book = book_of(content)
    sheet = book["План"]
    for number, text in enumerate(HOSTILE, 2):
        for cell in (sheet.cell(number, 3), sheet.cell(number, 5)):
            assert (cell.value.replace("_x005F_", "_"), cell.data_type) == (text, "s")
    # Edited and left, such a cell would become a formula without its mark.
    assert [sheet.cell(n, 3).quotePrefix for n in range(2, 7)] == [True] * 5
    assert sheet["A2"].value == HOSTILE[0]
    assert all(
        c.data_type != "f" and not c.hyperlink for s in book for row in s.iter_rows() for c in row
    )


def test_headings_and_titles_of_users_are_no_codes():
    content = replace(content_of(EventContent(title="А")), title=("&G&P =1+1 " + "😀" * 300,))
    header = book_of(content)["План"].oddHeader
    assert header.left.text.startswith("ПРОЕКТ. \uff06G\uff06P =1+1 😀")
    assert len(header.left.text.encode("utf-16-le")) // 2 < 240
    assert header.right.text == "&BПРОЕКТ"


def test_characters_that_no_cell_holds_are_replaced():
    (row,) = rows(book_of(content_of(EventContent(title="до\x07 и\ufffe после"))))
    assert row["Наименование"] == "до\ufffd и\ufffd после"


@pytest.mark.parametrize("text", ["слово " * 17_000, "я" * 100_000, "😀" * 50_000])
def test_what_is_too_long_for_a_cell_goes_on_below(text):
    found = rows(book_of(content_of(EventContent(title=text, term="май"), EventContent(title="Б"))))
    pieces = [row["Наименование"] for row in found[:-1]]
    assert len(pieces) > 1
    assert all(len(piece.encode("utf-16-le")) // 2 <= LONGEST_CELL + 1 for piece in pieces)
    whole = pieces[0].removesuffix("…") + "".join(
        p.removeprefix("…").removesuffix("…") for p in pieces[1:]
    )
    assert whole == text.strip()
    assert {(row["Раздел"], row["№ п/п"]) for row in found[:-1]} == {("Встречи", "1.")}
    assert [row["Сроки"] for row in found] == ["май", *([None] * len(pieces))]


def test_plan_without_rows_has_its_head():
    book = book_of(content_of())
    assert next(cell.value for cell in book["План"][1]) == "№ п/п"
    assert book["План"].max_row == 1


def test_same_content_gives_the_same_bytes():
    content = content_of(EventContent(title="А", term="май"))
    once, again = (content_xlsx(content, DRAFT, SHA256).data for _ in range(2))
    assert once == again


def test_unreadable_period_leaves_the_dates_empty():
    content = replace(content_of(EventContent(title="А", term="15 марта")), period=PeriodContent())
    (row,) = rows(book_of(content))
    assert (row["Сроки"], row["Начало"]) == ("15 марта", None)
