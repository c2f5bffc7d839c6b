"""Findings set aside: until their words change, with a reason, by authors of an open plan."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.checks import Finding
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.row_values import row_values
from events.drafting.rules.dismissals import (
    BLOCKS,
    GONE,
    NOT_DISMISSED,
    STALE,
    WITHOUT_REASON,
    dismiss_finding,
    restore_finding,
)
from events.drafting.rules.importing import import_content
from events.drafting.rules.rows import edit_event
from events.models import DismissedFinding, Plan
from events.plan.content import EventContent
from plans_portal.lib.versions import version_of
from tests.drafts import REPORT, row, section
from tests.drafts import plan as content_of
from tests.plans import bring_to

REASON = "Так в приказе министерства"


@pytest.fixture
def plan(cast) -> Plan:
    """Give a draft with a row without a term, and a slip in a part of another."""
    part = EventContent(title="Первое  собрание", term="март")
    rows = (row("Слёт", ""), row("Собрания", events=(part,)), REPORT)
    content = content_of(section(*rows))
    return import_content(association=cast.association, content=content, by=cast.actor("chair"))


def found(plan: Plan, code: str = "row_without_term") -> Finding:
    return next(one for one in findings_of_plan(plan) if one.code == code)


def dismiss(
    cast, plan: Plan, who: str = "chair", *, reference: str = "", reason: str = REASON
) -> DismissedFinding:
    reference = reference or found(plan).reference
    return dismiss_finding(plan=plan, reference=reference, reason=reason, by=cast.actor(who))


def retype(cast, plan: Plan, **values) -> None:
    event = plan.events.get(title="Слёт")
    old = row_values(event)
    edit_event(
        event=event,
        values=replace(old, **values),
        expected_version=version_of(old),
        by=cast.actor("chair"),
    )


def is_dismissed(plan: Plan, code: str = "row_without_term") -> bool:
    finding = found(plan, code)
    return plan.dismissed_findings.filter(key=finding.key, version=finding.version).exists()


def test_it_is_kept_with_who_and_why_and_in_the_history(cast, plan):
    one = dismiss(cast, plan, reason=f"  {REASON}\n ")
    assert (one.reason, one.by_name) == (REASON, cast.actor("chair").name)
    change = plan.changes.order_by("-id").first()
    assert change.words == (
        f"Отложено замечание проверки: Строка 1: не указан срок. Так и надо: {REASON}"
    )
    assert (change.action, change.by_name) == ("dismiss_finding", one.by_name)
    assert change.event_uid == plan.events.get(title="Слёт").uid
    plan_revision = plan.revision
    plan.refresh_from_db()
    assert plan.revision == plan_revision


def test_second_time_nothing_is_written(cast, plan):
    one = dismiss(cast, plan)
    assert dismiss(cast, plan, "secretary", reason="Другое") == one
    assert plan.dismissed_findings.get().reason == REASON
    assert plan.changes.filter(action="dismiss_finding").count() == 1


def test_it_comes_back_when_its_words_change_and_goes_with_them(cast, plan):
    retype(cast, plan, term="когда расцветёт сирень")
    dismiss(cast, plan, reference=found(plan, "term_unread").reference)
    retype(cast, plan, result="Сборник")
    assert is_dismissed(plan, "term_unread")
    retype(cast, plan, term="когда отцветёт сирень", title="Слёт")
    assert not is_dismissed(plan, "term_unread")
    retype(cast, plan, term="когда расцветёт сирень")
    assert is_dismissed(plan, "term_unread")


def test_it_is_taken_back(cast, plan):
    reference = found(plan).reference
    dismiss(cast, plan)
    restore_finding(plan=plan, reference=reference, by=cast.actor("secretary"))
    assert not plan.dismissed_findings.exists()
    change = plan.changes.order_by("-id").first()
    assert change.words == "Замечание проверки снова в списке: Строка 1: не указан срок."
    with pytest.raises(ValidationError, match=NOT_DISMISSED):
        restore_finding(plan=plan, reference=reference, by=cast.actor("secretary"))


def test_history_of_a_part_stands_at_its_row(cast, plan):
    dismiss(cast, plan, reference=found(plan, "double_space").reference)
    change = plan.changes.order_by("-id").first()
    assert change.event_uid == plan.events.get(title="Собрания").uid


def test_what_blocks_is_not_set_aside(cast, plan):
    retype(cast, plan, place="____")
    with pytest.raises(ValidationError, match=BLOCKS):
        dismiss(cast, plan, reference=found(plan, "leftover").reference)
    assert not plan.dismissed_findings.exists()


def test_reason_must_be_given_and_short(cast, plan):
    with pytest.raises(ValidationError) as refusal:
        dismiss(cast, plan, reason=" \n")
    assert refusal.value.message_dict == {"reason": [WITHOUT_REASON]}
    with pytest.raises(ValidationError) as refusal:
        dismiss(cast, plan, reason="а" * 301)
    assert list(refusal.value.message_dict) == ["reason"]
    assert not plan.dismissed_findings.exists()


def test_words_that_changed_meanwhile_are_refused(cast, plan):
    retype(cast, plan, term="когда расцветёт сирень")
    reference = found(plan, "term_unread").reference
    retype(cast, plan, term="когда отцветёт сирень")
    with pytest.raises(ValidationError, match=STALE[:30]) as refusal:
        dismiss(cast, plan, reference=reference)
    assert refusal.value.code == "stale"
    retype(cast, plan, term="май")
    with pytest.raises(ValidationError, match=GONE):
        dismiss(cast, plan, reference=reference)


@pytest.mark.parametrize("who", ["curator", "stranger", "foreigner", "superuser", "agreer"])
def test_only_authors_set_aside_and_take_back(cast, plan, who):
    with pytest.raises(PermissionDenied):
        dismiss(cast, plan, who)
    reference = found(plan).reference
    dismiss(cast, plan)
    with pytest.raises(PermissionDenied):
        restore_finding(plan=plan, reference=reference, by=cast.actor(who))
    assert is_dismissed(plan)


def test_sent_plan_is_left_alone(cast, plan):
    dismiss(cast, plan)
    reference = found(plan).reference
    plan = bring_to(plan, "signoff")
    with pytest.raises(ValidationError, match="на согласовании"):
        dismiss(cast, plan, reference=found(plan, "double_space").reference)
    with pytest.raises(ValidationError, match="на согласовании"):
        restore_finding(plan=plan, reference=reference, by=cast.actor("chair"))
    assert is_dismissed(plan)
