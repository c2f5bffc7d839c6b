"""Rows that a plan may want too: last year's that it has not, and those of sister associations.

A sister is an association of the same kind in the same institution; of its plans the edition in
force is read, as everybody in the institution may.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz, process

from associations.actor import Actor
from events.drafting.queries.next_year import content_next_year
from events.drafting.queries.stored_content import edition_content, read_content
from events.models import Plan
from events.plan.content import EventContent, PlanContent
from events.plan.dated_rows import placed_sections
from plans_portal.lib.characters import plain_words

# Of 100: from here on the words of two rows or headings are alike.
ALIKE: Final = 80
MOST_PLANS: Final = 20
MOST_ROWS: Final = 50
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """A row of another plan, with its dates in the year of this one.

    `heading` is that of its section there; `plans` says how many plans have such a row.
    """

    event: EventContent
    source: Plan
    heading: str
    plans: int = 1


@dataclass(frozen=True, slots=True)
class SimilarRows:
    """The rows that a plan has not: its own of last year, and others'."""

    last_year: tuple[SimilarRow, ...] = ()
    sisters: tuple[SimilarRow, ...] = ()


def similar_rows(plan: Plan, content: PlanContent, actor: Actor) -> SimilarRows:
    """What may be added to the plan of this content; commoner rows of sisters come first."""
    uids = {event.uid for event in content.all_events()}
    own = [_words(event) for event in content.all_events()]
    last_year = []
    sisters: dict[str, SimilarRow] = {}
    for source in similar_sources(plan, actor):
        mine = source.association_id == plan.association_id
        for row in rows_of(source, plan):
            words = _words(row.event)
            if not words or (mine and row.event.uid in uids) or nearest(words, own) is not None:
                continue
            if mine:
                last_year.append(row)
                continue
            known = nearest(words, sisters)
            if known is None:
                sisters[words] = row
            elif sisters[known].source != source:
                sisters[known] = replace(sisters[known], plans=sisters[known].plans + 1)
    commonest = sorted(sisters.values(), key=lambda row: -row.plans)
    return SimilarRows(tuple(last_year[:MOST_ROWS]), tuple(commonest[:MOST_ROWS]))


def similar_sources(plan: Plan, actor: Actor) -> list[Plan]:
    """The plan of last year, then the newest plan of each sister (2 queries)."""
    visible = Plan.objects.visible_to(actor).select_related("association", "layout", "official")
    years = (plan.period_start.year - 1, plan.period_start.year)
    newest = visible.filter(period_kind=plan.period_kind, period_start__year__in=years)
    newest = newest.order_by("-period_start", "-pk")
    own = plan_of_last_year(plan, actor)
    sisters = newest.exclude(association=plan.association_id).filter(
        association__institution_id=plan.association.institution_id,
        association__kind=plan.association.kind,
        official__isnull=False,
    )
    by_association: dict[int, Plan] = {}
    for one in sisters[: 2 * MOST_PLANS]:
        by_association.setdefault(one.association_id, one)
    return [*([own] if own else []), *list(by_association.values())[:MOST_PLANS]]


def plan_of_last_year(plan: Plan, actor: Actor) -> Plan | None:
    """The plan that this one was begun from, else the association's of the year before (1 query).

    None where the actor may not see it.
    """
    visible = Plan.objects.visible_to(actor).select_related("association", "layout", "official")
    if plan.made_from_id:
        return visible.filter(pk=plan.made_from_id).first()
    own = visible.filter(
        association=plan.association_id,
        period_kind=plan.period_kind,
        period_start__year=plan.period_start.year - 1,
    )
    return own.order_by("-period_start", "-pk").first()


def alike_rows(before: Sequence[EventContent], after: Sequence[EventContent]) -> dict[int, int]:
    """{place after: place before} of the rows that are the same by their words, each once."""
    left: dict[str, list[int]] = {}
    for place, event in enumerate(before):
        if words := _words(event):
            left.setdefault(words, []).append(place)
    pairs: dict[int, int] = {}

    def pair(place: int, known: str | None) -> None:
        if known in left:
            pairs[place] = left[known].pop(0)
            if not left[known]:
                del left[known]

    words_after = [_words(event) for event in after]
    # Rows of the same words first, lest a row that is only alike takes one of them.
    for place, words in enumerate(words_after):
        pair(place, words)
    for place, words in enumerate(words_after):
        if words and left and place not in pairs:
            pair(place, nearest(words, left))
    return pairs


def rows_of(source: Plan, plan: Plan) -> Iterator[SimilarRow]:
    """The rows of a source as they would be in the year of the plan."""
    official = source.official
    content = edition_content(official) if official is not None else read_content(source)
    if source.period_start.year != plan.period_start.year:
        content = content_next_year(content, source.period, plan.period).content
    for placed in placed_sections(content):
        for event in placed.section.events:
            yield SimilarRow(event, source, placed.section.heading)


def nearest(words: str, choices: Iterable[str]) -> str | None:
    """The one of the choices that is most alike, None where none is; all are `words_of` a text."""
    found = process.extractOne(
        words, list(choices), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
    )
    return found[0] if found else None


def likeness(one: str, other: str) -> float:
    """How alike two short texts are letter by letter, of 100."""
    return float(fuzz.ratio(one, other))


def words_of(text: str) -> str:
    """The words of a text for comparison, without marks."""
    return " ".join(_WORD.findall(plain_words(text)))


def _words(event: EventContent) -> str:
    """The words by which a row is known."""
    return words_of(f"{event.lead_in} {event.title}" if event.title else event.direction)
