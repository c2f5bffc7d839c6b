"""Who reads what of a plan whose words are being changed: its unsent words, what was sent, or only
what is in force.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.drafting.queries.row_values import EventValues
from events.drafting.queries.stored_content import shown_content
from events.drafting.rules.plans import HeadingValues, edit_heading, heading_values
from events.drafting.rules.rows import add_event
from events.models import Plan
from events.plan.period import Period
from events.signoff.rules.sending import recall_plan
from plans_portal.lib.versions import version_of
from tests.cast import EVERYBODY
from tests.plans import bring_to, change, make_plan

pytestmark = pytest.mark.django_db

UNSENT = "Новое слово авторов"
SENT = "Отправленное слово"
PAGES = ("events:plan_detail", "events:plan_history", "reports:plan_json")
LISTS = ("events:desk", "events:plan_list", "events:calendar", "events:upcoming")
WRITERS = ("chair", "secretary", "curator", "methodist", "superuser")
DECIDERS = ("agreer", "approver")


def write(cast, plan: Plan, words: str) -> Plan:
    """Put the words into the title and into a row of March 2027."""
    by, was = cast.actor("chair"), heading_values(plan)
    values = HeadingValues(f"{was.title}\n{words}", was.city, was.imprint)
    edit_heading(plan=plan, values=values, expected_version=version_of(was), by=by)
    add_event(section=plan.sections.first(), values=EventValues(title=words, term="5 марта"), by=by)
    return Plan.objects.select_related("association", "layout", "edition").get(pk=plan.pk)


def address(page: str, plan: Plan) -> str:
    """Where the words would stand: the list and the calendar are asked for them."""
    if page in LISTS:
        query = {
            "events:plan_list": f"?association={plan.association_id}",
            "events:calendar": "?month=2027-03",
            "events:upcoming": "?ahead=92",
        }
        return reverse(page) + query.get(page, "")
    return reverse(page, args=[plan.pk])


def read(cast, who: str, page: str, plan: Plan) -> str:
    answer = cast.client(who).get(address(page, plan))
    assert answer.status_code == 200
    return answer.text


@pytest.fixture
def recalled(cast) -> Plan:
    """Never approved: sent once, and in its authors' hands again."""
    plan = make_plan("moc-results", "signoff", association=cast.association, rows=1)
    return write(cast, recall_plan(plan=plan, by=cast.actor("chair")), UNSENT)


@pytest.fixture
def returned(cast) -> Plan:
    """Edition 1 is in force, edition 2 came back, and its authors have written more since."""
    plan = make_plan("moc-results", "approved", association=cast.association, rows=1)
    plan = bring_to(write(cast, change(plan, "Начало"), SENT), "returned")
    return write(cast, plan, UNSENT)


@pytest.fixture
def in_signoff(cast) -> Plan:
    """Edition 1 is in force, edition 2 is before who decides."""
    plan = make_plan("moc-results", "approved", association=cast.association, rows=1)
    return bring_to(write(cast, change(plan, "Начало"), SENT), "signoff")


@pytest.mark.parametrize("who", WRITERS)
def test_those_who_read_drafts_see_the_unsent_words(cast, recalled, who):
    assert [page for page in PAGES if UNSENT not in read(cast, who, page, recalled)] == []


@pytest.mark.parametrize("who", DECIDERS)
def test_those_who_decide_see_what_was_sent(cast, recalled, who):
    pages = [*PAGES, *LISTS]
    assert [page for page in pages if UNSENT in read(cast, who, page, recalled)] == []


@pytest.mark.parametrize("who", DECIDERS)
def test_those_who_decide_see_the_next_edition_as_it_was_sent(cast, returned, who):
    for page in (*PAGES, *LISTS):
        text = read(cast, who, page, returned)
        assert UNSENT not in text
        # The desk of who decides is empty now, and the calendar tells what is in force.
        assert (page, SENT in text) == (page, page in (*PAGES, "events:plan_list"))


@pytest.mark.parametrize("state", ["returned", "in_signoff"])
def test_the_rest_of_the_institution_sees_what_is_in_force(cast, request, state):
    plan = request.getfixturevalue(state)
    for page in (*PAGES, *LISTS):
        text = read(cast, "stranger", page, plan)
        for words in (UNSENT, SENT, "Начало", "Уточните сроки", "готовится", "на согласовании 2"):
            assert (page, words in text) == (page, False)


