"""Queries of the check page."""

import pytest

from reports.issuing.queries import (
    address_of,
    check_edition,
    find_edition,
)
from reports.paper.check_code import code_of
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


def page(client, edition):
    return client.get(address_of(edition))


def test_edition_that_was_never_approved_has_no_page(client):
    plan = make_plan(status="signoff", rows=1)
    assert page(client, plan.edition).status_code == 404
    assert find_edition(code_of(plan.edition.pk, plan.edition.sha256)) is None
    with pytest.raises(ValueError, match="approved"):
        check_edition(plan.edition)
