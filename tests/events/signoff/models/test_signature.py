"""Signatures: what the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Signature
from plans_portal.lib.chain import append
from tests.plans import make_plan


def test_return_without_a_comment_is_refused(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    assert plan.edition
    with pytest.raises(IntegrityError, match="signature_return_has_comment"), transaction.atomic():
        append(
            Signature(
                plan=plan,
                edition=plan.edition,
                step_uid=plan.steps.first().uid,
                decision="returned",
                user_id=cast.actor("curator").user_id,
                name="С. Д. Светлова",
                position="Куратор",
                sha256=plan.edition.sha256,
                at=timezone.now(),
            )
        )
