"""The check ends soon even for words that no person writes."""

import time

import pytest

from events.checks import check_content
from tests.drafts import plan_of, row

# As much as a field holds.
LONGEST = 100_000


@pytest.mark.parametrize(
    "again", ["[указать", "<текст ", "(указать ", "за 2026 ", "результат", "[заполн", "подведени"]
)
def test_text_of_a_books_length_is_checked_at_once(again):
    words = again * (LONGEST // len(again))
    begun = time.process_time()
    check_content(plan_of(row(words, result=words)))
    assert time.process_time() - begun < 5
