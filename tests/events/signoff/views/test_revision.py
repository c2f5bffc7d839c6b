"""Pages of the life after approval: what they say first, what they do, what a second click finds."""

import pytest
from django.urls import reverse

from events.models import Plan, Repeal
from events.plan.stamps import ELECTRONIC
from tests.associations.accounts.second_factor import left_alone
from tests.factories import PASSWORD
from tests.plans import bring_to, change, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", "approved", association=cast.association, rows=1)


def url(name: str, plan: Plan) -> str:
    return reverse(f"events:{name}", args=[plan.pk])


def page(cast, who: str, plan: Plan, name: str = "plan_detail") -> str:
    return cast.client(who).get(url(name, plan)).text


def test_chair_opens_the_plan_for_changes(cast, plan):
    client = cast.client("chair")
    assert "Редакция 1 останется в силе" in client.get(url("plan_revise", plan)).text
    answer = client.post(url("plan_revise", plan), follow=True)
    assert "План открыт для изменений" in answer.text
    assert "Вносятся изменения" in answer.text
    assert "Действует редакция 1; готовится новая." in answer.text


def test_second_click_on_changing_says_that_it_is_open(cast, plan):
    client = cast.client("chair")
    client.post(url("plan_revise", plan))
    answer = client.post(url("plan_revise", plan), follow=True)
    assert "открывать его для изменений не нужно" in answer.text
    assert plan.changes.filter(action="revise_plan").count() == 1


def test_actions_are_offered_where_they_can_be_done(cast, plan):
    def actions(who: str) -> set[str]:
        shown = page(cast, who, plan)
        return {
            name
            for name in ("plan_revise", "plan_discard", "plan_repeal")
            if url(name, plan) in shown
        }

    assert actions("chair") == {"plan_revise"}
    assert actions("approver") == {"plan_repeal"}
    assert actions("methodist") == {"plan_revise", "plan_repeal"}
    assert actions("stranger") == actions("curator") == actions("superuser") == set()
    change(plan)
    assert actions("chair") == {"plan_discard"}
    assert actions("methodist") == {"plan_discard", "plan_repeal"}
    assert actions("approver") == set()


def test_everybody_still_downloads_the_edition_in_force(cast, plan):
    paper = reverse("reports:official_pdf", args=[plan.pk])
    before = cast.client("chair").get(paper)
    change(plan)
    for who in ("chair", "curator", "agreer", "approver", "methodist", "stranger"):
        assert paper in page(cast, who, plan)
        after = cast.client(who).get(paper)
        assert (who, after.content == before.content) == (who, True)
        assert after["Content-Disposition"] == before["Content-Disposition"]


def test_given_up_changes_tell_so(cast, plan):
    plan, client = change(plan), cast.client("chair")
    form = client.get(url("plan_discard", plan))
    assert "Каждая правка останется в истории" in form.text
    answer = client.post(url("plan_discard", plan), {"seen": plan.revision}, follow=True)
    assert "План снова утверждён" in answer.text
    assert "с изменениями" not in answer.context["plan"].title
    again = client.post(url("plan_discard", plan), {"seen": plan.revision}, follow=True)
    assert "Изменений нет, отказываться не от чего." in again.text


@pytest.mark.parametrize("seen", ["", "x", "-1", "99999999999999999999"])
def test_giving_up_without_having_seen_changes_nothing(cast, plan, seen):
    plan = change(plan)
    answer = cast.client("chair").post(url("plan_discard", plan), {"seen": seen})
    assert answer.status_code == 200
    assert Plan.objects.get(pk=plan.pk).status == "draft"


def test_repeal_asks_for_a_reason_and_keeps_the_act(cast, plan):
    client, words = cast.client("approver"), {"seen": plan.official.sha256, "act": "Приказ № 7"}
    assert "перестанет действовать" in client.get(url("plan_repeal", plan)).text
    refused = client.post(url("plan_repeal", plan), words)
    assert refused.status_code == 422
    assert "Приказ № 7" in refused.text
    answer = client.post(url("plan_repeal", plan), {**words, "reason": "Ошибка"}, follow=True)
    assert "Утверждение отменено. Авторы увидят причину." in answer.text
    assert "Утверждение редакции 1 отменено: Ошибка" in page(cast, "chair", plan)
    again = client.post(url("plan_repeal", plan), {**words, "reason": "Ошибка"})
    assert again.status_code == 403
    assert Repeal.objects.count() == 1


def test_repealed_plan_has_no_official_paper_and_is_nobody_elses_to_read(cast, plan):
    words = {"seen": plan.official.sha256, "reason": "Ошибка"}
    cast.client("methodist").post(url("plan_repeal", plan), words)
    paper = reverse("reports:official_pdf", args=[plan.pk])
    assert cast.client("chair").get(paper).status_code == 403
    assert cast.client("stranger").get(paper).status_code == 404
    assert cast.client("stranger").get(plan.get_absolute_url()).status_code == 404


def test_list_is_narrowed_to_what_is_in_force(cast, plan):
    def found(who: str, state: str) -> int:
        return (
            cast.client(who)
            .get(reverse("events:plan_list"), {"state": state})
            .context["page"]
            .paginator.count
        )

    change(plan)
    make_plan("omo-directions", association=cast.association, rows=1)
    assert [found("chair", state) for state in ("in_force", "approved", "draft")] == [1, 0, 2]
    assert [found("stranger", state) for state in ("in_force", "approved", "draft")] == [1, 1, 0]


def test_who_decides_is_shown_the_edition_in_force_with_its_signatures(cast, plan):
    change(plan)
    shown, draft = page(cast, "approver", plan), reverse("reports:draft_pdf", args=[plan.pk])
    assert "Здесь показана действующая редакция 1" in shown
    assert ELECTRONIC in shown
    assert draft not in shown
    answer = cast.client("approver").get(draft)
    assert answer.url == reverse("reports:official_pdf", args=[plan.pk])
    assert draft in page(cast, "chair", plan)
    assert ELECTRONIC not in page(cast, "chair", plan)


def test_who_sends_and_who_decides_is_told_which_edition_is_replaced(cast, plan):
    plan = change(plan)
    assert "редакцию 1, которая действует" in page(cast, "chair", plan, "plan_send")
    plan = bring_to(plan, "signoff")
    step = plan.steps.get(verb="agree")
    decide = reverse("events:plan_decide", args=[plan.pk, step.uid])
    assert "действующую редакцию 1" in cast.client("curator").get(decide).text


def test_nothing_is_repealed_without_a_fresh_proof(cast, plan):
    client = left_alone(cast, "approver")
    words = {"seen": plan.official.sha256, "reason": "Не пропади"}
    assert "Ваш пароль" in client.get(url("plan_repeal", plan)).text
    answer = client.post(url("plan_repeal", plan), {**words, "password": "мимо"})
    assert answer.status_code == 422
    assert "Не пропади</textarea>" in answer.text
    assert not Repeal.objects.exists()
    answer = client.post(url("plan_repeal", plan), {**words, "password": PASSWORD})
    assert answer.status_code == 302
    assert Repeal.objects.exists()
