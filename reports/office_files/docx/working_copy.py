"""The Word file of a plan is for work: it never looks as if it were the signed paper.

Whoever edits a file that carries a signature's mark, its key and the code of the check page holds a
false official paper. So the stamps are drawn as those of the plan before anybody signed.
"""

from dataclasses import replace
from typing import Final

from events.plan.codec import from_bytes
from events.plan.status import PlanStatus
from reports.paper.document import Document, build_document

WORKING_COPY: Final = "Рабочая копия, не подлинник"


def working_copy(document: Document) -> Document:
    """The same words without signatures and without the mark of the check page."""
    if not document.attached:
        return replace(document, check=None)
    content = from_bytes(document.attached[0].data)
    status = PlanStatus.DRAFT if document.is_draft else PlanStatus.APPROVED
    unsigned = build_document(replace(content, sections=()), status=status)
    return replace(
        document,
        agreements=unsigned.agreements,
        approvals=unsigned.approvals,
        closing=unsigned.closing,
        sheet=unsigned.sheet,
        check=None,
    )


def header_words(document: Document) -> str:
    """What stands at the top of every page."""
    return document.draft_mark or WORKING_COPY
