"""Many tries at the same moment count together. On PostgreSQL only."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import RequestFactory

from associations.accounts.limits import Attempt

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_no_more_are_let_through_at_once_than_one_after_the_other():
    barrier = Barrier(12)

    def attempt(_number: int) -> bool:
        request = RequestFactory().post("/accounts/login/")
        try:
            barrier.wait()
            return Attempt(request, "anna@example.org", "192.0.2.1").is_allowed()
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as threads:
        allowed = sum(threads.map(attempt, range(12)))
    assert 1 <= allowed <= 7
