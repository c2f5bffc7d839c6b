"""What of a plan a reader gets on paper and in files: an edition, or the present rows."""

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
    """A plan with the edition to show; None means its present rows."""

    plan: Plan
    edition: Edition | None

    @property
    def is_draft(self) -> bool:
        """Whether this is not the edition in force."""
        return self.edition is None or self.edition.pk != self.plan.official_id

    def content(self) -> PlanContent:
        """The words as values."""
        return edition_content(self.edition) if self.edition else read_content(self.plan)

    def document(self) -> Document:
        """The words as a paper."""
        return edition_document(self.edition) if self.edition else draft_document(self.plan)


def shown_to(plan: Plan, actor: Actor) -> Shown:
    """What this reader may read of the plan, also its title and state (see `shown_plan`)."""
    plan = shown_plan(plan, actor)
    return Shown(plan, edition_shown(plan, actor))


def as_it_stands(plan: Plan) -> Shown:
    """The same for every reader: the edition once the plan was sent, else its present rows."""
    return Shown(plan, None if plan.is_open else plan.edition)
