"""Pages of organisations."""

import pytest

from tests.associations.pages import text_of, url
from tests.factories import (
    make_organisation,
)


@pytest.fixture
def staff(cast):
    return cast.client("methodist")


def test_long_list_has_pages_that_keep_the_filter(cast, staff):
    for _ in range(51):
        make_organisation(cast.institution)
    first = staff.get(url("organisation_list"), {"text": "колледж"})
    assert len(first.context["page"]) == 50
    assert "?text=" in text_of(first)
    assert "page=2" in text_of(first)
    second = staff.get(url("organisation_list"), {"text": "колледж", "page": 2})
    assert len(second.context["page"]) == 1
