"""The canonical form of a plan: there and back, its fingerprint, and what is refused."""

import copy
import json
from dataclasses import fields, replace
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.plan.codec import (
    NOT_ON_PAPER,
    ContentError,
    canonical_bytes,
    fingerprint,
    from_json,
    to_json,
)
from events.plan.content import (
    AgendaItemContent,
    EventContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
    StepContent,
)

# NUL and halves of letters are refused: no table keeps them.
WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)
EVENTS = st.recursive(
    st.builds(
        EventContent,
        uid=WORDS,
        title=WORDS,
        term=WORDS,
        meeting=st.booleans(),
        responsible=st.lists(st.builds(ResponsibleContent, WORDS), max_size=2).map(tuple),
        agenda=st.lists(st.builds(AgendaItemContent, WORDS, WORDS), max_size=2).map(tuple),
    ),
    lambda inner: st.builds(
        EventContent, title=WORDS, events=st.lists(inner, max_size=2).map(tuple)
    ),
    max_leaves=4,
)
SECTIONS = st.builds(SectionContent, heading=WORDS, events=st.lists(EVENTS, max_size=3).map(tuple))
PLANS = st.builds(
    PlanContent,
    title=st.lists(WORDS, max_size=3).map(tuple),
    sections=st.lists(SECTIONS, max_size=3).map(tuple),
    steps=st.lists(st.builds(StepContent, position=WORDS), max_size=2).map(tuple),
)

EVENT = EventContent(uid="a", title="Семинар", term="15 марта")
PLAN = PlanContent(title=("План",), sections=(SectionContent(uid="s", events=(EVENT,)),))


def with_event(**values) -> PlanContent:
    section = replace(PLAN.sections[0], events=(replace(EVENT, **values),))
    return replace(PLAN, sections=(section,))


@given(PLANS)
def test_it_reads_back_what_it_wrote(plan):
    assert from_json(json.loads(canonical_bytes(plan))) == plan


@given(PLANS)
def test_equal_plans_have_equal_bytes_and_fingerprints(plan):
    same = from_json(copy.deepcopy(to_json(plan)))
    assert canonical_bytes(same) == canonical_bytes(plan)
    assert fingerprint(same) == fingerprint(plan)


@pytest.mark.parametrize(
    "field", sorted({f.name for f in fields(EventContent)} - NOT_ON_PAPER - {"title"})
)
def test_every_word_of_a_row_counts_for_the_fingerprint(field):
    hint = get_type_hints(EventContent)[field]
    value = {str: "иначе", bool: True}.get(hint)
    if value is None:
        value = {
            "responsible": (ResponsibleContent("иначе"),),
            "agenda": (AgendaItemContent("иначе"),),
            "events": (EventContent(title="иначе"),),
        }[field]
    assert fingerprint(with_event(**{field: value})) != fingerprint(PLAN)


def test_identities_do_not_count():
    assert fingerprint(with_event(uid="b")) == fingerprint(PLAN)


def test_order_of_rows_counts():
    other = EventContent(uid="b", title="Конкурс")
    one, two = (
        replace(PLAN, sections=(SectionContent(events=events),))
        for events in ((EVENT, other), (other, EVENT))
    )
    assert fingerprint(one) != fingerprint(two)


def test_words_do_not_flow_from_field_to_field():
    one, two = with_event(title="аб", term="в"), with_event(title="а", term="бв")
    assert fingerprint(one) != fingerprint(two)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "другое"}, "не план портала"),
        ({"version": 99}, "версии 99"),
        ({"title": "строка"}, "должно быть списком"),
        ({"sections": [{"kind": "картина"}]}, "неизвестное значение"),
        ({"sections": [{"heading": 5}]}, "не того вида"),
        ({"sections": ["раздел"]}, "ждали раздел"),
        ({"sections": [{"events": [{"meeting": "да"}]}]}, "не того вида"),
        ({"sections": [{"columns": [{"role": "event"}]}]}, "не хватает поля"),
    ],
)
def test_what_is_not_a_plan_is_refused_in_words(change, words):
    with pytest.raises(ContentError, match=words):
        from_json(to_json(PLAN) | change)


def test_walks_go_in_the_order_of_the_paper():
    inner = SectionContent(heading="1.1", events=(EventContent(title="в"),))
    first = SectionContent(
        heading="1",
        events=(EventContent(title="а", events=(EventContent(title="б"),)),),
        sections=(inner,),
    )
    plan = PlanContent(sections=(first, SectionContent(heading="2")))
    assert [s.heading for s in plan.all_sections()] == ["1", "1.1", "2"]
    assert [e.title for e in plan.all_events()] == ["а", "б", "в"]
