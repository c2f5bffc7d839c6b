"""What was not certain when a plan was begun from another year's: it stands until it is settled."""

from datetime import date

import pytest

from events.checks import (
    CarriedDoubt,
    KnownDirectory,
    KnownPerson,
    Tenure,
    check_content,
    repair,
)
from events.plan.content import AgendaItemContent, ResponsibleContent
from tests.drafts import codes, only, plan, plan_of, row, section

WHY = "год стоит в названии"


def doubt(place: tuple[str, str], words: str, proposed: str) -> CarriedDoubt:
    uid, field = place
    return CarriedDoubt(uid, field, words, proposed, WHY)


@pytest.mark.parametrize(
    ("content", "place", "code"),
    [
        (plan_of(row("Форум-2026", uid="e1")), ("e1", "title"), "carried_date"),
        (plan_of(row(term="Форум-2026", uid="e1")), ("e1", "term"), "carried_date"),
        (
            plan_of(row(uid="e1", agenda=(AgendaItemContent("Форум-2026"),))),
            ("e1", "agenda"),
            "carried_date",
        ),
        (
            plan_of(row(uid="e1", responsible=(ResponsibleContent("Форум-2026"),))),
            ("e1", "responsible"),
            "carried_person",
        ),
        (
            plan_of(row(events=(row("Форум-2026", uid="part"),))),
            ("part", "title"),
            "carried_date",
        ),
        (plan(section(row(), heading="Форум-2026")), ("s", "heading"), "carried_date"),
        (
            plan(section(kind="text", paragraphs=("Первое", "Форум-2026"))),
            ("s", "paragraphs"),
            "carried_date",
        ),
        (plan_of(row(), title=("План", "Форум-2026")), ("", "title"), "carried_date"),
        (plan_of(row(), imprint="Форум-2026"), ("", "imprint"), "carried_date"),
    ],
)
def test_doubt_is_a_finding_at_its_place_and_its_repair_settles_it(content, place, code):
    carried = [doubt(place, "Форум-2026", "Форум-2027")]
    finding = only(content, code, carried=carried)
    assert (finding.uid, finding.field, finding.severity) == (*place, "warns")
    assert f"«Форум-2026» — {WHY}" in finding.text
    assert finding.repair.label == "Форум-2026 → Форум-2027"
    settled = repair(content, finding)
    assert not [one for one in check_content(settled, carried=carried) if one.code == code]
    assert "Форум-2027" in str(settled)
    assert str(settled).replace("Форум-2027", "Форум-2026") == str(content)


def test_doubt_whose_words_are_gone_is_settled():
    carried = [doubt(("e1", "title"), "Форум-2026", "Форум-2027")]
    content = plan_of(row("Форум", uid="e1"))
    assert check_content(content, carried=carried) == check_content(content)


def test_doubt_of_a_row_that_is_gone_is_no_finding():
    carried = [doubt(("gone", "title"), "Форум-2026", "Форум-2027")]
    content = plan_of(row("Форум-2026", uid="e1"))
    assert check_content(content, carried=carried) == check_content(content)


def test_two_doubts_of_one_field_are_one_finding_with_one_repair():
    content = plan_of(row("Форум-2026 и Съезд-2026", uid="e1"))
    carried = [
        doubt(("e1", "title"), "Форум-2026", "Форум-2027"),
        doubt(("e1", "title"), "и Съезд-2026", "и Съезд-2027"),
    ]
    finding = only(content, "carried_date", carried=carried)
    assert finding.repair.label == "Форум-2026 → Форум-2027, Съезд-2026 → Съезд-2027"
    assert "Форум-2027 и Съезд-2027" in str(repair(content, finding))


def test_row_is_named_by_its_number():
    content = plan_of(row("Форум-2026", uid="e1"))
    carried = [doubt(("e1", "title"), "Форум-2026", "Форум-2027")]
    finding = only(content, "carried_date", carried=carried)
    assert finding.text.startswith("Строка 1: ")
    assert finding.row == "1"


def test_many_doubts_of_one_field_are_counted_and_settled_together():
    names = [f"Слёт{n}-2026" for n in range(9)]
    content = plan_of(row(" ".join(names), uid="e1"))
    carried = [doubt(("e1", "title"), one, one.replace("2026", "2027")) for one in names]
    finding = only(content, "carried_date", carried=carried)
    assert "Слёт3-2026" in finding.text
    assert finding.text.endswith("; и ещё 5.")
    assert "2026" not in next(repair(content, finding).all_events()).title


def test_person_who_left_is_told_once_with_the_holder_of_today():
    left = KnownPerson("Лугов", "Пётр", "Ильич", (Tenure(date(2020, 1, 1), date(2025, 5, 31)),))
    person = (ResponsibleContent("Лугов П. И.", "person"),)
    content = plan_of(row(uid="e1", responsible=person))
    directory = KnownDirectory((left,))
    assert "out_of_office" in codes(content, directory=directory)
    carried = [doubt(("e1", "responsible"), "Лугов П. И.", "Рощин О. П.")]
    found = codes(content, directory=directory, carried=carried)
    assert "out_of_office" not in found
    assert "carried_person" in found
