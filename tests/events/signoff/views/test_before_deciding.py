"""What is wrong or open about a plan, above the text that is decided on."""

import pytest
from django.template.loader import render_to_string

from events.drafting.queries.stored_content import shown_content
from events.drafting.views.findings import Inspection
from events.models import Event, Plan
from events.remarks.queries.remarks import remarks_of_plan
from events.remarks.rules.answering import move_remark
from events.signoff.queries.plan_state import with_deciders
from events.signoff.views.before_deciding import BeforeDeciding, before_deciding
from tests.changed import fresh, returned_plan
from tests.events.remarks.places import first_row, remark_on_row, sent_plan
from tests.events.signoff.decisions import decide_url
from tests.plans import bring_to, make_plan


def before(cast, plan: Plan, who: str = "approver"):
    actor = cast.actor(who)
    steps = list(with_deciders(plan.steps.order_by("order")))
    content = shown_content(plan, actor)
    remarks = remarks_of_plan(plan, actor, content)
    return before_deciding(plan, content, steps, steps[-1], remarks, actor=actor)


def test_decider_sees_what_the_check_found_as_the_authors_do(cast):
    plan = make_plan(association=cast.association, rows=2)
    Event.objects.filter(pk=first_row(plan).pk).update(title="Заседание  совета")
    plan = bring_to(plan, "signoff")
    found = dict(before(cast, plan).warnings)
    assert [one.anchor for one in found["Опечатки"]] == [f"at-{first_row(plan).uid}"]
    for who, address in (
        ("approver", decide_url(plan, "approve")),
        ("chair", plan.get_absolute_url()),
    ):
        assert "лишние пробелы" in cast.client(who).get(address).text


def test_unmet_requirements_are_counted_by_themselves_and_open_the_summary(cast):
    plan = sent_plan(cast)
    quiet = before(cast, plan)
    cast.institution.requirements.update_or_create(
        kind=cast.association.kind, defaults={"meetings": 9}
    )
    found = before(cast, plan)
    assert len(found.required) == len(quiet.required) + 1
    assert dict(found.counts)["требования института не выполнены"] == len(found.required)
    assert found.is_pressing
    page = cast.client("approver").get(decide_url(plan, "approve")).text
    assert "Требования института не выполнены" in page


def test_own_former_remark_stands_with_the_authors_answer(cast):
    plan = returned_plan(cast)
    mine = plan.remarks.get()
    move_remark(remark=mine, move="answer", text="Так велено приказом.", by=cast.actor("chair"))
    plan = bring_to(fresh(plan), "signoff")
    other = remark_on_row(cast, plan, "curator", text="Чужое замечание")
    found = before(cast, plan)
    [(remark, [answer])] = found.mine
    assert (remark, answer.text) == (mine, "Так велено приказом.")
    assert list(found.others) == [other]
    assert dict(found.counts)["ваши замечания"] == 1
    page = cast.client("approver").get(f"{decide_url(plan, 'approve')}?show=plan").text
    assert page.index("Так велено приказом.") < page.index('class="ground"')


def test_plan_without_faults_says_so_in_one_line():
    nothing = BeforeDeciding(Inspection())
    assert not nothing.has_more
    assert not nothing.is_pressing
    words = render_to_string("events/signoff/_before_deciding.html", {"before": nothing})
    assert "Портал ошибок не нашёл." in words
    assert "<details" not in words


def test_special_order_opens_the_summary():
    found = BeforeDeciding(Inspection(), special=("Без куратора: он болен.",))
    assert found.is_pressing
    words = render_to_string("events/signoff/_before_deciding.html", {"before": found})
    assert " ".join(words.split()).startswith('<details class="panel before-deciding" open>')


@pytest.mark.parametrize("who", ["chair", "stranger"])
def test_page_with_it_is_not_for_others(cast, who):
    plan = sent_plan(cast)
    assert cast.client(who).get(decide_url(plan, "approve")).status_code in {403, 404}
