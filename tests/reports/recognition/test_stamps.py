import pytest

from events.plan.content import StepContent
from reports.paper.document import build_document
from reports.recognition import recognise
from reports.recognition.stamps import (
    begins_stamp,
    is_date_line,
    read_closing,
    read_stamps,
    without_standard_words,
)
from reports.sources.docx import read_word
from tests.reports.sources.word_samples import plan, say

TITLES = ("План работы", "Программа работы")
ROWS = [["№", "Мероприятие", "Срок"], ["1.", "Смотр", "май"]]


def one_stamp(*lines):
    steps, before = read_stamps(list(lines))
    assert before == []
    (step,) = steps
    return step


def test_approval_of_a_person():
    step = one_stamp("УТВЕРЖДАЮ", "Директор ЦРО", "_______ Р.Д. Полякова", "«___» ______ 2031 г.")
    assert step == StepContent(
        verb="approve",
        heading="УТВЕРЖДАЮ",
        position="Директор ЦРО",
        name="Р.Д. Полякова",
        date_line="«___» ______ 2031 г.",
        office="approver",
    )


def test_wording_that_the_paper_would_not_write_is_kept():
    steps = [
        one_stamp("СОГЛАСОВАНО", "Р.Д. Полякова"),
        one_stamp("Утверждаю:", "Р.Д. Полякова"),
        one_stamp("УТВЕРЖДЕН", "приказом ЦРО от 16.01.2031 № 1"),
    ]
    kept = {
        title: [one.heading for one in without_standard_words(steps, (title,))] for title in TITLES
    }
    assert kept == {
        "План работы": ["", "Утверждаю:", ""],
        "Программа работы": ["", "Утверждаю:", "УТВЕРЖДЕН"],
    }


def test_word_that_the_paper_would_decline_otherwise_stays_the_authors_own():
    def stamp(document):
        say(document, "УТВЕРЖДЕН приказом ЦРО от 16.01.2031 № 1", "right")

    found = recognise(read_word(plan(ROWS, title=("Программа работы на 2031 год",), before=stamp)))
    (paper,) = build_document(found.content, status="draft").approvals
    assert (found.content.steps[0].heading, paper.heading) == ("УТВЕРЖДЕН", "УТВЕРЖДЕН")
    assert found.words.placed == found.words.source
    assert found.unplaced == ()


def test_name_before_position():
    step = one_stamp("СОГЛАСОВАНО", "____ Р.Д.Полякова", "Куратор, член", "совета РУМО")
    assert (step.name_first, step.name) == (True, "Р.Д.Полякова")
    assert step.position == "Куратор, член\nсовета РУМО"
    assert step.office == "curator"


def test_position_and_name_on_one_line():
    step = one_stamp("УТВЕРЖДАЮ", "Директор ЦРО ____________ Р.Д. Полякова")
    assert (step.position, step.name, step.name_first) == ("Директор ЦРО", "Р.Д. Полякова", False)


def test_paper_in_capitals():
    step = one_stamp("УТВЕРЖДАЮ", "ДИРЕКТОР ЦРО ____________ Р.Д. ПОЛЯКОВА")
    assert (step.position, step.name) == ("ДИРЕКТОР ЦРО", "Р.Д. ПОЛЯКОВА")
    step = one_stamp("УТВЕРЖДАЮ", "И.О. ДИРЕКТОРА", "Р.Д. ПОЛЯКОВА")
    assert (step.position, step.name) == ("И.О. ДИРЕКТОРА", "Р.Д. ПОЛЯКОВА")


@pytest.mark.parametrize(
    "lines",
    [
        ("Приказом заведующей Р.Д. Поляковой", "от 16.01.2031 № 1"),
        ("Приказом заведующей", "Р.Д. Поляковой", "от 16.01.2031 № 1"),
    ],
)
def test_name_inside_an_act_is_part_of_it(lines):
    step = one_stamp("УТВЕРЖДЕНО", *lines)
    assert (step.name, step.position) == ("", "")
    assert step.act == "Приказом заведующей Р.Д. Поляковой от 16.01.2031 № 1"


def test_captions_of_the_lines():
    step = one_stamp("УТВЕРЖДАЮ", "Директор", "(подпись) Р.Д. Полякова (расшифровка)")
    assert (step.before_name, step.after_name) == ("(подпись)", "(расшифровка)")


@pytest.mark.parametrize(
    ("act", "mode"),
    [
        ("приказом ЦРО от 16.01.2031 № 1", "order"),
        ("Распоряжение № 5 от 16.01.2031", "order"),
        ("решением совета (протокол от 20.01.2031 № 1)", "protocol"),
        ("Протокол № 3 от 20 января 2031 г.", "protocol"),
        ("письмо от 20.01.2031 № 01-17", "letter"),
    ],
)
def test_act_of_a_stamp(act, mode):
    step = one_stamp("УТВЕРЖДЕН", act)
    assert (step.mode, step.act) == (mode, act)


