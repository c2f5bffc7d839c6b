"""The widths that columns are meant to have."""

import pytest

from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from events.plan.widths import column_shares


def test_widths_are_shares_of_the_table():
    columns = [ColumnContent(ColumnRole.NUMBER, "", 20), ColumnContent(ColumnRole.EVENT, "", 60)]
    assert column_shares(columns) == [0.25, 0.75]


def test_column_without_a_width_has_that_of_its_role():
    columns = [ColumnContent(role, "") for role in (ColumnRole.NUMBER, ColumnRole.EVENT)]
    narrow, wide = column_shares(columns)
    assert narrow / wide == pytest.approx(ColumnRole.NUMBER.paper / ColumnRole.EVENT.paper)
