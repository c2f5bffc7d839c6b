"""What the differences say of themselves."""

from events.plan.comparison.values import Counts, PlanComparison, differs
from plans_portal.lib.word_changes import word_changes


def test_counts_are_a_sentence():
    assert Counts().sentence == ""
    assert Counts(changed=3, added=1, removed=1, moved=1).sentence == (
        "Строк изменено: 3, добавлено: 1, удалено: 1, перемещено: 1."
    )
    assert Counts(added=2, sections=1, steps=2, fields=1).sentence == (
        "Строк добавлено: 2. Разделов изменено: 1. Грифов и подписей изменено: 2. "
        "Изменён заголовок или сведения о плане."
    )


def test_line_differs_where_words_do():
    same, other = word_changes("Раз", "Раз"), word_changes("Раз и два", "Раз и три")
    assert [differs(line) for line in (*same, *other)] == [False, True]


def test_nothing_is_empty():
    assert PlanComparison().is_empty
