"""Word files with the oddities that real plans have, each with what must be read from it.

Knows how chairs draw their tables; the words are made up. What is expected is written as the
paper says it: «§ heading» begins a section, «§§» one under it, «? …» is a question of an agenda, «– …» a dated part,
other lines are «title | term | responsible».
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from docx.document import Document

from tests.reports.sources.word_samples import fill, say, table, written
from tests.reports.sources.word_samples import plan as write_plan

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]
SHORT = ["№", "Мероприятие", "Срок"]


@dataclass(frozen=True)
class Oddity:
    """A file, and what it says; `doubtful` columns may be read wrongly, but not confidently."""

    name: str
    write: Callable[[], bytes]
    rows: tuple[str, ...]
    period: str = "2031-01-01 2031-12-31"
    steps: tuple[str, ...] = ()
    more: dict[str, tuple[str | bool, ...]] = field(default_factory=dict)
    doubtful: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    kind: str = ""

    @cached_property
    def data(self) -> bytes:
        """The file; it is written when it is asked for, not whenever tests are collected."""
        return self.write()


def plan(*args: Any, **values: Any) -> Callable[[], bytes]:
    """A whole plan, to be written later."""
    return partial(write_plan, *args, **values)


def titled(title: str, *rest: Callable[[Document], object]) -> Callable[[], bytes]:
    """A file that begins with a title in the middle, to be written later."""

    def build(document: Document) -> None:
        say(document, title, "center", bold=True)
        for one in rest:
            one(document)

    return partial(written, build)


def lines(*lines: tuple[str, str]) -> Callable[[Document], object]:
    def build(document: Document) -> None:
        for text, align in lines:
            say(document, text, align)

    return build


def _two_levels(document: Document) -> None:
    made = table(
        document,
        [
            ["№", "Мероприятие", "Сроки", "", "Ответственный"],
            ["^", "^", "начало", "конец", "^"],
            ["1", "Фестиваль", "март", "май", "Методист"],
        ],
    )
    made.cell(0, 2).merge(made.cell(0, 3))


def beside(*stamps: str) -> Callable[[Document], object]:
    def build(document: Document) -> None:
        made = document.add_table(1, len(stamps))
        for at, text in enumerate(stamps):
            fill(made.cell(0, at), text)

    return build


SLET = ["1", "Слёт", "май"]

ROWS = (
    Oddity(
        "headings of their own",
        plan(
            [
                ["№", "Что делаем", "Дата исполнения", "Кто"],
                ["1", "Фестиваль уроков", "до 20 мая", "Центр развития"],
            ]
        ),
        ("Фестиваль уроков | до 20 мая | Центр развития",),
    ),
    Oddity(
        "when",
        plan(
            [["№", "Дело", "Когда", "Исполнитель"], ["1", "Выставка работ", "осенью", "Методист"]]
        ),
        ("Выставка работ | осенью | Методист",),
    ),
    Oddity(
        "terms without a heading",
        plan(
            [
                ["№", "Мероприятие", "", "Ответственный"],
                ["1", "Фестиваль", "20 мая", "Методист"],
                ["2", "Сбор", "ежемесячно", "Секретарь"],
            ]
        ),
        ("Фестиваль | 20 мая | Методист", "Сбор | ежемесячно | Секретарь"),
        doubtful=("",),
    ),
    Oddity(
        "responsible before term, result before both",
        plan(
            [
                [
                    "№ п/п",
                    "Ожидаемый результат",
                    "Мероприятие",
                    "Ответственный исполнитель",
                    "Срок исполнения",
                ],
                ["1", "Сборник", "Фестиваль", "Методист", "20 мая"],
            ]
        ),
        ("Фестиваль | 20 мая | Методист",),
        more={"result": ("Сборник",)},
    ),
    Oddity(
        "beginning and end",
        plan(
            [
                ["№", "Мероприятие", "Начало", "Окончание", "Ответственный"],
                ["1", "Фестиваль", "1 марта", "20 мая", "Методист"],
            ]
        ),
        ("Фестиваль | 1 марта – 20 мая | Методист",),
        doubtful=("Начало", "Окончание"),
    ),
    Oddity(
        "head of two levels",
        titled("План работы РМЦ на 2031 год", _two_levels),
        ("Фестиваль | март – май | Методист",),
        doubtful=("Сроки конец",),
    ),
    Oddity(
        "planned and real terms",
        plan(
            [
                ["№", "Мероприятие", "Срок (план)", "Срок (факт)", "Ответственный"],
                ["1", "Фестиваль", "март", "апрель", "Методист"],
            ]
        ),
        ("Фестиваль | март | Методист",),
        more={"note": ("апрель",)},
        doubtful=("Срок (факт)",),
    ),
    Oddity(
        "terms in the column of places",
        plan(
            [
                ["№", "Мероприятие", "Место проведения", "Ответственный"],
                ["1", "Фестиваль", "12.03.2031, лицей", "Методист"],
                ["2", "Слёт", "15.04.2031, лицей", "Методист"],
            ]
        ),
        ("Фестиваль | 12.03.2031, лицей | Методист", "Слёт | 15.04.2031, лицей | Методист"),
        doubtful=("Место проведения",),
    ),
    Oddity(
        "the head repeated in each part",
        plan(
            [
                HEAD,
                "Январь",
                ["1", "Слёт", "10 января", "Методист"],
                HEAD,
                "Февраль",
                ["2", "Сбор", "10 февраля", "Методист"],
            ]
        ),
        ("§ Январь", "Слёт | 10 января | Методист", "§ Февраль", "Сбор | 10 февраля | Методист"),
    ),
    Oddity(
        "the head repeated in other words",
        plan(
            [
                ["Мероприятие", "Примерный срок проведения", "Ответственный"],
                ["Слёт", "10 января", "Методист"],
                "Модуль «Костёр»",
                ["Мероприятие", "Срок проведения", "Ответственный"],
                ["Сбор", "10 февраля", "Методист"],
            ]
        ),
        ("Слёт | 10 января | Методист", "§ Модуль «Костёр»", "Сбор | 10 февраля | Методист"),
        remarks=(
            "Повторённая шапка таблицы опущена: Мероприятие, Срок проведения, Ответственный.",
        ),
    ),
    Oddity(
        "headings neither merged nor bold",
        plan(
            [
                HEAD,
                ["", "Учёба", "", ""],
                ["1", "Слёт", "май", "Методист"],
                ["", "Наука", "", ""],
                ["2", "Сбор", "июнь", "Методист"],
            ]
        ),
        ("§ Учёба", "Слёт | май | Методист", "§ Наука", "Сбор | июнь | Методист"),
    ),
    Oddity(
        "Roman numbers in the column of numbers",
        plan(
            [
                HEAD,
                ["I", "Учёба", "", ""],
                ["1", "Слёт", "май", "Методист"],
                ["II", "Наука", "", ""],
                ["1", "Сбор", "июнь", "Методист"],
            ]
        ),
        ("§ Учёба", "Слёт | май | Методист", "§ Наука", "Сбор | июнь | Методист"),
    ),
    Oddity(
        "headings by their numbers alone",
        plan(
            [
                HEAD,
                ["1", "Учёба", "", ""],
                ["1.1", "Слёт", "май", "Методист"],
                ["2", "Наука", "", ""],
                ["2.1", "Сбор", "июнь", "Методист"],
            ]
        ),
        ("§ Учёба", "Слёт | май | Методист", "§ Наука", "Сбор | июнь | Методист"),
    ),
    Oddity(
        "months in a cell over their rows",
        plan(
            [
                ["Месяц", "Содержание работы", "Ответственные"],
                ["Сентябрь", "Сбор актива", "Методист"],
                ["^", "Выставка", "Секретарь"],
                ["Октябрь", "Слёт", "Методист"],
            ]
        ),
        (
            "Сбор актива | Сентябрь | Методист",
            "Выставка | Сентябрь | Секретарь",
            "Слёт | Октябрь | Методист",
        ),
    ),
    Oddity(
        "months as headings of rows",
        plan(
            [
                HEAD,
                ["", "Сентябрь", "", ""],
                ["1", "Слёт", "12.09", "Методист"],
                ["", "Октябрь 2031 г.", "", ""],
                ["2", "Сбор", "15.10", "Методист"],
            ]
        ),
        ("§ Сентябрь", "Слёт | 12.09 | Методист", "§ Октябрь 2031 г.", "Сбор | 15.10 | Методист"),
    ),
    Oddity(
        "a row cut by a page",
        plan(
            [
                HEAD,
                ["1", "Слёт учителей,", "май", "Методист"],
                ["", "мастеров и наставников", "", ""],
                ["2", "Сбор", "июнь", "Методист"],
            ]
        ),
        ("Слёт учителей,\nмастеров и наставников | май | Методист", "Сбор | июнь | Методист"),
    ),
    Oddity(
        "no numbers in the column of numbers",
        plan([HEAD, ["", "Слёт", "май", "Методист"], ["", "Сбор", "июнь", "Методист"]]),
        ("Слёт | май | Методист", "Сбор | июнь | Методист"),
    ),
    Oddity(
        "numbers from nought and doubled",
        plan(
            [
                HEAD,
                ["0", "Слёт", "май", "Методист"],
                ["1", "Сбор", "июнь", "Методист"],
                ["1", "Смотр", "июль", "Методист"],
            ]
        ),
        ("0 Слёт | май | Методист", "1 Сбор | июнь | Методист", "1 Смотр | июль | Методист"),
    ),
    Oddity(
        "a table without a head",
        plan(
            [
                ["1", "Встреча учителей", "10 января", "Методист"],
                ["2", "Выставка работ", "15 февраля", "Секретарь"],
            ]
        ),
        ("Встреча учителей | 10 января | Методист", "Выставка работ | 15 февраля | Секретарь"),
        doubtful=("",),
    ),
    Oddity(
        "many terms beside the items",
        plan(
            [
                HEAD,
                ["1", "Семинары:\n- для новичков\n- для наставников", "март\nапрель", "Методист"],
            ]
        ),
        (
            "Семинары: |  | Методист",
            "– для новичков | март",
            "– для наставников | апрель",
        ),
    ),
    Oddity(
        "people, offices and organisations in a cell",
        plan(
            [HEAD, ["1", "Слёт", "май", "Ветлугина О. Н., методист, Центр развития; МБОУ СОШ № 5"]]
        ),
        ("Слёт | май | Ветлугина О. Н., методист; Центр развития; МБОУ СОШ № 5",),
    ),
    Oddity(
        "another table before the plan",
        titled(
            "План работы МОЦ на 2031 год",
            lambda d: table(
                d, [["№", "ФИО", "Должность"], ["1", "Ветлугина Ольга Николаевна", "методист"]]
            ),
            lambda d: say(d, "Мероприятия", "center", bold=True),
            lambda d: table(d, [SHORT, SLET]),
        ),
        ("§ Мероприятия", "Слёт | май"),
    ),
)
