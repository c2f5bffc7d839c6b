"""Edits in place over HTTP: what was typed, moved and deleted, and every refusal as a sentence."""

import json

import pytest
from django.urls import reverse

from events.drafting.queries.cells import text_of_cell
from events.drafting.queries.row_values import row_values
from tests.plans import bring_to, make_plan

KEY = "a" * 32
ROW = {"key": KEY, "part": "row", "uid": KEY}


@pytest.fixture
def plan(cast):
    return make_plan("rumo-directions", association=cast.association, rows=3)


@pytest.fixture
def row(plan):
    return plan.events.order_by("section", "order").first()


def url(plan, name="edit_in_place") -> str:
    return reverse(f"events:{name}", args=[plan.pk])


def post(client, plan, name="edit_in_place", **sent):
    words = {"key": KEY, **sent}
    return client.post(url(plan, name), json.dumps(words), content_type="application/json")


def send(client, plan, row, key=KEY, **cells):
    words = {name: {"text": text, "base": base} for name, (text, base) in cells.items()}
    return post(client, plan, key=key, part="row", uid=row.uid, cells=words)


def test_what_is_typed_is_saved_and_undone(cast, plan, row):
    client, term = cast.client("chair"), row.term
    answer = send(client, plan, row, term=("5 мая", term))
    assert answer.status_code == 200
    saved = answer.json()
    assert saved["texts"] == {"term": "5 мая"}
    assert saved["cells"]["term"] == "5 мая"
    assert "number" not in saved["cells"]
    assert saved["numbers"] == {}
    plan.refresh_from_db()
    assert saved["revision"] == plan.revision
    undone = client.post(saved["undo"], headers={"Accept": "application/json"}).json()
    assert undone["at"] == row.uid
    row.refresh_from_db()
    assert row.term == term
    client.post(undone["undo"], headers={"Accept": "application/json"})
    row.refresh_from_db()
    assert row.term == "5 мая"
    refused = client.post(undone["undo"], headers={"Accept": "application/json"})
    assert refused.status_code == 422
    assert "уже отменено" in refused.json()["errors"]["__all__"][0]


def test_answer_is_small(cast, plan, row):
    answer = send(cast.client("chair"), plan, row, title=("Слёт " * 40, row.title))
    assert len(answer.content) < 4_000


def test_cells_are_drawn_as_the_sheet_draws_them(cast, plan, row):
    client = cast.client("chair")
    answer = send(client, plan, row, title=("Слёт «юных»\n– турнир\n– смотр", row.title)).json()
    page = client.get(plan.get_absolute_url()).text
    assert answer["cells"]["event"] in page
    assert all(words in page for words in answer["cells"].values())


def test_words_are_escaped(cast, plan, row):
    answer = send(cast.client("chair"), plan, row, title=("<script>1</script>", row.title)).json()
    assert "<script>" not in answer["cells"]["event"]
    assert answer["texts"]["title"] == "<script>1</script>"


def test_conflict_keeps_both_and_writes_neither_over_the_other(cast, plan, row):
    send(cast.client("secretary"), plan, row, term=("5 мая", row.term))
    answer = send(cast.client("chair"), plan, row, key="b" * 32, term=("6 мая", row.term)).json()
    assert (answer["conflicts"], answer["texts"]["term"]) == ({"term": "6 мая"}, "5 мая")
    assert answer["undo"] == ""
    row.refresh_from_db()
    assert row.term == "5 мая"


def test_number_that_is_typed_is_told_with_those_it_moves(cast, plan, row):
    answer = send(cast.client("chair"), plan, row, number=("7", row.number)).json()
    assert answer["numbers"] == {row.uid: "7"}


def test_new_row_is_told_with_its_number(cast, plan, row):
    cells = {"title": {"text": "Слёт", "base": ""}}
    place = {"section": row.section.uid, "after": row.uid}
    client, uid = cast.client("chair"), "e" * 32
    answer = post(client, plan, part="row", uid=uid, cells=cells, new=place).json()
    below = list(
        plan.events.filter(section=row.section, order__gte=2).values_list("uid", flat=True)
    )
    assert below[0] == uid
    assert set(answer["numbers"]) == set(below)
    assert answer["cells"]["event"] == "Слёт"


def test_heading_of_the_plan_has_no_cells_of_a_row(cast, plan):
    cells = {"title": {"text": "План", "base": plan.title}}
    answer = post(cast.client("chair"), plan, part="heading", cells=cells).json()
    assert (answer["texts"], answer["cells"]) == ({"title": "План"}, {})


