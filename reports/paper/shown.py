"""What of a plan a reader gets on paper and in files: an edition, or the present rows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from associations.actor import Actor
from events.drafting.queries.stored_content import (
    edition_content,
    edition_shown,
    read_content,
    shown_plan,
)
from events.models import Edition, Plan
from events.plan.content import PlanContent
from events.signoff.queries.present_holders import present_names_of, with_names
from reports.paper.document import Document, draft_document, edition_document


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan with the edition to show; None means its present rows.

    `names` are those who will sign instead of whom the edition names (`present_names`).
    """

    plan: Plan
    edition: Edition | None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        """Whether this is not the edition in force."""
        return self.edition is None or self.edition.pk != self.plan.official_id

    def content(self) -> PlanContent:
        """The words as values."""
        if self.edition is None:
            return read_content(self.plan)
        return with_names(edition_content(self.edition), self.names)

    def document(self) -> Document:
        """The words as a paper."""
        if self.edition is None:
            return draft_document(self.plan)
        return edition_document(self.edition, self.names)


def shown_to(plan: Plan, actor: Actor) -> Shown:
    """What this reader may read of the plan, also its title and state (see `shown_plan`)."""
    plan = shown_plan(plan, actor)
    return shown_edition(plan, edition_shown(plan, actor), actor.on)


def as_it_stands(plan: Plan, on: dt.date) -> Shown:
    """The same for every reader: the edition once the plan was sent, else its present rows."""
    return shown_edition(plan, None if plan.is_open else plan.edition, on)


def shown_edition(plan: Plan, edition: Edition | None, on: dt.date) -> Shown:
    """This edition of the plan, with the names of who will sign on the day; None: present rows."""
    waits = edition is not None and edition.pk == plan.edition_id
    return Shown(plan, edition, present_names_of(plan, on) if waits else {})
