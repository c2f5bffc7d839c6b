"""Terms that no person writes end soon, however long they are."""

import time

from events.plan.period import Period
from events.terms import read

YEAR = Period.of_calendar_year(2026)
# Many times what it takes.
SECONDS = 5


def test_what_is_far_too_long_is_not_even_normalised() -> None:
    begun = time.process_time()
    assert read("май" + "\u0301\u0323" * 50_000, YEAR).kind == "unknown"
    assert time.process_time() - begun < SECONDS


def test_terms_of_countless_days_are_given_up_at_once() -> None:
    # Each is a phrase of its own, so nothing that was found for one helps another.
    lists = [f"{'1;' * at}{'1-' * (240 - at)}1 мая" for at in range(240)]
    begun = time.process_time()
    assert {read(words, YEAR).kind for words in lists} == {"unknown"}
    assert time.process_time() - begun < SECONDS
