"""Pages of removed drafts: the question, the list, the way back; and nothing of them elsewhere."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import urls as plan_urls
from events.drafting.rules.removal import remove_draft
from events.models import Plan
from events.plan.period import Period
from reports import urls as paper_urls
from reports.downloads.rules.jobs import ask_archive
from reports.downloads.rules.pieces import work_at_job
from reports.models import PrintPiece
from tests.cast import EVERYBODY, Cast
from tests.factories import TODAY
from tests.layouts import plan_with_newer_layout
from tests.plans import make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = "/plans/removed/"
TITLE = "План, которого никто не увидит"
AUTHORS = ("chair", "secretary", "methodist")


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-directions", association=cast.association, rows=4, title=TITLE)


def url(name: str, plan: Plan) -> str:
    return reverse(f"events:{name}", args=[plan.pk])


def test_draft_is_taken_away_and_brought_back_by_hand(cast, plan):
    client, rows = cast.client("chair"), plan.events.filter(parent=None).count()
    assert url("plan_remove", plan) in client.get(plan.get_absolute_url()).text
    asked = client.get(url("plan_remove", plan)).text
    assert f"строк: {rows}" in asked
    assert "можно в любое время" in asked
    answer = client.post(url("plan_remove", plan), follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Черновик снят. Вернуть его можно здесь" in answer.text
    assert TITLE in answer.text
    assert f'data-label="Строк">{rows}<' in answer.text
    assert cast.actor("chair").name in answer.text
    answer = client.post(url("plan_restore", plan), follow=True)
    assert answer.redirect_chain == [(plan.get_absolute_url(), 302)]
    assert "Черновик возвращён таким, каким был." in answer.text
    history = client.get(url("plan_history", plan)).text
    assert "Черновик снят." in history
    assert "Черновик возвращён." in history


def test_second_click_says_that_it_is_done(cast, plan):
    client = cast.client("secretary")
    for _click in range(2):
        answer = client.post(url("plan_remove", plan), follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Черновик уже снят" in answer.text
    for _click in range(2):
        answer = client.post(url("plan_restore", plan), follow=True)
    assert answer.redirect_chain == [(plan.get_absolute_url(), 302)]
    assert "Этот черновик уже вернули." in answer.text
    assert plan.changes.filter(action__in=("remove_draft", "restore_draft")).count() == 2


@pytest.mark.parametrize("who", AUTHORS)
def test_old_address_leads_its_authors_to_where_the_draft_lies(cast, plan, who):
    remove_draft(plan=plan, by=cast.actor("chair"))
    answer = cast.client(who).get(plan.get_absolute_url(), follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert f"Черновик «{TITLE}» снят. Вернуть его можно здесь." in answer.text
    assert url("plan_restore", plan) in answer.text


@pytest.mark.parametrize("status", ["signoff", "returned", "approved"])
def test_plan_that_was_sent_says_why_it_stays(cast, status):
    plan = make_plan(status=status, association=cast.association, rows=1)
    client = cast.client("chair")
    assert url("plan_remove", plan) not in client.get(plan.get_absolute_url()).text
    asked = client.get(url("plan_remove", plan)).text
    assert "уже отправляли" in asked
    assert 'disabled aria-describedby="why-not"' in asked
    answer = client.post(url("plan_remove", plan), follow=True)
    assert answer.redirect_chain == [(plan.get_absolute_url(), 302)]
    assert "уже отправляли" in answer.text


def test_list_tells_which_plan_stands_in_the_way(cast, plan):
    remove_draft(plan=plan, by=cast.actor("chair"))
    values = {"association": cast.association, "rows": 1, "title": "Второй"}
    other = make_plan("rumo-directions", **values)
    page = cast.client("methodist").get(LIST).text
    assert f'disabled aria-describedby="why-not-{plan.pk}"' in page
    assert f'href="{other.get_absolute_url()}">Открыть тот план' in page
    answer = cast.client("chair").post(url("plan_restore", plan), follow=True)
    assert "На этот период уже есть другой план" in answer.text
    assert answer.redirect_chain == [(LIST, 302)]


def test_empty_list_says_how_a_draft_comes_there(cast):
    assert "Снятых черновиков нет." in cast.client("chair").get(LIST).text


def test_plan_list_leads_there_whoever_writes_plans(cast):
    page = {who: cast.client(who).get("/plans/").text for who in ("chair", "curator", "superuser")}
    assert {who: LIST in text for who, text in page.items()} == {
        "chair": True,
        "curator": False,
        "superuser": False,
    }


def test_what_was_typed_meanwhile_is_not_lost(cast, plan):
    row = plan.events.order_by("order").first()
    remove_draft(plan=plan, by=cast.actor("chair"))
    typed = {"title": "Набранное, пока черновик снимали", "term": "май"}
    lines = {
        f"{name}-{total}_FORMS": 0 for name in ("agenda", "responsible") for total in ("TOTAL",)
    }
    for address in (
        reverse("events:event_edit", args=[plan.pk, row.uid]),
        reverse("events:event_add", args=[plan.pk, row.section.uid]),
    ):
        answer = cast.client("secretary").post(address, {**typed, **lines})
        assert answer.status_code == 422
        assert typed["title"] in answer.text
        assert "верните его из «Снятых черновиков»" in answer.text
        assert cast.client("curator").post(address, typed).status_code == 404


def pages_of(plan: Plan, newer_pk: int) -> dict[str, str]:
    """Give the address of every page about a plan and its parts, papers too."""
    section = plan.sections.order_by("order").first()
    step = plan.steps.order_by("order").first()
    meeting = plan.events.filter(is_meeting=True).first()
    row = meeting or section.events.first()
    known = {
        "pk": plan.pk,
        "plan_id": plan.pk,
        "section_uid": section.uid,
        "paper": "agenda",
        "key": uuid4(),
        "layout_pk": newer_pk,
        "remark_pk": 1,
        "change_pk": plan.changes.first().pk,
        "seat_pk": plan.layout.seats.first().pk,
        "deviation_pk": 1,
    }
    found: dict[str, str] = {}
    for app, patterns in (("events", plan_urls.urlpatterns), ("reports", paper_urls.urlpatterns)):
        for pattern in patterns:
            if not str(pattern.pattern).startswith("plans/<int:"):
                continue
            uids = {"section": section.uid, "step": step.uid, "plan": step.uid}
            uid = uids.get(pattern.name.partition("_")[0], row.uid)
            kwargs = {name: known.get(name, uid) for name in pattern.pattern.converters}
            found[str(pattern.name)] = reverse(f"{app}:{pattern.name}", kwargs=kwargs)
    return found


def test_no_page_or_paper_shows_a_removed_draft(cast):
    plan, newer = plan_with_newer_layout(cast)
    pages = pages_of(plan, newer.pk)
    assert len(pages) > 35
    remove_draft(plan=plan, by=cast.actor("chair"))
    for who in EVERYBODY:
        client = cast.client(who)
        got = {name: client.get(address).status_code for name, address in pages.items()}
        if who == "anonymous":
            assert set(got.values()) <= {302, 405}
            continue
        authors = who in AUTHORS
        led = {got.pop(name) for name in ("plan_remove", "plan_detail")}
        assert (who, led) == (who, {302 if authors else 404})
        posted = {name for name, status in got.items() if status == 405}
        assert (who, {name for name, status in got.items() if status not in (404, 405)}) == (
            who,
            set(),
        )
        assert "plan_restore" in posted
        if not authors:
            answers = {name: client.post(pages[name]).status_code for name in pages}
            assert set(answers.values()) <= {404, 405}


def test_no_list_shows_a_removed_draft(cast, plan):
    signed_in = [who for who in EVERYBODY if who != "anonymous"]
    clients = {who: cast.client(who) for who in signed_in}
    words = (TITLE, plan.get_absolute_url())
    addresses = ("/plans/", "/plans/?text=увидит", "/calendar/?month=2027-03")
    for who, client in clients.items():
        told = {one: any(word in page(client, one) for word in words) for one in addresses}
        shown = who in (*AUTHORS, "curator", "superuser")
        assert (who, told) == (who, dict.fromkeys(addresses, shown))
    remove_draft(plan=plan, by=cast.actor("chair"))
    more = (
        "/",
        "/calendar/upcoming/",
        reverse("reports:archive_ask"),
        reverse("associations:association_detail", args=[cast.association.pk]),
    )
    for who, client in clients.items():
        told = {
            one: any(word in page(client, one) for word in words) for one in (*addresses, *more)
        }
        assert (who, told) == (who, dict.fromkeys(told, False))
        assert not Plan.objects.visible_to(cast.actor(who)).exists()


def page(client, address: str) -> str:
    return client.get(address).text


def test_printing_leaves_out_what_was_taken_away_meanwhile(cast, plan):
    other = make_plan(association=cast.association, rows=1)
    by = cast.actor("chair")
    job = ask_archive(plans=Plan.objects.all(), chosen=["json"], by=by)
    remove_draft(plan=plan, by=by)
    work_at_job(job.pk, on=TODAY)
    states = dict(job.pieces.values_list("plan_id", "state"))
    assert states == {
        plan.pk: PrintPiece.State.REFUSED,
        other.pk: PrintPiece.State.DONE,
    }
    assert ask_archive(plans=Plan.objects.all(), chosen=["json"], by=by).total == 1


def test_list_asks_the_database_the_same_for_one_and_for_many(cast):
    def questions() -> int:
        client = cast.client("methodist")
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    counts = []
    for years in (range(2027, 2028), range(2028, 2033)):
        for year in years:
            removed_of(cast, year)
        counts.append(questions())
    assert counts[0] == counts[1]


def removed_of(cast: Cast, year: int) -> Plan:
    period = Period.of_calendar_year(year)
    plan = make_plan(association=cast.association, period=period, rows=1)
    return remove_draft(plan=plan, by=cast.actor("chair"))


def test_fifty_stand_on_a_page(cast, monkeypatch):
    monkeypatch.setattr("events.drafting.views.removal.ON_PAGE", 2)
    for year in range(2027, 2030):
        removed_of(cast, year)
    client = cast.client("chair")
    assert [len(client.get(f"{LIST}?page={n}").context["drafts"]) for n in (1, 2)] == [2, 1]
