"""The page of changes, and the tab of them on the page of a decision."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.drafting.rules.plans import HeadingValues, edit_heading, heading_values
from events.history.views.changes import ShownChanges
from events.models import Look, Plan
from events.plan.period import Period
from plans_portal.lib.versions import version_of
from tests.cast import Cast
from tests.changed import (
    approve,
    changed_rows,
    edit,
    fresh,
    returned_plan,
    rows_in_order,
    send_back,
    sent_again,
)
from tests.events.signoff.decisions import returning, signing
from tests.plans import bring_to, change, make_plan

COUNTS = "Строк изменено: 1, добавлено: 1, удалено: 1, перемещено: 1."


def changes_url(plan: Plan) -> str:
    return reverse("events:plan_changes", args=[plan.pk])


def decide_url(plan: Plan) -> str:
    return reverse("events:plan_decide", args=[plan.pk, plan.steps.get(verb="approve").uid])


def shown(client, address: str, **asked: str) -> ShownChanges:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.context["changes"]


def test_second_decision_opens_on_what_changed(cast):
    plan = sent_again(cast)
    client = cast.client("approver")
    page = client.get(decide_url(plan))
    assert page.context["changes"].comparison.counts.sentence == COUNTS
    # What they returned stands inside of its cell, and the rows that stayed are not there.
    for words in (
        'неуспевающими</del><ins><span class="visually-hidden"> стало: </span>одарёнными</ins>',
        "Добавлена",
        "Удалена",
        "Перемещена: 5\u00a0→\u00a02",
    ):
        assert words in page.text
    assert page.text.count("class=paper-row") == 4
    assert page.context["sheet"] is None
    whole = client.get(decide_url(plan), {"show": "plan"})
    assert (whole.context["changes"], whole.text.count("class=paper-row")) == (None, 5)


def test_first_decision_opens_on_the_whole_plan(cast):
    plan = make_plan(status="signoff", association=cast.association, rows=1)
    page = cast.client("approver").get(decide_url(plan))
    assert page.context["changes"] is None
    assert page.context["sheet"] is not None
    assert "Изменения</a>" not in page.text


def test_decision_on_a_changed_approved_plan_opens_on_what_changed(cast):
    approved = make_plan(status="approved", association=cast.association, rows=1)
    plan = bring_to(change(approved, "с изменениями"), "signoff")
    page = cast.client("approver").get(decide_url(plan))
    assert [one.label for one, _nth in page.context["changes"].fields] == ["Заголовок"]


def test_sign_and_return_forms_work_beside_the_changes(cast):
    plan = sent_again(cast)
    client = cast.client("approver")
    answer = client.post(decide_url(plan), returning(plan))
    assert answer.status_code == 422
    assert answer.context["changes"].comparison.counts.sentence == COUNTS
    assert client.post(decide_url(plan), signing(plan)).status_code == 302


def test_reload_keeps_since_the_last_look(cast):
    plan = returned_plan(cast)
    client = cast.client("approver")
    client.get(plan.get_absolute_url())
    changed_rows(plan, cast.actor("chair"))
    plan = bring_to(fresh(plan), "signoff")
    for _opened in range(2):
        changes = shown(client, decide_url(plan))
        assert (changes.base.key, changes.base.number) == ("look", 1)
        assert changes.comparison.counts.sentence == COUNTS
    look = Look.objects.get(user=cast.user("approver"))
    assert (look.edition.number, look.earlier.number) == (2, 1)


def test_author_sees_what_is_not_sent_yet_and_nobody_else_does(cast):
    plan = returned_plan(cast)
    edit(rows_in_order(plan)[0], cast.actor("chair"), title="Щыстрока")
    author = cast.client("chair").get(changes_url(plan))
    assert "Щыстрока" in author.text
    for who in ("agreer", "approver"):
        page = cast.client(who).get(changes_url(plan))
        assert page.status_code == 200
        assert "Щыстрока" not in page.text
        assert "Сравнить пока не с чем" in page.text


def test_any_edition_may_be_chosen(cast):
    plan = sent_again(cast)
    plan = approve(plan)
    third = change(plan, "третья")
    third = bring_to(third, "signoff")
    client = cast.client("agreer")
    changes = shown(client, changes_url(third), since="1")
    assert changes.comparison.counts.sentence.startswith(COUNTS)
    assert shown(client, changes_url(third)).base.key == "official"
    # The history links to what made the second edition of the first.
    second = shown(client, changes_url(third), since="1", to="2")
    assert second.comparison.counts.sentence == COUNTS
    assert [one.label.partition(" от ")[0] for one in second.bases] == ["с редакции 1"]
    link = f"{changes_url(third)}?since=1&amp;to=2"
    assert link in client.get(reverse("events:plan_history", args=[third.pk])).text


@pytest.mark.parametrize("since", ["7", "0", "щы", "last_year", "x\x00"])
def test_unknown_edition_is_told(cast, since):
    plan = sent_again(cast)
    page = cast.client("approver").get(changes_url(plan), {"since": since})
    assert page.status_code == 200
    assert "такой редакции нет. Показаны изменения с" in page.text


@pytest.mark.parametrize("to", ["7", "щы", "²", "9" * 30])
def test_unknown_edition_to_look_at_is_not_found(cast, to):
    plan = sent_again(cast)
    assert cast.client("approver").get(changes_url(plan), {"to": to}).status_code == 404


def test_nothing_changed_is_said(cast):
    plan = bring_to(returned_plan(cast), "signoff")
    assert "Ничего не изменилось" in cast.client("approver").get(changes_url(plan)).text


def test_all_rows_are_shown_when_asked(cast):
    plan = sent_again(cast)
    client = cast.client("approver")
    every = client.get(changes_url(plan), {"rows": "all"})
    # Five rows of now, and the one that is gone.
    assert every.text.count("class=paper-row") == 6
    assert every.context["changes"].total == 4


def test_changes_are_numbered_and_linked_one_after_another(cast):
    plan = returned_plan(cast, "rumo-headings")
    by = cast.actor("chair")
    changed_rows(plan, by)
    was = heading_values(plan)
    values = HeadingValues(f"{was.title}\nновое", was.city, was.imprint)
    edit_heading(plan=plan, values=values, expected_version=version_of(was), by=by)
    page = cast.client("approver").get(changes_url(bring_to(fresh(plan), "signoff"))).text
    for nth in range(1, 6):
        assert page.count(f'change-{nth}"') + page.count(f"id=change-{nth} ") >= 1
    assert 'href="#change-6"' not in page


def this_and_last_year(cast: Cast) -> Plan:
    for year in (2026, 2027):
        period = Period.of_calendar_year(year)
        status = "approved" if year == 2026 else "signoff"
        plan = make_plan(status=status, association=cast.association, period=period, rows=3)
    return plan


def test_last_year_is_matched_by_words_and_its_dates_are_no_changes(cast):
    plan = this_and_last_year(cast)
    client = cast.client("approver")
    # A first sending opens on the whole plan; last year is there to be asked for.
    assert client.get(decide_url(plan)).context["changes"] is None
    changes = shown(client, decide_url(plan), since="last_year")
    counts = changes.comparison.counts
    assert (counts.changed, counts.added, counts.removed, counts.moved) == (0, 0, 0, 0)
    assert changes.is_with_last_year


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_queries_are_as_many_for_many_rows(cast):
    client = cast.client("approver")
    few = sent_again(cast)
    asked = [queries_of(client, url(few)) for url in (changes_url, decide_url)]
    section = few.sections.get(kind="table")
    again = send_back(few, cast)
    for _ in range(12):
        row = rows_in_order(again)[0]
        cast.client("chair").post(reverse("events:event_duplicate", args=[few.pk, row.uid]))
    assert section.events.count() == 17
    many = bring_to(fresh(again), "signoff")
    assert [queries_of(client, url(many)) for url in (changes_url, decide_url)] == asked
