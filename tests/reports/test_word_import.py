"""Plans of odd shapes, written for these tests; each test is about one oddity."""

import pytest

from reports.word_file import WordFileError, read_word
from reports.word_import import recognise
from tests.reports.word_samples import plan, raw, say, table, written

HEAD = ["№ п/п", "Мероприятие", "Срок", "Ответственные"]


def read(data):
    found = recognise(read_word(data))
    assert found.unplaced == ()
    return found


def sections(data):
    return read(data).content.sections


def events(data):
    return [event for section in read(data).content.all_sections() for event in section.events]


def remarks(data):
    return [one.text for one in read(data).findings]


def roles(data):
    return [column.role for column in read(data).content.layout.columns]


# Heads and columns


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            ["№", "Содержание работы", "Дата", "Исполнитель"],
            ["number", "event", "term", "responsible"],
        ),
        (["Срок проведения мероприятия", "Тема"], ["term", "event"]),
        (["Ответственный", "Название", "Когда"], ["responsible", "event", "term"]),
        (["Мероприятия", "Дата и место проведения"], ["event", "term"]),
        (["Мероприятия", "Место проведения", "Месяц"], ["event", "place", "term"]),
        (["Ожидаемый результат", "Мероприятие"], ["result", "event"]),
        (["Раздел", "Наименование работ", "Период"], ["direction", "event", "term"]),
        (["Мероприятие", "Форма проведения", "Участники"], ["event", "form", "audience"]),
        (["Мероприятие", "Сроки", "Отметка о выполнении"], ["event", "term", "note"]),
    ],
)
def test_role_of_a_column_by_its_heading(headings, expected):
    rows = [headings, ["1." if one == "№" else "слово" for one in headings]]
    assert roles(plan(rows)) == expected


def test_column_without_a_heading_is_told_by_its_contents():
    rows = [
        ["№", "Мероприятие", "", ""],
        ["1.", "Смотр кабинетов", "май 2031", "Полякова Р.Д."],
        ["2.", "Слёт наставников", "12.10.2031", "Грачёв С.С."],
    ]
    found = read(plan(rows))
    assert [c.role for c in found.columns] == ["number", "event", "term", "responsible"]
    assert [c.confidence for c in found.columns] == [1.0, 0.9, 0.6, 0.6]


def test_column_that_nothing_tells_keeps_its_words_and_is_doubtful():
    rows = [["№", "Мероприятие", "Шифр"], ["1", "Смотр", "к-7"]]
    found = read(plan(rows))
    assert found.content.layout.columns[2].heading == "Шифр"
    assert found.columns[2].confidence < 0.5
    assert events(plan(rows))[0].note == "к-7"


def test_second_column_of_the_same_role_keeps_its_words():
    rows = [["Мероприятие", "Срок начала", "Срок окончания"], ["Смотр", "май", "июнь"]]
    (event,) = events(plan(rows))
    assert event.term == "май"
    assert "июнь" in (event.note, event.form, event.audience, event.result, event.place)


def test_head_under_a_line_about_the_table():
    rows = [
        ["Таблица мероприятий", "", ""],
        ["Мероприятие", "Срок", "Исполнитель"],
        ["Смотр", "май", "ЦРО"],
    ]
    found = recognise(read_word(plan(rows)))
    assert [c.role for c in found.content.layout.columns] == ["event", "term", "responsible"]
    assert [one.text for one in found.unplaced] == ["Таблица мероприятий"]


def test_head_of_two_levels():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        made = table(
            document,
            [
                ["№", "Мероприятие", "Сроки", "", "Ответственные"],
                ["^", "^", "начало", "конец", "^"],
                ["1.", "Смотр", "май", "июнь", "ЦРО"],
            ],
        )
        made.cell(0, 2).merge(made.cell(0, 3))

    found = read(written(build))
    assert [c.heading for c in found.content.layout.columns] == [
        "№",
        "Мероприятие",
        "Сроки начало",
        "Сроки конец",
        "Ответственные",
    ]
    assert [(event.title, event.term) for event in events(written(build))] == [("Смотр", "май")]


