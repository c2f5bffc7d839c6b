"""Rows of a source beside what they became."""

import pytest

from reports.imports.queries.recognised import reading_of
from reports.imports.queries.wizard_page import ParagraphShown, TableShown, shown_blocks
from reports.imports.rules.uploads import upload
from reports.imports.rules.wizard import correct
from reports.recognition import Correction
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

pytestmark = pytest.mark.django_db

ROWS = [HEAD, "I. Учёба", ["1", "Слёт", "май", "Методист"]]


@pytest.fixture
def made(cast):
    return upload(data=plan(ROWS), name="план.docx", by=cast.actor("chair"))


def table_of(reading) -> TableShown:
    (table,) = [one for one in shown_blocks(reading, None) if isinstance(one, TableShown)]
    return table


def test_paragraphs_come_before_their_table(made):
    kinds = [type(one) for one in shown_blocks(reading_of(made), None)]
    assert kinds[0] is ParagraphShown
    assert kinds.count(TableShown) == 1


def test_row_stands_beside_its_event(made):
    head, section, event = table_of(reading_of(made)).rows
    assert [row.kind for row in (head, section, event)] == ["head", "section", "event"]
    assert section.became
    assert "Учёба" in section.became.heading
    assert event.became
    assert event.became.lines == ("Слёт",)
    assert event.became.people == (("Методист", False),)
    assert (event.anchor, event.number_text) == ("t1r3", "3")


def test_correction_by_hand_can_be_reset(made, cast):
    correction = Correction("row", 1, 1, "left")
    reading = correct(import_session=made, correction=correction, seen=0, by=cast.actor("chair"))
    row = table_of(reading).rows[1]
    assert (row.kind, row.is_by_hand, row.reset) == ("left", True, "row 1 1 -")
    assert [one.name for one in row.choices if one.is_chosen] == ["Не переносить"]
