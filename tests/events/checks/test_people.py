"""People among the responsible: known or not, still in office or not, in one place at a time."""

import time
from datetime import date

import pytest

from events.checks import KnownDirectory, KnownPerson, Tenure, check_content
from events.plan.content import EventContent, ResponsibleContent
from tests.drafts import ACADEMIC, codes, only, plan_of, row


def person(text: str) -> ResponsibleContent:
    return ResponsibleContent(text, "person")


def of(*names: str, title="Семинар для наставников", term="март", **values) -> EventContent:
    return row(title, term, responsible=tuple(person(name) for name in names), **values)


KEDROVA = KnownPerson("Кедрова", "Алёна", "Игоревна")
LEFT = KnownPerson("Лугов", "Пётр", "Ильич", (Tenure(date(2020, 1, 1), date(2026, 5, 31)),))
STAYED = KnownPerson(
    "Рощин", "Олег", "", (Tenure(date(2020, 1, 1), date(2022, 1, 1)), Tenure(date(2025, 1, 1)))
)
DIRECTORY = KnownDirectory((KEDROVA, LEFT, STAYED))


@pytest.mark.parametrize(
    "name",
    [
        "Кедрова А. И.",
        "Кедрова А.И.",
        "А.И. Кедрова",
        "КЕДРОВА",
        "Кедрова Алена Игоревна",
        "Рощин О.",
    ],
)
def test_known_person_is_known_however_written(name):
    assert codes(plan_of(of(name)), directory=DIRECTORY) == []


def test_unknown_person_is_found_once_at_the_first_row():
    content = plan_of(
        of("Кедрова А.И."), of("Сомов Е.Е.", title="Сбор"), of("Сомов Е. Е.", title="Слёт")
    )
    found = only(content, "person_unknown", directory=DIRECTORY)
    assert (found.uid, found.field) == ("e2", "responsible")
    assert "Сомов" in found.text


def test_other_initials_make_another_person():
    assert codes(plan_of(of("Кедрова О.И.")), directory=DIRECTORY) == ["person_unknown"]


def test_directory_that_knows_nobody_of_the_plan_is_told_in_one_sentence():
    content = plan_of(of("Сомов Е.Е."), of("Щукин К.К.", "Сомов Е.Е.", title="Сбор"))
    found = only(content, "person_unknown", directory=DIRECTORY)
    assert "Сомов Е.Е., Щукин К.К." in found.text


def test_empty_directory_and_offices_are_asked_about_nobody():
    content = plan_of(of("Сомов Е.Е."))
    assert codes(content) == []
    assert (
        codes(plan_of(row(responsible=(ResponsibleContent("Сомов Е.Е."),))), directory=DIRECTORY)
        == []
    )


@pytest.mark.parametrize(
    ("term", "found"), [("20 мая", False), ("10 сентября", True), ("июнь", True)]
)
def test_who_left_office_before_the_term_is_found(term, found):
    content = plan_of(of("Лугов П.И.", term=term))
    assert ("out_of_office" in codes(content, directory=DIRECTORY)) is found


def test_who_came_back_or_never_held_an_office_is_no_finding():
    assert codes(plan_of(of("Рощин О.", "Кедрова А.И.", term="июнь")), directory=DIRECTORY) == []


def test_one_person_in_two_places_on_one_day_is_found():
    content = plan_of(
        of("Кедрова А.И.", term="14 марта", place="музей"),
        of("Рощин О.", "Кедрова А. И.", title="Сбор", term="14.03.2026", place="Колледж № 2"),
    )
    found = only(content, "two_places")
    assert found.uid == "e2"
    assert "14 марта" in found.text
    assert "строка 1" in found.text


@pytest.mark.parametrize(
    "values",
    [
        {"term": "14 марта", "place": "Музей"},
        {"term": "14 марта"},
        {"term": "15 марта", "place": "колледж"},
        {"term": "март", "place": "колледж"},
        {"term": "14 марта", "place": "колледж", "form": "онлайн"},
    ],
)
def test_same_place_another_day_or_afar_is_no_clash(values):
    content = plan_of(
        of("Кедрова А.И.", term="14 марта", place="музей"),
        of("Кедрова А.И.", title="Сбор", **values),
    )
    assert check_content(content) == ()


def test_part_clashes_with_another_row_by_the_responsible_of_its_own_row():
    parts = (EventContent(uid="p1", title="Первое", term="14 марта", place="школа"),)
    content = plan_of(
        of("Кедрова А.И.", term="14 марта", place="музей"),
        of("Кедрова А.И.", title="Цикл:", events=parts),
    )
    assert only(content, "two_places").uid == "p1"


def test_chosen_meaning_of_a_doubtful_term_counts():
    """Without a choice «август» may be the one before the year, and nobody is blamed."""
    after = "month 2026-08-01/2026-08-31"
    before = "month 2025-08-01/2025-08-31"

    def blamed(choice: str) -> bool:
        event = of("Лугов П. И.", term="август", term_choice=choice)
        return "out_of_office" in codes(plan_of(event, period=ACADEMIC), directory=DIRECTORY)

    assert [blamed(choice) for choice in ("", before, after)] == [False, False, True]


def test_blanks_of_a_books_length_after_an_initial_are_read_at_once():
    begun = time.process_time()
    found = codes(plan_of(of(f"А.{chr(0xA0) * 50_000}и все")), directory=DIRECTORY)
    assert "unknown_person" not in found
    assert time.process_time() - begun < 1
