"""Checks the paper of a plan before it is sent: what is approved then has its document.

Few rows are printed while the page waits, many by a worker; what was found is kept for the words
that were checked and for the code that printed them.
"""

import hashlib
import logging
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from associations.actor import Actor
from associations.letters.rules.writing import write_to_staff
from events.drafting.queries.stored_content import read_content
from events.models import Plan
from events.plan.codec import fingerprint
from events.plan.content import PlanContent
from events.signoff.queries.paper_check import WHOLE_PAPER, MissingPart, PaperCheck
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

FAILED: Final = "The paper of plan %s could not be checked"
# A longer list helps nobody.
_MOST_TOLD = 300
# A check that failed is made again when the page is opened after so long.
AGAIN_AFTER = timedelta(minutes=3)


def look_at_draft(plan: Plan, content: PlanContent, starts: bool) -> PaperCheck | None:  # noqa: FBT001
    """The check of this content's paper (1 query); with `starts` it is made if there is none."""
    key = _key(content)
    last = DraftCheck.objects.filter(plan=plan).first()
    kept = last if last and last.key == key else None
    now = timezone.now()
    if starts and (kept is None or _is_due_again(kept, now)):
        values = {"key": key, "asked_at": now, "checked_at": None, "missing": []}
        kept, _ = DraftCheck.objects.update_or_create(plan=plan, defaults=values)
        _begin(kept, content, failed_before=last is not None and _as_told(last).is_unprinted)
    return _as_told(kept) if kept else None


def _as_told(kept: DraftCheck) -> PaperCheck:
    parts = tuple(MissingPart(**one) for one in kept.missing)
    return PaperCheck(is_ready=kept.checked_at is not None, missing=parts)


def _is_due_again(kept: DraftCheck, now: datetime) -> bool:
    """Whether it has been going on for too long, or failed some time ago."""
    if kept.checked_at is None:
        return kept.asked_at < now - settings.LEASE_TIMEOUT
    return _as_told(kept).is_unprinted and kept.checked_at < now - AGAIN_AFTER


def _begin(check: DraftCheck, content: PlanContent, *, failed_before: bool) -> None:
    """Check a short paper at once, let a worker check a long one; a failure is kept, too."""
    try:
        document = build_document(content, status=Plan.Status.DRAFT)
        if is_long(document):
            check_draft.enqueue(check.plan_id, check.key, failed_before)
        else:
            _check(check, content, document)
    except Exception:
        logger.exception(FAILED, check.plan_id)
        _fail(check, failed_before=failed_before)


@task()
def check_draft(plan_id: int, key: str, failed_before: bool = False) -> None:  # noqa: FBT001, FBT002
    """Print and check a long plan; nothing is done where its words have changed meanwhile."""
    kept = DraftCheck.objects.select_related("plan__association", "plan__layout")
    check = kept.filter(plan=plan_id, key=key, checked_at=None).first()
    if check is None:
        return
    content = content_to_send(check.plan, Actor(timezone.localtime(check.asked_at).date()))
    if _key(content) != key:
        return
    try:
        _check(check, content, build_document(content, status=Plan.Status.DRAFT))
    except Exception:
        logger.exception(FAILED, check.plan_id)
        _fail(check, failed_before=failed_before)


def _key(content: PlanContent) -> str:
    return hashlib.sha256(f"{RELEASE} {fingerprint(content)}".encode()).hexdigest()


def _check(check: DraftCheck, content: PlanContent, document: Document) -> None:
    data = _printed(check.plan, content, document)
    missing = missing_parts(document, read_tagged(data))
    if missing:
        logger.error("Draft of plan %s: %s", check.plan_id, "; ".join(map(str, missing[:3])))
    _keep(
        check,
        [MissingPart(one.place, one.text[:300], one.uid, one.kind) for one in missing[:_MOST_TOLD]],
    )


def _fail(check: DraftCheck, *, failed_before: bool) -> None:
    """Keep that the check failed; the staff get one letter until one succeeds."""
    _keep(check, [MissingPart(WHOLE_PAPER, "портал не смог её напечатать и сверить с планом")])
    if failed_before:
        return
    plan = check.plan
    write_to_staff(
        plan.association.institution,
        "Бумагу плана не удалось проверить",
        f"Портал не смог напечатать проект плана «{plan.title_line}» и сверить его с планом. Автор"
        " видит это на странице отправки и может отправить план с отметкой.\n\nПередайте это тому,"
        " кто обслуживает портал: причина записана в журнале сервера.",
        link=plan.get_absolute_url(),
        on=timezone.localtime(check.asked_at).date(),
    )


def _keep(check: DraftCheck, missing: list[MissingPart]) -> None:
    check.missing = list(map(asdict, missing))
    check.checked_at = timezone.now()
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
