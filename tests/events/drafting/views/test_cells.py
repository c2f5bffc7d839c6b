"""The cells of a row over HTTP: their texts, what was typed, and every refusal as a sentence."""

import json

import pytest
from django.urls import reverse

from tests.plans import bring_to, make_plan

KEY = "a" * 32


@pytest.fixture
def plan(cast):
    return make_plan("rumo-directions", association=cast.association, rows=3)


@pytest.fixture
def row(plan):
    return plan.events.order_by("section", "order").first()


def url(plan, row) -> str:
    return reverse("events:row_cells", args=[plan.pk, row.uid])


def send(client, plan, row, key=KEY, **cells):
    words = {"key": key, "cells": {n: {"text": t, "base": b} for n, (t, b) in cells.items()}}
    return client.post(url(plan, row), json.dumps(words), content_type="application/json")


def test_texts_are_given_and_what_is_typed_is_saved(cast, plan, row):
    client = cast.client("chair")
    texts = client.get(url(plan, row)).json()["texts"]
    assert (texts["title"], texts["term"]) == (row.title, row.term)
    assert texts["responsible"].splitlines() == ["Светлова А. П.", "совет объединения"]
    answer = send(client, plan, row, term=("5 мая", texts["term"]))
    assert answer.status_code == 200
    saved = answer.json()
    assert saved["texts"]["term"] == "5 мая"
    assert "<p>5 мая</p>" in saved["cells"]["term"]
    assert "number" not in saved["cells"]
    assert saved["refresh"] is False
    plan.refresh_from_db()
    assert saved["revision"] == plan.revision
    client.post(saved["undo"])
    row.refresh_from_db()
    assert row.term == texts["term"]


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


def test_number_moves_others_so_the_page_asks_for_the_sheet(cast, plan, row):
    assert send(cast.client("chair"), plan, row, number=("7", row.number)).json()["refresh"] is True


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
        "{}",
        '{"key": "x", "cells": {}}',
        '{"key": 1, "cells": {}}',
        json.dumps({"key": KEY, "cells": {"pk": {"text": "1", "base": ""}}}),
        json.dumps({"key": KEY, "cells": {"term": {"text": 1, "base": ""}}}),
        json.dumps({"key": KEY, "cells": {"term": {"text": "1"}}}),
        json.dumps({"key": KEY, "cells": {"term": "1"}}),
        b"\xff",
    ],
)
def test_nonsense_is_refused_and_writes_nothing(cast, plan, row, body):
    before = plan.changes.count()
    answer = cast.client("chair").post(url(plan, row), body, content_type="application/json")
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
        base = client.get(url(plan, row)).json()["texts"][field]
        with django_assert_max_num_queries(60) as queries:
            key = f"{rows:032x}"
            assert send(client, plan, row, key=key, **{field: ("Слёт", base)}).status_code == 200
        counts.add(len(queries))
    assert len(counts) == 1, counts