def test_repeated_head_is_left_out_and_told():
    rows = [HEAD, ["1.", "Смотр", "май", "ЦРО"], HEAD, ["2.", "Слёт", "июнь", "ЦРО"]]
    assert [event.title for event in events(plan(rows))] == ["Смотр", "Слёт"]
    assert remarks(plan(rows)) == ["Повторённая шапка таблицы опущена."]


def test_table_cut_by_a_page_goes_on_without_a_head():
    def rest(document):
        table(document, [["2.", "Слёт", "июнь", "ЦРО"], ["3.", "Сбор", "июль", "ЦРО"]])

    data = plan([HEAD, ["1.", "Смотр", "май", "ЦРО"]], after=rest)
    (section,) = sections(data)
    assert [event.title for event in section.events] == ["Смотр", "Слёт", "Сбор"]
    assert [event.number for event in section.events] == ["", "", ""]


def test_file_whose_tables_are_no_plan_is_refused():
    data = written(lambda d: table(d, [["Имя", "Телефон"], ["Пётр", "12-34"]]))
    with pytest.raises(WordFileError, match="нет таблицы плана"):
        recognise(read_word(data))


# Sections


def test_bands_with_roman_numbers_and_rows_numbered_through():
    rows = [
        HEAD,
        "I. Учёба",
        ["1.", "Смотр", "май", "ЦРО"],
        "II. Досуг",
        ["2.", "Слёт", "июнь", "ЦРО"],
    ]
    found = read(plan(rows)).content
    assert [section.heading for section in found.sections] == ["Учёба", "Досуг"]
    assert (found.layout.section_numbers, found.layout.numbering) == ("roman", "through")


def test_rows_that_restart_in_each_band():
    rows = [HEAD, "Учёба", ["1", "Смотр", "май", ""], "Досуг", ["1", "Слёт", "июнь", ""]]
    found = read(plan(rows)).content
    assert (found.layout.section_numbers, found.layout.numbering) == ("none", "restart")
    assert [event.number for event in events(plan(rows))] == ["", ""]


def test_months_as_bands():
    rows = [HEAD, "СЕНТЯБРЬ", ["1", "Смотр", "до 10", ""], "ОКТЯБРЬ", ["2", "Слёт", "до 20", ""]]
    assert [section.heading for section in sections(plan(rows))] == ["СЕНТЯБРЬ", "ОКТЯБРЬ"]


def test_band_with_its_number_in_the_number_cell():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        made = table(document, [HEAD, ["2", "Досуг", "", ""], ["2.1", "Слёт", "июнь", "ЦРО"]])
        made.cell(1, 1).merge(made.cell(1, 3))

    (section,) = sections(written(build))
    assert (section.heading, section.number) == ("Досуг", "2")
    assert [event.number for event in section.events] == ["2.1"]


def test_bold_row_with_one_cell_is_a_band():
    rows = [HEAD, ["", "*Учёба*", "", ""], ["1.", "Смотр", "май", "ЦРО"]]
    (section,) = sections(plan(rows))
    assert (section.heading, len(section.events)) == ("Учёба", 1)


def test_arabic_band_under_a_roman_one_is_its_sub_section():
    rows = [
        HEAD,
        "I. Учёба",
        "1. Курсы",
        ["1.", "Смотр", "май", "ЦРО"],
        "II. Досуг",
        ["2.", "Слёт", "июнь", "ЦРО"],
    ]
    first, second = sections(plan(rows))
    assert [one.heading for one in first.sections] == ["Курсы"]
    assert [first.sections[0].number, second.number] == ["1", ""]
    assert len(first.sections[0].events) == 1


def test_rows_before_the_first_band_have_a_section_of_their_own():
    rows = [HEAD, ["1.", "Сбор", "май", "ЦРО"], "Учёба", ["2.", "Смотр", "май", "ЦРО"]]
    first, second = sections(plan(rows))
    assert [first.heading, second.heading] == ["", "Учёба"]
    assert [first.shown_as, second.shown_as] in (["none", ""], ["", "band"])


