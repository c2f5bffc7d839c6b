"""What a form carries unseen: read back as it was, and nonsense is nothing."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from events.drafting.rules.parts import fields_of
from events.drafting.views.opened import MOST_CHARACTERS, as_sent, base_of_form, sent_opened
from events.plan.merging import UNKNOWN
from tests.plans import make_plan


def data(**words: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(words)
    return query


def test_form_brings_back_the_fields_of_every_part(cast):
    plan = make_plan("rumo-directions", association=cast.association, rows=1)
    for part in (plan, plan.events.first(), plan.sections.first(), plan.steps.first()):
        base = base_of_form(data(), fields_of(part))
        assert sent_opened(data(base=base)).fields == fields_of(part)
        assert base_of_form(data(base=base), {}) == base


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "5",
        '"title"',
        "[" * 100_000,
        '{"title":' * 50_000,
        '{"title": {"a": 1}}',
        '{"agenda": [{"text": []}]}',
        '{"agenda": [1]}',
        '{"title": 1.5}',
        '{"title": "\\ud800"}',
        '{"stage": ' + "9" * 5000 + "}",
        as_sent({"title": "ы" * MOST_CHARACTERS}),
    ],
)
def test_nonsense_is_nothing_known(text):
    assert sent_opened(data(base=text)) == UNKNOWN


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_fault(text):
    opened = sent_opened(data(base=text, seen=text))
    as_sent(opened.fields).encode()


def test_fields_in_conflict_are_known_once_decided():
    sent = data(base='{"term": "май"}', seen='{"title": "Слёт", "place": "Сургут"}')
    assert sent_opened(sent).fields == {"term": "май"}
    sent.update({"version-title": "mine", "version-place": "чьё"})
    assert sent_opened(sent).fields == {"term": "май", "title": "Слёт"}
    sent["version-place"] = "stored"
    opened = sent_opened(sent)
    assert opened.fields == {"term": "май", "title": "Слёт", "place": "Сургут"}
    assert opened.left == {"place"}


def test_form_shown_again_asks_again_about_what_was_left():
    sent = data(base='{"term": "май"}', seen='{"title": "Слёт"}')
    sent["version-title"] = "stored"
    assert base_of_form(sent, {}) == '{"term": "май"}'
    sent["version-title"] = "mine"
    assert base_of_form(sent, {}) == '{"term": "май", "title": "Слёт"}'
