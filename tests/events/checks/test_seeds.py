"""The five real plans: each defect that is known of is found, and nothing else is said.

No word of them stands here; rows are named by their numbers and findings by their codes.
"""

import pytest

from events.checks import check, repair, with_uids
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


def told(content):
    return [(one.code, one.row) for one in check(content)]


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
        # Word, case and order of the approval; six months of the year before last.
        ("004", [("stamp", ""), ("stale_year", "10")]),
    ],
)
def test_known_defects_are_found_and_nothing_else(seed, name, findings):
    assert told(seed(name)) == findings


def test_sentences_name_what_is_wrong(seed):
    def said(name, code):
        return next(one.text for one in check(seed(name)) if one.code == code)

    assert "3., 1.1, 1.2, 1.3" in said("000", "numbers")
    assert "на 2026" in said("000", "stale_year")
    assert "1., 2., 4., 4." in said("001", "numbers")
    assert said("001", "cut_off").endswith(" и».")
    assert "«2) " in said("002", "direction_without_event")
    assert "за 6 месяцев 2024г." in said("004", "stale_year")
    assert "«Директор»" in said("004", "stamp")


@pytest.mark.parametrize(
    ("name", "numbers"), [("000", ["3.1", "3.2", "3.3", "3.4"]), ("001", ["1.", "2.", "3.", "4."])]
)
def test_numbers_are_put_in_order(seed, name, numbers):
    content = seed(name)
    (found,) = [one for one in check(content) if one.code == "numbers"]
    mended = repair(content, found)
    at = next(i for i, one in enumerate(rows_of(content)) if one.event.uid == found.uid)
    printed = [one.number for one in rows_of(mended)]
    assert any(printed[i : i + 4] == numbers for i in range(max(0, at - 3), at + 1))
    assert "numbers" not in [code for code, _ in told(mended)]


def test_dated_parts_are_spread_into_rows_without_losing_a_word(seed):
    content = seed("003")
    before = sum(1 for _ in content.all_events())
    for found in check(content):
        content = repair(content, found)
    assert sum(1 for _ in content.all_events()) == before
    assert told(content) == []
    assert {one.number for one in rows_of(content)} == {f"{n}." for n in range(1, 18)}