def test_rows_are_moved_copied_filled_and_deleted_as_one_action_each(cast, plan, row):
    client = cast.client("chair")
    rows = list(plan.events.filter(section=row.section).order_by("order"))
    uids = [one.uid for one in rows]
    people = rows[0].responsible.count()
    sent = {"rows": uids[:2], "section": row.section.uid, "after": uids[2]}
    moved = post(client, plan, "move_in_place", **sent).json()
    assert "Перемещены строки: 2" in moved["words"]
    assert len(moved["numbers"]) == 3
    filled = post(
        client, plan, "fill_in_place", key="1" * 32, rows=uids, field="responsible", text="Совет"
    ).json()
    names = plan.events.filter(uid__in=uids).values_list("responsible__text", flat=True)
    assert set(names) == {"Совет"}
    copied = post(client, plan, "copy_in_place", key="2" * 32, rows=uids[:2]).json()
    assert plan.events.filter(section=row.section).count() == 5
    deleted = post(client, plan, "delete_in_place", key="3" * 32, rows=uids).json()
    assert not plan.events.filter(uid__in=uids).exists()
    for answer in (deleted, copied, filled, moved):
        client.post(answer["undo"], headers={"Accept": "application/json"})
    now = plan.events.filter(section=row.section).order_by("order")
    assert list(now.values_list("uid", flat=True)) == uids
    assert now[0].responsible.count() == people


@pytest.mark.parametrize("who", ["curator", "superuser", "unplaced", "anonymous"])
def test_others_change_nothing(cast, plan, row, who):
    before = plan.changes.count()
    send(cast.client(who), plan, row, term=("5 мая", row.term))
    post(cast.client(who), plan, "delete_in_place", rows=[row.uid])
    assert plan.changes.count() == before


def test_known_names_begin_with_those_of_this_plan(cast, plan):
    names = cast.client("chair").get(url(plan, "known_names")).json()["names"]
    assert names[:2] == ["Светлова А. П.", "совет объединения"]
    assert len(names) == len(set(names))


def test_refusals_are_sentences(cast, plan, row):
    client = cast.client("chair")
    answer = send(client, plan, row, term=("м" * 501, row.term))
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["term"]
    bring_to(plan, "signoff")
    answer = send(client, plan, row, term=("май", row.term))
    assert answer.status_code == 422
    assert "на согласовании" in answer.json()["errors"]["__all__"][0]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        "{}",
        '{"key": "x", "cells": {}}',
        json.dumps({**ROW, "key": 1, "cells": {}}),
        json.dumps({**ROW, "part": "step", "cells": {}}),
        json.dumps({**ROW, "cells": {}, "new": "x"}),
        json.dumps({**ROW, "cells": {}, "new": {"section": "x"}}),
        json.dumps({**ROW, "cells": {"pk": {"text": "1", "base": ""}}}),
        json.dumps({**ROW, "cells": {"term": {"text": 1, "base": ""}}}),
        json.dumps({**ROW, "cells": {"term": {"text": "1"}}}),
        json.dumps({**ROW, "cells": {"term": "1"}}),
        b"\xff",
    ],
)
def test_nonsense_is_refused_and_writes_nothing(cast, plan, row, body):
    before = plan.changes.count()
    answer = cast.client("chair").post(url(plan), body, content_type="application/json")
    assert answer.status_code == 422
    assert "не понял" in answer.json()["errors"]["__all__"][0]
    assert plan.changes.count() == before


@pytest.mark.parametrize("field", ["title", "term", "responsible"])
def test_saving_asks_as_much_in_a_long_plan_as_in_a_short_one(
    cast, django_assert_max_num_queries, field
):
    counts = set()
    for rows in (1, 20):
        association = cast.association if rows == 1 else cast.other_association
        layout = "rumo-directions" if rows == 1 else "omo-directions"
        plan = make_plan(layout, association=association, rows=rows)
        row = plan.events.order_by("section", "order").first()
        client = cast.client("methodist")
        base = text_of_cell(row_values(row), field)
        with django_assert_max_num_queries(60) as queries:
            key = f"{rows:032x}"
            assert send(client, plan, row, key=key, **{field: ("Слёт", base)}).status_code == 200
        counts.add(len(queries))
    assert len(counts) == 1, counts


@pytest.mark.parametrize("uid", ["x", "\x00" * 32, "\ud800", 1, None, ["a"]])
@pytest.mark.parametrize(
    "name", ["move_in_place", "copy_in_place", "delete_in_place", "fill_in_place"]
)
def test_rows_that_no_plan_has_are_nonsense(cast, plan, row, name, uid):
    more = {"section": row.section.uid, "field": "term", "text": "5 мая"}
    answer = post(cast.client("chair"), plan, name, rows=[row.uid, uid], **more)
    assert answer.status_code == 422
    assert "не понял" in answer.json()["errors"]["__all__"][0]


def test_half_of_a_character_is_saved_as_a_lost_one(cast, plan, row):
    answer = send(cast.client("chair"), plan, row, title=("Слёт \ud83d", row.title))
    assert answer.json()["texts"] == {"title": "Слёт \ufffd"}


def test_new_row_stands_in_its_section_and_in_no_other_row(cast, plan, row):
    place = {"section": row.section.uid, "parent": row.uid, "after": row.uid}
    cells = {"title": {"text": "Слёт", "base": ""}}
    answer = post(cast.client("chair"), plan, part="row", uid="c" * 32, cells=cells, new=place)
    assert answer.status_code == 200
    assert plan.events.get(uid="c" * 32).parent is None
