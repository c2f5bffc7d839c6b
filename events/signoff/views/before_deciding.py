"""What is wrong or open about a plan, told above the text to one who decides on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from associations.actor import Actor
from events.drafting.views.findings import Inspection, PlacedFinding, inspect_plan
from events.models import Plan, Remark, RemarkAnswer, Step
from events.plan.content import PlanContent
from events.plan.vocabulary import RemarkState
from events.remarks.queries.remarks import PlanRemarks

# The findings that are unmet requirements of the institute.
REQUIREMENTS = frozenset({"meetings_too_few", "report_missing", "report_late", "section_missing"})


@dataclass(frozen=True)
class BeforeDeciding:
    """What the summary above the text holds.

    `mine` are the remarks of who decides, each with its answers, but for those that they closed;
    `others` the unsettled ones of others, `settled` the rest. `special` are the deviations from the
    route, as sentences.
    """

    inspection: Inspection
    special: tuple[str, ...] = ()
    mine: Sequence[tuple[Remark, Sequence[RemarkAnswer]]] = ()
    others: Sequence[Remark] = ()
    settled: Sequence[Remark] = ()

    @property
    def required(self) -> list[PlacedFinding]:
        """The requirements of the institute that the plan does not meet."""
        return [one for one in self.inspection.warnings if one.finding.code in REQUIREMENTS]

    @property
    def warnings(self) -> list[tuple[str, list[PlacedFinding]]]:
        """The other warnings by group."""
        left = (
            (name, [one for one in found if one.finding.code not in REQUIREMENTS])
            for name, found in self.inspection.groups
        )
        return [(name, found) for name, found in left if found]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """What there is, in the order of the summary, with how many."""
        found = (
            ("особый порядок", len(self.special)),
            ("ошибки", len(self.inspection.blocking)),
            ("требования института не выполнены", len(self.required)),
            ("стоит проверить", sum(len(some) for _, some in self.warnings)),
            ("ваши замечания", len(self.mine)),
            ("открытые замечания других", len(self.others)),
        )
        return [(words, count) for words, count in found if count]

    @property
    def is_pressing(self) -> bool:
        """Whether the summary is shown open: there is more than doubts of the check."""
        return bool(
            self.special or self.inspection.blocking or self.required or self.mine or self.others
        )

    @property
    def has_more(self) -> bool:
        """Whether it has anything at all, though it be settled or set aside."""
        return bool(self.counts or self.settled or self.inspection.dismissed)


def before_deciding(
    plan: Plan,
    content: PlanContent,
    steps: Sequence[Step],
    step: Step,
    remarks: PlanRemarks,
    *,
    actor: Actor,
) -> BeforeDeciding:
    """Collect it (queries of `inspect_plan`, and 1 where the actor has written remarks)."""
    own = [one for one in remarks.all if one.made_by_id == actor.user_id and not one.is_doubt]
    mine = [one for one in own if one.state != RemarkState.CLOSED]
    answers = _answers_to(mine)
    others = [one for one in remarks.unsettled if one not in own]
    known = {one.pk for one in (*mine, *others)}
    special = list(content.deviations)
    if step.position_reason:
        allowed = f"Разрешил методист {step.position_allowed_by}: {step.position_reason}"
        special.append(f"В грифе другая должность. {allowed}")
    return BeforeDeciding(
        inspect_plan(plan, content, actor, steps),
        tuple(special),
        [(one, answers[one.pk]) for one in mine],
        others,
        [one for one in remarks.all if one.pk not in known],
    )


def _answers_to(remarks: Sequence[Remark]) -> dict[int, list[RemarkAnswer]]:
    found: defaultdict[int, list[RemarkAnswer]] = defaultdict(list)
    if remarks:
        for answer in RemarkAnswer.objects.filter(remark__in=remarks).order_by("pk"):
            found[answer.remark_id].append(answer)
    return found
