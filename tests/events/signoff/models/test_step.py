"""Steps: what the database itself refuses, and their names in lists."""

import pytest
from django.db import IntegrityError, transaction

from events.models import Step
from tests.plans import make_plan


def test_step_is_named_by_its_verb_and_position(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    step = Step(plan=plan, verb="agree", position="Ректор\nуниверситета")
    assert str(step) == "Согласование: Ректор университета"


def test_unknown_verb_is_refused(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    with pytest.raises(IntegrityError, match="step_verb_known"), transaction.atomic():
        plan.steps.update(verb="bless")
