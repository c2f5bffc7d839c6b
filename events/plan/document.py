"""All words of a plan in the order of the paper: one value that page and paper both draw."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.plan.content import PlanContent
from events.plan.heading import imprint_of
from events.plan.outline import TableBlock, TextBlock, outline
from events.plan.stamps import Signed, Stamp, stamps_of
from events.plan.vocabulary import Verb


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """The words of a plan from its first stamp to its last signature; `imprint` may be empty."""

    title: tuple[str, ...]
    agreements: tuple[Stamp, ...]
    approvals: tuple[Stamp, ...]
    closing: tuple[Stamp, ...]
    title_page: bool
    imprint: str
    orientation: str
    blocks: tuple[TextBlock | TableBlock, ...]


def plan_document(content: PlanContent, signatures: Iterable[Signed] = ()) -> PlanDocument:
    """Lay out a content with the signatures made on it (a return is no signature)."""
    by_step = {signed.step_uid: signed for signed in signatures}
    return PlanDocument(
        title=content.title,
        agreements=stamps_of(content, Verb.AGREE, by_step),
        approvals=stamps_of(content, Verb.APPROVE, by_step),
        closing=stamps_of(content, Verb.CLOSE, by_step),
        title_page=content.layout.title_page,
        imprint=imprint_of(content),
        orientation=content.layout.orientation,
        blocks=tuple(outline(content)),
    )
