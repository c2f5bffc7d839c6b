"""What the check found, as the plan's page shows it, and its deeds: repair, take a repair back.

Findings come from `events.drafting.queries.inspection`; this file only knows where on the sheet
each belongs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from associations.actor import Actor
from associations.offices.queries import Request
from events.checks import Finding
from events.drafting.queries.inspection import are_shown, findings_of_plan
from events.drafting.queries.stored_content import edition_shown, fingerprint_of
from events.drafting.rules.paste_rows import undo_paste
from events.drafting.rules.repairs import repair_finding, undo_repair
from events.drafting.views.fetch import plan_to_draft
from events.models import Change, Plan, Step
from events.plan.content import EventContent, PlanContent, SectionContent

# So many fit beside the paper; more are shown group by group.
FEW = 6

# What each finding is about, in words; in the order in which the groups are shown.
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
    "Сроки и годы": ("term_unread", "term_outside", "year_outside", "stale_year", "other_month"),
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
    "Номера и повторы": ("numbers", "doubled", "dated_events"),
    "Грифы и согласование": ("no_steps", "stamp", "other_position"),
    "Опечатки": ("double_space", "quotes", "latin_letters"),
}
_GROUP_OF = {code: name for name, codes in GROUPS.items() for code in codes}
_OTHER = "Прочее"


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """One finding and the place on the plan's page that its link leads to."""

    finding: Finding
    anchor: str

    @property
    def icon(self) -> str:
        """The icon that repeats the severity."""
        return "exclamation-octagon-fill" if self.finding.blocks else "exclamation-triangle"


@dataclass(frozen=True)
class Inspection:
    """Everything found in a plan; `marks` are those of a row or section by its uid."""

    blocking: tuple[PlacedFinding, ...] = ()
    warnings: tuple[PlacedFinding, ...] = ()
    marks: Mapping[str, tuple[PlacedFinding, ...]] = field(default_factory=dict)
    # The fingerprint of what was looked at: a repair is made on nothing else.
    seen: str = ""

    @property
    def count(self) -> int:
        """How many findings there are."""
        return len(self.blocking) + len(self.warnings)

    @cached_property
    def groups(self) -> list[tuple[str, list[PlacedFinding]]]:
        """The warnings by what they are about."""
        found: defaultdict[str, list[PlacedFinding]] = defaultdict(list)
        for one in self.warnings:
            found[_GROUP_OF.get(one.finding.code, _OTHER)].append(one)
        return [(name, found[name]) for name in (*GROUPS, _OTHER) if found[name]]

    @property
    def are_few(self) -> bool:
        """Whether the warnings fit without being folded."""
        return len(self.warnings) <= FEW

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings themselves."""
        return tuple(one.finding for one in (*self.blocking, *self.warnings))


def inspection_of(
    plan: Plan, content: PlanContent, actor: Actor, steps: Iterable[Step] | None = None
) -> Inspection | None:
    """What this reader is shown of the check, or None (2 queries, 3 without the steps)."""
    if not are_shown(plan, actor):
        return None
    homes = dict(_homes(content.sections))
    step_uids = {step.uid for step in content.steps}
    marks: defaultdict[str, list[PlacedFinding]] = defaultdict(list)
    found = []
    for finding in findings_of_plan(plan, content, steps):
        home = homes.get(finding.uid, "")
        about_steps = finding.uid in step_uids or finding.field == "steps"
        anchor = f"at-{home}" if home else "steps" if about_steps else "sheet"
        one = PlacedFinding(finding, anchor)
        found.append(one)
        if home:
            marks[home].append(one)
    return Inspection(
        tuple(one for one in found if one.finding.blocks),
        tuple(one for one in found if not one.finding.blocks),
        {uid: tuple(ones) for uid, ones in marks.items()},
        fingerprint_of(content, edition_shown(plan, actor)),
    )


@require_POST
def finding_repair(request: Request, pk: int) -> HttpResponse:
    """Repair one finding; the message offers to take it back."""
    plan = plan_to_draft(request, pk)
    words = request.POST
    try:
        change = repair_finding(
            plan=plan, key=words.get("key", ""), seen=words.get("seen", ""), by=request.actor
        )
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return _to_plan(request, plan, "findings")
    undo = reverse("events:repair_undo", args=[plan.pk, change.pk])
    messages.success(request, change.words, extra_tags=undo)
    return _to_plan(request, plan, _anchor(plan, change.event_uid))


_UNDO: Mapping[str, tuple[Callable[..., Change], str]] = {
    "repair_finding": (undo_repair, "Исправление отменено: снова стоит то, что было написано."),
    "bring_rows": (undo_paste, "Вставка отменена: вставленных строк больше нет."),
}


@require_POST
def repair_undo(request: Request, pk: int, change_pk: int) -> HttpResponse:
    """Take a repair back, or rows that came from a table."""
    plan = plan_to_draft(request, pk)
    change = plan.changes.select_related("plan").filter(pk=change_pk, deed__in=_UNDO).first()
    if change is None:
        raise Http404
    try:
        undo, words = _UNDO[change.deed]
        undo(change=change, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, words)
    return _to_plan(request, plan, _anchor(plan, change.event_uid))


def _anchor(plan: Plan, uid: str) -> str:
    return f"at-{uid}" if uid and plan.events.filter(uid=uid).exists() else "findings"


def _to_plan(request: Request, plan: Plan, anchor: str) -> HttpResponse:
    """To the plan's page; htmx is told to go there as a browser would."""
    address = f"{plan.get_absolute_url()}#{anchor}"
    if request.htmx:
        # The address may differ from the present one by its anchor only, so the page is renewed.
        return HttpResponse(headers={"HX-Refresh": "true"})
    return HttpResponseRedirect(address)


def _homes(sections: tuple[SectionContent, ...]) -> Iterator[tuple[str, str]]:
    """Each uid with that of the row or section whose place on the sheet is its own."""
    for section in sections:
        yield section.uid, section.uid
        for event in section.events:
            for part in _with_parts(event):
                yield part.uid, event.uid
        yield from _homes(section.sections)


def _with_parts(event: EventContent) -> Iterator[EventContent]:
    yield event
    for part in event.events:
        yield from _with_parts(part)
