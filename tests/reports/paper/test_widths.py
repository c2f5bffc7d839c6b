"""Widths of the columns of a table."""

import pytest

from events.plan.content import ColumnContent
from events.plan.vocabulary import Orientation
from reports.paper.document import build_document
from reports.paper.widths import EM, fitted_shares, inner_width
from tests.reports.paper.papers import plan_of


def test_widths_of_a_layout_stay_where_they_are_enough():
    (table,) = build_document(plan_of("Семинар"), status="draft").blocks
    shares = [float(column.share) for column in table.columns]
    assert shares == pytest.approx([100 * width / 180 for width in (14, 40, 90, 36)], abs=0.001)


def test_column_widens_for_the_longest_word_of_its_heading():
    columns = (ColumnContent("event", "Дело", 160), ColumnContent("note", "Примечание", 20))
    shares = fitted_shares(columns, (), "portrait")
    assert sum(shares) == pytest.approx(1)
    assert shares[1] > 20 / 180


def test_text_is_narrower_than_its_column_by_the_padding_and_never_of_no_width():
    inside = inner_width(0.5, "event", "portrait")
    assert 0 < inside < 0.5 * Orientation.PORTRAIT.text_width
    assert inner_width(0.001, "event", "portrait") == EM
