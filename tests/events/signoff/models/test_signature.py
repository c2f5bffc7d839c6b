"""Signatures: what the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Signature
from plans_portal.lib.chain import append
from tests.events.signoff.views.test_paper import signed_on_paper
from tests.plans import make_plan


@pytest.mark.parametrize("decision", ["returned", "rejected"])
def test_giving_back_without_a_comment_is_refused(cast, decision):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    assert plan.edition
    with pytest.raises(IntegrityError, match="signature_return_has_comment"), transaction.atomic():
        append(
            Signature(
                plan=plan,
                edition=plan.edition,
                step_uid=plan.steps.first().uid,
                decision=decision,
                user_id=cast.actor("curator").user_id,
                name="С. Д. Светлова",
                position="Куратор",
                sha256=plan.edition.sha256,
                at=timezone.now(),
            )
        )


def test_as_a_value_it_says_when_paper_was_signed_and_who_wrote_that_down(cast):
    signed_on_paper(cast)
    signature = Signature.objects.get(on_paper=True)
    assert signature.signed.signed_on == signature.signed_on is not None
    assert signature.signed.recorded_by == signature.recorded_by_name != ""
