"""Which words of a plan a reader gets: an edition with its signatures, or the present rows.

Every paper and file of a plan begins here.
"""

from dataclasses import dataclass

from associations.actor import Actor
from events.drafting.queries.stored_content import (
    edition_content,
    edition_shown,
    read_content,
    shown_plan,
)
from events.models import Edition, Plan
from events.plan.content import PlanContent
from reports.paper.document import Document, draft_document, edition_document


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan with the edition that is read of it; None means its present rows."""

    plan: Plan
    edition: Edition | None

    @property
    def is_draft(self) -> bool:
        """Whether these words are not those in force."""
        return self.edition is None or self.edition.pk != self.plan.official_id

    def content(self) -> PlanContent:
        """The words as values."""
        return edition_content(self.edition) if self.edition else read_content(self.plan)

    def document(self) -> Document:
        """The words as a paper."""
        return edition_document(self.edition) if self.edition else draft_document(self.plan)


def shown_to(plan: Plan, actor: Actor) -> Shown:
    """What this reader has of the plan, its title and state among it (see `shown_plan`)."""
    plan = shown_plan(plan, actor)
    return Shown(plan, edition_shown(plan, actor))


def as_it_stands(plan: Plan) -> Shown:
    """What there is whoever reads: the edition once the plan was sent, else its present rows."""
    return Shown(plan, None if plan.is_open else plan.edition)
