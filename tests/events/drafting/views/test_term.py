"""Beside the term field: what was understood, the choice in doubt, the chooser; also without JS."""

import pytest
from django.urls import reverse

from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.rules.rows import add_event
from events.models import Event, Plan
from events.plan.period import Period
from plans_portal.lib.versions import version_of
from tests.plans import make_plan

CALENDAR = Period.of_calendar_year(2026)
ACADEMIC = Period.of_academic_year(2026)
BEFORE = "month 2026-08-01/2026-08-31"


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("omo-directions", association=cast.association, period=ACADEMIC, rows=1)


@pytest.fixture
def client(cast):
    return cast.client("chair")


def ask(client, plan: Plan, words: str, **more: str):
    return client.get(reverse("events:term_reading", args=[plan.pk]), {"term": words, **more})


def add_url(plan: Plan) -> str:
    section = plan.sections.filter(kind="table").order_by("order").first()
    return reverse("events:event_add", args=[plan.pk, section.uid])


def sent(term: str = "", **more: str) -> dict[str, str]:
    lines = {"agenda-count": "0", "responsible-count": "0"}
    return {"title": "Семинар", "term": term, **lines, **more}


def test_fragment_says_what_was_understood(client, plan):
    page = ask(client, plan, "15 марта").content.decode()
    assert "Понято: 15 марта 2027" in page
    assert "<html" not in page


def test_fragment_reads_in_the_month_of_the_section(client, plan):
    section = plan.sections.order_by("order").first()
    section.heading = "Май"
    section.save()
    page = ask(client, plan, "15 числа", section=section.uid).content.decode()
    assert "Понято: 15 мая 2027" in page


def test_doubt_offers_its_meanings_and_keeps_what_was_chosen(client, plan):
    page = ask(client, plan, "август").content.decode()
    assert "Пока считается: 1 августа – 31 августа 2027" in page
    assert f'value="{BEFORE}"' in page
    page = ask(client, plan, "август", term_choice=BEFORE).content.decode()
    assert "Понято: 1 августа – 31 августа 2026" in page
    assert f'value="{BEFORE}" checked' in page


def test_doubt_without_other_meanings_is_told(client, plan):
    assert "Указанный год не входит" in ask(client, plan, "15 марта 2020").content.decode()


def test_what_is_typed_stays_text(client, plan):
    page = ask(client, plan, "<script>alert(1)</script>", term_choice="<b>").content.decode()
    assert "<script>" not in page
    assert "<b>" not in page


def test_fragment_writes_nothing(client, plan):
    revision = plan.revision
    ask(client, plan, "15 марта")
    plan.refresh_from_db()
    assert plan.revision == revision


def test_choice_is_kept_with_the_row(client, plan):
    client.post(add_url(plan), sent("август", term_choice=BEFORE))
    event = plan.events.get(title="Семинар")
    assert event.term_choice == BEFORE
    page = client.get(reverse("events:event_edit", args=[plan.pk, event.uid])).content.decode()
    assert f'value="{BEFORE}" checked' in page


def test_choice_falls_away_when_the_words_change(cast, client, plan):
    event = chosen(cast, plan)
    url = reverse("events:event_edit", args=[plan.pk, event.uid])
    client.post(
        url, sent("15 марта", term_choice=BEFORE, expected_version=version_of(row_values(event)))
    )
    event.refresh_from_db()
    assert (event.term, event.term_choice) == ("15 марта", "")


def chosen(cast, plan: Plan) -> Event:
    section = plan.sections.order_by("order").first()
    values = EventValues(title="Семинар", term="август", term_choice=BEFORE)
    return add_event(section=section, values=values, by=cast.actor("chair"))


def test_two_versions_and_history_tell_the_choice_in_days(cast, client, plan):
    event = chosen(cast, plan)
    url = reverse("events:event_edit", args=[plan.pk, event.uid])
    page = client.post(url, sent("май", expected_version="0" * 16)).content.decode()
    assert "1 августа – 31 августа 2026" in page
    page = client.get(reverse("events:plan_history", args=[plan.pk])).content.decode()
    assert "1 августа – 31 августа 2026" in page
    assert BEFORE not in page


def test_button_without_javascript_says_what_was_understood_and_keeps_all(client, plan):
    page = client.post(add_url(plan), sent("апрель", place="Зал", line="term check"))
    assert "Понято: 1 апреля – 30 апреля 2027" in page.content.decode()
    form = page.context["form"]
    assert form.fields["title"].value() == "Семинар"
    assert form.fields["place"].value() == "Зал"
    assert not plan.events.filter(title="Семинар").exists()


def test_chooser_without_javascript_fills_the_field_and_keeps_all(client, plan):
    picked = {"pick-kind": "day", "pick-day": "2027-03-15"}
    page = client.post(add_url(plan), sent("что было", line="term insert", **picked))
    form = page.context["form"]
    assert form.fields["term"].value() == "15 марта"
    assert form.fields["title"].value() == "Семинар"
    assert "Понято: 15 марта 2027" in page.content.decode()


def test_chooser_settles_what_its_words_leave_open(client, plan):
    picked = {"pick-kind": "months", "pick-months": "2027-08"}
    form = client.post(add_url(plan), sent(line="term insert", **picked)).context["form"]
    assert form.fields["term"].value() == "август"
    assert form.term_reading.is_settled


def test_chooser_asks_for_what_is_missing_and_keeps_the_words(client, plan):
    page = client.post(add_url(plan), sent("что было", line="term insert", **{"pick-kind": "day"}))
    assert "Укажите день." in page.content.decode()
    assert page.context["form"].fields["term"].value() == "что было"
    assert page.context["form"].term.chooser.is_open


def test_unfilled_chooser_never_stops_a_row(client, plan):
    picked = {"pick-kind": "day", "pick-day": "вчера"}
    assert client.post(add_url(plan), sent("15 марта", **picked)).status_code == 302
