"""The register of remarks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Plan, Remark
from events.remarks.rules.answering import move_remark
from tests.events.remarks.places import remark_on_row, sent_plan
from tests.plans import make_plan

URL = "/remarks/"


@pytest.fixture
def plan(cast) -> Plan:
    return sent_plan(cast)


def found(cast, who: str = "chair", **query) -> set[str]:
    page = cast.client(who).get(URL, query)
    assert page.status_code == 200
    return {one.text for one in page.context["page"]}


def test_register_has_what_the_reader_may_read(cast, plan):
    remark_on_row(cast, plan)
    assert found(cast) == found(cast, "curator") == found(cast, "superuser") == {"Уточните срок."}
    assert found(cast, "stranger") == found(cast, "foreigner") == set()


def test_it_is_narrowed_by_each_filter(cast, plan):
    one = remark_on_row(cast, plan)
    remark_on_row(cast, plan, "curator", text="Лучше так.", severity="wish")
    other = make_plan("rumo-headings", "returned", association=cast.association, rows=1)
    move_remark(remark=one, move="decline", text="Нет.", by=cast.actor("chair"))
    every = {"Уточните срок.", "Лучше так.", "Уточните сроки."}
    assert found(cast) == found(cast, association=cast.association.pk) == every
    assert found(cast, state="unsettled") == {"Лучше так.", "Уточните сроки."}
    assert found(cast, state="declined") == {"Уточните срок."}
    assert found(cast, severity="wish") == {"Лучше так."}
    assert found(cast, writer=cast.actor("approver").name) == {"Уточните срок."}
    assert found(cast, plan=other.pk) == {"Уточните сроки."}
    assert found(cast, plan="x") == every


def test_doubts_of_files_are_no_remarks_of_people(cast, plan):
    remark_on_row(cast, plan)
    Remark.objects.update(is_doubt=True)
    assert found(cast) == set()


def test_register_of_one_plan_is_called_after_it(cast, plan):
    remark_on_row(cast, plan)
    page = cast.client("chair").get(URL, {"plan": plan.pk}).text
    assert "Замечания к плану" in page
    assert plan.title_line in page
    assert "Замечания к планам" not in page
    # Another's plan stays unnamed.
    assert plan.title_line not in cast.client("foreigner").get(URL, {"plan": plan.pk}).text


def test_it_asks_the_database_the_same_for_one_and_for_many(cast):
    counts = []
    for code in ("moc-results", "rumo-headings"):
        plan = make_plan(code, "signoff", association=cast.association, rows=1)
        for text in ("Раз.", "Два.", "Три."):
            remark_on_row(cast, plan, "curator", text=text)
        client = cast.client("chair")
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
