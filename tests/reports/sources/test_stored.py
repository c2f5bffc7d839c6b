"""Sources as JSON values and back."""

import pytest

from reports.sources import read_source, stored
from tests.reports.recognition.oddities import ROWS as ODD
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

ROW = ["1", "Слёт", "май", "Методист"]


@pytest.mark.parametrize("odd", ODD, ids=lambda one: one.name)
def test_what_is_kept_is_what_was_read(odd):
    word = read_source(odd.data)
    assert stored.source_from_json(stored.source_as_json(word)) == word


def test_what_was_kept_before_a_file_told_more_is_still_read():
    values = stored.source_as_json(read_source(plan([HEAD, ROW])))
    del values["noticed"]
    assert stored.source_from_json(values).noticed == ()
