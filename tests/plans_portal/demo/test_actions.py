"""Actions on a demo plan, one after the other."""

import datetime as dt

import pytest

from events.models import Layout, Plan
from events.signoff.queries.pending_steps import pending_steps
from plans_portal.demo import actions, cast
from plans_portal.demo.authors import import_whole
from plans_portal.demo.words import periods_of, words_of

CHAIR = "chair.children"


@pytest.fixture
def plan(scenery) -> Plan:
    part = next(one for one in cast.ASSOCIATIONS if one.plan == "children")
    layout = Layout.objects.get(code=part.layout, institution=None)
    _, period = periods_of(layout.period_kind, scenery.today)
    return import_whole(
        association=scenery.associations[part.plan],
        layout=layout,
        period=period,
        words=words_of(part.plan, period, dt.date(2027, 1, 19)),
        by=scenery.actor(CHAIR),
    )


def test_plan_is_returned_corrected_approved_revised_and_repealed(scenery, plan):
    def act(action: actions.Action, login: str) -> tuple[str, bool]:
        action(scenery, plan, login)
        plan.refresh_from_db()
        return plan.status, plan.is_revised

    assert act(actions.send, CHAIR) == ("signoff", False)
    assert act(actions.send_back("Исправьте заголовок."), "director") == ("returned", False)
    assert act(actions.correct_title, CHAIR) == ("returned", False)
    assert set(plan.remarks.values_list("state", flat=True)) == {"taken"}
    assert act(actions.send_again("Заголовок верен."), CHAIR) == ("signoff", False)
    assert plan.edition.note == "Заголовок верен."
    assert act(actions.recall, CHAIR) == ("draft", False)
    assert act(actions.send, CHAIR) == ("signoff", False)
    assert act(actions.sign, "director") == ("approved", False)
    assert act(actions.revise, CHAIR)[1]
    assert act(actions.postpone("Окружной конкурс", "май"), CHAIR)[1]
    assert plan.events.get(title__startswith="Окружной конкурс").term == "май"


def test_signatures_on_paper_are_recorded_and_may_be_repealed(scenery, plan):
    # Whoever signs outside the portal holds no office in it.
    plan.steps.update(office="", position="Директор", name="Орлов В. И.")
    actions.send(scenery, plan, CHAIR)
    actions.record_paper(scenery, plan, "methodist")
    plan.refresh_from_db()
    assert plan.official
    actions.repeal("Записан не тот экземпляр.")(scenery, plan, "methodist")
    plan.refresh_from_db()
    assert plan.official is None


def test_cells_are_typed_text_by_text_and_a_version_is_named(scenery, plan):
    direction = "Работа с молодыми педагогами"
    plan.events.filter(pk=plan.events.earliest("pk").pk).update(direction=direction)
    before = plan.changes.count()
    actions.type_in_cell("Работа с", "place", "Зал", "Большой зал")(scenery, plan, CHAIR)
    assert plan.events.get(direction=direction).place == "Большой зал"
    assert plan.changes.count() == before + 2
    actions.name_this_version("Для совета")(scenery, plan, CHAIR)
    assert plan.changes.latest("pk").named_version.name == "Для совета"


def test_finding_is_set_aside_with_its_reason(scenery, plan):
    event = plan.events.exclude(term="").order_by("pk")[0]
    event.term = "по приглашению совета"
    event.save(update_fields=["term"])
    actions.set_finding_aside("term_unread", "Так решил совет.")(scenery, plan, CHAIR)
    assert plan.dismissed_findings.get().reason == "Так решил совет."


def test_another_approver_is_asked_for(scenery, plan):
    actions.ask_for_another("Директор уехал.", "approver")(scenery, plan, CHAIR)
    asked = plan.deviations.get()
    assert (asked.state, asked.office) == ("asked", scenery.people["approver"].offices.get())


def test_papers_are_signed_in_the_first_month():
    assert actions.signing_day(dt.date(2026, 9, 1)) == dt.date(2026, 9, 19)


def test_outsider_agrees_by_a_link(scenery, plan):
    actions.ask_outsider("Ректор", "В. Л. Ковригин")(scenery, plan, CHAIR)
    actions.send(scenery, plan, CHAIR)
    plan.refresh_from_db()
    actions.decide_by_link("Ковригин Всеволод Лукич", "r@plany.example")(scenery, plan, "methodist")
    made = plan.signatures.get()
    assert (made.name, made.decision, made.user) == ("В. Л. Ковригин", "agreed", None)
    assert pending_steps(Plan.objects.get(pk=plan.pk))[0].verb == "approve"