def test_number_of_a_section_that_differs_is_kept_and_told():
    rows = [HEAD, "1. Учёба", ["1.1", "Смотр", "май", ""], "3. Досуг", ["3.1", "Слёт", "июнь", ""]]
    first, second = sections(plan(rows))
    assert [first.number, second.number] == ["", "3"]
    assert second.events[0].number == "3.1"
    assert "Раздел напечатан под номером 3., а по порядку 2." in remarks(plan(rows))


def test_heading_before_each_table():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        for heading in ("I. Учёба", "II. Досуг"):
            say(document, heading, bold=True)
            table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])

    found = read(written(build)).content
    assert [section.heading for section in found.sections] == ["Учёба", "Досуг"]
    assert (found.layout.sections_as, found.layout.numbering) == ("heading", "restart")


def test_text_sections_with_and_without_numbers():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        say(document, "Цели", bold=True)
        say(document, "Чтобы дела шли в лад.")
        say(document, "Задачи", bold=True)
        say(document, "Для этого нужно:")
        say(document, "1. Собрать круг наставников.")
        say(document, "2. Поддержать новичков.")
        say(document, "Мероприятия", bold=True)
        table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])

    goals, tasks, rows = sections(written(build))
    assert (goals.paragraphs, goals.numbering) == (("Чтобы дела шли в лад.",), "none")
    assert tasks.lead_in == "Для этого нужно:"
    assert tasks.paragraphs == ("Собрать круг наставников.", "Поддержать новичков.")
    assert (rows.heading, rows.kind) == ("Мероприятия", "table")


def test_plain_short_line_over_a_table_is_its_heading():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        for heading in ("Учебная работа", "Досуг"):
            say(document, heading)
            table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])

    assert [s.heading for s in sections(written(build))] == ["Учебная работа", "Досуг"]


def test_plain_words_between_a_heading_and_its_table_introduce_it():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        say(document, "Досуг", bold=True)
        say(document, "Дела, которые ведёт совет.")
        table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])

    (section,) = sections(written(build))
    assert (section.kind, section.lead_in) == ("table", "Дела, которые ведёт совет.")


def test_text_section_after_the_last_table():
    def after(document):
        say(document, "Ожидаемые итоги", bold=True)
        say(document, "1. Лад.")
        say(document, "2. Мир.")
        say(document, "Председатель совета\tР.Д. Полякова")

    found = read(plan([HEAD, ["1.", "Смотр", "май", "ЦРО"]], after=after)).content
    assert [(s.heading, s.paragraphs) for s in found.sections][1:] == [
        ("Ожидаемые итоги", ("Лад.", "Мир."))
    ]
    assert [step.name for step in found.steps] == ["Р.Д. Полякова"]


def test_paragraphs_numbered_out_of_order_keep_their_numbers_as_words():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        say(document, "Задачи", bold=True)
        for line in ("1. Первая.", "2. Вторая.", "2. Ещё одна."):
            say(document, line)
        table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])

    tasks = sections(written(build))[0]
    assert tasks.paragraphs == ("1. Первая.", "2. Вторая.", "2. Ещё одна.")
    assert tasks.numbering == "none"


# Directions and numbers over several rows


def test_direction_merged_over_its_rows_is_a_section():
    rows = [
        ["Направление", "Мероприятие", "Срок"],
        ["Учёба", "Смотр", "май"],
        ["^", "Слёт", "июнь"],
        ["Досуг", "Сбор", "июль"],
    ]
    found = read(plan(rows)).content
    assert found.layout.sections_as == "merged"
    assert [(s.heading, len(s.events)) for s in found.sections] == [("Учёба", 2), ("Досуг", 1)]


