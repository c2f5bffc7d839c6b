"""Remarks: what the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from tests.plans import make_plan


def test_closed_remark_has_when_and_who(cast):
    plan = make_plan("rumo-headings", "returned", association=cast.association, rows=1)
    with (
        pytest.raises(IntegrityError, match="remark_closed_has_when_and_who"),
        transaction.atomic(),
    ):
        plan.remarks.update(state="taken")
