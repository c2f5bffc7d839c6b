"""Plans without a table: lists under headings, meetings line by line, and papers that are none."""

import subprocess
from importlib import import_module

import pytest

from reports.recognition import Correction, recognise
from reports.recognition.tables_from_lists import LISTED, with_tables_from_lists
from reports.sources import read_source
from reports.sources.docx import NO_TABLE, read_word
from reports.sources.source_document import SourceError
from tests.reports.recognition.lists import TITLE, events, paper, read, rows_of
from tests.reports.sources.word_samples import say, table, written

# --- Lists under headings -------------------------------------------------------------------


def test_lists_under_months_are_rows_of_sections():
    found = read(
        *TITLE,
        "*Январь",
        "1. Сводная репетиция. Отв.: Звонова Р. Р.",
        "2. Прослушивание новичков. Отв.: концертмейстер",
        "*Февраль",
        "1. Камерный вечер. Отв.: Тактов Л. Л.",
    )
    assert rows_of(found) == [
        ("Январь", "Сводная репетиция", "", ["Звонова Р. Р."]),
        ("Январь", "Прослушивание новичков", "", ["концертмейстер"]),
        ("Февраль", "Камерный вечер", "", ["Тактов Л. Л."]),
    ]
    columns = [(one.role, one.heading) for one in found.content.layout.columns]
    assert columns == [("number", "№"), ("event", "Мероприятие"), ("responsible", "Отв.")]
    assert found.content.layout.numbering != "none"
    assert found.unplaced == ()


@pytest.mark.parametrize(
    "item",
    [
        "Вечер «Осень – пора песен»",
        "Вечер (для детей)",
        "Вечер (Дом искусств)",
        "Вечер (учителя музыки)",
        "Вечер. Отв.: методист. Заказать зал и афиши",
        "Вечер. Срок: как условимся",
        "Вечер о марте и маршах",
        "Вечер, май, Тактов Л. Л.",
        "Срок: май.",
    ],
)
def test_what_is_not_sure_stays_among_the_words(item):
    assert events("*Учёба", f"1. {item}", "2. Распевка", "3. Отчёт")[0] == (item, "", [])


def test_bullets_alone_make_a_plan_with_numbers_of_the_portal():
    found = read(*TITLE, "Учёба", "- Распевка;", "- Сольфеджио;", "Смотры", "• Гала")
    assert [row[:2] for row in rows_of(found)] == [
        ("Учёба", "Распевка"),
        ("Учёба", "Сольфеджио"),
        ("Смотры", "Гала"),
    ]


def test_numbered_lines_over_items_are_headings():
    found = read(
        *TITLE,
        "I. Учёба",
        "1. Голос",
        "1.1. Распевка. Отв.: Звонова Р. Р.",
        "1.2. Дыхание",
        "2. Слух",
        "2.1. Диктант",
        "II. Смотры",
        "1. Весна",
        "1.1. Гала",
    )
    assert [row[:2] for row in rows_of(found)] == [
        ("Голос", "Распевка"),
        ("Голос", "Дыхание"),
        ("Слух", "Диктант"),
        ("Весна", "Гала"),
    ]
    assert [one.heading for one in found.content.sections] == ["Учёба", "Смотры"]


def test_plain_numbered_lines_over_bullets_are_headings():
    found = read(*TITLE, "1. Учёба", "- Распевка (май);", "- Диктант.", "2. Смотры", "- Гала.")
    assert [row[0] for row in rows_of(found)] == ["Учёба", "Учёба", "Смотры"]


def test_questions_of_a_meeting_inside_a_list():
    found = read(*TITLE, "*Май", "1. Заседание. Вопросы:", "1) Репертуар.", "2) Зал.", "2. Гала",
                 "3. Бал")  # fmt: skip
    first, *others = found.content.all_events()
    assert [item.text for item in first.agenda] == ["Репертуар.", "Зал."]
    assert [one.title for one in others] == ["Гала", "Бал"]


def test_labels_of_one_meaning_share_a_column():
    found = read(
        *TITLE, "*Май", "1. Гала. Отв.: методист", "2. Бал. Отв.: Тактов Л. Л.",
        "3. Смотр. Ответственный: Звонова Р. Р.",
    )  # fmt: skip
    assert [row[3] for row in rows_of(found)] == [["методист"], ["Тактов Л. Л."], ["Звонова Р. Р."]]
    # «Отв.» is said by the heading once, so the second one and «Ответственный» are left off.
    assert found.words.left_off == 2
    assert found.unplaced == ()


def test_list_right_under_the_title_needs_dates_or_people():
    assert events("1. Гала (май)", "2. Бал (июнь, Тактов Л. Л.)", "3. Смотр")[1] == (
        "Бал", "июнь", ["Тактов Л. Л."]
    )  # fmt: skip
    with pytest.raises(SourceError):
        read(*TITLE, "1. Гала", "2. Бал", "3. Смотр")


