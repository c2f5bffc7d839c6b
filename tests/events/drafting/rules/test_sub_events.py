"""Sub-events typed as lines: kept, changed, added, moved and deleted, and undone whole."""

import pytest
from django.core.exceptions import ValidationError

from events.drafting.queries.row_values import EventValues, ResponsibleValues
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.cells import CellEdit, edit_cells
from events.drafting.rules.rows import add_event
from events.drafting.rules.sub_events import MOST
from events.drafting.rules.undo import undo_change
from tests.plans import make_plan

TEXT = "Турнир (5 мая)\nСмотр (6 мая), актовый зал, Совет"


@pytest.fixture
def plan(cast):
    return make_plan("rmc-directions", association=cast.association, rows=2)


@pytest.fixture
def row(cast, plan):
    row = plan.events.order_by("section__order", "order").first()
    by = cast.actor("chair")
    people = (ResponsibleValues("Совет"),)
    parts = (
        EventValues(title="Турнир", term="5 мая"),
        EventValues(title="Смотр", term="6 мая", place="актовый зал", responsible=people),
    )
    for values in parts:
        add_event(section=row.section, values=values, parent=row, by=by)
    return row


def typed(cast, plan, row, text, base=TEXT):
    edits = [CellEdit("events", text, base)]
    return edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("chair"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (TEXT, [("Турнир", "5 мая", ""), ("Смотр", "6 мая", "актовый зал")]),
        (
            "Турнир юных (7 мая);\nСмотр (6 мая), актовый зал, Совет.",
            [("Турнир юных", "7 мая", ""), ("Смотр", "6 мая", "актовый зал")],
        ),
        (
            "Смотр (6 мая), актовый зал, Совет\nТурнир (5 мая)",
            [("Смотр", "6 мая", "актовый зал"), ("Турнир", "5 мая", "")],
        ),
        (
            "Открытие (1 мая)\nТурнир (5 мая)\nСмотр (8 мая), актовый зал, Совет\nИтоги (кратко)",
            [
                ("Открытие", "1 мая", ""),
                ("Турнир", "5 мая", ""),
                ("Смотр", "8 мая", "актовый зал"),
                ("Итоги (кратко)", "", ""),
            ],
        ),
        ("Турнир (5 мая)", [("Турнир", "5 мая", "")]),
        ("", []),
    ],
)
def test_lines_become_sub_events_and_are_undone(cast, plan, row, text, wanted):
    content = read_content(plan)
    written = typed(cast, plan, row, text)
    parts = row.children.order_by("order")
    assert [(one.title, one.term, one.place) for one in parts] == wanted
    if written.change is None:
        assert text == TEXT
    else:
        undo_change(change=written.change, by=cast.actor("chair"))
    assert read_content(plan) == content


def test_others_lines_are_a_conflict(cast, plan, row):
    typed(cast, plan, row, "Турнир (9 мая)\nСмотр (6 мая), актовый зал, Совет")
    written = typed(cast, plan, row, "Иное")
    assert [one.text for one in written.conflicts] == ["Иное"]
    assert written.texts["events"].startswith("Турнир (9 мая)")


def test_first_sub_events_of_a_row_are_typed_too(cast, plan):
    row = plan.events.order_by("section__order", "order").last()
    written = typed(cast, plan, row, "Турнир (5 мая)\nСмотр", base="")
    assert written.texts == {"events": "Турнир (5 мая)\nСмотр"}
    assert row.children.count() == 2


def test_last_dot_of_a_line_is_neither_a_conflict_nor_a_word(cast, plan, row):
    row.children.filter(title="Смотр").update(place="залы, дворы и др.")
    row.children.get(title="Смотр").responsible.all().delete()
    base = "Турнир (5 мая)\nСмотр (6 мая), залы, дворы и др"
    written = typed(cast, plan, row, base.replace("6 мая", "8 мая"), base)
    assert written.conflicts == ()
    part = row.children.get(title="Смотр")
    assert (part.term, part.place) == ("8 мая", "залы, дворы и др.")


def test_more_lines_than_a_row_may_have_are_refused(cast, plan, row):
    lines = "\n".join(f"Турнир {number}" for number in range(MOST))
    assert row.children.count() < len(typed(cast, plan, row, lines).row.parts) == MOST
    with pytest.raises(ValidationError, match=f"не больше {MOST} частей"):
        typed(cast, plan, row, f"{lines}\nСмотр", base=lines)


def test_spaces_in_a_row_are_one(cast, plan, row):
    typed(cast, plan, row, f"Турнир{' ' * 90_000}юных")
    assert row.children.get().title == "Турнир юных"
