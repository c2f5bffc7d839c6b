"""The sheet of a plan: the document of the paper, with places for actions and the findings."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from associations.offices.queries import Request
from events.drafting.models.plan import new_uid
from events.drafting.queries.stored_content import edition_shown, shown_content, signed_of
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.views.fetch import plan_to_draft
from events.drafting.views.findings import Inspection, inspection_of
from events.models import Edition, Plan, Signature
from events.plan.content import ColumnContent, PlanContent, SectionContent
from events.plan.document import PlanDocument, plan_document
from events.plan.outline import Band, Row, TableBlock, TextBlock
from events.plan.vocabulary import ResponsibleAs
from events.plan.widths import column_shares
from events.remarks.queries.remarks import NO_REMARKS, PlanRemarks, remarks_of_plan


@dataclass(frozen=True, slots=True)
class SectionActions:
    """The place of a section's actions, after its last row."""

    section: SectionContent
    name: str
    # The uid of the section around it.
    parent: str = ""
    is_actions: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section: `before` is its number, which is not typed with the `words`."""

    section_uid: str
    before: str
    words: str
    is_heading: bool = True


@dataclass(frozen=True, slots=True)
class LeadIn:
    """The words that introduce the rows of a section; `is_typed`: nothing else is among them."""

    section_uid: str
    words: str
    is_typed: bool = True
    is_lead: bool = True


@dataclass(frozen=True, slots=True)
class SheetText:
    """A text section."""

    heading: Heading
    lead_in: LeadIn | None
    text: TextBlock
    actions: SectionActions


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table; its lines are headings, lead-ins, rows and places of actions, in order."""

    heading: Heading | None
    lead_in: LeadIn | None
    columns: tuple[ColumnContent, ...]
    lines: tuple[Heading | LeadIn | Row | SectionActions, ...]

    @property
    def name(self) -> str:
        """The name of the table for those who hear it: its first heading, if it has one."""
        headings = [self.heading, *(line for line in self.lines if isinstance(line, Heading))]
        return next((one.words for one in headings if one is not None), "")

    @property
    def width(self) -> int:
        """How many columns a band covers."""
        return len(self.columns)

    @property
    def shares(self) -> list[str]:
        """The widths of the columns in per cent."""
        return [f"{100 * share:.3f}" for share in column_shares(self.columns)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the sheet draws."""

    plan: Plan | None
    document: PlanDocument
    blocks: tuple[SheetText | SheetTable, ...]
    is_drafted: bool
    # The plan's address, the base of the actions' addresses.
    base: str
    inspection: Inspection | None = None
    # Whether several responsible stand in one line, with commas between.
    has_commas: bool = False
    # The remarks that this reader may read, and where another is written, if they may do that.
    remarks: PlanRemarks = NO_REMARKS
    remark_at: str = ""
    # The one-time key of its buttons.
    key: str = field(default_factory=new_uid)

    @property
    def has_tools(self) -> bool:
        """Whether each row has a place for what is done with it."""
        return self.is_drafted or bool(self.remark_at)


def signatures_on(edition: Edition | None) -> list[Signature]:
    """The decisions on an edition, if one is shown (1 query; none where they are loaded)."""
    if edition is None:
        return []
    prefetch_related_objects([edition], "signatures")
    return sorted(edition.standing, key=lambda signature: (signature.at, signature.pk))


def withdrawn_on(edition: Edition | None) -> list[Signature]:
    """The decisions on an edition that were withdrawn, in their order (as `signatures_on`)."""
    if edition is None:
        return []
    prefetch_related_objects([edition], "signatures")
    taken = [one for one in edition.signatures.all() if not one.stands]
    return sorted(taken, key=lambda one: one.withdrawal.at)


def lay_out_sheet(
    plan: Plan | None,
    content: PlanContent,
    signatures: Iterable[Signature] = (),
    *,
    is_drafted: bool = False,
    inspection: Inspection | None = None,
    remarks: PlanRemarks = NO_REMARKS,
    remark_at: str = "",
) -> Sheet:
    """Lay the sheet out; `is_drafted`: the reader may change it now.

    Without a plan it is a specimen of a layout. `signatures` are those on the shown edition,
    `inspection` the findings and `remarks` the remarks, where the reader is shown them;
    `remark_at`: see `Sheet`.
    """
    document = plan_document(content, signed_of(signatures))
    sections = {section.uid: section for section in content.all_sections()}
    around = {inner.uid: one.uid for one in sections.values() for inner in one.sections}
    return Sheet(
        plan,
        document,
        tuple(_block(block, sections, around) for block in document.blocks),
        is_drafted,
        plan.get_absolute_url() if plan else "",
        inspection,
        content.layout.responsible_as == ResponsibleAs.COMMAS,
        remarks,
        remark_at,
    )


@require_safe
def plan_sheet(request: Request, pk: int) -> HttpResponse:
    """The sheet by itself, for an author's page; the revision of the plan is in a header."""
    plan = plan_to_draft(request, pk)
    context = {"sheet": _sheet_now(request, plan), "plan": plan}
    response = render(request, "events/drafting/plan_detail.html#sheet", context)
    response["X-Revision"] = str(plan.revision)
    return response


def _sheet_now(request: Request, plan: Plan) -> Sheet:
    content = shown_content(plan, request.actor)
    return lay_out_sheet(
        plan,
        content,
        signatures_on(edition_shown(plan, request.actor)),
        is_drafted=objection_to_drafting(plan, request.actor) is None,
        inspection=inspection_of(plan, content, request.actor),
        remarks=remarks_of_plan(plan, request.actor),
    )


def _block(
    block: TextBlock | TableBlock, sections: dict[str, SectionContent], around: dict[str, str]
) -> SheetText | SheetTable:
    if isinstance(block, TextBlock):
        section = sections[block.section_uid]
        return SheetText(
            _heading(block.heading, section), _lead_in(section), block, _actions(section)
        )
    lines: list[Heading | LeadIn | Row | SectionActions] = []
    for uid in block.section_uids:
        section = sections[uid]
        lines += [_line(line, section) for line in block.lines if line.section_uid == uid]
        lines.append(_actions(section, around.get(uid, "")))
    first = sections[block.section_uids[0]]
    return SheetTable(
        _heading(block.heading, first) if block.heading else None,
        _lead_in(first, block.lead_in),
        block.columns,
        tuple(lines),
    )


def _line(line: Band | Row, section: SectionContent) -> Heading | LeadIn | Row:
    if isinstance(line, Row):
        return line
    if line.is_lead:
        return LeadIn(section.uid, line.label, is_typed=not section.paragraphs)
    return _heading(line.label, section)


def _heading(label: str, section: SectionContent) -> Heading:
    return Heading(section.uid, label.removesuffix(section.heading), section.heading)


def _lead_in(section: SectionContent, words: str | None = None) -> LeadIn | None:
    words = section.lead_in if words is None else words
    return LeadIn(section.uid, words, is_typed=words == section.lead_in) if words else None


def _actions(section: SectionContent, parent: str = "") -> SectionActions:
    return SectionActions(section, section.heading or "без заголовка", parent)
