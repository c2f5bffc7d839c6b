import datetime as dt

import pytest

from plans_portal.demo.scenery import Scenery, set_up


@pytest.fixture
def scenery(db) -> Scenery:
    """The invented institute without plans."""
    return set_up(dt.date(2026, 11, 20))
