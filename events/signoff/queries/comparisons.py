"""What a plan may be compared with by its reader, and the comparison.

Both sides are words that the reader may see: of those who take part, who alone compare, authors see
the present rows, the others what was sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.utils import timezone

from associations.actor import Actor
from events.drafting.queries.kept import kept_of_edition
from events.drafting.queries.next_year import content_next_year
from events.drafting.queries.similar import alike_rows, plan_of_last_year
from events.drafting.queries.stored_content import edition_content, shown_content
from events.models import Edition, Look, Plan, Signature
from events.plan.comparison import PlanComparison, compare
from events.plan.content import PlanContent
from events.plan.period import day_in_words

# The names of what may be compared with, beside the number of an edition.
LOOK: Final = "look"
DECIDED: Final = "decided"
OFFICIAL: Final = "official"
LAST_YEAR: Final = "last_year"
_LABELS: Final = {
    LOOK: "с вашего последнего просмотра: редакция {}",
    DECIDED: "с вашего последнего решения: редакция {}",
    OFFICIAL: "с действующей редакции {}",
}


@dataclass(frozen=True, slots=True)
class Base:
    """What a plan may be compared with: an edition of its own, or the plan of last year."""

    key: str
    number: int = 0
    made_at: datetime | None = None
    last_year: Plan | None = None

    @property
    def label(self) -> str:
        """What it is, after «изменения»: «с редакции 1 от 15 января 2027 г.»."""
        if self.made_at is None:
            return "с плана прошлого года"
        day = day_in_words(timezone.localtime(self.made_at).date())
        return _LABELS.get(self.key, "с редакции {}").format(f"{self.number} от {day}")


def bases_for(plan: Plan, shown: Edition | None, actor: Actor) -> list[Base]:
    """What the plan may be compared with, the most wanted first (at most 4 queries).

    `shown` is the edition that the reader is shown, None for the present rows: an edition is
    compared with those before it.
    """
    numbers = plan.editions.order_by("-number").values_list("pk", "number", "made_at")
    if shown is not None:
        numbers = numbers.filter(number__lt=shown.number)
    editions = {pk: (number, made_at) for pk, number, made_at in numbers}
    found = []
    if editions:
        wanted = (
            (LOOK, _looked_at(plan, shown, actor)),
            (DECIDED, _decided_on(plan, editions, actor)),
            (OFFICIAL, plan.official_id),
        )
        known: set[int] = set()
        for key, pk in wanted:
            # The edition in force is named so even where it is the one that was looked at.
            if pk in editions and (pk not in known or key == OFFICIAL):
                known.add(pk)
                found.append(Base(key, *editions[pk]))
        found += [
            Base(str(number), number, made_at)
            for pk, (number, made_at) in editions.items()
            if pk not in known
        ]
    last_year = plan_of_last_year(plan, actor)
    if last_year is not None:
        found.append(Base(LAST_YEAR, last_year=last_year))
    return found


def wanted_base(bases: Iterable[Base], key: str) -> Base | None:
    """The base of that name, or the edition of that number."""
    return next((one for one in bases if key in (one.key, one.number and str(one.number))), None)


def first_base(bases: Iterable[Base]) -> Base | None:
    """What somebody who decides is shown the changes since: words that they or all have known.

    Whoever has looked at no edition yet, where none is in force, reads the whole plan.
    """
    return next((one for one in bases if one.key in _LABELS), None)


def compare_with(
    plan: Plan,
    content: PlanContent,
    base: Base,
    actor: Actor,
    *,
    edition: Edition | None = None,
    whole: bool = True,
) -> PlanComparison:
    """What became of the base's words in the content that the reader is shown.

    `whole`: rows of which nothing is told are to be shown too. With the `edition` whose rows the
    content has, the comparison is kept: neither of the two ever changes, and several decide on one.
    """
    if base.last_year is None:
        if edition is None:
            return compare(edition_content(_edition_of(plan, base)), content, whole=whole)
        return compare_editions_kept(plan, content, base, edition, whole=whole)
    before = _content_of_last_year(base.last_year, plan, actor)
    return compare(before, content, alike=alike_rows, whole=whole)


def compare_editions_kept(
    plan: Plan, content: PlanContent, base: Base, edition: Edition, *, whole: bool
) -> PlanComparison:
    """What became of the words of the base, an earlier edition; kept, for neither ever changes."""
    # Who holds an office now is not the edition's.
    frame = replace(content, sections=())
    sides = (plan.pk, base.number, base.made_at, edition.pk, edition.sha256)
    return kept_of_edition(
        lambda: compare(edition_content(_edition_of(plan, base)), content, whole=whole),
        *("compare", *sides, whole, frame),
    )


def bases_of_all(plan: Plan, edition: Edition) -> list[Base]:
    """What most who decide on an edition are shown the changes since (1 query).

    The edition before it, and the one in force.
    """
    earlier = plan.editions.filter(number__lt=edition.number).order_by("-number")
    found = list(earlier.values_list("pk", "number", "made_at"))
    return [
        Base(str(number), number, made_at)
        for nth, (pk, number, made_at) in enumerate(found)
        if nth == 0 or pk == plan.official_id
    ]


def _edition_of(plan: Plan, base: Base) -> Edition:
    return plan.editions.get(number=base.number)


def _content_of_last_year(source: Plan, plan: Plan, actor: Actor) -> PlanContent:
    """Last year's words with their dates in this year, so that only other changes are marked."""
    official = source.official
    content = edition_content(official) if official else shown_content(source, actor)
    if source.period_start.year == plan.period_start.year:
        return content
    # Carried over, stamps would lose the dates of their year.
    return replace(
        content_next_year(content, source.period, plan.period).content, steps=content.steps
    )


def _looked_at(plan: Plan, shown: Edition | None, actor: Actor) -> int | None:
    """The edition that the reader looked at before the one that is shown."""
    look = Look.objects.filter(plan=plan, user=actor.user_id).first()
    if look is None:
        return None
    return look.earlier_id if shown and look.edition_id == shown.pk else look.edition_id


def _decided_on(plan: Plan, editions: Iterable[int], actor: Actor) -> int | None:
    """The last edition on which the reader decided; an agreement that stands was no new look."""
    standing = Signature.objects.standing().filter(carried_from=None)
    decided = standing.filter(plan=plan, user=actor.user_id, edition__in=list(editions))
    return decided.order_by("-edition__number").values_list("edition", flat=True).first()
