"""The findings on the plan's page, and what is done with one: repaired, set aside, taken back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from associations.actor import Actor
from associations.offices.queries import Request
from events.checks import Finding
from events.drafting.forms.dismissal import DismissalForm
from events.drafting.models.plan import new_uid
from events.drafting.queries.inspection import are_shown, checked
from events.drafting.queries.route import Route
from events.drafting.queries.stored_content import edition_shown, shown_content
from events.drafting.rules.dismissals import (
    GONE,
    dismiss_finding,
    objection_to_dismissing,
    restore_finding,
)
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.repairs import repair_finding
from events.drafting.views.done import tell_done
from events.drafting.views.fetch import plan_to_draft, plan_to_read
from events.drafting.views.one_time import sent_key
from events.models import DismissedFinding, Plan, Step
from events.plan.content import EventContent, PlanContent, SectionContent
from plans_portal.lib.form_errors import show_refusal

NOT_SHOWN = "Что нашла проверка, видят авторы плана, куратор и методист, пока план не утверждён."

# More warnings than this are shown in groups.
FEW = 6

# The codes of findings by group, in the order in which groups are shown.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Не заполнено": (
        "leftover",
        "title_empty",
        "no_rows",
        "row_empty",
        "row_without_event",
        "row_without_term",
        "row_without_responsible",
        "row_without_result",
        "direction_without_event",
        "section_empty",
        "cut_off",
    ),
    "Перенос с другого года": ("carried_date", "carried_person"),
    "Сроки и годы": (
        "term_unread",
        "term_impossible",
        "term_doubt",
        "term_outside",
        "year_outside",
        "stale_year",
        "other_month",
    ),
    "Заседания": (
        "meetings_none",
        "meetings_too_few",
        "meeting_without_agenda",
        "meeting_without_term",
        "meetings_one_day",
    ),
    "Чего должно быть больше": (
        "no_report",
        "report_missing",
        "report_late",
        "section_missing",
    ),
    "Люди": ("person_unknown", "out_of_office", "two_places"),
    "Номера и повторы": ("numbers", "typed_number", "doubled", "dated_events"),
    "Грифы и согласование": (
        "no_steps",
        "approval_first",
        "seat_missing",
        "seat_other",
        "approver_added",
        "deviation_asked",
        "stamp",
        "other_position",
    ),
    "Опечатки": ("double_space", "quotes", "latin_letters"),
    "Бумага": ("letter_lacking", "direction_sign"),
}
_GROUP_OF = {code: name for name, codes in GROUPS.items() for code in codes}
_OTHER = "Прочее"


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding and the anchor on the plan's page that its link leads to."""

    finding: Finding
    anchor: str
    # Where the authors have set it aside.
    dismissed: DismissedFinding | None = None

    @property
    def may_be_dismissed(self) -> bool:
        """Whether it may be set aside."""
        return objection_to_dismissing(self.finding) is None

    @property
    def icon(self) -> str:
        """The icon that repeats the severity."""
        return "exclamation-octagon-fill" if self.finding.blocks else "exclamation-triangle"


type Groups = list[tuple[str, list[PlacedFinding]]]