def test_direction_of_each_row_stays_in_its_row():
    rows = [
        ["№", "Направление", "Мероприятие", "Срок"],
        ["1", "Учёба", "Смотр", "май"],
        ["2", "Досуг", "Сбор", "июль"],
    ]
    (section,) = sections(plan(rows))
    assert [event.direction for event in section.events] == ["Учёба", "Досуг"]


def test_rows_under_one_number():
    rows = [
        HEAD,
        ["1.", "Смотр", "май", "ЦРО"],
        ["^", "Слёт", "июнь", "ЦРО"],
        ["2.", "Сбор", "июль", "ЦРО"],
    ]
    assert [event.same_number for event in events(plan(rows))] == [False, True, False]
    assert [event.number for event in events(plan(rows))] == ["", "", ""]


def test_row_cut_by_a_page_is_joined():
    rows = [
        HEAD,
        ["1.", "Смотр кабинетов", "май", "ЦРО"],
        ["", "и мастерских", "", ""],
        ["2.", "Слёт", "июнь", ""],
    ]
    assert [event.title for event in events(plan(rows))] == [
        "Смотр кабинетов\nи мастерских",
        "Слёт",
    ]


def test_term_of_several_rows_is_given_to_each():
    rows = [HEAD, ["1.", "Смотр", "май", "ЦРО"], ["2.", "Слёт", "^", "^"]]
    assert [event.term for event in events(plan(rows))] == ["май", "май"]
    assert [event.responsible[0].text for event in events(plan(rows))] == ["ЦРО", "ЦРО"]
    assert "Общая ячейка графы «Срок» повторена в этой строке." in remarks(plan(rows))


def test_empty_rows_are_left_out():
    rows = [HEAD, ["1.", "Смотр", "май", "ЦРО"], ["", "", "", ""]]
    assert len(events(plan(rows))) == 1


def test_numbers_from_nought_are_kept():
    rows = [HEAD, ["0.", "Смотр", "май", ""], ["1.", "Слёт", "июнь", ""]]
    assert [event.number for event in events(plan(rows))] == ["0.", "1."]


def test_unusual_numbers_are_kept_as_printed():
    numbers = ["1а", "2-3", "№ 4", "5.1.2"]
    rows = [HEAD, *([number, "Смотр", "май", ""] for number in numbers)]
    assert [event.number for event in events(plan(rows))] == numbers


def test_words_in_the_number_cell_find_no_place():
    found = recognise(read_word(plan([HEAD, ["весь год", "Смотр", "май", "ЦРО"]])))
    assert [(one.text, one.place) for one in found.unplaced] == [
        ("весь год", "таблица 1, строка 2, графа номера")
    ]


def test_words_alone_in_a_number_cell_are_a_band():
    rows = [HEAD, ["Учёба", "", "", ""], ["1.", "Смотр", "май", "ЦРО"]]
    assert [section.heading for section in sections(plan(rows))] == ["Учёба"]


def test_table_without_numbers():
    rows = [["Мероприятие", "Срок"], ["Смотр", "май"]]
    assert read(plan(rows)).content.layout.numbering == "none"


def test_numbers_that_word_makes_itself():
    body = (
        "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>План на 2031 год</w:t></w:r></w:p><w:tbl>"
        "<w:tr><w:tc><w:p><w:r><w:t>№</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Дело, мероприятие</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Срок</w:t></w:r></w:p></w:tc></w:tr>"
    )
    number = "<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p></w:tc>"
    for title in ("Смотр", "Слёт"):
        body += f"<w:tr>{number}<w:tc><w:p><w:r><w:t>{title}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>май</w:t></w:r></w:p></w:tc></w:tr>"
    numbering = (
        "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
        "<w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
    )
    data = raw(body + "</w:tbl>", numbering=numbering)
    assert [event.title for event in events(data)] == ["Смотр", "Слёт"]
    assert [event.number for event in events(data)] == ["", ""]


# Inside a cell


