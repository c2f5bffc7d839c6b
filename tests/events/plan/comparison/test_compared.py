"""Two contents of a plan, part by part."""

from dataclasses import replace

import pytest

from events.plan.comparison import PartFate, compare
from events.plan.content import (
    ColumnContent,
    EventContent,
    LayoutContent,
    PlanContent,
    SectionContent,
)
from events.plan.vocabulary import SectionKind

COLUMNS = (ColumnContent("number", "№"), ColumnContent("event", "Мероприятие"))


def rows(uids: str) -> tuple[EventContent, ...]:
    return tuple(EventContent(uid=uid, title=f"Дело {uid}") for uid in uids)


def section(uid: str, uids: str = "", **values) -> SectionContent:
    return SectionContent(uid=uid, heading=f"Раздел {uid}", events=rows(uids), **values)


def plan(*sections: SectionContent) -> PlanContent:
    return PlanContent(layout=LayoutContent(columns=COLUMNS), sections=sections)


def told(before: PlanContent, after: PlanContent, **how) -> list[tuple[str, ...]]:
    """What is told of each row: its uid, its fate, and where it was."""
    found = []
    for row in compare(before, after, **how).rows:
        if row.is_changed:
            moved = (row.was_number, row.number, row.moved_from) if row.is_moved else ()
            found.append((row.event.uid, str(row.fate), *moved))
    return found


def test_same_content_has_no_changes():
    same = plan(section("A", "abc", sections=(section("B", "d"),)))
    comparison = compare(same, same)
    assert comparison.is_empty
    assert comparison.counts.sentence == ""
    assert [row.event.uid for row in comparison.rows] == list("abcd")


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        ("abXcd", [("X", "added")]),
        ("bcd", [("a", "removed")]),
        ("abd", [("c", "removed")]),
        # Only the row that was taken has moved.
        ("bcda", [("a", "same", "1", "4", "")]),
        ("dabc", [("d", "same", "4", "1", "")]),
        ("Xadb", [("X", "added"), ("d", "same", "4", "3", ""), ("c", "removed")]),
        ("", [("a", "removed"), ("b", "removed"), ("c", "removed"), ("d", "removed")]),
    ],
)
def test_rows_are_added_removed_and_moved(after, wanted):
    assert told(plan(section("A", "abcd")), plan(section("A", after))) == wanted


def test_row_of_another_section_says_which():
    before = plan(section("A", "ab"), section("B", "c"))
    after = plan(section("A", "a"), section("B", "cb"))
    assert told(before, after) == [("b", "same", "2", "3", "Раздел A")]


def test_row_may_be_moved_and_changed():
    before = plan(section("A", "abc"))
    one, two, three = rows("abc")
    after = plan(replace(section("A"), events=(two, three, replace(one, title="Дело иное"))))
    [row] = [row for row in compare(before, after).rows if row.is_changed]
    assert (row.fate, row.is_moved) == (PartFate.CHANGED, True)
    counts = compare(before, after).counts
    assert counts.sentence == "Строк изменено: 1, перемещено: 1."


def fates(before: PlanContent, after: PlanContent) -> list[tuple[str, str, bool]]:
    sections = compare(before, after).sections
    return [(one.section.uid, str(one.fate), one.is_moved) for one in sections]


def test_removed_section_stands_where_it_was_with_its_rows():
    before = plan(section("A", "a"), section("B", "bc"), section("C", "d"))
    after = plan(section("A", "ac"), section("C", "d"))
    assert fates(before, after) == [
        ("A", "same", False),
        ("B", "removed", False),
        ("C", "same", False),
    ]
    assert told(before, after) == [("c", "same", "3", "2", "Раздел B"), ("b", "removed")]
    assert fates(before, plan(section("C", "d")))[0] == ("A", "removed", False)


def test_sections_are_added_renamed_and_moved_without_their_rows():
    before = plan(section("A", "a"), section("B", "b"), section("C", "c"))
    after = plan(
        section("X", "x"),
        section("C", "c"),
        section("A", "a"),
        replace(section("B", "b"), heading="Иное"),
    )
    assert fates(before, after) == [
        ("X", "added", False),
        ("C", "same", True),
        ("A", "same", False),
        ("B", "changed", False),
    ]
    # Numbers of rows that slid with their sections are no changes of the rows.
    assert told(before, after) == [("x", "added")]


def test_section_that_went_into_another_says_from_where():
    before = plan(section("A", "a", sections=(section("B", "b"),)), section("C"))
    after = plan(section("A", "a"), section("C", sections=(section("B", "b"),)))
    [one] = [one for one in compare(before, after).sections if one.is_moved]
    assert (one.section.uid, one.moved_from) == ("B", "Раздел A")


def test_paragraphs_are_compared_by_words_and_numbered_as_they_are_now():
    text = SectionContent(
        uid="A", kind=SectionKind.TEXT, paragraphs=("Раз и навсегда.", "Два.", "Три.")
    )
    after = replace(text, paragraphs=("Раз и надолго.", "Три.", "Четыре."))
    [one] = compare(plan(text), plan(after)).sections
    assert one.fate == PartFate.CHANGED
    shown = [(part.number, part.is_changed) for part in one.paragraphs]
    assert shown == [("1.", True), ("", True), ("2.", False), ("3.", True)]


def test_how_a_section_is_shown_is_told_in_words():
    after = section("A", "a", number="5", shown_as="heading", numbering="none", columns=COLUMNS)
    [one] = compare(plan(section("A", "a")), plan(after)).sections
    assert one.notes == (
        "Номер раздела: было «как в форме», стало «5».",
        "Как показан: было «как в форме», стало «Заголовок над своей таблицей».",
        "Нумерация: было «как в форме», стало «Без номеров».",
        "Графы: было «как в форме», стало «№, Мероприятие».",
    )


def test_other_year_is_matched_by_words_headings_and_rows():
    def alike(before, after):
        return {place: place for place in range(len(after))}

    before = plan(section("A", "ab"), section("B", "cd"))
    after = plan(
        replace(section("Y", "pq"), heading="Раздел A"), replace(section("Z", "rs"), heading="Иное")
    )
    comparison = compare(before, after, alike=alike)
    assert [str(one.fate) for one in comparison.sections] == ["same", "changed"]
    assert [str(row.fate) for row in comparison.rows] == ["changed"] * 4
    assert not any(row.is_moved for row in comparison.rows)
    # Without it nothing is the same.
    assert {str(row.fate) for row in compare(before, after).rows} == {"added", "removed"}


def test_rows_of_which_nothing_is_told_are_drawn_where_the_whole_plan_is_shown():
    before, after = plan(section("A", "abc")), plan(section("A", "cabX"))
    for whole in (True, False):
        drawn = [bool(row.cells) for row in compare(before, after, whole=whole).rows]
        assert drawn == [True, whole, whole, True]
