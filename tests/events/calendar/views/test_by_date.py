"""The plan's page with its rows by date."""

import pytest

from events.drafting.queries.row_values import EventValues
from events.drafting.rules.rows import add_event
from events.plan.period import Period
from tests.plans import author_of, bring_to, make_plan

BEFORE = "month 2026-08-01/2026-08-31"


def shown(cast, of, **query: str) -> str:
    answer = cast.client("chair").get(of.get_absolute_url(), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def august(cast):
    period = Period.of_academic_year(2026)
    one = make_plan("omo-directions", association=cast.association, period=period, rows=0)
    part = one.sections.order_by("order").first()
    by = author_of(one.association)
    for title, term, choice in (
        ("Осенний сбор", "октябрь", ""),
        ("Августовское совещание", "август", BEFORE),
    ):
        values = EventValues(title=title, term=term, term_choice=choice)
        add_event(section=part, values=values, by=by)
    return one


def test_page_shows_the_rows_by_date_instead_of_the_paper(cast, august):
    page = shown(cast, august, order="date")
    assert 'id="sheet"' not in page
    assert page.index("Августовское совещание") < page.index("Осенний сбор")
    assert "1 августа – 31 августа 2026" in page


def test_page_is_the_paper_without_being_asked(cast, august):
    page = shown(cast, august)
    assert 'id="sheet"' in page
    assert "?order=date" in page
    assert page.index("Осенний сбор") < page.index("Августовское совещание")


def test_page_is_narrowed_and_says_when_nothing_is_left(cast, august):
    page = shown(cast, august, order="date", **{"from": "2026-10-01", "to": "2026-10-31"})
    assert "Осенний сбор" in page
    assert "1 августа – 31 августа 2026" not in page
    page = shown(cast, august, order="date", **{"from": "2027-05-01", "to": "2027-05-02"})
    assert "На эти дни в плане ничего не назначено" in page


def test_wrong_edge_narrows_nothing_and_is_told(cast, august):
    page = shown(cast, august, order="date", **{"from": "вчера"})
    assert "Осенний сбор" in page
    assert "is-invalid" in page


def test_sent_plan_is_ordered_by_what_was_sent(cast, august):
    sent = bring_to(august, "signoff")
    sent.events.update(title="Переписано мимо правил", term="15 марта")
    page = shown(cast, sent, order="date")
    assert "Переписано" not in page
    assert page.index("Августовское совещание") < page.index("Осенний сбор")
