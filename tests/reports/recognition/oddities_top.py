"""Word files with the oddities that stand over a plan's table: periods, stamps, goals and tasks."""

from tests.reports.recognition.oddities import SHORT, SLET, Oddity, beside, lines, plan, titled
from tests.reports.sources.word_samples import say, table

TOP = (
    Oddity(
        "a part of the year",
        plan(
            [SHORT, ["1", "Слёт", "12 сентября"]],
            title=["План работы ОМО учителей на сентябрь – декабрь 2031 года"],
        ),
        ("Слёт | 12 сентября",),
        period="2031-09-01 2031-12-31",
    ),
    Oddity(
        "a week",
        plan(
            [SHORT, ["1", "Слёт", "12 марта"]],
            title=["План недели математики", "с 10 по 16 марта 2031 г."],
        ),
        ("Слёт | 12 марта",),
        period="2031-03-10 2031-03-16",
    ),
    Oddity(
        "a period in figures",
        plan(
            [SHORT, ["1", "Слёт", "12 марта"]],
            title=["План мероприятий РМЦ", "с 01.09.2031 по 31.08.2032"],
        ),
        ("Слёт | 12 марта",),
        period="2031-09-01 2032-08-31",
    ),
    Oddity(
        "stamps side by side with tabs",
        plan(
            [SHORT, SLET],
            before=lines(
                ("СОГЛАСОВАНО\t\t\tУТВЕРЖДАЮ", "left"),
                ("Методист центра\t\t\tДиректор института", "left"),
                ("______ О. Н. Ветлугина\t\t_______ П. И. Сомов", "left"),
            ),
        ),
        ("Слёт | май",),
        steps=(
            "agree person Методист центра: О. Н. Ветлугина",
            "approve person Директор института: П. И. Сомов",
        ),
    ),
    Oddity(
        "the name before the position",
        plan(
            [SHORT, SLET],
            before=lines(
                ("Утверждаю:", "right"),
                ("Ветлугина О.Н.,", "right"),
                ("председатель РУМО", "right"),
            ),
        ),
        ("Слёт | май",),
        steps=("approve person председатель РУМО: Ветлугина О.Н.",),
    ),
    Oddity(
        "a protocol and an order",
        plan(
            [SHORT, SLET],
            before=beside(
                "ПРИНЯТО\nна заседании совета\nпротокол от 30.08.2031 № 4",
                "УТВЕРЖДЕНО\nприказом ГАУ «Институт развития»\nот 01.09.2031 № 112-о",
            ),
        ),
        ("Слёт | май",),
        steps=("agree protocol : ", "approve order : "),
    ),
    Oddity(
        "three stamps, one for another",
        plan(
            [SHORT, SLET],
            before=beside(
                "СОГЛАСОВАНО\nНачальник отдела\n________ Е. П. Лугова",
                "СОГЛАСОВАНО\nРектор\n____ А. А. Тихий",
                "УТВЕРЖДАЮ\nИ. о. директора\n______/И. С. Градов/\n«___»_______2031 г.",
            ),
        ),
        ("Слёт | май",),
        steps=(
            "agree person Начальник отдела: Е. П. Лугова",
            "agree person Ректор: А. А. Тихий",
            "approve person И. о. директора: И. С. Градов",
        ),
    ),
    Oddity(
        "goals and tasks before the table",
        titled(
            "План работы РУМО учителей музыки на 2031 – 2032 учебный год",
            lines(
                ("Цель: рост мастерства.", "left"),
                ("Задачи:", "left"),
                ("1. Собрать опыт.", "left"),
                ("2. Описать опыт.", "left"),
            ),
            lambda d: table(d, [SHORT, SLET]),
        ),
        ("§ ", "Слёт | май"),
        period="2031-09-01 2032-08-31",
    ),
    Oddity(
        "a half of a school year",
        plan(
            [SHORT, ["1", "Слёт", "12 сентября"]],
            title=["План работы РМО учителей на I полугодие 2031-2032 учебного года"],
        ),
        ("Слёт | 12 сентября",),
        period="2031-09-01 2031-12-31",
    ),
    Oddity(
        "several years",
        plan([SHORT, ["1", "Слёт", "I квартал"]], title=["План работы РМЦ на 2031-2033 годы"]),
        ("Слёт | I квартал",),
        period="2031-01-01 2033-12-31",
    ),
    Oddity(
        "days of two months",
        plan(
            [SHORT, ["1", "Слёт", "30 мая"]],
            title=["План смены", "на период с 26 мая по 15 июня 2031 года"],
        ),
        ("Слёт | 30 мая",),
        period="2031-05-26 2031-06-15",
    ),
    Oddity(
        "stamps in quotes, names in slashes, a protocol over three lines",
        plan(
            [SHORT, SLET],
            before=beside(
                "«Рассмотрено»\nна заседании МО\nПротокол № 1\nот «28» августа 2031 г.\n"
                "Руководитель МО\n_______ /Ветлугина О.Н./",
                "«Согласовано»\nЗам. директора ______ (Лугова Е.П.)",
                "«Утверждаю»\nДиректор: ________ Градов И.С\nПриказ № 87 от 30.08.2031 г.",
            ),
        ),
        ("Слёт | май",),
        steps=(
            "agree protocol Руководитель МО: Ветлугина О.Н.",
            "agree person Зам. директора: Лугова Е.П.",
            "approve order Директор: Градов И.С",
        ),
    ),
    Oddity(
        "an order over four lines, and a blank for the name",
        plan(
            [SHORT, SLET],
            before=lines(
                ("УТВЕРЖДЕНО", "right"),
                ("распоряжением Министерства", "right"),
                ("образования Заречья", "right"),
                ("от 15.12.2031 № Р-215", "right"),
            ),
            after=lines(("Руководитель РМО ______________", "left")),
        ),
        ("Слёт | май",),
        steps=("approve order : ", "close person Руководитель РМО: "),
    ),
    Oddity(
        "agreement under the plan",
        plan(
            [SHORT, SLET],
            after=lines(
                ("Руководитель РМО Ветлугина О.Н.", "left"),
                ("СОГЛАСОВАНО", "left"),
                ("Методист центра\tСомов П.И.", "left"),
            ),
        ),
        ("Слёт | май",),
        steps=(
            "agree person Методист центра: Сомов П.И.",
            "close person Руководитель РМО: Ветлугина О.Н.",
        ),
    ),
    Oddity(
        "the title inside the table",
        plan(
            [["План работы РМЦ на 2031 год", "<", "<"], SHORT, SLET],
            title=[],
        ),
        ("Слёт | май",),
    ),
    Oddity(
        "months as headings right under the title",
        titled(
            "План работы РМЦ на 2031 год",
            lambda d: say(d, "Май", "center", bold=True),
            lambda d: table(d, [SHORT, SLET]),
            lambda d: say(d, "Июнь", "center", bold=True),
            lambda d: table(d, [SHORT, ["1", "Сбор", "3.06"]]),
        ),
        ("§ Май", "Слёт | май", "§ Июнь", "Сбор | 3.06"),
    ),
    Oddity(
        "three stamps side by side with tabs",
        plan(
            [SHORT, SLET],
            before=lines(
                ("Рассмотрено\tСогласовано\tУтверждаю", "left"),
                ("на заседании МО\tЗам. директора\tДиректор", "left"),
                ("Протокол № 1\t____ Лугова Е.П.\t____ Градов И.С.", "left"),
            ),
        ),
        ("Слёт | май",),
        steps=(
            "agree protocol : ",
            "agree person Зам. директора: Лугова Е.П.",
            "approve person Директор: Градов И.С.",
        ),
    ),
)
