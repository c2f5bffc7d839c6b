"""The plan's own page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from associations.offices.queries import Request
from events.access import is_author, may_decide, standing_for, takes_part
from events.calendar.views.by_date import rows_by_date
from events.drafting.queries.stored_content import edition_shown, shown_content
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.removal import objection_to_removing, removed_drafts
from events.drafting.views.fetch import plan_to_read
from events.drafting.views.findings import Inspection, inspection_of
from events.drafting.views.sheet import lay_out_sheet, signatures_on
from events.layouts.queries.versions import offered_versions
from events.models import Plan, Step
from events.plan.content import PlanContent
from events.plan.vocabulary import DECISIONS
from events.remarks.queries.remarks import NO_REMARKS, remarks_of_plan
from events.remarks.views.add import address_to_remark
from events.signoff.queries.pending_steps import unsigned_steps
from events.signoff.queries.plan_state import plan_state
from events.signoff.rules.revision import may_repeal, objection_to_discarding, objection_to_revising
from events.signoff.rules.signing import (
    objection_to_deciding,
    objection_to_recalling,
    objection_to_sending,
)
from events.signoff.views.steps import step_lines


@require_safe
def plan_detail(request: Request, pk: int) -> HttpResponse:
    """The plan as its paper, with its state beside it.

    Those who may restore a removed draft are redirected to the list of removed drafts.
    """
    try:
        plan = plan_to_read(request, pk)
    except Http404:
        removed = removed_drafts(request.actor).filter(pk=pk).first()
        if removed is None:
            raise
        messages.info(request, f"Черновик «{removed.title_line}» снят. Вернуть его можно здесь.")
        return redirect("events:removed_list")
    actor = request.actor
    steps = list(plan.steps.select_related("office__person").order_by("order"))
    content = shown_content(plan, actor, steps)
    shows_signoff = takes_part(plan, actor)
    edition = edition_shown(plan, actor)
    shows_official = edition is not None and edition.pk == plan.official_id
    signatures = signatures_on(edition)
    # Signatures on an edition that came back to its authors do not count for the next.
    decided = signatures if shows_official or not plan.is_open else []
    signed = {signature.step_uid for signature in decided}
    writes = is_author(plan.association, actor)
    is_drafted = objection_to_drafting(plan, actor) is None
    inspection = inspection_of(plan, content, actor, steps)
    remarks = remarks_of_plan(plan, actor, content) if shows_signoff else NO_REMARKS
    remark_at = address_to_remark(plan, actor) if shows_signoff else ""
    context = {
        "plan": plan,
        "sheet": lay_out_sheet(
            plan,
            content,
            signatures,
            is_drafted=is_drafted,
            inspection=inspection,
            remarks=remarks,
            remark_at="" if is_drafted else remark_at,
        ),
        "where": plan_state(plan, steps, signed),
        "is_as_sent": plan.is_open and edition is not None,
        "shows_official": shows_official,
        # Others see only the stamps.
        "steps": step_lines(plan, steps, decided) if shows_signoff else None,
        "remarks": remarks,
        "remark_at": remark_at,
        "is_author": writes,
        "is_drafted": is_drafted,
        "drafting_objection": objection_to_drafting(plan, actor) if writes else "",
        "recall_objection": objection_to_recalling(plan, actor) if writes else "",
        "may_revise": objection_to_revising(plan, actor) is None,
        "may_discard": objection_to_discarding(plan, actor) is None,
        "may_remove": objection_to_removing(plan, actor) is None,
        "may_repeal": plan.official_id is not None and may_repeal(plan, actor, steps),
        **_sending(request, plan, content, inspection, is_author=writes),
        **_deciding(request, plan, steps, signed),
        **rows_by_date(request, content),
        "versions": offered_versions(plan) if is_drafted else None,
    }
    return render(request, "events/drafting/plan_detail.html", context)


def _sending(
    request: Request,
    plan: Plan,
    content: PlanContent,
    inspection: Inspection | None,
    *,
    is_author: bool,
) -> dict[str, object]:
    shown = is_author and plan.is_open
    findings = inspection.findings if inspection else None
    objection = objection_to_sending(plan, request.actor, content, findings) if shown else None
    return {"may_send": shown, "sending_objection": objection}


def _deciding(
    request: Request, plan: Plan, steps: list[Step], signed: set[str]
) -> dict[str, object]:
    """The step for this reader to decide: the pending one, else a later one with its objection."""
    if plan.status != Plan.Status.SIGNOFF:
        return {}
    actor = request.actor
    mine = [s for s in steps if s.verb in DECISIONS and may_decide(plan, s, actor)]
    now = unsigned_steps(plan, mine, signed)
    if now:
        own = [s for s in now if standing_for(s, actor)]
        return {"decision": (own or now)[0], "on_paper": not own}
    later = [s for s in mine if s.uid not in signed and s.stage > plan.stage]
    if later:
        return {
            "later": later[0],
            "later_objection": objection_to_deciding(plan, later[0], actor),
        }
    return {}
