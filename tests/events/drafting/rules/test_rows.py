"""Actions on rows: order, identity, copies, history, dates, and who is refused."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.drafting.queries.row_values import (
    AgendaItemValues,
    EventValues,
    ResponsibleValues,
    row_values,
)
from events.drafting.rules.rows import (
    add_event,
    delete_event,
    duplicate_event,
    edit_event,
    move_event,
    transfer_event,
)
from events.models import Event, Occurrence, Plan
from events.plan.typed_numbers import TAKEN_OFF
from plans_portal.lib.versions import Conflict, version_of
from tests.plans import bring_to, make_plan


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rmc-directions", association=cast.association, rows=3)


@pytest.fixture
def chair(cast):
    return cast.actor("chair")


def row(plan: Plan, order: int = 1, section: int = 1) -> Event:
    return plan.events.get(section__order=section, order=order, parent=None)


def uids(plan: Plan, section: int = 1) -> list[str]:
    rows = plan.events.filter(section__order=section, parent=None).order_by("order")
    return list(rows.values_list("uid", flat=True))


def with_parts(plan: Plan, chair) -> Event:
    event = row(plan)
    for n in (1, 2):
        values = EventValues(title=f"Часть {n}", term=f"{n} марта")
        add_event(section=event.section, values=values, parent=event, by=chair)
    return event


def test_added_row_has_its_parts_in_order_and_its_dates(plan, chair):
    values = EventValues(
        title="Новая",
        term="15 марта 2028 г.",
        responsible=(ResponsibleValues("Первый"), ResponsibleValues("Второй")),
        agenda=(AgendaItemValues("Вопрос", "Докладчик"),),
    )
    event = add_event(section=plan.sections.get(order=1), values=values, by=chair)
    assert row_values(event) == values
    assert str(Occurrence.objects.get(event=event).starts) == "2028-03-15"


def test_each_action_counts_a_revision_and_writes_history(plan, chair):
    revision, changes = plan.revision, plan.changes.count()
    add_event(section=plan.sections.get(order=1), values=EventValues(title="Новая"), by=chair)
    plan.refresh_from_db()
    assert plan.revision == revision + 1
    assert plan.changes.count() == changes + 1
    assert plan.changes.first().by_name == chair.name


def test_saving_without_a_change_writes_nothing(plan, chair):
    event, revision = row(plan), plan.revision
    edit_event(event=event, values=row_values(event), expected_version="0" * 16, by=chair)
    plan.refresh_from_db()
    assert plan.revision == revision


def test_stale_version_is_a_conflict_that_carries_the_row(plan, chair):
    event = row(plan)
    with pytest.raises(Conflict) as conflict:
        edit_event(
            event=event, values=EventValues(title="Иначе"), expected_version="0" * 16, by=chair
        )
    assert conflict.value.stored == event


def test_edit_moves_the_dates_with_the_words(plan, chair):
    event = row(plan)
    version = version_of(row_values(event))
    edit_event(
        event=event, values=EventValues(term="1 апреля 2028 г."), expected_version=version, by=chair
    )
    assert [str(one.starts) for one in event.occurrences.all()] == ["2028-04-01"]


@pytest.mark.parametrize(
    ("order", "direction", "expected"),
    [(1, "down", [1, 0, 2]), (3, "up", [0, 2, 1]), (1, "up", [0, 1, 2]), (3, "down", [0, 1, 2])],
)
def test_move(plan, chair, order, direction, expected):
    before = uids(plan)
    move_event(event=row(plan, order), direction=direction, by=chair)
    assert uids(plan) == [before[place] for place in expected]


def test_move_at_the_edge_writes_nothing(plan, chair):
    changes = plan.changes.count()
    move_event(event=row(plan, 1), direction="up", by=chair)
    assert plan.changes.count() == changes


def test_transfer_takes_the_sub_events_along(plan, chair):
    event, target = with_parts(plan, chair), plan.sections.get(order=2)
    transfer_event(event=event, section=target, by=chair)
    assert uids(plan, 2)[-1] == event.uid
    assert {part.section for part in event.children.all()} == {target}
    orders = plan.events.filter(section__order=1, parent=None).values_list("order", flat=True)
    assert sorted(orders) == [1, 2]


def test_transfer_to_another_plan_is_refused(cast, plan, chair):
    other = make_plan("moc-results", association=cast.association)
    with pytest.raises(ValidationError, match="уже нет"):
        transfer_event(event=row(plan), section=other.sections.get(), by=chair)


def test_copy_has_an_identity_of_its_own_and_all_the_words(plan, chair):
    event = with_parts(plan, chair)
    copy = duplicate_event(event=event, by=chair)
    assert uids(plan)[:2] == [event.uid, copy.uid]
    assert row_values(copy) == row_values(event)
    assert [p.title for p in copy.children.order_by("order")] == ["Часть 1", "Часть 2"]
    assert plan.events.values("uid").distinct().count() == plan.events.count()


def test_delete_takes_the_parts_and_history_keeps_them(plan, chair):
    event = with_parts(plan, chair)
    delete_event(event=event, by=chair)
    assert not plan.events.filter(title__startswith="Часть").exists()
    change = plan.changes.first()
    assert [part["before"]["title"] for part in change.patch[1::-1]] == ["Часть 1", "Часть 2"]


@pytest.mark.parametrize("action", [move_event, duplicate_event, delete_event])
def test_action_on_a_row_that_is_gone_is_refused_in_words(plan, chair, action):
    event = row(plan)
    delete_event(event=Event.objects.get(pk=event.pk), by=chair)
    more = {"direction": "up"} if action is move_event else {}
    with pytest.raises(ValidationError, match="удалил другой человек"):
        action(event=event, by=chair, **more)


@pytest.mark.parametrize("who", ["curator", "approver", "stranger", "superuser", "unplaced"])
def test_who_does_not_write_the_plan_is_refused(cast, plan, who):
    section = plan.sections.get(order=1)
    with pytest.raises(PermissionDenied):
        add_event(section=section, values=EventValues(title="Новая"), by=cast.actor(who))


@pytest.mark.parametrize("status", ["signoff", "approved"])
def test_closed_plan_is_refused_to_its_authors(plan, chair, status):
    plan = bring_to(plan, status)
    with pytest.raises(ValidationError) as refusal:
        move_event(event=row(plan), direction="down", by=chair)
    assert refusal.value.code == "closed"


def test_returned_plan_is_open_again(plan, chair):
    plan = bring_to(plan, "returned")
    move_event(event=row(plan), direction="down", by=chair)


def test_numbers_typed_before_questions_are_taken_off(plan, chair):
    questions = ("1. Итоги", "2) План", "Разное", "1.2.1 Своё")
    agenda = tuple(AgendaItemValues(text, "Светлова А. П.") for text in questions)
    values = EventValues(title="Совет", agenda=agenda)
    event = add_event(section=plan.sections.get(order=1), values=values, by=chair)
    stored = row_values(event)
    assert [item.text for item in stored.agenda] == ["Итоги", "План", "Разное", "1.2.1 Своё"]
    assert {item.speaker for item in stored.agenda} == {"Светлова А. П."}
    assert plan.changes.get(action="add_event").words.endswith(f"«Совет». {TAKEN_OFF}")
    edit = {"event": event, "expected_version": version_of(stored), "by": chair}
    assert row_values(edit_event(values=values, **edit)) == stored
    assert not plan.changes.filter(action="edit_event").exists()
    again = replace(values, title="Малый совет")
    assert row_values(edit_event(values=again, **edit)).agenda == stored.agenda
    assert plan.changes.get(action="edit_event").words.endswith(f"«Малый совет». {TAKEN_OFF}")
