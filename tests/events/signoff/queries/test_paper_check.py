"""Without a checker of papers nothing is asked; with one, its answer decides."""

from events.models import Plan
from events.plan.content import PlanContent
from events.signoff.queries.paper_check import (
    MissingPart,
    PaperCheck,
    objection_to_paper,
    paper_check,
)


def test_no_checker_objects_to_nothing(settings):
    settings.PAPER_CHECK = ""
    assert paper_check(Plan(), PlanContent(), starts=True) is None
    assert objection_to_paper(Plan(), PlanContent(), as_it_is=False) is None


def test_a_part_leads_to_its_row():
    assert MissingPart("строка 3", "май", "e3").anchor == "at-e3"
    assert MissingPart("гриф", "май").anchor == "sheet"


def test_a_paper_is_whole_when_it_is_checked_and_nothing_is_missing():
    assert PaperCheck().is_whole
    assert not PaperCheck(is_ready=False).is_whole
    assert not PaperCheck(missing=(MissingPart("строка 3", "май"),)).is_whole