def test_meeting_with_an_agenda():
    cell = "Заседание № 2\n1. Итоги смотра.\n2. Выборы совета\nи его председателя.\n3. Разное."
    (event,) = events(plan([HEAD, ["1.", cell, "май", "ЦРО"]]))
    assert (event.meeting, event.title) == (True, "Заседание № 2")
    assert [item.text for item in event.agenda] == [
        "Итоги смотра.",
        "Выборы совета\nи его председателя.",
        "Разное.",
    ]


def test_list_in_an_event_that_is_no_agenda_stays_as_written():
    cell = "Смотр кабинетов:\n- физики;\n- химии."
    (event,) = events(plan([HEAD, ["1.", cell, "май", "ЦРО"]]))
    assert (event.title, event.meeting) == (cell, False)


def test_list_typed_into_one_paragraph_is_taken_apart():
    cell = "- Собрать отчёт за год. - Составить план на 2032 год – общий."
    (event,) = events(plan([HEAD, ["1.", cell, "декабрь", "ЦРО"]]))
    assert event.title == "- Собрать отчёт за год.\n- Составить план на 2032 год – общий."


def test_dated_items_are_sub_events():
    cell = "Круг чтения:\n- «Утро» (12.03.2031);\n- «День (летний)» (в мае 2031 г.)."
    (event,) = events(plan([HEAD, ["1.", cell, "в течение года", "ЦРО"]]))
    assert event.title == "Круг чтения:"
    assert [(part.title, part.term) for part in event.events] == [
        ("«Утро»", "12.03.2031"),
        ("«День (летний)»", "в мае 2031 г."),
    ]


def test_items_with_brackets_that_are_no_dates_are_words():
    cell = "Встречи:\nс новичками (колледж);\nс наставниками (школа)."
    (event,) = events(plan([HEAD, ["1.", cell, "май", "ЦРО"]]))
    assert (event.title, event.events) == (cell, ())


def test_bold_words_before_the_text_are_a_lead_in():
    (event,) = events(plan([HEAD, ["1.", "*Тема встречи *Как поддержать новичка", "май", "ЦРО"]]))
    assert (event.lead_in, event.title) == ("Тема встречи", "Как поддержать новичка")


def test_row_without_an_event_is_kept_and_told():
    rows = [HEAD, ["1.", "Смотр", "май", "ЦРО"], ["2.", "", "июнь", "ЦРО"]]
    assert [event.title for event in events(plan(rows))] == ["Смотр", ""]
    assert remarks(plan(rows)) == ["В строке нет мероприятия."]


def test_nested_table_keeps_its_words():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        made = table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])
        inner = made.cell(1, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "физика", "химия"

    (event,) = events(written(build))
    assert event.title == "Смотр\nфизика\nхимия"


# What stands round the plan


def test_footnote_finds_no_place_and_is_told():
    body = (
        "<w:p><w:r><w:t>План на 2031 год</w:t></w:r></w:p><w:tbl><w:tr>"
        "<w:tc><w:p><w:r><w:t>Мероприятие</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Срок</w:t></w:r></w:p></w:tc>"
        "</w:tr><w:tr><w:tc><w:p><w:r><w:t>Смотр</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    notes = (
        "<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        "<w:footnote><w:p><w:r><w:t>по согласованию</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    found = recognise(read_word(raw(body, footnotes=notes)))
    assert [(one.text, one.place) for one in found.unplaced] == [("по согласованию", "сноска 1")]


def test_words_after_the_table_that_are_no_signature_find_no_place():
    data = plan(
        [HEAD, ["1.", "Смотр", "май", "ЦРО"]], after=lambda d: say(d, "Печатать на обороте")
    )
    found = recognise(read_word(data))
    assert [one.text for one in found.unplaced] == ["Печатать на обороте"]


def test_stamp_table_between_two_plans_is_read():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])
        table(document, [["СОГЛАСОВАНО\nДиректор школы\nР.Д. Полякова", ""]])
        table(document, [HEAD, ["2.", "Слёт", "июнь", "ЦРО"]])

    found = read(written(build)).content
    assert [step.name for step in found.steps] == ["Р.Д. Полякова"]