@dataclass(frozen=True)
class Inspection:
    """All findings of a plan; `by_uid` are those of each row and section.

    What was set aside is in `dismissed` alone, and is not counted.
    """

    blocking: tuple[PlacedFinding, ...] = ()
    warnings: tuple[PlacedFinding, ...] = ()
    dismissed: tuple[PlacedFinding, ...] = ()
    by_uid: Mapping[str, tuple[PlacedFinding, ...]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many findings there are."""
        return len(self.blocking) + len(self.warnings)

    @cached_property
    def groups(self) -> Groups:
        """The warnings by group."""
        return _grouped(self.warnings)

    @property
    def blocking_before(self) -> Groups:
        """What blocks sending, as the page of sending lists it: a few have no group."""
        return _grouped(self.blocking) if len(self.blocking) > FEW else [("", [*self.blocking])]

    @property
    def warnings_before(self) -> Groups:
        """The warnings as the page of sending lists them: a few have no group."""
        return [("", [*self.warnings])] if self.are_few else self.groups

    @property
    def carried(self) -> list[Finding]:
        """What was not certain when the plan was begun from another year's."""
        codes = GROUPS["Перенос с другого года"]
        return [finding for finding in self.findings if finding.code in codes]

    @property
    def are_few(self) -> bool:
        """Whether the warnings are shown without groups."""
        return len(self.warnings) <= FEW

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings themselves."""
        return tuple(placed.finding for placed in (*self.blocking, *self.warnings))


@dataclass(frozen=True)
class FindingsPanel:
    """What the panel of findings draws: as the sheet gives it, without the sheet."""

    plan: Plan
    inspection: Inspection
    is_drafted: bool
    # The plan's address, the base of the actions' addresses.
    base: str
    # The one-time key of its buttons.
    key: str = field(default_factory=new_uid)


def inspection_of(
    plan: Plan,
    content: PlanContent,
    actor: Actor,
    steps: Iterable[Step] | None = None,
    route: Route | None = None,
) -> Inspection | None:
    """The findings for this reader, or None (at most 6 queries, fewer with steps and route)."""
    return inspect_plan(plan, content, actor, steps, route) if are_shown(plan, actor) else None


def _grouped(found: Iterable[PlacedFinding]) -> Groups:
    groups: defaultdict[str, list[PlacedFinding]] = defaultdict(list)
    for placed in found:
        groups[_GROUP_OF.get(placed.finding.code, _OTHER)].append(placed)
    return [(name, groups[name]) for name in (*GROUPS, _OTHER) if groups[name]]


def inspect_plan(
    plan: Plan,
    content: PlanContent,
    actor: Actor,
    steps: Iterable[Step] | None = None,
    route: Route | None = None,
) -> Inspection:
    """The findings as the authors see them, for one who decides on the plan, too."""
    edition = edition_shown(plan, actor)
    found = checked(plan, content, edition, steps, route)
    rows = plan.dismissed_findings.all() if getattr(plan, "has_dismissed", True) else ()
    dismissed = {f"{one.key}:{one.version}": one for one in rows}
    shown_uids = dict(_shown_uids(content.sections))
    step_uids = {step.uid for step in content.steps}
    by_uid: defaultdict[str, list[PlacedFinding]] = defaultdict(list)
    placed: list[PlacedFinding] = []
    set_aside: list[PlacedFinding] = []
    for finding in found:
        shown_uid = shown_uids.get(finding.uid, "")
        about_steps = finding.uid in step_uids or finding.field == "steps"
        anchor = f"at-{shown_uid}" if shown_uid else "steps" if about_steps else "sheet"
        known = None if finding.blocks else dismissed.get(finding.reference)
        item = PlacedFinding(finding, anchor, known)
        (placed if known is None else set_aside).append(item)
        if shown_uid and known is None:
            by_uid[shown_uid].append(item)
    return Inspection(
        tuple(item for item in placed if item.finding.blocks),
        tuple(item for item in placed if not item.finding.blocks),
        tuple(set_aside),
        {uid: tuple(items) for uid, items in by_uid.items()},
    )


@require_safe
def plan_findings(request: Request, pk: int) -> HttpResponse:
    """The panel of findings alone, for a page that has saved something meanwhile.

    Its attributes and the header `X-Findings` tell how many there are.
    """
    plan = plan_to_read(request, pk)
    inspection = inspection_of(plan, shown_content(plan, request.actor), request.actor)
    if inspection is None:
        raise PermissionDenied(NOT_SHOWN)
    is_drafted = objection_to_drafting(plan, request.actor) is None
    panel = FindingsPanel(plan, inspection, is_drafted, plan.get_absolute_url())
    answer = render(request, "events/drafting/_findings.html", {"sheet": panel})
    answer["X-Findings"] = str(inspection.count)
    return answer


@require_POST
def finding_repair(request: Request, pk: int) -> HttpResponse:
    """Repair one finding; the message offers to undo it."""
    plan = plan_to_draft(request, pk)
    sent = request.POST.get("finding", "")
    reference, _, choice = sent.rpartition(":")
    try:
        change = repair_finding(
            plan=plan,
            reference=reference,
            choice=int(choice) if choice.isdecimal() and choice.isascii() else -1,
            key=sent_key(request, about=f"repair {sent}"),
            by=request.actor,
        )
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return to_plan(request, plan, "findings")
    tell_done(request, plan, change.words)
    return to_plan(request, plan, anchor_of(plan, change.event_uid))


@require_http_methods(["GET", "POST"])
def finding_dismiss(request: Request, pk: int) -> HttpResponse:
    """Ask why a finding is to stay as it is, then set it aside (htmx asks for the form alone)."""
    plan = plan_to_draft(request, pk)
    data = request.POST or request.GET
    reference = data.get("finding", "")
    form = DismissalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            dismiss_finding(plan=plan, reference=reference, reason=reason, by=request.actor)
        except ValidationError as refusal:
            if not hasattr(refusal, "error_dict"):
                words = f"{refusal.messages[0]} Вы написали: «{reason}»."
                messages.warning(request, words)
                return to_plan(request, plan, "findings")
            show_refusal(form, refusal)
        else:
            words = "Замечание отложено. Оно вернётся, если его слова изменятся."
            messages.success(request, words)
            return to_plan(request, plan, "findings")
    inspection = inspection_of(plan, shown_content(plan, request.actor), request.actor)
    findings = inspection.findings if inspection else ()
    finding = next((one for one in findings if one.reference == reference), None)
    objection = objection_to_dismissing(finding) if finding else GONE
    if objection:
        messages.warning(request, objection)
        return to_plan(request, plan, "findings")
    part = "#form" if request.htmx else ""
    return render(
        request,
        f"events/drafting/finding_dismiss.html{part}",
        {
            "plan": plan,
            "form": form,
            "finding": finding,
            "objection": objection_to_drafting(plan, request.actor),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def finding_restore(request: Request, pk: int) -> HttpResponse:
    """Take a finding that was set aside back into the list."""
    plan = plan_to_draft(request, pk)
    reference = request.POST.get("finding", "")
    try:
        restore_finding(plan=plan, reference=reference, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, "Замечание снова в списке.")
    return to_plan(request, plan, "findings")


def anchor_of(plan: Plan, uid: str) -> str:
    """Where a row stands on the plan's page; the findings for one that is gone."""
    return f"at-{uid}" if uid and plan.events.filter(uid=uid).exists() else "findings"


def to_plan(request: Request, plan: Plan, anchor: str) -> HttpResponse:
    """Go to the plan's page; htmx reloads it."""
    address = f"{plan.get_absolute_url()}#{anchor}"
    if request.htmx:
        # A redirect to another anchor of the same page would not reload it.
        return HttpResponse(headers={"HX-Refresh": "true"})
    return HttpResponseRedirect(address)


def _shown_uids(sections: tuple[SectionContent, ...]) -> Iterator[tuple[str, str]]:
    """Each uid with that of the row or section which has an anchor on the sheet."""
    for section in sections:
        yield section.uid, section.uid
        for event in section.events:
            for part in _with_parts(event):
                yield part.uid, event.uid
        yield from _shown_uids(section.sections)


def _with_parts(event: EventContent) -> Iterator[EventContent]:
    yield event
    for part in event.events:
        yield from _with_parts(part)
