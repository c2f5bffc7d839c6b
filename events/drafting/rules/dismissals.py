"""Sets findings of the check aside, and takes them back into its list."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from events.checks import Finding
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.draft_lock import plan_to_change
from events.history.rules import record
from events.models import DismissedFinding, Plan
from events.plan.content import PlanContent
from plans_portal.lib.characters import normalize_values

STALE: Final = "План изменился, пока вы смотрели. Проверка прошла заново: посмотрите, что осталось."
GONE: Final = "Этого замечания в плане уже нет."
BLOCKS: Final = "Это замечание мешает отправить план: его не откладывают, а исправляют."
WITHOUT_REASON: Final = "Напишите, почему так и надо: это прочтут куратор и другие авторы."
NOT_DISMISSED: Final = "Это замечание уже вернули в список."


def objection_to_dismissing(finding: Finding) -> str | None:
    """Why a finding may not be set aside, or None."""
    return BLOCKS if finding.blocks else None


@transaction.atomic
def dismiss_finding(*, plan: Plan, reference: str, reason: str, by: Actor) -> DismissedFinding:
    """Set a finding aside until its words change; `reference` names it as the page showed it.

    What is set aside already stays as it is.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the finding is gone, its words
            have changed, it blocks sending, or no reason is given.

    """
    plan = plan_to_change(plan, by)
    reason = " ".join(normalize_values(reason).split())
    finding = finding_now(plan, read_content(plan), reference)
    if objection := objection_to_dismissing(finding):
        raise ValidationError(objection)
    if not reason:
        raise ValidationError({"reason": WITHOUT_REASON})
    return set_aside(plan=plan, finding=finding, reason=reason, by=by)


@transaction.atomic
def restore_finding(*, plan: Plan, reference: str, by: Actor) -> Plan:
    """Take a finding that was set aside back into the list.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; it is in the list already.

    """
    plan = plan_to_change(plan, by)
    set_aside = plan.dismissed_findings.all()
    named = (one for one in set_aside if f"{one.key}:{one.version}" == reference)
    dismissed = next(named, None)
    if dismissed is None:
        raise ValidationError(NOT_DISMISSED, code="stale")
    found = {one.reference: one for one in findings_of_plan(plan)}.get(reference)
    dismissed.delete()
    words = f"Замечание проверки снова в списке: {found.text if found else dismissed.reason}"
    record(plan, "restore_finding", words, event_uid=_row_of(plan, found), by=by)
    return plan


def finding_now(plan: Plan, content: PlanContent, reference: str) -> Finding:
    """The finding that the page showed, as the check of a locked plan tells of it now.

    Raises:
        ValidationError: it is gone, or its words have changed.

    """
    findings = findings_of_plan(plan, content)
    for finding in findings:
        if finding.reference == reference:
            return finding
    key = reference.rpartition(":")[0]
    is_changed = any(finding.key == key for finding in findings)
    raise ValidationError(STALE if is_changed else GONE, code="stale")


def set_aside(*, plan: Plan, finding: Finding, reason: str, by: Actor) -> DismissedFinding:
    """Write that a finding is set aside; the caller has locked the plan and asked who acts."""
    known = plan.dismissed_findings.filter(key=finding.key, version=finding.version).first()
    if known is not None:
        return known
    dismissed = DismissedFinding(
        plan=plan,
        key=finding.key,
        version=finding.version,
        reason=reason,
        at=timezone.now(),
        by_id=by.user_id,
        by_name=by.name,
    )
    dismissed.full_clean(exclude=["plan", "by"])
    dismissed.save(force_insert=True)
    words = f"Отложено замечание проверки: {finding.text} Так и надо: {reason}"
    record(plan, "dismiss_finding", words, event_uid=_row_of(plan, finding), by=by)
    return dismissed


def _row_of(plan: Plan, finding: Finding | None) -> str:
    """The uid of the table's row that a finding is about, or nothing."""
    if finding is None or not finding.uid:
        return ""
    rows = plan.events.filter(uid=finding.uid).values_list("parent__uid", "uid")
    parent, uid = rows.first() or ("", "")
    return parent or uid
