"""One action: its parts, the revision and the history in one go."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from events.drafting.rules import length
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import plan_to_change
from events.plan.patch import PartKind, difference, patch_from_json
from tests.plans import make_plan


def test_action_is_counted_and_recorded_with_its_patch(cast):
    plan, by = make_plan(association=cast.association, rows=1), cast.actor("chair")
    row = plan.events.order_by("pk").first()
    patch = difference(PartKind.ROW, row.uid, {"title": row.title}, {"title": "Слёт"})
    with transaction.atomic():
        locked = plan_to_change(plan, by)
        change = commit_patch(locked, patch, "edit_event", "Изменено.", event_uid=row.uid, by=by)
    plan.refresh_from_db()
    assert (plan.revision, plan.events.get(pk=row.pk).title) == (locked.revision, "Слёт")
    assert patch_from_json(change.patch) == patch


def test_plan_that_grows_too_long_is_refused(cast, monkeypatch):
    plan, by = make_plan(association=cast.association, rows=1), cast.actor("chair")
    row = plan.events.order_by("pk").first()
    patch = difference(PartKind.ROW, row.uid, {"title": row.title}, {"title": row.title + "!"})
    monkeypatch.setattr(length, "MAX_CHARACTERS", 10)
    with pytest.raises(ValidationError, match="длиннее"), transaction.atomic():
        commit_patch(plan_to_change(plan, by), patch, "edit_event", "Изменено.", by=by)
    assert plan.events.get(pk=row.pk).title == row.title
    shorter = difference(PartKind.ROW, row.uid, {"title": row.title}, {"title": "С"})
    with transaction.atomic():
        commit_patch(plan_to_change(plan, by), shorter, "edit_event", "Изменено.", by=by)
    assert plan.events.get(pk=row.pk).title == "С"
