"""Repairs: each removes its finding, and no word is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.checks import check_content, repair, with_uids
from events.plan.codec import fingerprint
from events.plan.content import (
    ResponsibleContent,
    StepContent,
)
from tests.drafts import REPORT, only, plan, plan_of, row, section


def test_finding_without_a_repair_refuses():
    content = plan_of(row(term=""))
    with pytest.raises(ValueError, match="нет исправления"):
        repair(content, only(content, "row_without_term"))


def test_repair_of_what_is_gone_changes_nothing():
    content = plan_of(row("Сбор  книг"))
    found = only(content, "double_space")
    gone = plan_of(row("Слёт", uid="other"))
    assert repair(gone, found) == gone


def test_row_in_a_sub_section_is_mended_there():
    inner = section(row("Сбор  книг", uid="deep"), uid="in")
    content = plan(replace(section(row(), REPORT), sections=(inner,)))
    mended = repair(content, only(content, "double_space"))
    assert mended.sections[0].sections[0].events[0].title == "Сбор книг"


def test_content_without_uids_gets_them_and_keeps_its_fingerprint():
    bare = plan(
        replace(section(uid=""), events=(row("Сбор  книг"),)), steps=(StepContent(verb="approve"),)
    )
    assert all(
        one.repair is None for one in check_content(bare) if one.uid == "" and one.field != "title"
    )
    named = with_uids(bare)
    assert fingerprint(named) == fingerprint(bare)
    assert only(named, "double_space").repair is not None
    assert with_uids(named) == named


FIELDS = st.text(alphabet='абвг 0123456789.,;:()«»"_-–…ФИОиyxc\n', max_size=80)


@given(st.lists(st.tuples(FIELDS, FIELDS, FIELDS), max_size=4))
def test_check_never_raises_and_every_repair_can_be_made(rows):
    events = [
        row(title, term, responsible=(ResponsibleContent(who, "person"),), description=title[::-1])
        for title, term, who in rows
    ]
    content = plan_of(*events)
    for finding in check_content(content):
        if finding.repair:
            mended = repair(content, finding)
            assert mended != content
            check_content(mended)
