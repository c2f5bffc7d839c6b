"""Actions of people on a demo plan in sign-off, through the rules that the pages use."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone

from associations.signature_rules.queries import rules_in_force
from associations.vocabulary import OfficeRole
from events.access import standing_for
from events.drafting.queries.cells import text_of_cell
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.row_values import row_values
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.cells import CellEdit, edit_cells
from events.drafting.rules.deviations import ask_deviation
from events.drafting.rules.dismissals import dismiss_finding
from events.drafting.rules.plans import HeadingValues, edit_heading, heading_values, proposed_title
from events.drafting.rules.rows import edit_event
from events.drafting.rules.steps import StepValues, add_step
from events.history.rules import name_version
from events.models import Plan, Step
from events.plan.codec import fingerprint
from events.plan.vocabulary import CodeBy, DeviationKind, Verb
from events.remarks.rules.answering import move_remark
from events.signoff.queries.one_time_links import actor_by_link
from events.signoff.queries.paper_check import paper_check
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules import (
    deciding,
    deciding_by_link,
    one_time_links,
    paper,
    revision,
    sending,
    withdrawing,
)
from events.signoff.rules.evidence import Trace
from plans_portal.demo.scenery import Scenery
from plans_portal.lib.versions import version_of

Action = Callable[[Scenery, Plan, str], None]


def _looked_at(plan: Plan) -> str:
    """What the author sees on the page of sending, where the paper is checked."""
    content = read_content(plan)
    paper_check(plan, content, starts=True)
    return fingerprint(content)


def send(scenery: Scenery, plan: Plan, login: str) -> None:
    """Send the plan for sign-off."""
    seen = _looked_at(plan)
    sending.send_plan(plan=plan, seen=seen, by=scenery.actor(login))


def recall(scenery: Scenery, plan: Plan, login: str) -> None:
    """Take the plan back from sign-off."""
    sending.recall_plan(plan=plan, by=scenery.actor(login))


def send_again(note: str) -> Action:
    """Send the plan once more, with this word to who decides."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        seen = _looked_at(plan)
        sending.send_plan(plan=plan, seen=seen, note=note, by=scenery.actor(login))

    return action


def sign(scenery: Scenery, plan: Plan, login: str) -> None:
    """Agree or approve, by the verb of this person's step."""
    by = scenery.actor(login)
    (step,) = [one for one in pending_steps(plan) if standing_for(one, by)]
    deciding.sign_plan(plan=plan, step=step, seen=_seen(plan), by=by)


def sign_with_remarks(comment: str) -> Action:
    """Agree with this remark."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        by = scenery.actor(login)
        (step,) = [one for one in pending_steps(plan) if standing_for(one, by)]
        seen = _seen(plan)
        deciding.sign_plan(
            plan=plan, step=step, seen=seen, with_remarks=True, comment=comment, by=by
        )

    return action


def take_back(reason: str) -> Action:
    """Withdraw this person's own decision for this reason."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        by = scenery.actor(login)
        (step,) = [one for one in plan.steps.all() if standing_for(one, by)]
        withdrawing.withdraw_decision(plan=plan, step=step, reason=reason, by=by)

    return action


def send_back(comment: str) -> Action:
    """Return the plan with this remark."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        by = scenery.actor(login)
        (step, *_) = pending_steps(plan)
        deciding.return_plan(plan=plan, step=step, seen=_seen(plan), comment=comment, by=by)

    return action


def correct_title(scenery: Scenery, plan: Plan, login: str) -> None:
    """Replace the plan's title with the proposed one, and mark the remarks as taken."""
    by = scenery.actor(login)
    old = heading_values(plan)
    title = proposed_title(plan.association, plan.layout, plan.period)
    values = HeadingValues(title, old.city, old.imprint)
    edit_heading(plan=plan, values=values, expected_version=version_of(old), by=by)
    for remark in plan.remarks.filter(state="open"):
        move_remark(remark=remark, move="take", text="Заголовок исправлен.", by=by)


