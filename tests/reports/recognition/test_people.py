import pytest

from reports.recognition import people
from reports.recognition.words import words


def split(text, *known):
    return [one.text for one in people.split_responsible(text, frozenset(known))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Полякова Р.Д.\nГрачёв С.С.", ["Полякова Р.Д.", "Грачёв С.С."]),
        ("Полякова Р. Д., Грачёв С. С.", ["Полякова Р. Д.", "Грачёв С. С."]),
        ("Р.Д. Полякова; С.С. Грачёв", ["Р.Д. Полякова", "С.С. Грачёв"]),
        ("Полякова Р.Д. Грачёв С.С.", ["Полякова Р.Д.", "Грачёв С.С."]),
        ("Полякова Р.Д., методист колледжа", ["Полякова Р.Д., методист колледжа"]),
        ("Полякова Р.Д. – куратор", ["Полякова Р.Д. – куратор"]),
        ("председатель РУМО, совет РУМО", ["председатель РУМО", "совет РУМО"]),
        (
            "Председатель ОМО председатель МОЦ Заречья",
            ["Председатель ОМО", "председатель МОЦ Заречья"],
        ),
        ("ЦРО, ОУ, Отдел образования", ["ЦРО", "ОУ", "Отдел образования"]),
        ("Школы, ведущие кружки", ["Школы, ведущие кружки"]),
        ("Площадки, на которых идут занятия", ["Площадки, на которых идут занятия"]),
        ("Колледж «Заря, свет и путь», ЦРО", ["Колледж «Заря, свет и путь»", "ЦРО"]),
        (
            "Члены совета (Полякова Р.Д., Грачёв С.С.)",
            ["Члены совета (Полякова Р.Д., Грачёв С.С.)"],
        ),
        ("- ЦРО;\n- школы.", ["ЦРО", "школы."]),
        ("1. Методист\n2) Грачёв С.С.", ["Методист", "Грачёв С.С."]),
        ("Председатель РУМО и", ["Председатель РУМО и"]),
        ("Председатель и секретарь РУМО", ["Председатель и секретарь РУМО"]),
        ("Научный руководитель РМЦ", ["Научный руководитель РМЦ"]),
        ("ЦРО, муниципальные органы власти", ["ЦРО", "муниципальные органы власти"]),
        ("Учителя физики, химии", ["Учителя физики, химии"]),
        ("Зам. директора по УВР, ВР", ["Зам. директора по УВР, ВР"]),
        ("Зам. директора по УВР, ВР, АХЧ", ["Зам. директора по УВР, ВР, АХЧ"]),
        ("Кл.рук-ли IV, VII, X; вожатый", ["Кл.рук-ли IV, VII, X", "вожатый"]),
        ("Методист, педагоги-\nорганизаторы", ["Методист", "педагоги-организаторы"]),
        ("учителя\nначальных классов", ["учителя начальных классов"]),
        ("Завуч,\nруководители МО", ["Завуч", "руководители МО"]),
        ("Полякова Р.Д., члены РМО", ["Полякова Р.Д.", "члены РМО"]),
        (
            "Полякова Р.Д., методист Грачёв С.С.",
            ["Полякова Р.Д.", "методист Грачёв С.С."],
        ),
        ("Методист РМК Полякова Р.Д. Грачёв С.С", ["Методист РМК Полякова Р.Д.", "Грачёв С.С"]),
        (
            "Полякова Р.Д. завуч Грачёв С.С. методист",
            ["Полякова Р.Д. завуч", "Грачёв С.С. методист"],
        ),
        ("Председатель ПЦК Преподаватели", ["Председатель ПЦК", "Преподаватели"]),
        ("", []),
    ],
)
def test_responsible_are_separated(text, expected):
    assert split(text) == expected


def test_two_known_phrases_without_a_comma_are_separated():
    known = ("Министерство знаний Заречья", "ЗГУ", "Центр")
    assert split("Министерство знаний Заречья ЗГУ", *known) == [
        "Министерство знаний Заречья",
        "ЗГУ",
    ]
    assert split("Министерство знаний Заречья ЗГУ Центр", *known) == list(known)
    assert split("Институт ЗГУ", *known) == ["Институт ЗГУ"]


def test_office_of_a_known_organisation_is_one():
    assert split("Методист ЦРО", "Методист", "ЦРО") == ["Методист ЦРО"]


def test_long_cell_is_split_in_time():
    assert len(split("ЦРО, " * 50_000)) == 50_000
    assert len(split("слова, " * 50_000)) == 50_000
    # Commas after the bound are not judged: each of them separates.
    assert len(split("Учителя пения" + ", физики" * (people.MOST_JUDGED + 5))) == 6


@pytest.mark.parametrize(
    "text",
    [
        "Председатель ОМО, Полякова Р.Д.; ЦРО и школы,\nкружки (все), музей «Дом, сад»",
        "; ; ,,,\n- \nЦРО",
        "Полякова Р.Д. и Грачёв С.С. с коллегами",
    ],
)
def test_no_word_is_lost_by_splitting(text):
    assert words(" ".join(split(text))) == words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Полякова Р.Д.", "person"),
        ("Р. Д. Полякова", "person"),
        ("Полякова Роза Даниловна", "person"),
        ("Белова-Грач А.А.", "person"),
        ("Полякова Р.Д., методист", "person"),
        ("Руководитель РМО Полякова Р.Д.", "person"),
        ("социальные педагоги", "office"),
        ("Сетевые партнёры", "words"),
        ("Председатель РУМО", "office"),
        ("заместитель директора", "office"),
        ("Зам. директора по УВР", "office"),
        ("и.о. ректора", "office"),
        ("Научный руководитель", "office"),
        ("Министерство знаний", "organisation"),
        ("ЦРО", "organisation"),
        ("колледжи края", "organisation"),
        ("Все желающие", "words"),
    ],
)
def test_kind_of_a_responsible(text, expected):
    assert people.responsible_kind(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Полякова Р.Д. и совет", "Полякова Р.Д./Грачёв С.С.", "Завуч и Полякова Р.Д."],
)
def test_two_of_whom_one_is_a_person_are_no_person(text):
    assert split(text) == [text]
    assert people.responsible_kind(text) == "words"


def test_continuation_after_a_page_is_another_responsible_or_not():
    def joined(one, more):
        made = people.join_responsible(
            people.split_responsible(one, frozenset()), people.split_responsible(more, frozenset())
        )
        return [part.text for part in made]

    assert joined("Музей,", "лекторы") == ["Музей", "лекторы"]
    assert joined("Методист отдела", "чтения") == ["Методист отдела чтения"]


@pytest.mark.parametrize("text", ["Зав. по УВР", "ЗУВР", "ЗДВР", "Кл. рук. 9 А", "Завуч по УВР"])
def test_short_names_of_offices(text):
    assert people.responsible_kind(text) == "office"


@pytest.mark.parametrize(
    "name",
    ["Байғараева Ж.Е.", "Ҡотлов Ә.Ү.", "Мӑтӑ Ҫ.П.", "Җиһанова Ө. Г.", "Жақып Анар Маратқызы"],
)
def test_names_with_letters_of_other_languages(name):
    assert people.responsible_kind(name) == "person"
