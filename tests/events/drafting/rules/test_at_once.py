"""Two people at the same time, really: threads on PostgreSQL, and nothing half done or lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from events.drafting.models.plan import new_uid
from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.cells import CellEdit, NewPart, edit_cells
from events.drafting.rules.deviations import ask_deviation
from events.drafting.rules.next_year import begin_from
from events.drafting.rules.parts import row_fields
from events.drafting.rules.plans import create_plan
from events.drafting.rules.presence import note_presence
from events.drafting.rules.rows import add_event, delete_event, edit_event, move_event
from events.drafting.rules.sections import SectionValues, add_section
from events.drafting.rules.several_rows import copy_rows, delete_rows, fill_rows, move_rows
from events.drafting.rules.undo import undo_change
from events.models import Plan, Signature
from events.plan.codec import fingerprint
from events.plan.merging import Opened
from events.plan.patch import Place
from events.plan.period import Period
from events.signoff.rules.deciding import return_plan, sign_plan
from events.signoff.rules.sending import recall_plan, send_plan
from plans_portal.lib.versions import Conflict, version_of
from tests.cast import Cast, make_cast
from tests.events.signoff.decisions import signing
from tests.plans import bring_to, make_plan

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LAST_YEAR = Period.of_calendar_year(2026)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("moc-results", association=cast.association, rows=4)


def at_once(*actions: Callable[[], object]) -> list[Any]:
    """Do all the actions at the same moment; give what each returned or raised."""
    barrier = Barrier(len(actions))

    def one(action: Callable[[], object]) -> object:
        try:
            barrier.wait(timeout=20)
            return action()
        except Exception as fault:  # noqa: BLE001 - the test looks at it
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(one, actions))


def refusals(answers: list[Any]) -> list[Exception]:
    faults = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(fault, ValidationError) for fault in faults), faults
    return faults


def order_of(plan: Plan) -> list[int]:
    return list(plan.events.order_by("order").values_list("order", flat=True))


def test_two_people_save_the_same_row(cast, plan):
    event = plan.events.get(order=1)
    version = version_of(row_values(event))
    chair, secretary = cast.actor("chair"), cast.actor("secretary")
    answers = at_once(
        lambda: edit_event(
            event=event, values=EventValues(title="Первый"), expected_version=version, by=chair
        ),
        lambda: edit_event(
            event=event, values=EventValues(title="Второй"), expected_version=version, by=secretary
        ),
    )
    (conflict,) = refusals(answers)
    assert isinstance(conflict, Conflict)
    event.refresh_from_db()
    assert event.title in {"Первый", "Второй"}
    assert conflict.stored.title == event.title


def test_two_people_save_other_fields_of_the_same_row(cast, plan):
    event = plan.events.get(order=1)
    old = row_values(event)
    form = {
        "event": event,
        "expected_version": version_of(old),
        "opened": Opened(row_fields(old)),
    }
    chair, secretary = cast.actor("chair"), cast.actor("secretary")
    answers = at_once(
        lambda: edit_event(values=replace(old, title="Слёт"), **form, by=chair),
        lambda: edit_event(values=replace(old, place="Сургут"), **form, by=secretary),
    )
    assert refusals(answers) == []
    event.refresh_from_db()
    assert row_values(event) == replace(old, title="Слёт", place="Сургут")


def test_two_approvers_decide_at_once(cast, plan):
    plan = bring_to(plan, "signoff")
    step, seen = plan.steps.get(), plan.edition.sha256
    approver = cast.actor("approver")
    answers = at_once(
        *(lambda: sign_plan(plan=plan, step=step, seen=seen, by=approver) for _ in range(4))
    )
    assert len(refusals(answers)) == 3
    plan.refresh_from_db()
    assert plan.status == Plan.Status.APPROVED
    assert Signature.objects.filter(plan=plan).count() == 1
    assert plan.changes.filter(action="approve_plan").count() == 1


def test_one_approves_while_another_returns(cast, plan):
    plan = bring_to(plan, "signoff")
    step, seen = plan.steps.get(), plan.edition.sha256
    approver = cast.actor("approver")
    answers = at_once(
        lambda: sign_plan(plan=plan, step=step, seen=seen, by=approver),
        lambda: return_plan(plan=plan, step=step, seen=seen, comment="Уточните", by=approver),
    )
    assert len(refusals(answers)) == 1
    plan.refresh_from_db()
    signature = Signature.objects.get(plan=plan)
    outcome = (plan.status, signature.decision, plan.remarks.count())
    assert outcome in {("approved", "approved", 0), ("returned", "returned", 1)}


def test_last_two_agreements_at_once_both_count(cast):
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    agreements = list(plan.steps.filter(verb="agree").order_by("order"))
    office, by = cast.office("curator"), cast.actor("methodist")
    ask_deviation(
        plan=plan, kind="replace", step=agreements[1], office=office, reason="Так надо", by=by
    )
    plan = bring_to(plan, "signoff")
    seen = plan.edition.sha256
    deciders = (cast.actor("agreer"), cast.actor("curator"))
    answers = at_once(
        *(
            lambda step=step, by=by: sign_plan(plan=plan, step=step, seen=seen, by=by)
            for step, by in zip(agreements, deciders, strict=True)
        )
    )
    assert refusals(answers) == []
    plan.refresh_from_db()
    assert (plan.status, plan.stage) == (Plan.Status.SIGNOFF, 2)


def test_recall_and_approval_at_once_leave_one_truth(cast, plan):
    plan = bring_to(plan, "signoff")
    step, seen = plan.steps.get(), plan.edition.sha256
    answers = at_once(
        lambda: recall_plan(plan=plan, by=cast.actor("chair")),
        lambda: sign_plan(plan=plan, step=step, seen=seen, by=cast.actor("approver")),
    )
    assert len(refusals(answers)) == 1
    plan.refresh_from_db()
    signed = Signature.objects.filter(plan=plan).exists()
    assert (plan.status, signed) in {("approved", True), ("draft", False)}


def test_edit_between_viewing_and_sending(cast, plan):
    seen = fingerprint(read_content(plan))
    answers = at_once(
        lambda: send_plan(plan=plan, seen=seen, by=cast.actor("chair")),
        lambda: add_section(
            plan=plan, values=SectionValues(heading="Ещё"), by=cast.actor("secretary")
        ),
    )
    assert len(refusals(answers)) == 1
    plan = Plan.objects.select_related("edition").get(pk=plan.pk)
    if plan.edition:
        assert plan.edition.sha256 == seen == fingerprint(read_content(plan))
    else:
        assert plan.sections.filter(heading="Ещё").exists()


def test_edit_and_resending_between_viewing_and_signing(cast, plan):
    plan = bring_to(plan, "signoff")
    step, seen = plan.steps.get(), plan.edition.sha256
    chair = cast.actor("chair")
    recall_plan(plan=plan, by=chair)
    event = plan.events.get(order=1)
    edit_event(
        event=event,
        values=EventValues(title="Иначе"),
        expected_version=version_of(row_values(event)),
        by=chair,
    )
    plan = bring_to(Plan.objects.get(pk=plan.pk), "signoff")
    with pytest.raises(ValidationError, match="изменился, пока вы смотрели"):
        sign_plan(plan=plan, step=step, seen=seen, by=cast.actor("approver"))
    assert not Signature.objects.filter(plan=plan).exists()


def test_double_click_on_send_makes_one_edition(cast, plan):
    seen = fingerprint(read_content(plan))
    clients: list[Client] = [cast.client("chair") for _ in range(3)]
    url = f"/plans/{plan.pk}/send/"
    answers = at_once(*(lambda one=one: one.post(url, {"seen": seen}) for one in clients))
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert plan.editions.count() == 1


def test_double_click_on_approve_makes_one_signature(cast, plan):
    plan = bring_to(plan, "signoff")
    clients: list[Client] = [cast.client("approver") for _ in range(3)]
    url = f"/plans/{plan.pk}/steps/{plan.steps.get().uid}/decide/"
    words = signing(plan)
    answers = at_once(*(lambda one=one: one.post(url, words) for one in clients))
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert Signature.objects.filter(plan=plan).count() == 1


def test_rows_moved_at_once_keep_a_whole_order(cast, plan):
    rows = list(plan.events.order_by("order"))
    chair = cast.actor("chair")
    answers = at_once(
        *(lambda row=row: move_event(event=row, direction="down", by=chair) for row in rows)
    )
    assert refusals(answers) == []
    assert order_of(plan) == [1, 2, 3, 4]


def test_rows_added_at_once_are_all_there(cast, plan):
    section, chair = plan.sections.get(), cast.actor("chair")
    titles = [f"Строка {n}" for n in range(5)]
    answers = at_once(
        *(
            lambda title=title: add_event(
                section=section, values=EventValues(title=title), by=chair
            )
            for title in titles
        )
    )
    assert refusals(answers) == []
    assert order_of(plan) == list(range(1, 10))
    assert plan.events.filter(title__in=titles).count() == 5


def test_row_deleted_while_it_is_moved_and_changed(cast, plan):
    event = plan.events.get(order=2)
    version, chair = version_of(row_values(event)), cast.actor("chair")
    answers = at_once(
        lambda: delete_event(event=event, by=chair),
        lambda: move_event(event=event, direction="up", by=chair),
        lambda: edit_event(
            event=event, values=EventValues(title="Иначе"), expected_version=version, by=chair
        ),
    )
    refusals(answers)
    assert not plan.events.filter(pk=event.pk).exists()
    assert order_of(plan) == [1, 2, 3]
    assert plan.changes.filter(action="delete_event").count() == 1


@pytest.mark.parametrize("way", ["from last year", "empty"])
def test_double_click_begins_one_plan(cast, way):
    source = make_plan("moc-results", association=cast.association, rows=2, period=LAST_YEAR)
    by, key = cast.actor("chair"), new_uid()

    def begin() -> Plan:
        if way == "from last year":
            return begin_from(source=source, year=2027, key=key, by=by)
        return create_plan(
            association=cast.association,
            layout=source.layout,
            period=LAST_YEAR.next(),
            key=key,
            by=by,
        )

    first, second = at_once(begin, begin)
    assert first == second
    assert list(Plan.objects.exclude(pk=source.pk)) == [first]


def test_two_people_begin_the_plan_of_the_same_year(cast):
    source = make_plan("moc-results", association=cast.association, rows=2, period=LAST_YEAR)
    chair, secretary = cast.actor("chair"), cast.actor("secretary")
    answers = at_once(
        lambda: begin_from(source=source, year=2027, key=new_uid(), by=chair),
        lambda: begin_from(source=source, year=2027, key=new_uid(), by=secretary),
    )
    (refusal,) = refusals(answers)
    assert "уже есть план" in str(refusal)
    (plan,) = Plan.objects.exclude(pk=source.pk)
    assert plan.events.count() == source.events.count()


def test_five_people_type_in_one_row_and_lose_nothing(cast, plan):
    row = plan.events.order_by("order")[0]
    by = cast.actor("chair")
    texts = {"title": "Слёт", "term": "5 мая", "place": "актовый зал", "result": "Отчёт"}
    texts |= {"note": "Вместе с библиотекой"}
    edits = [CellEdit(name, text, getattr(row, name)) for name, text in texts.items()]
    answers = at_once(
        *(lambda one=one: edit_cells(plan=plan, uid=row.uid, edits=[one], by=by) for one in edits)
    )
    assert [answer.conflicts for answer in answers] == [()] * len(edits)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in texts} == texts


def test_one_cell_of_two_people_is_written_once_and_told_to_the_other(cast, plan):
    row = plan.events.order_by("order")[0]
    by = cast.actor("chair")
    edits = [CellEdit("term", text, row.term) for text in ("5 мая", "6 мая")]
    answers = at_once(
        *(lambda one=one: edit_cells(plan=plan, uid=row.uid, edits=[one], by=by) for one in edits)
    )
    told = [answer for answer in answers if answer.conflicts]
    row.refresh_from_db()
    assert len(told) == 1
    assert told[0].texts == {"term": row.term}


@pytest.mark.parametrize("keys", [("a" * 32, "a" * 32), ("a" * 32, "b" * 32)])
def test_row_that_comes_twice_from_the_sheet_is_one(cast, plan, keys):
    edits, new = [CellEdit("title", "Слёт", "")], NewPart(Place(plan.sections.get().uid))
    chair, uid = cast.actor("chair"), new_uid()
    answers = at_once(
        *(
            lambda key=key: edit_cells(plan=plan, uid=uid, edits=edits, new=new, key=key, by=chair)
            for key in keys
        )
    )
    assert [answer.texts for answer in answers] == [{"title": "Слёт"}] * 2
    assert order_of(plan) == [1, 2, 3, 4, 5]
    assert plan.changes.filter(action="add_event", event_uid=uid).count() == 1


def test_double_press_of_undo_undoes_once(cast, plan):
    row, chair = plan.events.get(order=1), cast.actor("chair")
    change = delete_rows(plan=plan, uids=[row.uid], by=chair)
    answers = at_once(*(lambda: undo_change(change=change, by=chair) for _ in range(3)))
    assert len(refusals(answers)) == 2
    assert order_of(plan) == [1, 2, 3, 4]


def test_rows_are_deleted_while_they_are_moved_copied_and_filled(cast, plan):
    rows = list(plan.events.order_by("order").values_list("uid", flat=True))
    section, chair, secretary = (
        plan.sections.get().uid,
        cast.actor("chair"),
        cast.actor("secretary"),
    )
    answers = at_once(
        lambda: delete_rows(plan=plan, uids=rows[:2], by=chair),
        lambda: move_rows(plan=plan, uids=rows[1:3], section=section, after="", by=secretary),
        lambda: copy_rows(plan=plan, uids=rows[1:2], by=secretary),
        lambda: fill_rows(plan=plan, uids=rows, field="term", text="5 мая", by=secretary),
    )
    refusals(answers)
    assert not plan.events.filter(uid__in=rows[:2]).exists()
    assert order_of(plan) == list(range(1, plan.events.count() + 1))


def test_pages_that_are_opened_at_once_are_all_noted(cast, plan):
    tabs, chair = [new_uid() for _ in range(4)], cast.actor("chair")
    answers = at_once(
        *(
            lambda tab=tab: list(note_presence(plan=plan, tab=tab, row="", by=chair))
            for tab in (*tabs, tabs[0])
        )
    )
    assert refusals(answers) == []
    assert set(plan.presences.values_list("tab", flat=True)) == set(tabs)