def record_paper(scenery: Scenery, plan: Plan, login: str) -> None:
    """Record, stage by stage, the signatures made on paper."""
    by = scenery.actor(login)
    day = min(signing_day(plan.period_start), by.on)
    act = f"письмо от {day:%d.%m.%Y} №\u00a004-12"
    while waiting := _waiting_now(plan):
        for step in waiting:
            paper.record_paper(
                plan=plan, step=step, seen=_seen(plan), signed_on=day, act=act, by=by
            )


def revise(scenery: Scenery, plan: Plan, login: str) -> None:
    """Open the approved plan for changes."""
    revision.revise_plan(plan=plan, by=scenery.actor(login))


def postpone(title: str, term: str) -> Action:
    """Change the term of the row whose title begins so."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        event = plan.events.get(title__startswith=title)
        old = row_values(event)
        values = replace(old, term=term)
        edit_event(
            event=event, values=values, expected_version=version_of(old), by=scenery.actor(login)
        )

    return action


def type_in_cell(direction: str, field: str, *texts: str) -> Action:
    """Type in a cell of the row whose direction begins so: each text is saved by itself."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        for text in texts:
            event = plan.events.get(direction__startswith=direction)
            edit = CellEdit(field, text, text_of_cell(row_values(event), field))
            edit_cells(plan=plan, uid=event.uid, edits=[edit], by=scenery.actor(login))

    return action


def name_this_version(name: str) -> Action:
    """Give the plan as it is now a name in its history."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        change = plan.changes.latest("pk")
        name_version(change=change, name=name, by=scenery.actor(login))

    return action


def set_finding_aside(code: str, reason: str) -> Action:
    """Set aside the one finding of this kind, for this reason."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        (finding,) = [one for one in findings_of_plan(plan) if one.code == code]
        by = scenery.actor(login)
        dismiss_finding(plan=plan, reference=finding.reference, reason=reason, by=by)

    return action


def ask_for_another(reason: str, login_of_other: str) -> Action:
    """Ask a methodist to give the approval to the office of somebody else."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        office = scenery.people[login_of_other].offices.get(role=OfficeRole.APPROVER)
        step = plan.steps.get(verb=Verb.APPROVE)
        by, kind = scenery.actor(login), DeviationKind.REPLACE
        ask_deviation(plan=plan, kind=kind, step=step, office=office, reason=reason, by=by)

    return action


def ask_outsider(position: str, name: str) -> Action:
    """Add an agreer who has no account."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        values = StepValues(Verb.AGREE.value, position=position, name=name)
        add_step(plan=plan, values=values, by=scenery.actor(login))

    return action


def decide_by_link(name: str, address: str) -> Action:
    """Send whoever has no account a one-time link; they agree by it."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        (step,) = pending_steps(plan)
        phone, by = CodeBy.PHONE.value, scenery.actor(login)
        link, code = one_time_links.send_link(
            plan=plan, step=step, name=name, address=address, code_by=phone, by=by
        )
        rules = rules_in_force(scenery.institution.pk)
        reader = actor_by_link(link, step, on=by.on, accepts=rules.version if rules else None)
        deciding_by_link.enter_code(link=link, code=code, by=reader)
        trace = Trace(auth_method="link+phone_code", auth_at=timezone.now())
        deciding_by_link.decide_by_link(link=link, seen=_seen(plan), trace=trace, by=reader)

    return action


def repeal(reason: str) -> Action:
    """Repeal the approval for this reason."""

    def action(scenery: Scenery, plan: Plan, login: str) -> None:
        seen = plan.official.sha256 if plan.official else ""
        revision.repeal_plan(plan=plan, seen=seen, reason=reason, by=scenery.actor(login))

    return action


def signing_day(starts: dt.date) -> dt.date:
    """The second half of a period's first month, when plans on paper are signed."""
    return starts.replace(day=19)


def _waiting_now(plan: Plan) -> list[Step]:
    plan.refresh_from_db()
    return pending_steps(plan)


def _seen(plan: Plan) -> str:
    return plan.edition.sha256 if plan.edition else ""
