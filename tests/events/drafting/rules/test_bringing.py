"""What a file brings is written as one action that can be undone."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.drafting.queries.stored_content import read_content
from events.drafting.rules.bringing import NOTHING, PlacedRow, TypedPart, bring_back
from events.drafting.rules.undo import undo_change
from events.plan.content import EventContent
from events.plan.patch import PartKind
from tests.plans import make_plan

pytestmark = pytest.mark.django_db
TOO_MANY = 2_001


@pytest.fixture
def plan(cast):
    return make_plan("moc-results", association=cast.association, rows=3)


def bring(cast, plan, *typed, added=(), deleted=(), who="chair", key=""):
    return bring_back(
        plan=plan, typed=typed, added=added, deleted=deleted, words="Принесён файл.", key=key,
        by=cast.actor(who),
    )  # fmt: skip


def test_all_of_it_is_one_action(cast, plan):
    first, second, third = plan.events.order_by("order")
    section = plan.sections.get(uid=first.section.uid)
    before = read_content(plan)
    change = bring(
        cast,
        plan,
        TypedPart(PartKind.ROW, first.uid, {"term": "20 мая", "events": "Открытие (1 мая)"}),
        TypedPart(PartKind.SECTION, section.uid, {"heading": "Встречи"}),
        TypedPart(PartKind.HEADING, "", {"title": "Новый план"}),
        added=[
            PlacedRow(EventContent(title="Поход"), section.uid, after=second.uid),
            PlacedRow(EventContent(title="Сбор"), section.uid, after=second.uid),
        ],
        deleted=[third.uid],
    )
    rows = plan.events.filter(parent=None).order_by("order")
    assert [row.title for row in rows] == [first.title, second.title, "Поход", "Сбор"]
    assert rows[0].term == "20 мая"
    assert [part.title for part in rows[0].children.all()] == ["Открытие"]
    plan.refresh_from_db()
    assert (plan.title, plan.sections.get(pk=section.pk).heading) == ("Новый план", "Встречи")
    undo_change(change=change, by=cast.actor("chair"))
    plan.refresh_from_db()
    assert read_content(plan) == before


def test_a_part_of_a_row_may_be_deleted(cast, plan):
    row = plan.events.order_by("order").first()
    bring(cast, plan, TypedPart(PartKind.ROW, row.uid, {"events": "Открытие\nИтоги"}))
    part = row.children.order_by("order").first()
    bring(cast, plan, deleted=[part.uid])
    assert [one.title for one in row.children.all()] == ["Итоги"]


def test_nothing_is_no_action(cast, plan):
    row = plan.events.first()
    with pytest.raises(ValidationError, match=NOTHING):
        bring(cast, plan, TypedPart(PartKind.ROW, row.uid, {"term": row.term}))
    assert not plan.changes.filter(action="bring_back").exists()


def test_the_same_key_writes_nothing_again(cast, plan):
    row = plan.events.first()
    typed = TypedPart(PartKind.ROW, row.uid, {"term": "20 мая"})
    first = bring(cast, plan, typed, key="a" * 32)
    assert bring(cast, plan, typed, key="a" * 32).pk == first.pk


def test_a_row_that_is_gone_is_told(cast, plan):
    with pytest.raises(ValidationError, match="удалил другой человек"):
        bring(cast, plan, TypedPart(PartKind.ROW, "f" * 32, {"term": "20 мая"}))
    with pytest.raises(ValidationError, match="удалил другой человек"):
        bring(cast, plan, deleted=["f" * 32])


def test_a_plan_does_not_grow_without_end(cast, plan):
    section = plan.sections.first().uid
    rows = [PlacedRow(EventContent(title="Поход"), section)] * TOO_MANY
    with pytest.raises(ValidationError, match="больше 2000 строк"):
        bring(cast, plan, added=rows)


def test_who_does_not_write_the_plan_brings_nothing(cast, plan):
    with pytest.raises(PermissionDenied):
        bring(cast, plan, who="curator")
