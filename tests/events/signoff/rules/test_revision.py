"""The life after approval: the next edition, changes given up, an approval repealed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from events.drafting.queries.row_values import EventValues
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.deviations import ask_deviation
from events.drafting.rules.rows import add_event, delete_event
from events.drafting.rules.sections import SectionValues, add_section, contents_of, delete_section
from events.drafting.rules.steps import StepValues, add_step
from events.models import Layout, Occurrence, Plan, Repeal
from events.plan.codec import fingerprint
from events.signoff.queries.edition_status import edition_status
from events.signoff.rules.revision import (
    discard_revision,
    objection_to_repealing,
    repeal_plan,
    revise_plan,
)
from events.signoff.rules.sending import objection_to_sending, recall_plan
from plans_portal.lib.versions import version_of
from tests.factories import make_substitution
from tests.plans import LAYOUTS, bring_to, change, make_plan, sign_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", "approved", association=cast.association, rows=1)


def repealed(cast, plan: Plan, who: str = "methodist", **more) -> Plan:
    facts = {"reason": "Ошибка в сроках", **more}
    return repeal_plan(plan=plan, seen=plan.official.sha256, **facts, by=cast.actor(who))


def discarded(cast, plan: Plan, who: str = "chair") -> Plan:
    return discard_revision(plan=plan, seen=plan.revision, by=cast.actor(who))


def test_database_holds_that_an_approved_plan_has_its_edition_in_force(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(official=None)
    plan = bring_to(change(plan), "signoff")
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(status="approved")


def test_sending_the_same_words_again_is_refused(cast, plan):
    plan = revise_plan(plan=plan, by=cast.actor("chair"))
    assert objection_to_sending(plan, cast.actor("chair")).startswith("Слова плана те же")
    assert objection_to_sending(change(plan), cast.actor("chair")) is None


@pytest.mark.parametrize("who", ["approver", "methodist"])
def test_repealed_plan_goes_back_to_its_authors_with_the_reason(cast, plan, who):
    was = plan.official
    plan = repealed(cast, plan, who, act=" приказ № 7 ")
    assert (plan.status, plan.official) == ("returned", None)
    told = "Утверждение редакции 1 отменено: Ошибка в сроках"
    assert plan.remarks.get(state="open").text == told
    force = edition_status(was)
    assert (force.state, force.since) == ("repealed", Repeal.objects.get().at)
    assert (force.repeal.act, force.repeal.by_name) == ("приказ № 7", cast.actor(who).name)
    assert plan.changes.first().words == told


@pytest.mark.parametrize("status", ["draft", "signoff", "returned"])
def test_repeal_leaves_the_next_edition_where_it_is(cast, plan, status):
    plan = bring_to(change(plan), status)
    before = plan.status, plan.stage, plan.status_since, plan.edition, plan.remarks.count()
    plan = repealed(cast, plan)
    after = plan.status, plan.stage, plan.status_since, plan.edition, plan.remarks.count()
    assert (after, plan.official) == (before, None)


def test_sign_off_of_the_next_edition_goes_on_after_the_repeal(cast, plan):
    plan = repealed(cast, bring_to(change(plan), "signoff"))
    while plan.status == "signoff":
        plan = sign_next(plan)
    assert (plan.status, plan.official.number) == ("approved", 2)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_repeal_says_why(cast, plan, reason):
    with pytest.raises(ValidationError) as refused:
        repealed(cast, plan, reason=reason)
    assert "reason" in refused.value.message_dict
    assert Plan.objects.get(pk=plan.pk).status == "approved"


def test_repeal_of_another_edition_than_was_seen_is_refused(cast, plan):
    seen = plan.official.sha256
    plan = bring_to(change(plan), "approved")
    with pytest.raises(ValidationError, match="изменился, пока вы смотрели"):
        repeal_plan(plan=plan, seen=seen, reason="Ошибка", by=cast.actor("methodist"))


def test_substitute_of_who_approved_may_repeal_and_another_approver_may_not(cast, plan):
    make_substitution(cast.office("approver"), cast.person("stranger"))
    assert objection_to_repealing(plan, cast.actor("stranger")) is None
    assert objection_to_repealing(plan, cast.actor("curator")) is not None


def rewrite(cast, plan: Plan) -> Plan:
    """Change all that authors can: rows, sections, steps, the heading."""
    by = cast.actor("chair")
    plan = change(plan)
    section = plan.sections.filter(kind="table").first()
    delete_event(event=section.events.first(), by=by)
    add_event(section=section, values=EventValues(title="Лишняя", term="1 марта"), by=by)
    last = plan.sections.order_by("-order").first()
    delete_section(section=last, expected_version=version_of(contents_of(plan, last)), by=by)
    add_section(plan=plan, values=SectionValues(heading="Лишний"), by=by)
    add_step(plan=plan, values=StepValues(verb="agree", position="Эксперт"), by=by)
    seated = plan.steps.filter(seat__isnull=False).order_by("order").last()
    reason, staff = "Так решил совет.", cast.actor("methodist")
    ask_deviation(plan=plan, kind="remove", step=seated, reason=reason, by=staff)
    plan.refresh_from_db()
    return plan


@pytest.mark.parametrize("layout", LAYOUTS)
def test_given_up_changes_leave_the_plan_as_it_was_approved(cast, layout):
    plan = make_plan(layout, "approved", association=cast.association, rows=3)
    content, since = read_content(plan), plan.status_since
    dates = set(Occurrence.objects.filter(event__plan=plan).values_list("event__uid", "ends"))
    offices = list(plan.steps.order_by("order").values_list("uid", "office"))
    plan = discarded(cast, rewrite(cast, plan))
    assert read_content(plan) == content
    assert fingerprint(content) == plan.official.sha256
    assert (plan.status, plan.edition) == ("approved", plan.official)
    assert abs(plan.status_since - since).total_seconds() < 1
    assert list(plan.steps.order_by("order").values_list("uid", "office")) == offices
    kept = Occurrence.objects.filter(event__plan=plan).values_list("event__uid", "ends")
    assert set(kept) == dates
    assert plan.changes.filter(words__contains="Лишн").count() == 2


def test_given_up_changes_take_the_layout_of_the_edition_back(cast, plan):
    was = plan.layout
    plan = revise_plan(plan=plan, by=cast.actor("chair"))
    Plan.objects.filter(pk=plan.pk).update(layout=Layout.objects.get(code="omo-directions"))
    plan.refresh_from_db()
    assert discarded(cast, plan).layout == was


def test_changes_that_were_returned_may_be_given_up_with_their_remarks(cast, plan):
    plan = discarded(cast, bring_to(change(plan), "returned"))
    assert (plan.status, plan.edition.number) == ("approved", 1)
    assert [one.state for one in plan.remarks.all()] == ["declined"]
    plan = bring_to(change(plan), "signoff")
    assert plan.edition.number == 3


def test_changes_of_another_author_meanwhile_are_not_given_up(cast, plan):
    plan = change(plan)
    seen = plan.revision
    change(plan, "ещё одна строка")
    with pytest.raises(ValidationError, match="изменился, пока вы смотрели"):
        discard_revision(plan=plan, seen=seen, by=cast.actor("chair"))


def test_recalled_changes_are_changes_still(cast, plan):
    plan = recall_plan(plan=bring_to(change(plan), "signoff"), by=cast.actor("chair"))
    assert (plan.status, plan.official.number, plan.is_revised) == ("draft", 1, True)
    assert discarded(cast, plan).status == "approved"
