"""A form sent after others have written: field by field, for each part of a plan."""

from dataclasses import replace

import pytest

from events.drafting.queries.row_values import ResponsibleValues, row_values
from events.drafting.rules.parts import fields_of
from events.drafting.rules.plans import edit_heading, heading_values
from events.drafting.rules.rows import edit_event
from events.drafting.rules.sections import edit_section, section_values
from events.drafting.rules.steps import edit_step, step_values
from events.models import Plan
from events.plan.merging import Opened
from plans_portal.lib.versions import Conflict, version_of
from tests.plans import make_plan


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-directions", association=cast.association, rows=1)


PARTS = {
    "row": (edit_event, "event", row_values, "title", "place"),
    "section": (edit_section, "section", section_values, "heading", "lead_in"),
    "step": (edit_step, "step", step_values, "position", "after_name"),
    "heading": (edit_heading, "plan", heading_values, "title", "city"),
}


@pytest.fixture(params=PARTS)
def form(request, plan, cast):
    """One form that two people have opened: a rule that sends it, and how the part is read."""
    rule, named, values_of, one, other = PARTS[request.param]
    parts = {"row": plan.events, "section": plan.sections, "step": plan.steps}
    part = plan if request.param == "heading" else parts[request.param].first()
    old = values_of(part)
    opened = Opened(fields_of(part))

    def send(who: str, opened: Opened = opened, **typed: str) -> None:
        given = {named: part, "values": replace(old, **typed), "opened": opened}
        rule(**given, expected_version=version_of(old), by=cast.actor(who))

    def stored(*names: str) -> list[str]:
        values = values_of(type(part).objects.get(pk=part.pk))
        return [getattr(values, name) for name in names]

    return send, stored, one, other, opened


def test_different_fields_are_both_written(form):
    send, stored, one, other, _ = form
    send("secretary", **{one: "Её слова"})
    send("chair", **{other: "Мои слова"})
    assert stored(one, other) == ["Её слова", "Мои слова"]


def test_same_field_is_a_conflict_that_names_it_and_writes_nothing(form):
    send, stored, one, other, _ = form
    before = stored(other)
    send("secretary", **{one: "Её слова"})
    with pytest.raises(Conflict) as conflict:
        send("chair", **{one: "Мои слова", other: "И это"})
    assert conflict.value.fields == (one,)
    assert stored(one, other) == ["Её слова", *before]


def test_what_both_wrote_alike_is_no_conflict(form):
    send, stored, one, other, _ = form
    send("secretary", **{one: "Одно"})
    send("chair", **{one: "Одно", other: "И это"})
    assert stored(one, other) == ["Одно", "И это"]


def test_without_the_opened_values_all_that_differs_is_a_conflict(form):
    send, stored, one, other, _ = form
    send("secretary", **{one: "Её слова"})
    with pytest.raises(Conflict) as conflict:
        send("chair", Opened(), **{other: "Мои слова"})
    assert set(conflict.value.fields) == {one, other}
    assert stored(one) == ["Её слова"]


def test_what_was_left_to_another_is_not_written(form):
    send, stored, one, other, opened = form
    send("secretary", **{one: "Её слова"})
    known = {**opened.fields, one: "Её слова"}
    send("chair", Opened(known, frozenset({one})), **{one: "Мои слова", other: "И это"})
    assert stored(one, other) == ["Её слова", "И это"]


def test_what_was_left_is_asked_about_again_where_it_has_changed_since(form):
    send, stored, one, _, opened = form
    send("secretary", **{one: "Новее"})
    known = {**opened.fields, one: "Её слова"}
    with pytest.raises(Conflict):
        send("chair", Opened(known, frozenset({one})), **{one: "Мои слова"})
    assert stored(one) == ["Новее"]


def test_nothing_of_the_opened_values_is_ever_written(cast, plan):
    event = plan.events.first()
    old = row_values(event)
    forged = {**fields_of(event), "title": "Чужое", "responsible": [{"text": "Я", "person_id": -1}]}
    new = replace(old, title="Чужое", responsible=(ResponsibleValues("Я"),))
    edit_event(
        event=event,
        values=new,
        expected_version="",
        opened=Opened(forged, frozenset({"responsible", "pk"})),
        by=cast.actor("chair"),
    )
    assert row_values(Plan.objects.get(pk=plan.pk).events.get(pk=event.pk)) == old


def test_names_that_others_changed_keep_whom_they_mean(cast, plan):
    event = plan.events.first()
    old, by = row_values(event), cast.actor("chair")
    opened = {"expected_version": version_of(old), "opened": Opened(fields_of(event)), "by": by}
    person = cast.person("approver")
    theirs = replace(old, responsible=(ResponsibleValues("Кто-то", "person", person.pk),))
    edit_event(event=event, values=theirs, **opened)
    edit_event(event=event, values=replace(old, place="Сургут"), **opened)
    event = plan.events.get(pk=event.pk)
    assert row_values(event) == replace(theirs, place="Сургут")
