"""The plan's page: the paper, the state beside it, and what may be done."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.drafting.queries.stored_content import read_content
from events.models import Plan
from events.plan.outline import rows_of
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import return_plan, sign_plan
from tests.events.remarks.places import remark_on_row, sent_plan
from tests.factories import make_substitution
from tests.forged import forge
from tests.plans import LAYOUTS, bring_to, make_plan, sign_next

# Who may decide now, the route, remarks, the last look, the menu's count and the school year are among them.
MOST_QUERIES = 19


def page_of(cast, plan: Plan, who: str = "chair") -> str:
    answer = cast.client(who).get(plan.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_shows_every_word_of_every_layout(cast, layout):
    plan = make_plan(layout, association=cast.association)
    page = page_of(cast, plan)
    for event in read_content(plan).all_events():
        assert event.title in page
        assert event.term in page
        assert all(one.text in page for one in event.responsible)
        assert all(one.text in page for one in event.agenda)
    for section in plan.sections.all():
        assert section.heading in page
    for line in plan.title.splitlines():
        assert line in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_numbers_rows_as_the_paper_does(cast, layout):
    plan = make_plan(layout, association=cast.association)
    page = page_of(cast, plan)
    for row in rows_of(read_content(plan)):
        if row.number:
            assert f"data-cell=number>{row.number}</td>" in page


def test_it_escapes_what_people_typed(cast):
    plan = make_plan(association=cast.association, title="<script>alert(1)</script>")
    plan.events.update(title="<img src=x onerror=alert(2)>", term="<b>")
    page = page_of(cast, plan)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;img src=x" in page


def test_it_tells_who_holds_the_plan_since_when_and_what_is_next(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association)
    page = page_of(cast, plan)
    assert f"Согласует {cast.person('curator').short_name}" in page
    assert f"Дальше: утвердит {cast.person('approver').short_name}" in page


def test_author_is_offered_to_send(cast):
    plan = make_plan(association=cast.association)
    assert reverse("events:plan_send", args=[plan.pk]) in page_of(cast, plan)


def test_button_that_cannot_be_pressed_says_why(cast):
    plan = make_plan(association=cast.association, rows=0)
    page = page_of(cast, plan)
    assert "В плане нет ни одной строки." in page
    # The link over the sheet stays: rows are typed without a reload, and its page tells anew.
    [link] = [
        one for one in page.split("<a ") if reverse("events:plan_send", args=[plan.pk]) in one
    ]
    assert "bar-send" in link


def test_decider_whose_turn_has_not_come_is_told_so(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association)
    assert "Очередь этого шага ещё не пришла" in page_of(cast, plan, "approver")


def test_decider_is_led_to_the_decision(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association)
    step = plan.steps.get(verb="agree")
    assert reverse("events:plan_decide", args=[plan.pk, step.uid]) in page_of(cast, plan, "curator")


@pytest.mark.parametrize("status", ["signoff", "approved"])
def test_sent_plan_has_no_actions_on_rows(cast, status):
    plan = make_plan("rumo-headings", status, association=cast.association)
    page = page_of(cast, plan)
    assert "/rows/" not in page
    assert "/sections/" not in page


def test_reader_sees_no_actions(cast):
    plan = make_plan(association=cast.association)
    page = page_of(cast, plan, "curator")
    assert "/rows/" not in page
    assert "/send/" not in page


def test_approved_plan_shows_the_edition_whatever_was_renamed(cast):
    plan = make_plan("moc-results", "approved", association=cast.association)
    plan.events.update(title="Переписано мимо правил")
    page = page_of(cast, plan)
    assert "Переписано мимо правил" not in page
    assert "Выездная мастерская" in page or "Семинар" in page


def test_open_remarks_stand_beside_the_paper(cast):
    plan = make_plan("moc-results", "returned", association=cast.association)
    assert "Уточните сроки." in page_of(cast, plan)


def test_it_asks_the_database_the_same_for_one_row_and_for_two_hundred(cast):
    counts = []
    for code, rows in (("moc-results", 1), ("rmc-directions", 40)):
        plan = make_plan(code, association=cast.association, rows=rows)
        client = cast.client("chair")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(plan.get_absolute_url()).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= MOST_QUERIES


@pytest.mark.parametrize("status", ["signoff", "approved"])
def test_a_sent_plan_asks_no_more(cast, status):
    plan = make_plan("rumo-headings", status, association=cast.association)
    client = cast.client("curator")
    with CaptureQueriesContext(connection) as queries:
        client.get(plan.get_absolute_url())
    assert len(queries) <= MOST_QUERIES


def test_stamp_of_an_act_names_who_it_names_and_not_who_signed(cast):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    act = "приказом от 16.01.2027 № 1"
    plan.steps.update(mode="order", act=act, position="", name="")
    plan = bring_to(plan, "approved")
    page = page_of(cast, plan)
    stamp = page.split('<div class="stamp"')[1].split("</div>")[0]
    assert act in stamp.replace("\u00a0", " ")
    assert cast.person("approver").signing_name not in stamp


def test_stamp_agrees_with_the_title_and_names_the_substitute(cast):
    make_substitution(cast.office("curator"), cast.person("secretary"))
    plan = make_plan(
        "rumo-headings", "draft", association=cast.association, rows=1, title="Программа работы"
    )
    plan.steps.filter(verb="approve").update(mode="order", act="приказом от 16.01.2027 № 1")
    plan = bring_to(plan, "signoff")
    sign_plan(
        plan=plan,
        step=plan.steps.get(verb="agree"),
        seen=plan.edition.sha256,
        by=cast.actor("secretary"),
    )
    page = page_of(cast, plan)
    assert "УТВЕРЖДЕНА" in page
    assert f"и.о. {cast.person('secretary').signing_name}" in page


@pytest.mark.parametrize("who", ["chair", "approver", "stranger"])
def test_forged_approval_is_never_called_one(cast, who):
    plan = make_plan(status="approved", association=cast.association, rows=1)
    assert "Утверждён" in page_of(cast, plan, who)
    forge(plan.official.signatures.first(), name="П. П. Подмена")
    page = page_of(cast, plan, who)
    assert "Запись повреждена" in page
    assert "Утверждён" not in page
    assert reverse("reports:official_pdf", args=[plan.pk]) not in page


def test_status_that_was_only_written_is_called_damaged(cast):
    plan = make_plan(status="signoff", association=cast.association, rows=1)
    Plan.objects.filter(pk=plan.pk).update(status="approved", official=plan.edition, stage=0)
    assert "Запись повреждена" in page_of(cast, plan)


def test_remarks_cost_the_same_however_many_they_are(cast):
    plan, counts = sent_plan(cast), []
    for who in ("chair", "approver"):
        # The first look is kept, and costs a query more.
        cast.client(who).get(plan.get_absolute_url())
    for text in ("", "Раз.", "Два.", "Три."):
        if text:
            remark_on_row(cast, plan, text=text)
        for who in ("chair", "approver"):
            client = cast.client(who)
            with CaptureQueriesContext(connection) as queries:
                assert text in client.get(plan.get_absolute_url()).text
            counts.append(len(queries))
    assert counts == counts[:2] * 4
    assert max(counts) <= MOST_QUERIES


def test_remarks_are_not_shown_with_the_edition_in_force(cast):
    plan = sent_plan(cast)
    remark_on_row(cast, plan, text="Тайное.")
    while plan.status == Plan.Status.SIGNOFF:
        plan = sign_next(plan)
    assert "Тайное." in page_of(cast, plan)
    assert "Тайное." not in page_of(cast, plan, "stranger")


def test_returned_plan_says_who_gave_it_back(cast):
    plan = make_plan("rumo-headings", "returned", association=cast.association, rows=1)
    by = plan.edition.signatures.get(decision="returned").name
    assert f"<strong>Вернул(а) {by}</strong>" in page_of(cast, plan)
    bring_to(plan, "signoff")
    assert "Вернул(а)" not in page_of(cast, plan)


def test_returned_plan_says_who_had_agreed(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    plan = sign_next(plan)
    (step,) = pending_steps(plan)
    words = {"seen": plan.edition.sha256, "comment": "Уточните сроки."}
    return_plan(plan=plan, step=step, **words, by=cast.actor("approver"))
    agreed = plan.edition.signatures.get(decision="agreed")
    assert f"<li>Согласовано: {agreed.name}," in page_of(cast, plan)


def test_bar_counts_remarks_apart_from_what_the_check_found(cast):
    plan = make_plan("rumo-headings", "returned", association=cast.association, rows=1)
    page = page_of(cast, plan)
    assert 'href="#remarks">Замечания: 1</a>' in page
    assert "Замечаний нет" not in page
