"""Taking a draft away and bringing it back: who, when, and what the period is free for."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.drafting.queries.row_values import EventValues
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.importing import import_content
from events.drafting.rules.plans import HeadingValues, create_plan, edit_heading, heading_values
from events.drafting.rules.removal import (
    objection_to_removing,
    objection_to_restoring,
    remove_draft,
    removed_drafts,
    restore_draft,
)
from events.drafting.rules.rows import add_event
from events.layouts.queries.versions import with_plan_counts
from events.models import Layout, Plan
from events.oversight.queries import missing_plans
from events.plan.codec import fingerprint
from events.plan.period import Period
from events.signoff.rules.sending import objection_to_sending, recall_plan, send_plan
from plans_portal.lib.versions import version_of
from tests.cast import EVERYBODY, Cast
from tests.layouts import plan_with_newer_layout
from tests.plans import change, make_plan

pytestmark = pytest.mark.django_db
AUTHORS = ("chair", "secretary", "methodist")


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan(association=cast.association, rows=2)


def another(cast: Cast, plan: Plan) -> Plan:
    """Make a plan of the same period on the same layout."""
    return create_plan(
        association=cast.association, layout=plan.layout, period=plan.period, by=cast.actor("chair")
    )


@pytest.mark.parametrize("who", EVERYBODY)
def test_authors_and_staff_take_away_and_bring_back(cast, plan, who):
    actor = cast.actor(who)
    if who not in AUTHORS:
        for action in (remove_draft, restore_draft):
            with pytest.raises(PermissionDenied, match="авторы или методист"):
                action(plan=plan, by=actor)
        assert objection_to_removing(plan, actor) is not None
        return
    before = fingerprint(read_content(plan))
    removed = remove_draft(plan=plan, by=actor)
    assert (removed.removed_by_id, removed.removed_at is None) == (actor.user_id, False)
    assert [one.pk for one in removed_drafts(actor)] == [plan.pk]
    restored = restore_draft(plan=removed, by=actor)
    assert (restored.removed_by, restored.removed_at) == (None, None)
    assert fingerprint(read_content(restored)) == before
    changes = plan.changes.order_by("-id")[:2]
    assert [(one.words, one.by_name) for one in changes] == [
        ("Черновик возвращён.", actor.name),
        ("Черновик снят.", actor.name),
    ]


@pytest.mark.parametrize("who", ["superuser", "curator", "stranger", "foreigner", "unplaced"])
def test_removed_drafts_are_shown_to_their_authors_alone(cast, plan, who):
    remove_draft(plan=plan, by=cast.actor("chair"))
    assert not removed_drafts(cast.actor(who)).exists()
    assert Plan.objects.visible_to(cast.actor(who)).count() == 0


@pytest.mark.parametrize(
    ("status", "instead"),
    [
        ("signoff", "Отзовите его"),
        ("returned", "Исправьте его и отправьте снова"),
        ("approved", "Внесите изменения"),
    ],
)
def test_what_was_sent_stays(cast, status, instead):
    plan = make_plan(status=status, association=cast.association, rows=1)
    with pytest.raises(ValidationError, match=f"уже отправляли.*{instead}"):
        remove_draft(plan=plan, by=cast.actor("methodist"))


def test_draft_that_was_recalled_or_is_being_changed_stays(cast):
    plan = make_plan(status="signoff", association=cast.association, rows=1)
    recalled = recall_plan(plan=plan, by=cast.actor("chair"))
    period = Period.of_calendar_year(2030)
    values = {"association": cast.association, "period": period, "rows": 1}
    revised = change(make_plan(status="approved", **values))
    for one in (recalled, revised):
        assert one.status == "draft"
        with pytest.raises(ValidationError, match=r"уже отправляли.*отправьте снова"):
            remove_draft(plan=one, by=cast.actor("chair"))


def test_the_database_holds_it_to_drafts_that_were_never_sent(cast):
    plan = make_plan(status="approved", association=cast.association, rows=1)
    values = {"removed_at": timezone.now(), "removed_by": cast.user("chair")}
    with pytest.raises(IntegrityError, match="plan_removed_was_never_sent"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**values)


def test_nothing_is_done_twice(cast, plan):
    by = cast.actor("chair")
    with pytest.raises(ValidationError, match="уже вернули"):
        restore_draft(plan=plan, by=by)
    remove_draft(plan=plan, by=by)
    with pytest.raises(ValidationError, match="уже снят"):
        remove_draft(plan=plan, by=by)
    assert plan.changes.filter(action="remove_draft").count() == 1


def test_removed_draft_is_neither_written_nor_sent(cast, plan):
    by, section = cast.actor("chair"), plan.sections.get()
    seen = fingerprint(read_content(plan))
    before = heading_values(plan)
    removed = remove_draft(plan=plan, by=by)
    values = HeadingValues("Другой заголовок")
    actions = (
        lambda: add_event(section=section, values=EventValues(title="Новая"), by=by),
        lambda: edit_heading(plan=plan, values=values, expected_version=version_of(before), by=by),
        lambda: send_plan(plan=plan, seen=seen, by=by),
    )
    for action in actions:
        with pytest.raises(ValidationError, match="верните его из «Снятых черновиков»"):
            action()
    assert "Черновик снят" in str(objection_to_sending(removed, by))
    assert fingerprint(read_content(removed)) == seen


def test_same_plan_is_imported_again_at_once(cast, plan):
    content = read_content(plan)
    values = {"association": cast.association, "content": content, "by": cast.actor("chair")}
    with pytest.raises(ValidationError, match="уже есть план"):
        import_content(**values)
    remove_draft(plan=plan, by=cast.actor("chair"))
    again = import_content(**values)
    assert again.layout == plan.layout
    assert remove_draft(plan=again, by=cast.actor("chair")).removed_at is not None
    assert import_content(**values).pk not in (plan.pk, again.pk)


def standing(by):
    """Give the plan that took the place of the removed one."""
    return vars(removed_drafts(by).get())["standing_pk"]


def test_draft_stays_away_while_another_plan_has_its_period(cast, plan):
    by = cast.actor("chair")
    remove_draft(plan=plan, by=by)
    other = another(cast, plan)
    listed = removed_drafts(by).get()
    assert standing(by) == other.pk
    for one in (listed, Plan.objects.get(pk=plan.pk)):
        assert "уже есть другой план" in str(objection_to_restoring(one, by))
    with pytest.raises(ValidationError, match="уже есть другой план"):
        restore_draft(plan=plan, by=by)
    remove_draft(plan=other, by=by)
    assert restore_draft(plan=plan, by=by).removed_at is None


def test_plan_on_another_version_of_the_layout_has_the_period_too(cast):
    plan, newer = plan_with_newer_layout(cast)
    by = cast.actor("chair")
    remove_draft(plan=plan, by=by)
    values = {"association": plan.association, "period": plan.period, "by": by}
    other = create_plan(layout=newer, **values)
    assert standing(by) == other.pk
    with pytest.raises(ValidationError, match="уже есть другой план"):
        restore_draft(plan=plan, by=by)


def test_plan_on_another_form_or_of_another_year_is_in_nobodys_way(cast, plan):
    by = cast.actor("chair")
    remove_draft(plan=plan, by=by)
    make_plan("rmc-directions", association=cast.association, period=plan.period, rows=1)
    make_plan(association=cast.association, period=Period.of_calendar_year(2031), rows=1)
    make_plan(association=cast.other_association, period=plan.period, rows=1)
    assert standing(by) is None
    restore_draft(plan=plan, by=by)


def test_rows_are_counted_without_their_parts(cast, plan):
    by, row = cast.actor("chair"), plan.events.filter(parent=None).first()
    add_event(section=row.section, parent=row, values=EventValues(title="Часть"), by=by)
    remove_draft(plan=plan, by=cast.actor("secretary"))
    listed = vars(removed_drafts(by).get())
    assert (listed["rows"], listed["removed_by_name"]) == (2, cast.actor("secretary").name)


def test_staff_are_told_that_there_is_no_plan(cast, plan):
    by = cast.actor("methodist")
    told = {one.association: one.plan for one in missing_plans(by)}
    assert told[cast.association] == plan
    remove_draft(plan=plan, by=by)
    told = {one.association: one.plan for one in missing_plans(by)}
    assert told[cast.association] is None


@pytest.mark.parametrize("who", ["methodist", "superuser"])
def test_form_counts_no_removed_draft(cast, plan, who):
    def used() -> int:
        found = with_plan_counts(Layout.objects.filter(pk=plan.layout_id), cast.actor(who))
        return int(vars(found.get())["used"])

    assert used() == 1
    remove_draft(plan=plan, by=cast.actor("chair"))
    assert used() == 0


def test_many_are_listed_by_one_question(cast):
    by = cast.actor("methodist")
    for year in range(2027, 2032):
        period = Period.of_calendar_year(year)
        plan = make_plan(association=cast.association, period=period, rows=1)
        remove_draft(plan=plan, by=by)
    with CaptureQueriesContext(connection) as queries:
        told = [objection_to_restoring(one, by) for one in removed_drafts(by)]
    assert (told, len(queries)) == ([None] * 5, 1)
