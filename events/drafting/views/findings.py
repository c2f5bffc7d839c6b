"""The findings on the plan's page, and the action that repairs one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from associations.actor import Actor
from associations.offices.queries import Request
from events.checks import Finding
from events.drafting.queries.inspection import are_shown, findings_of_plan
from events.drafting.queries.stored_content import edition_shown, fingerprint_of
from events.drafting.rules.repairs import repair_finding
from events.drafting.views.done import tell_done
from events.drafting.views.fetch import plan_to_draft
from events.models import Plan, Step
from events.plan.content import EventContent, PlanContent, SectionContent

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
    """A finding and the anchor on the plan's page that its link leads to."""

    finding: Finding
    anchor: str

    @property
    def icon(self) -> str:
        """The icon that repeats the severity."""
        return "exclamation-octagon-fill" if self.finding.blocks else "exclamation-triangle"


@dataclass(frozen=True)
class Inspection:
    """All findings of a plan; `by_uid` are those of each row and section."""

    blocking: tuple[PlacedFinding, ...] = ()
    warnings: tuple[PlacedFinding, ...] = ()
    by_uid: Mapping[str, tuple[PlacedFinding, ...]] = field(default_factory=dict)
    # The fingerprint of the checked content: a repair needs the same.
    seen: str = ""

    @property
    def count(self) -> int:
        """How many findings there are."""
        return len(self.blocking) + len(self.warnings)

    @cached_property
    def groups(self) -> list[tuple[str, list[PlacedFinding]]]:
        """The warnings by group."""
        groups: defaultdict[str, list[PlacedFinding]] = defaultdict(list)
        for placed in self.warnings:
            groups[_GROUP_OF.get(placed.finding.code, _OTHER)].append(placed)
        return [(name, groups[name]) for name in (*GROUPS, _OTHER) if groups[name]]

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


def inspection_of(
    plan: Plan, content: PlanContent, actor: Actor, steps: Iterable[Step] | None = None
) -> Inspection | None:
    """The findings for this reader, or None (2 queries, 3 without the steps)."""
    if not are_shown(plan, actor):
        return None
    shown_uids = dict(_shown_uids(content.sections))
    step_uids = {step.uid for step in content.steps}
    by_uid: defaultdict[str, list[PlacedFinding]] = defaultdict(list)
    placed = []
    for finding in findings_of_plan(plan, content, steps):
        shown_uid = shown_uids.get(finding.uid, "")
        about_steps = finding.uid in step_uids or finding.field == "steps"
        anchor = f"at-{shown_uid}" if shown_uid else "steps" if about_steps else "sheet"
        item = PlacedFinding(finding, anchor)
        placed.append(item)
        if shown_uid:
            by_uid[shown_uid].append(item)
    return Inspection(
        tuple(item for item in placed if item.finding.blocks),
        tuple(item for item in placed if not item.finding.blocks),
        {uid: tuple(items) for uid, items in by_uid.items()},
        fingerprint_of(content, edition_shown(plan, actor)),
    )


@require_POST
def finding_repair(request: Request, pk: int) -> HttpResponse:
    """Repair one finding; the message offers to undo it."""
    plan = plan_to_draft(request, pk)
    words = request.POST
    try:
        change = repair_finding(
            plan=plan, key=words.get("key", ""), seen=words.get("seen", ""), by=request.actor
        )
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return to_plan(request, plan, "findings")
    tell_done(request, plan, change.words)
    return to_plan(request, plan, anchor_of(plan, change.event_uid))


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
