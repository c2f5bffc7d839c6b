"""The plan's own page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from associations.offices.queries import Request
from events.access import is_author, may_decide, standing_for, takes_part
from events.calendar.views.by_date import rows_by_date
from events.drafting.queries.route import route_of
from events.drafting.queries.stored_content import edition_shown, shown_content
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.removal import objection_to_removing, removed_drafts
from events.drafting.views.deviation import route_panel
from events.drafting.views.fetch import plan_to_read
from events.drafting.views.findings import Inspection, inspection_of
from events.drafting.views.sheet import lay_out_sheet, signatures_on, withdrawn_on
from events.layouts.queries.versions import offered_versions
from events.models import Plan, Step
from events.plan.content import PlanContent
from events.plan.vocabulary import DECISIONS, POSITIVE
from events.remarks.queries.remarks import NO_REMARKS, remarks_of_plan
from events.remarks.views.add import address_to_remark
from events.signoff.queries.clocks import clocks_of, soonest
from events.signoff.queries.one_time_links import links_for
from events.signoff.queries.pending_steps import unsigned_steps
from events.signoff.queries.plan_state import (
    decided_before,
    given_back_by,
    plan_state,
    with_deciders,
)
from events.signoff.queries.present_holders import with_present_names
from events.signoff.queries.verify import verify_edition
from events.signoff.rules.deciding import objection_to_deciding
from events.signoff.rules.looks import note_look
from events.signoff.rules.revision import may_repeal, objection_to_discarding, objection_to_revising
from events.signoff.rules.sending import objection_to_recalling, objection_to_sending
from events.signoff.views.steps import step_lines
from events.signoff.views.withdrawing import own_decisions


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
    steps = list(with_deciders(plan.steps.order_by("order")))
    content = shown_content(plan, actor, steps)
    shows_signoff = takes_part(plan, actor)
    edition = edition_shown(plan, actor)
    shows_official = edition is not None and edition.pk == plan.official_id
    official = edition if shows_official else plan.official
    is_damaged = official is not None and bool(verify_edition(official))
    signatures = signatures_on(edition)
    # Signatures on an edition that came back to its authors do not count for the next.
    decided = signatures if shows_official or not plan.is_open else []
    signed = {signature.step_uid for signature in decided}
    clocks = clocks_of(plan, unsigned_steps(plan, steps, signed), on=actor.on)
    writes = is_author(plan.association, actor)
    is_drafted = objection_to_drafting(plan, actor) is None
    route = route_of(plan) if is_drafted else None
    before = decided_before(plan) if shows_signoff else []
    if shows_signoff:
        note_look(plan=plan, edition=edition, by=actor)
    inspection = inspection_of(plan, content, actor, steps, route)
    remarks = remarks_of_plan(plan, actor, content) if shows_signoff else NO_REMARKS
    remark_at = address_to_remark(plan, actor) if shows_signoff else ""
    drawn = content
    if plan.status == Plan.Status.SIGNOFF and not shows_official:
        drawn = with_present_names(content, steps, signed, actor.on)
    context = {
        "plan": plan,
        "sheet": lay_out_sheet(
            plan,
            drawn,
            signatures,
            is_drafted=is_drafted,
            inspection=inspection,
            remarks=remarks,
            remark_at="" if is_drafted else remark_at,
        ),
        "where": plan_state(plan, steps, signed, soonest(clocks), on=actor.on),
        "given_back": given_back_by(before),
        "agreed_before": [one for one in before if one.decision in POSITIVE],
        "is_as_sent": plan.is_open and edition is not None,
        "shows_official": shows_official,
        "is_damaged": is_damaged,
        # Others see only the stamps.
        "steps": step_lines(
            plan,
            steps,
            decided,
            clocks,
            route,
            links=links_for(plan, steps, actor),
            withdrawn=withdrawn_on(edition),
            on=actor.on,
        )
        if shows_signoff
        else None,
        "route": route_panel(route, content, steps, actor) if shows_signoff else None,
        "may_allow": plan.association.institution_id in actor.staff_institution_ids,
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
        **_sending(request, plan, content, inspection, steps, is_author=writes),
        **_deciding(request, plan, steps, signed),
        "own_decisions": own_decisions(plan, steps, actor) if shows_signoff else (),
        **rows_by_date(request, plan, content),
        "versions": offered_versions(plan) if is_drafted else None,
    }
    return render(request, "events/drafting/plan_detail.html", context)


def _sending(
    request: Request,
    plan: Plan,
    content: PlanContent,
    inspection: Inspection | None,
    steps: list[Step],
    *,
    is_author: bool,
) -> dict[str, object]:
    shown = is_author and plan.is_open
    findings = inspection.findings if inspection else None
    objection = None
    if shown:
        objection = objection_to_sending(plan, request.actor, content, findings, steps)
    return {"may_send": shown, "sending_objection": objection}


def _deciding(
    request: Request, plan: Plan, steps: list[Step], signed: set[str]
) -> dict[str, object]:
    """The step for this reader to decide: the pending one, else a later one with its objection."""
    if plan.status != Plan.Status.SIGNOFF:
        return {}
    actor = request.actor
    mine = [s for s in steps if s.verb in DECISIONS and may_decide(plan, s, actor)]
    now = [s for s in unsigned_steps(plan, steps, signed) if s in mine]
    if now:
        own = [s for s in now if standing_for(s, actor)]
        standing = standing_for(own[0], actor) if own else None
        return {"decision": (own or now)[0], "on_paper": not own, "standing": standing}
    later = [s for s in mine if s.uid not in signed and s.stage > plan.stage]
    if later:
        return {
            "later": later[0],
            "later_objection": objection_to_deciding(plan, later[0], actor),
        }
    return {}
