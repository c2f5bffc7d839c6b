"""What changed in a plan: the page, and what the page of a decision shows of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from associations.offices.queries import Request
from events.access import takes_part
from events.drafting.queries.stored_content import edition_content, edition_shown, shown_content
from events.drafting.views.fetch import plan_to_read
from events.models import Edition, Plan
from events.plan.comparison import (
    FieldChange,
    PlanComparison,
    RowChange,
    SectionChange,
    StepChange,
)
from events.plan.content import PlanContent
from events.plan.widths import column_shares
from events.signoff.queries.comparisons import (
    LAST_YEAR,
    Base,
    bases_for,
    compare_with,
    first_base,
    wanted_base,
)


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section on the page, with those of its rows that are shown.

    Each part stands beside the number of its change, None for one that did not change.
    """

    change: SectionChange
    nth: int | None
    rows: Sequence[tuple[RowChange, int | None]]

    @property
    def shares(self) -> list[str]:
        """The widths of the columns in per cent."""
        return [f"{100 * share:.3f}" for share in column_shares(self.change.columns)]

    @property
    def shares_on_paper(self) -> list[str]:
        """The same beside a column of 12 per cent that says what became of a row."""
        return [f"{88 * share:.3f}" for share in column_shares(self.change.columns)]


@dataclass(frozen=True, slots=True)
class ShownChanges:
    """The changes since one of the bases; without a base there is nothing to compare with."""

    plan: Plan
    bases: Sequence[Base]
    # The edition that is looked at, None for the present rows.
    edition: Edition | None = None
    base: Base | None = None
    comparison: PlanComparison = field(default_factory=PlanComparison)
    # Whether rows that did not change are shown too.
    every: bool = False
    # A sentence about an address that asks for what there is not.
    problem: str = ""
    # Of an earlier edition the address says which.
    to: str = ""

    @property
    def is_with_last_year(self) -> bool:
        """Whether the dates of the former words are shown in this year."""
        return self.base is not None and self.base.key == LAST_YEAR

    @property
    def fields(self) -> list[tuple[FieldChange, int]]:
        """The changed fields of the head, each with the number of its change."""
        return [(one, nth) for nth, one in enumerate(self.comparison.fields, 1)]

    @property
    def steps(self) -> list[tuple[StepChange, int]]:
        """The changed steps, each with the number of its change."""
        first = len(self.comparison.fields) + 1
        return [(one, nth) for nth, one in enumerate(self.comparison.steps, first)]

    @property
    def sections(self) -> Iterator[ShownSection]:
        """The sections to show, with the numbers of the changes."""
        numbers = count(len(self.comparison.fields) + len(self.comparison.steps) + 1)
        for section in self.comparison.sections:
            if not (self.every or section.has_changes):
                continue
            nth = next(numbers) if section.is_changed else None
            rows = section.rows if self.every else section.changed_rows
            yield ShownSection(
                section, nth, [(row, next(numbers) if row.is_changed else None) for row in rows]
            )

    @property
    def total(self) -> int:
        """How many changes there are to go through."""
        parts = self.comparison.sections
        return (
            len(self.comparison.fields)
            + len(self.comparison.steps)
            + sum(one.is_changed for one in parts)
            + sum(len(one.changed_rows) for one in parts)
        )


@require_safe
def plan_changes(request: Request, pk: int) -> HttpResponse:
    """What changed since an edition, the last look or last year; for those who take part.

    `since` says since what, `rows=all` asks for unchanged rows too, `to` for an earlier edition.
    """
    plan = plan_to_read(request, pk)
    context = {"plan": plan, "changes": changes_of(request, plan)}
    return render(request, "events/history/plan_changes.html", context)


def changes_of(request: Request, plan: Plan) -> ShownChanges:
    """The changes that the address asks for.

    Raises:
        Http404: there is no edition `to`.
        PermissionDenied: the reader takes no part in the plan.

    """
    if not takes_part(plan, request.actor):
        raise PermissionDenied("Что менялось в плане, видят его авторы и те, кто его согласует.")
    to = request.GET.get("to", "")
    if to:
        # As text: a number may be too large for the database.
        numbers = {str(number): pk for pk, number in plan.editions.values_list("pk", "number")}
        edition: Edition | None = get_object_or_404(plan.editions, pk=numbers.get(to))
    else:
        edition = edition_shown(plan, request.actor)
    content = edition_content(edition) if edition else shown_content(plan, request.actor)
    bases = bases_for(plan, edition, request.actor)
    return changes_in(request, plan, content, edition, bases)


def shows_changes(request: Request, bases: Sequence[Base]) -> bool:
    """Whether the page of a decision opens on the changes: where an edition was sent before.

    The address may ask for the other of the two: `show=plan`, `show=changes`.
    """
    wanted = request.GET.get("show", "changes" if "since" in request.GET else "")
    return (
        bool(bases) and wanted != "plan" and (wanted == "changes" or first_base(bases) is not None)
    )


def changes_in(
    request: Request,
    plan: Plan,
    content: PlanContent,
    edition: Edition | None,
    bases: Sequence[Base],
) -> ShownChanges:
    """The changes in the content that the reader is shown, since the base that is asked for."""
    since = request.GET.get("since", "")
    base = wanted_base(bases, since) or first_base(bases) or next(iter(bases), None)
    if base is None:
        return ShownChanges(plan, bases, edition)
    every, problem = request.GET.get("rows") == "all", ""
    if since and wanted_base(bases, since) is None:
        problem = f"С этим сравнить нельзя: такой редакции нет. Показаны изменения {base.label}."
    return ShownChanges(
        plan,
        bases,
        edition,
        base,
        compare_with(plan, content, base, request.actor, edition=edition, whole=every),
        every=every,
        problem=problem,
        to=request.GET.get("to", ""),
    )
