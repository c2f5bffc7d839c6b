"""Every paper × everybody × a plan in each state: who gets it, who is told nothing."""

import pytest
from django.urls import reverse

from reports.urls import urlpatterns
from tests.cast import EVERYBODY, INSIDERS
from tests.plans import make_plan

PAPERS = ("draft_pdf", "official_pdf", "plan_json")
START = ("plan_from_file",)

AUTHORS = ("chair", "secretary", "methodist")
SEE_DRAFTS = (*AUTHORS, "curator", "superuser")
SEES = {
    "draft": SEE_DRAFTS,
    "signoff": (*SEE_DRAFTS, "agreer", "approver"),
    "returned": (*SEE_DRAFTS, "agreer", "approver"),
    "approved": (*INSIDERS, "superuser"),
}
# What the paper answers to one who sees the plan; an approved plan's draft is its official paper.
ANSWERS = {
    "draft_pdf": {"approved": 302},
    "official_pdf": {"draft": 403, "signoff": 403, "returned": 403},
    "plan_json": {},
}


def test_every_address_has_its_row():
    assert {pattern.name for pattern in urlpatterns} == {*PAPERS, *START}


@pytest.mark.parametrize("status", SEES)
@pytest.mark.parametrize("who", EVERYBODY)
def test_paper_goes_to_those_who_see_the_plan(cast, who, status):
    plan, client = make_plan(status=status, association=cast.association, rows=1), cast.client(who)
    for paper in PAPERS:
        answer = client.get(reverse(f"reports:{paper}", args=[plan.pk])).status_code
        if who == "anonymous":
            assert answer == 302
        elif who not in SEES[status]:
            assert answer == 404
        else:
            assert answer == ANSWERS[paper].get(status, 200)


@pytest.mark.parametrize("who", EVERYBODY)
def test_file_is_asked_of_those_who_write_plans(cast, who):
    # The stranger writes plans too: those of another association.
    wanted = 200 if who in (*AUTHORS, "stranger", "foreigner") else 403
    answer = cast.client(who).get(reverse("reports:plan_from_file"))
    assert answer.status_code == (302 if who == "anonymous" else wanted)