def test_act_on_the_line_of_the_word():
    step = one_stamp("УТВЕРЖДЕНО приказом ЦРО от 16.01.2031 № 1")
    assert (step.heading, step.act) == ("УТВЕРЖДЕНО", "приказом ЦРО от 16.01.2031 № 1")


def test_act_over_two_lines():
    step = one_stamp("УТВЕРЖДЕН", "приказом директора ЦРО", "от 16.01.2031 № 5")
    assert (step.mode, step.position) == ("order", "")
    assert step.act == "приказом директора ЦРО от 16.01.2031 № 5"


def test_whose_meeting_it_was_is_part_of_the_protocol():
    step = one_stamp("«Принято»", "на заседании совета РМО", "протокол № 1", "от 28.08.2031")
    assert (step.heading, step.position, step.mode) == ("«Принято»", "", "protocol")
    assert step.act == "на заседании совета РМО протокол № 1 от 28.08.2031"


def test_act_whose_number_stands_in_another_line():
    step = one_stamp("Утверждено приказом", "ГБУ «Центр» от 12.01.2031 № 7")
    assert (step.mode, step.act) == ("order", "приказом ГБУ «Центр» от 12.01.2031 № 7")


@pytest.mark.parametrize("name", ["/Полякова Р.Д./", "(Полякова Р.Д)", "____/Полякова Р.Д./"])
def test_characters_around_a_name_are_not_part_of_it(name):
    step = one_stamp("УТВЕРЖДАЮ", "Директор", name)
    assert step.name.rstrip(".") == "Полякова Р.Д"
    assert step.after_name == ""


def test_word_of_two_actions():
    assert one_stamp("Рассмотрен и утверждён", "Р.Д. Полякова").verb == "approve"
    assert one_stamp("Рассмотрено и одобрено", "Р.Д. Полякова").verb == "agree"


def test_closing_signature_without_a_line_and_without_a_name():
    steps, rest = read_closing(["Руководитель: Полякова Р.Д.", "Секретарь ________ /________/"])
    assert [(one.position, one.name) for one in steps] == [
        ("Руководитель", "Полякова Р.Д."),
        ("Секретарь", ""),
    ]
    assert rest == []


def test_several_stamps_one_under_another():
    steps, before = read_stamps(
        ["СОГЛАСОВАНО", "Ректор", "С.С. Грачёв", "УТВЕРЖДАЮ", "Директор", "Р.Д. Полякова"]
    )
    assert [step.name for step in steps] == ["С.С. Грачёв", "Р.Д. Полякова"]
    assert [step.verb for step in steps] == ["agree", "approve"]
    assert before == []


def test_lines_before_the_first_stamp_are_returned():
    steps, before = read_stamps(["Приложение 1", "УТВЕРЖДАЮ", "Р.Д. Полякова"])
    assert (len(steps), before) == (1, ["Приложение 1"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("УТВЕРЖДАЮ", True),
        ("Утверждено:", True),
        ("Согласовано", True),
        ("УТВЕРЖДЕНО приказом от 1.02.2031 № 4", True),
        ("РАССМОТРЕНО на заседании совета", True),
        ("«Утверждаю»", True),
        ("Принято на заседании РМО", True),
        ("Принято участие в конкурсе", False),
        ("Утверждение плана работы", False),
        ("Согласование списков с школами", False),
        ("Рассмотрение положения", False),
        ("План", False),
    ],
)
def test_word_of_a_stamp(text, expected):
    assert begins_stamp(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«____» ____________ 2031 г.", True),
        ("« ____ » _____ 2031 года", True),
        ("16 января 2031 г.", True),
        ("16.01.2031г.", True),
        ("от 16.01.2031", True),
        ("«16» января 2031", True),
        ("____________", False),
        ("_ " * 20_000, False),
        ("_" * 20_000 + "Директор", False),
        ("«" + "_" * 500 + "» " + "_" * 500 + " 2031 г.", True),
        ("Директор", False),
        ("", False),
    ],
)
def test_date_line(text, expected):
    assert is_date_line(text) is expected


def test_closing_signature_on_one_line_with_tabs():
    steps, rest = read_closing(["Руководитель ОМО\t\t\tПолякова Р.Д.", "Секретарь\tГрачёв С.С."])
    assert [(one.position, one.name) for one in steps] == [
        ("Руководитель ОМО", "Полякова Р.Д."),
        ("Секретарь", "Грачёв С.С."),
    ]
    assert rest == []


def test_closing_signature_with_the_name_under_the_position():
    steps, rest = read_closing(["Председатель", "методического совета", "Р.Д. Полякова"])
    assert [(one.verb, one.position, one.name) for one in steps] == [
        ("close", "Председатель\nметодического совета", "Р.Д. Полякова")
    ]
    assert rest == []


def test_names_under_all_offices_are_paired_with_them():
    lines = ["Председатель ОМО", "Секретарь ОМО", "Полякова Р.Д.", "Грачёв С.С."]
    steps, rest = read_closing(lines)
    assert rest == []
    assert [(one.position, one.name) for one in steps] == [
        ("Председатель ОМО", "Полякова Р.Д."),
        ("Секретарь ОМО", "Грачёв С.С."),
    ]


