"""Bands, headings, text sections and directions of plans of odd shapes."""

from reports.recognition import recognise
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import HEAD, read, remarks, sections
from tests.reports.sources.word_samples import plan, say, table, written


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


def test_plain_numbered_headings_before_the_table():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        for line in ("1. О пасеке", "Ульев двенадцать.", "2. Заботы", "- мёд;", "3. План дел"):
            say(document, line)
        table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])

    found = read(written(build))
    about, cares, rows = found.content.sections
    assert (about.heading, about.paragraphs) == ("О пасеке", ("Ульев двенадцать.",))
    assert (cares.heading, cares.paragraphs) == ("Заботы", ("- мёд;",))
    assert (rows.heading, rows.kind, len(rows.events)) == ("План дел", "table", 1)
    assert found.findings == ()


def test_numbered_lines_that_may_be_a_list_are_noted():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        for line in ("1. Пасека", "Ульев двенадцать.", "2. Праздники"):
            say(document, line)
        table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])

    assert [one.heading for one in sections(written(build))] == ["Пасека", "Праздники"]
    assert any("приняты за названия разделов" in one for one in remarks(written(build)))


def test_numbered_aims_over_a_table_stay_a_list():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        for line in ("Заботы:", "1. Собрать мёд", "2. Сберечь рой"):
            say(document, line)
        table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])

    assert [one.kind for one in sections(written(build))] == ["text", "table"]


def test_line_that_calls_itself_the_plan_heads_the_table_under_aims():
    def build(document):
        say(document, "План работы РМО на 2031 год", "center", bold=True)
        for line in ("Заботы:", "- мёд;", "- воск.", "Годовой план дел:"):
            say(document, line)
        table(document, [HEAD, ["1.", "Смотр", "май", "ЦРО"]])

    text, rows = sections(written(build))
    assert text.paragraphs == ("Заботы:", "- мёд;", "- воск.")
    assert (rows.heading, len(rows.events)) == ("Годовой план дел:", 1)


def test_caption_over_a_head_with_bands_is_no_section():
    caption = ["Список дел", "<", "<", "<"]
    rows = [caption, HEAD, "Учёба", ["01", "Смотр", "май", ""], "Досуг", ["02", "Чай", "май", ""]]
    found = recognise(read_word(plan(rows)))
    assert [section.heading for section in found.content.sections] == ["Учёба", "Досуг"]
    assert [one.text for one in found.unplaced] == ["Список дел"]
    assert found.findings == ()
