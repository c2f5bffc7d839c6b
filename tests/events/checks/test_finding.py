"""Findings and requirements as values."""

from events.checks import check
from tests.drafts import plan_of, row


def test_keys_tell_findings_of_one_check_apart():
    content = plan_of(row("Cбор  книг «и", ""), row("Cбор  игр", "", responsible=()))
    keys = [one.key for one in check(content)]
    assert len(keys) == len(set(keys)) > 5
