"""Layouts: their state for new plans, and who sees them."""

import pytest
from django.utils import timezone

from events.models import Layout
from tests.layouts import own_layout


@pytest.mark.parametrize(
    ("is_active", "is_published", "state"),
    [(True, True, "active"), (False, True, "withdrawn"), (False, False, "draft")],
)
def test_state_follows_from_whether_it_is_and_was_in_force(is_active, is_published, state):
    at = timezone.now() if is_published else None
    layout = Layout(is_active=is_active, published_at=at, from_file=True)
    assert (layout.state, layout.is_only_imported) == (state, state == "draft")


def test_reader_sees_built_in_layouts_and_those_of_the_institution(cast):
    own = own_layout(cast)
    for who, is_seen in (("chair", True), ("superuser", True), ("foreigner", False)):
        visible = Layout.objects.visible_to(cast.actor(who))
        assert (own in visible) == is_seen
        assert visible.filter(institution=None).exists()
