"""The five real plans: each known defect is found, and nothing else.

Their words are not public: rows are named by numbers, findings by codes.
"""

import pytest

from events.checks import check_content, repair, with_uids
from events.drafting.queries.stored_content import layout_content
from events.models import Layout
from events.plan.outline import rows_of
from reports.recognition import recognise
from reports.sources.docx import read_word

pytestmark = pytest.mark.django_db


@pytest.fixture
def seed(shared):
    """Give a seed's content by its number, with uids."""
    layouts = Layout.objects.filter(institution__isnull=True).order_by("pk")

    def give(name):
        (file,) = (shared / "seeds").glob(f"{name}-*.docx")
        built_in = tuple(layout_content(one) for one in layouts)
        return with_uids(recognise(read_word(file.read_bytes()), built_in).content)

    return give


def findings_of(content):
    return [(one.code, one.row) for one in check_content(content)]


@pytest.mark.parametrize(
    ("name", "findings"),
    [
        # The approval's word; 1.1–1.3 under section 3; this year's plan due in the next one.
        ("000", [("stamp", ""), ("numbers", "1.1"), ("stale_year", "4.2")]),
        # The approval's word; 1, 2, 4, 4; a responsible that ends with «и».
        ("001", [("stamp", ""), ("numbers", "4"), ("cut_off", "2")]),
        # Nobody approves; a direction without an event; a closing quote too many.
        ("002", [("no_steps", ""), ("direction_without_event", ""), ("quotes", "")]),
        ("003", [("dated_events", "9"), ("dated_events", "10"), ("dated_events", "11")]),
        # Word, case and order of the approval; an August before or after the lessons; six months
        # of the year before last.
        ("004", [("stamp", ""), ("term_doubt", "9"), ("stale_year", "10")]),
    ],
)
def test_known_defects_are_found_and_nothing_else(seed, name, findings):
    assert findings_of(seed(name)) == findings


def test_sentences_name_what_is_wrong(seed):
    def text_of(name, code):
        return next(finding.text for finding in check_content(seed(name)) if finding.code == code)

    assert "3., 1.1, 1.2, 1.3" in text_of("000", "numbers")
    assert "на 2026" in text_of("000", "stale_year")
    assert "1., 2., 4., 4." in text_of("001", "numbers")
    assert text_of("001", "cut_off").endswith(" и».")
    assert "«2) " in text_of("002", "direction_without_event")
    assert "за 6 месяцев 2024г." in text_of("004", "stale_year")
    assert "«Директор»" in text_of("004", "stamp")


@pytest.mark.parametrize(
    ("name", "numbers"), [("000", ["3.1", "3.2", "3.3", "3.4"]), ("001", ["1.", "2.", "3.", "4."])]
)
def test_numbers_are_put_in_order(seed, name, numbers):
    content = seed(name)
    (found,) = [finding for finding in check_content(content) if finding.code == "numbers"]
    mended = repair(content, found)
    first = next(i for i, row in enumerate(rows_of(content)) if row.event.uid == found.uid)
    printed = [one.number for one in rows_of(mended)]
    assert any(printed[i : i + 4] == numbers for i in range(max(0, first - 3), first + 1))
    assert "numbers" not in [code for code, _ in findings_of(mended)]


def test_dated_parts_are_spread_into_rows_without_losing_a_word(seed):
    content = seed("003")
    before = sum(1 for _ in content.all_events())
    for found in check_content(content):
        content = repair(content, found)
    assert sum(1 for _ in content.all_events()) == before
    assert findings_of(content) == []
    assert {one.number for one in rows_of(content)} == {f"{n}." for n in range(1, 18)}
