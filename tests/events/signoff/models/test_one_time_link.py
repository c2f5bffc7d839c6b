"""One-time links: what the database itself refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import OneTimeLink
from tests.one_time import ADDRESS, NAME, make_link, outside_plan


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"used_at": timezone.now()}, "used_by_a_signature"),
        ({"withdrawn_at": timezone.now()}, "withdrawn_by_somebody"),
        ({"token_hash": "short"}, "keeps_a_hash"),
        ({"code_by": "pigeon"}, "code_by_known"),
    ],
)
def test_half_a_state_is_refused(cast, values, name):
    make_link(cast, outside_plan(cast))
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        OneTimeLink.objects.update(**values)


def test_one_link_stands_for_a_step(cast):
    link, _code = make_link(cast, outside_plan(cast))
    link.pk, link.token_hash = None, "f" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        link.save(force_insert=True)


def test_link_is_good_to_the_end_of_its_last_day(cast):
    link, _code = make_link(cast, outside_plan(cast))
    assert not link.is_over(link.until)
    assert link.is_over(link.until + dt.timedelta(days=1))
    assert str(link) == f"{NAME}, {link.hidden_address}"
    assert ADDRESS not in str(link)