def test_sign_off_of_the_next_edition_is_seen_by_who_takes_part(cast, in_signoff):
    for page in (*PAGES, "events:plan_list", "events:calendar"):
        for who in (*WRITERS, *DECIDERS):
            assert (page, who, SENT in read(cast, who, page, in_signoff)) == (page, who, True)


def test_unsent_words_are_kept_even_from_who_should_not_have_come_so_far(cast, recalled):
    assert UNSENT not in "".join(shown_content(recalled, cast.actor("stranger")).title)


def test_plan_in_force_is_told_as_approved_while_the_next_edition_is_made(cast, returned):
    plan = cast.client("stranger").get(returned.get_absolute_url()).context["plan"]
    assert (plan.status, plan.edition.number) == ("approved", 1)
    approved = returned.changes.filter(action="approve_plan").get().at
    assert abs(plan.status_since - approved) < dt.timedelta(seconds=1)
    history = read(cast, "stranger", "events:plan_history", returned)
    assert "Редакция 1" in history
    assert "Редакция 2" not in history


@pytest.mark.parametrize(
    ("who", "words", "finds"),
    [
        ("chair", UNSENT, True),
        ("approver", UNSENT, False),
        ("approver", SENT, True),
        ("stranger", SENT, False),
        ("stranger", "План", True),
    ],
)
def test_search_finds_only_the_words_that_the_reader_reads(cast, returned, who, words, finds):
    answer = cast.client(who).get(reverse("events:plan_list"), {"text": words})
    assert (returned.pk in {plan.pk for plan, _where in answer.context["plans"]}) == finds


@pytest.mark.parametrize("who", ["chair", "stranger"])
def test_calendar_shows_the_rows_that_the_reader_reads(cast, returned, who):
    plan = make_plan("omo-directions", association=cast.association, rows=1)
    assert plan.official is None
    shown = read(cast, who, "events:calendar", returned)
    rows = returned.events.filter(title=UNSENT)
    assert rows.get().occurrences.filter(ends=dt.date(2027, 3, 5)).exists()
    assert (UNSENT in shown) == (who == "chair")
    # The fifteenth of March stands in the edition in force and in the rows alike.
    assert "Семинар «Речь и чтение" in shown


def test_paper_of_a_reader_is_the_edition_in_force(cast, returned):
    client = cast.client("stranger")
    draft = client.get(reverse("reports:draft_pdf", args=[returned.pk]))
    assert draft.url == reverse("reports:official_pdf", args=[returned.pk])
    official = client.get(draft.url)
    assert official.status_code == 200
    assert client.get(reverse("reports:plan_xlsx", args=[returned.pk])).status_code == 200


@pytest.mark.parametrize("page", ["events:plan_list", "events:calendar"])
@pytest.mark.parametrize("who", ["chair", "approver", "stranger"])
def test_it_asks_the_database_the_same_for_one_plan_and_for_many(cast, returned, who, page):
    def asked() -> int:
        client = cast.client(who)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(page), {"text": "План", "month": "2027-03"})
        return len(queries)

    one = asked()
    for year in (2028, 2029, 2030):
        plan = make_plan(
            "moc-results",
            "approved",
            association=cast.association,
            period=Period.of_calendar_year(year),
            rows=1,
        )
        change(plan)
    assert asked() == one


def test_talk_about_an_approved_plan_is_for_those_who_take_part(cast):
    plan = make_plan("moc-results", "approved", association=cast.association, rows=1)
    for who in EVERYBODY:
        answer = cast.client(who).get(reverse("events:plan_history", args=[plan.pk]))
        if answer.status_code != 200:
            assert who in ("foreigner", "unplaced", "anonymous")
            continue
        # Who only decides is told the transitions, and not how the plan was written.
        told = ["отправлен" in answer.text, "Создан черновик плана" in answer.text]
        wrote = who not in ("stranger", "agreer", "approver")
        assert (who, told) == (who, [who != "stranger", wrote])
        assert "Редакция 1" in answer.text
