"""A plan as one document for page and paper."""

import datetime as dt

from events.plan.document import plan_document
from events.plan.outline import outline
from events.plan.stamps import Signed
from tests.drafts import APPROVER, plan_of, row


def test_document_holds_stamps_signatures_and_tables():
    content = plan_of(row())
    document = plan_document(content)
    assert document.title == content.title
    assert (len(document.agreements), len(document.approvals), len(document.closing)) == (0, 1, 0)
    assert document.approvals[0].hand_line
    assert document.blocks == outline(content)
    assert document.imprint == ""


def test_signatures_find_their_steps():
    at = dt.datetime(2026, 3, 7, tzinfo=dt.UTC)
    signed = Signed(APPROVER.uid, "О. П. Лугова", "Ректор", at)
    (stamp,) = plan_document(plan_of(row()), [signed]).approvals
    assert (stamp.name, stamp.hand_line) == ("О. П. Лугова", False)
