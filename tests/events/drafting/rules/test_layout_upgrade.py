"""A layout that is no other version of the plan's own is refused; the rest is in layouts."""

import pytest
from django.core.exceptions import ValidationError

from events.drafting.rules.layout_upgrade import (
    NOT_OFFERED,
    upgrade_layout,
    values_before_upgrade,
)
from events.models import Layout
from plans_portal.lib.versions import version_of
from tests.plans import make_plan


def test_layout_of_another_family_is_refused(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    layout = Layout.objects.get(code="rmc-directions")
    version = version_of(values_before_upgrade(plan, layout))
    with pytest.raises(ValidationError, match=NOT_OFFERED):
        upgrade_layout(plan=plan, layout=layout, expected_version=version, by=cast.actor("chair"))