def test_signatures_and_stamps_are_no_items():
    found = read(
        "УТВЕРЖДАЮ", "Директор филармонии", "Басов Г. Г.", *TITLE, "*Май", "1. Гала", "2. Бал",
        "3. Смотр", "Председатель объединения\tЗвонова Р. Р.",
    )  # fmt: skip
    steps = [(one.verb, one.name) for one in found.content.steps]
    assert steps == [("approve", "Басов Г. Г."), ("close", "Звонова Р. Р.")]
    assert [row[1] for row in rows_of(found)] == ["Гала", "Бал", "Смотр"]


def test_row_made_of_an_item_may_be_corrected():
    lines = (*TITLE, "*Май", "1. Гала", "2. Бал", "3. Смотр")
    found = read(*lines, corrections=[Correction("row", 1, 2, "left")])
    assert [row[1] for row in rows_of(found)] == ["Бал", "Смотр"]


# --- What is no plan --------------------------------------------------------------------------

LIST = ("*Май", "1. Гала", "2. Бал", "3. Смотр")


@pytest.mark.parametrize(
    "lines",
    [
        ("^ПРОТОКОЛ № 7", "*Повестка", "1. План работы на год", "2. Смета", "3. Разное"),
        ("^ПРОТОКОЛ № 7", "^План работы на 2031 год", *LIST),
        ("Уважаемые коллеги!", "Шлём вам план работы на 2031 год.", "Просим:", "1. Прочесть;",
         "2. Дополнить;", "3. Вернуть."),
        ("Уважаемые коллеги!", "Шлём вам план.", *TITLE, *LIST),
        ("^ПРИКАЗ", "ПРИКАЗЫВАЮ:", "1. Утвердить план работы.", "2. Петь.", "3. Слушать."),
        ("^ПРИКАЗ", "ПРИКАЗЫВАЮ:", "1>Утвердить план работы на 2031 год", "1>Петь", "1>Слушать"),
        ("^Отчёт о выполненном за год", *LIST, "^План работы на 2032 год", *LIST),
        ("^Анализ работы по графику за 2030 год", *LIST),
        ("^План-конспект урока пения", "*Ход урока", "1. Распевка", "2. Песня", "3. Итог"),
        ("^Как написать план", "*Советы", "1. Думать", "2. Писать", "3. Править"),
        ("^Программа хора на 2031 год", "*Репертуар", "1. Гимн", "2. Кант", "3. Марш"),
        ("^О графике отпусков на 2031 год", *LIST),
        (*TITLE, "Работа идёт по трём путям.", "Первый — петь.", "Второй — слушать."),
        (*TITLE, "*Основные направления", "1. Пение", "2. Слух", "3. Игра", "*Принципы", "1. Лад"),
        (*TITLE, "*Обзор", *(f"{n}. " + "долгая песня " * 40 for n in (1, 2, 3))),
        (*TITLE, "*Май", "1. Гала", "2. Бал"),
        ("*Май", "1. Гала (май)", "2. Бал (май)", "3. Смотр (май)"),
    ],
)  # fmt: skip
def test_other_papers_are_refused_as_before(lines):
    with pytest.raises(SourceError) as refusal:
        recognise(read_word(paper(*lines)))
    assert str(refusal.value) == NO_TABLE


def test_order_with_a_plan_annexed_to_it_is_a_plan():
    found = read("ПРИКАЗЫВАЮ:", "1. Утвердить прилагаемое.", "Приложение 1", *TITLE, *LIST)
    assert len(rows_of(found)) == 3
    assert found.unplaced[0].text == "ПРИКАЗЫВАЮ:"


def test_plan_with_a_table_is_read_by_its_table():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        table(document, [["№", "Мероприятие", "Срок"], ["1", "Гала", "май"]])
        for line in ("1. Бал (май)", "2. Смотр (май)", "3. Слёт (май)"):
            say(document, line)

    found = recognise(read_word(written(build)))
    assert [event.title for event in found.content.all_events()] == ["Гала"]
    assert LISTED not in [one.text for one in found.findings]


def test_more_items_than_a_plan_has_are_refused(monkeypatch):
    monkeypatch.setattr(import_module(with_tables_from_lists.__module__), "_MOST_ITEMS", 3)
    with pytest.raises(SourceError, match="слишком много строк"):
        recognise(read_word(paper(*TITLE, *LIST, "4. Слёт")))


@pytest.mark.parametrize("kind", ["odt", "rtf"])
def test_other_writers_files_are_read_alike(tmp_path, kind, soffice):
    path = tmp_path / "plan.docx"
    path.write_bytes(paper(*TITLE, "*Май", "1>Гала (май)", "1>Бал", "1>Смотр"))
    command = [*soffice, "--convert-to", kind, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = recognise(read_source((tmp_path / f"plan.{kind}").read_bytes(), f"plan.{kind}"))
    assert rows_of(found) == [
        ("Май", "Гала", "май", []),
        ("Май", "Бал", "", []),
        ("Май", "Смотр", "", []),
    ]
