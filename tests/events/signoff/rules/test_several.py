"""Several plans at once: which may be signed, which are left out, and why."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Plan
from events.signoff.rules import deciding, several
from events.signoff.rules.sending import recall_plan
from events.signoff.rules.several import batch_of
from tests.events.remarks.places import remark_on_row
from tests.events.signoff.several import LAYOUTS, read, waiting_plan, waiting_plans
from tests.plans import bring_to, change, make_plan, sign_next


def why(cast, plan: Plan, who: str = "approver", **values) -> str:
    batch = batch_of([plan.pk], cast.actor(who), **values)
    assert batch.to_sign == []
    [left_out] = batch.left_out
    assert left_out.plan.pk == plan.pk
    return left_out.why


def test_read_plans_are_signed_in_the_order_of_their_ticks(cast):
    plans = waiting_plans(cast)
    keys = [plan.pk for plan in reversed(plans)]
    batch = batch_of(keys, cast.actor("approver"))
    assert [one.plan.pk for one in batch.to_sign] == keys
    assert (batch.left_out, batch.unknown) == ([], 0)
    one = batch.to_sign[0]
    assert one.statement.startswith(f"Я, {cast.person('approver').full_name}, ")
    assert one.rows == plans[-1].events.count()
    assert one.edition.sha256 == plans[-1].edition.sha256


def test_unread_edition_is_left_out(cast):
    plan = waiting_plan(cast, is_read=False)
    assert why(cast, plan) == several.NOT_READ
    read(cast, plan, "chair")
    assert why(cast, plan) == several.NOT_READ


def test_edition_sent_again_is_unread(cast):
    plan = waiting_plan(cast)
    recall_plan(plan=plan, by=cast.actor("chair"))
    plan = bring_to(change(plan), "signoff")
    assert why(cast, plan) == several.NOT_READ
    read(cast, plan)
    [one] = batch_of([plan.pk], cast.actor("approver")).to_sign
    assert (one.since, one.changes) == (1, "Изменён заголовок или сведения о плане.")


def test_other_words_than_were_shown_are_left_out(cast):
    plan, other = waiting_plan(cast), waiting_plan(cast, LAYOUTS[1])
    assert "изменился" in why(cast, plan, seen={plan.pk: "0" * 64})
    assert why(cast, plan, seen={other.pk: other.edition.sha256}) == several.NOT_SHOWN
    batch = batch_of([plan.pk], cast.actor("approver"), {plan.pk: plan.edition.sha256})
    assert [one.plan.pk for one in batch.to_sign] == [plan.pk]


def test_own_words_are_left_out(cast):
    plan = waiting_plan(cast)
    office = cast.office("approver")
    office.person, chair = cast.person("chair"), cast.person("chair")
    type(office).objects.filter(pk=office.pk).update(person=chair)
    read(cast, plan, "chair")
    assert "утверждать её вам нельзя" in why(cast, plan, "chair")


def test_other_position_in_the_stamp_is_left_out(cast):
    plan = waiting_plan(cast)
    plan.steps.filter(verb="approve").update(position="Министр")
    assert "В грифе напечатано «Министр»" in why(cast, plan)


def test_decided_plan_is_left_out_as_done(cast):
    plan = sign_next(waiting_plan(cast))
    batch = batch_of([plan.pk], cast.actor("approver"))
    assert [(one.why, one.is_done) for one in batch.left_out] == [(deciding.DONE, True)]


def test_recalled_plan_and_that_of_another_are_left_out(cast):
    plan = waiting_plan(cast)
    recall_plan(plan=plan, by=cast.actor("chair"))
    assert "решать по нему сейчас нечего" in why(cast, plan)
    other = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    assert why(cast, other) == several.NOT_YOURS


def test_signature_on_paper_is_recorded_by_itself(cast):
    plan = waiting_plan(cast)
    plan.steps.filter(verb="approve").update(office=None)
    assert why(cast, plan, "methodist") == several.ONE_BY_ONE


def test_plan_that_is_not_seen_is_told_by_number_alone(cast):
    plan = make_plan(association=cast.association, rows=1)
    for who in ("approver", "foreigner", "superuser"):
        keys = [10**17] if who == "superuser" else [plan.pk, 10**17]
        batch = batch_of(keys, cast.actor(who))
        assert (batch.to_sign, batch.left_out, batch.unknown) == ([], [], len(keys))


def test_remarks_and_findings_are_counted(cast):
    plan = waiting_plan(cast)
    [before] = batch_of([plan.pk], cast.actor("approver")).to_sign
    assert before.remarks == 0
    remark_on_row(cast, plan)
    row = plan.events.first()
    type(row).objects.filter(plan=plan).update(title="")
    [after] = batch_of([plan.pk], cast.actor("approver")).to_sign
    assert after.remarks == 1
    assert before.findings == after.findings > 0  # of the words that were sent


def test_queries_do_not_grow_with_the_plans(cast):
    counts = []
    for layout in LAYOUTS:
        waiting_plan(cast, layout)
        keys, actor = list(Plan.objects.values_list("pk", flat=True)), cast.actor("approver")
        with CaptureQueriesContext(connection) as queries:
            batch = batch_of(keys, actor)
        assert len(batch.to_sign) == len(keys)
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
