"""Which test runs on which database: what the choice in tests/conftest.py leans on."""

import pytest

from associations.models import User


def test_what_asks_for_no_database_can_not_reach_it():
    """Such a test says the same on every database, so the run on PostgreSQL leaves it out."""
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        User.objects.exists()
