"""What the tests in the browser share beside the pages: the people."""

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast() -> Cast:
    """Make the people anew, for these tests really commit."""
    return make_cast()