def test_lines_that_are_no_signature_are_returned():
    assert read_closing(["Печатать на обороте"]) == ([], ["Печатать на обороте"])


def test_name_among_other_words_is_no_signature():
    steps, rest = read_closing(["Исп.: Грачёв С.С., тел. 12-34", "Директор\tР.Д. Полякова"])
    assert [(one.position, one.name) for one in steps] == [("Директор", "Р.Д. Полякова")]
    assert rest == ["Исп.: Грачёв С.С., тел. 12-34"]


def test_sentence_over_a_signature_is_no_position():
    steps, rest = read_closing(["Смету приложить.", "Директор\tР.Д. Полякова", "«__» ____ 2031 г."])
    assert [(one.position, one.date_line) for one in steps] == [("Директор", "«__» ____ 2031 г.")]
    assert rest == ["Смету приложить."]


def signers(*lines):
    steps, _ = read_closing(list(lines))
    return [(step.verb, step.position, step.name) for step in steps]


def test_several_sign_under_one_word():
    assert signers(
        "Согласовано:",
        "Декан ______ С.С. Грачёв",
        "«__» ____ 2031 г.",
        "Начальник отдела",
        "пчеловодства ______ Р.Д. Полякова",
    ) == [
        ("agree", "Декан", "С.С. Грачёв"),
        ("agree", "Начальник отдела\nпчеловодства", "Р.Д. Полякова"),
    ]


def test_several_sign_with_the_name_over_the_position():
    steps, _ = read_stamps(["СОГЛАСОВАНО", "С.С. Грачёв", "Декан", "Р.Д. Полякова", "Методист"])
    assert [(step.name, step.position) for step in steps] == [
        ("С.С. Грачёв", "Декан"),
        ("Р.Д. Полякова", "Методист"),
    ]


def test_position_that_goes_on_under_the_name_stays_with_it():
    step = one_stamp("УТВЕРЖДАЮ", "Директор ____ С.С. Грачёв", "ГБУ «Улей»", "М. П.")
    assert (step.position, step.name) == ("Директор\nГБУ «Улей»", "С.С. Грачёв")


def test_labelled_day_is_no_position():
    (step,), rest = read_closing(["Дата подписания: 03.02.2031", "Куратор ____ С.С. Грачёв"])
    assert (step.position, step.date_line) == ("Куратор", "Дата подписания: 03.02.2031")
    assert rest == []


@pytest.mark.parametrize(
    ("line", "position", "name"),
    [
        ("Грачёв С.С., секретарь РУМО", "секретарь РУМО", "Грачёв С.С."),
        ("Грачёв С.С. – куратор", "куратор", "Грачёв С.С."),
        ("План разработала методист Р.Д. Полякова", "План разработала методист", "Р.Д. Полякова"),
        ("Ответственный за выпуск Р.Д. Полякова", "Ответственный за выпуск", "Р.Д. Полякова"),
    ],
)
def test_closing_signature_of_one_line(line, position, name):
    assert signers(line) == [("close", position, name)]


def test_name_with_a_telephone_is_still_no_signature():
    assert signers("Исполнитель: Грачёв С.С., тел. 00-00") == []


@pytest.mark.parametrize("line", ["« 12 » 09 2031 г.", "«12» 9. 2031", "« 1 » сентября 2031 г."])
def test_date_typed_with_blanks(line):
    step = one_stamp("УТВЕРЖДАЮ", "Директор ____ С.С. Грачёв", line)
    assert (step.position, step.date_line) == ("Директор", line)


@pytest.mark.parametrize("line", ["______________ .", "__________", "________/"])
def test_line_for_a_signature_alone_is_no_position(line):
    step = one_stamp("УТВЕРЖДАЮ", "Директор", line, "С.С. Грачёв")
    assert (step.position, step.name) == ("Директор", "С.С. Грачёв")


def test_name_after_a_rank():
    step = one_stamp("Утверждаю", "Начальник отряда ______", "капитан речного флота Грачёв С.С.")
    assert (step.position, step.name) == (
        "Начальник отряда\nкапитан речного флота",
        "Грачёв С.С.",
    )


def test_word_of_a_stamp_with_a_full_stop():
    step = one_stamp("Утверждаю.", "Директор", "С.С. Грачёв")
    assert (step.heading, step.name) == ("Утверждаю.", "С.С. Грачёв")
    assert not begins_stamp("Принято. Дальше говорили о лодках")


def test_words_of_an_act_stay_in_their_order():
    step = one_stamp("Принят", "решением совета школы", "Протокол № 3", "От «28» августа 2031г.")
    assert step.act == "решением совета школы Протокол № 3 От «28» августа 2031г."
    step = one_stamp("Утверждено решением", "речной комиссии", "(протокол № 1 от15 .03.2031 г.)")
    assert step.act == "решением речной комиссии (протокол № 1 от15 .03.2031 г.)"
