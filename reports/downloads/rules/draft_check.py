"""Checks the paper of a plan before it is sent: what is approved then has its document.

Few rows are printed while the page waits, many by a worker; what was found is kept for the words
that were checked and for the code that printed them.
"""

import hashlib
import logging

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from associations.actor import Actor
from events.drafting.queries.stored_content import read_content
from events.models import Plan
from events.plan.codec import fingerprint
from events.plan.content import PlanContent
from events.signoff.queries.paper_check import MissingPart, PaperCheck
from events.signoff.queries.present_holders import content_to_send
from reports.downloads.rules import stored_drafts
from reports.downloads.rules.copies import is_long, print_draft
from reports.downloads.rules.release import RELEASE
from reports.models import DraftCheck
from reports.paper import pdf
from reports.paper.completeness_check import missing_parts
from reports.paper.document import Document, build_document
from reports.paper.pdf.read_back import read_tagged
from reports.paper.shown import Shown

logger = logging.getLogger(__name__)

# A longer list helps nobody.
_MOST_TOLD = 50


def look_at_draft(plan: Plan, content: PlanContent, starts: bool) -> PaperCheck | None:  # noqa: FBT001
    """The check of this content's paper (1 query); with `starts` it is made if there is none."""
    key = _key(content)
    kept = DraftCheck.objects.filter(plan=plan, key=key).first()
    now = timezone.now()
    is_stalled = kept and kept.checked_at is None and kept.asked_at < now - settings.LEASE_TIMEOUT
    if starts and (kept is None or is_stalled):
        document = build_document(content, status=Plan.Status.DRAFT)
        values = {"key": key, "asked_at": now, "checked_at": None, "missing": []}
        kept, _ = DraftCheck.objects.update_or_create(plan=plan, defaults=values)
        if is_long(document):
            check_draft.enqueue(plan.pk, key)
        else:
            _check(kept, content, document)
    if kept is None:
        return None
    parts = tuple(MissingPart(**one) for one in kept.missing)
    return PaperCheck(is_ready=kept.checked_at is not None, missing=parts)


@task()
def check_draft(plan_id: int, key: str) -> None:
    """Print and check a long plan; nothing is done where its words have changed meanwhile."""
    kept = DraftCheck.objects.select_related("plan__association", "plan__layout")
    check = kept.filter(plan=plan_id, key=key, checked_at=None).first()
    if check is None:
        return
    content = content_to_send(check.plan, Actor(timezone.localtime(check.asked_at).date()))
    if _key(content) == key:
        _check(check, content, build_document(content, status=Plan.Status.DRAFT))


def _key(content: PlanContent) -> str:
    return hashlib.sha256(f"{RELEASE} {fingerprint(content)}".encode()).hexdigest()


def _check(check: DraftCheck, content: PlanContent, document: Document) -> None:
    data = _printed(check.plan, content, document)
    missing = missing_parts(document, read_tagged(data))
    check.missing = [
        {"place": one.place, "text": one.text[:300], "uid": one.uid} for one in missing[:_MOST_TOLD]
    ]
    check.checked_at = timezone.now()
    if missing:
        logger.error("Draft of plan %s: %s", check.plan_id, "; ".join(map(str, missing[:3])))
    # Other words may have been asked for meanwhile: they have a check of their own.
    same = DraftCheck.objects.filter(pk=check.pk, key=check.key)
    same.update(missing=check.missing, checked_at=check.checked_at)


def _printed(plan: Plan, content: PlanContent, document: Document) -> bytes:
    """The draft as PDF: the stored one if its words are the same, else it is stored."""
    if read_content(plan) != content:
        return pdf.render(document)
    key = stored_drafts.key_of(Shown(plan, None))
    if (kept := stored_drafts.find(key)) is not None:
        with kept.file:
            data: bytes = kept.file.read()
            return data
    return print_draft(plan, None, document, key=key).data
