"""The plan as the page draws it: the outline of the paper, its stamps, and where deeds stand.

Words and numbers come from `events.outline`; this file only adds what a page needs: a foot after
each section for its deeds, and what is signed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from associations.access import Request
from events.content import ColumnContent, PlanContent, SectionContent, StepContent
from events.models import Plan, Signature
from events.outline import Band, Row, TableBlock, TextBlock, outline
from events.plan.vocabulary import Mode, Verb
from events.reading import shown_content
from events.rules.guard import objection_to_drafting
from events.stamp_words import approval_ending, stamp_word
from events.views.findings import Inspection, inspection_of


@dataclass(frozen=True, slots=True)
class Foot:
    """The place of a section's deeds, after its last row."""

    section: SectionContent
    name: str
    is_foot: bool = True


@dataclass(frozen=True, slots=True)
class SheetText:
    """A text section."""

    text: TextBlock
    foot: Foot


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table; its lines are bands, rows and feet in the order of the paper."""

    heading: str
    lead_in: str
    columns: tuple[ColumnContent, ...]
    lines: tuple[Band | Row | Foot, ...]

    @property
    def width(self) -> int:
        """How many columns a band covers."""
        return len(self.columns)

    @property
    def shares(self) -> list[int]:
        """The widths of the columns in hundredths; equal where the layout says nothing."""
        widths = [column.width or 40 for column in self.columns]
        return [max(5, width * 100 // sum(widths)) for width in widths]


@dataclass(frozen=True, slots=True)
class StampView:
    """A stamp or closing signature, and the signature that stands there, if any."""

    step: StepContent
    word: str
    signature: Signature | None

    @property
    def name(self) -> str:
        """Who signed, with «и.о.» or «за», else whose signature is awaited."""
        one = self.signature
        if self.step.mode != Mode.PERSON:
            # An act approves by itself: whoever decides on it is not printed beside it.
            return self.step.name
        if one is None or one.on_paper or one.decision == Signature.Decision.RETURNED:
            return self.step.name
        return f"{one.manner} {one.name}".strip()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the sheet draws."""

    plan: Plan | None
    content: PlanContent
    blocks: tuple[SheetText | SheetTable, ...]
    agreed: tuple[StampView, ...]
    approved: tuple[StampView, ...]
    closing: tuple[StampView, ...]
    is_drafted: bool
    # The plan's address, under which the deeds hang.
    base: str
    inspection: Inspection | None = None

    @property
    def imprint(self) -> str:
        """The foot of a title page where the author wrote no other: city and year."""
        year = self.content.period.starts[:4]
        return ", ".join(filter(None, (self.content.city, year)))


def signatures_of(plan: Plan, *, shows_official: bool = False) -> list[Signature]:
    """The signatures on the edition that is out now (one query, or none for an open plan).

    `shows_official` says that the reader is shown the edition in force whoever has the plan.
    """
    if plan.edition_id is None or (plan.is_open and not shows_official):
        return []
    return list(Signature.objects.filter(edition_id=plan.edition_id).order_by("at"))


def sheet_of(
    plan: Plan | None,
    content: PlanContent,
    signatures: Iterable[Signature] = (),
    *,
    is_drafted: bool = False,
    inspection: Inspection | None = None,
) -> Sheet:
    """Lay the sheet out; `is_drafted` says whether the reader may change it now.

    Without a plan it is a specimen of a layout, on which nothing can be done.

    `inspection` is what the check found, where the reader is shown it.
    """
    signed = {one.step_uid: one for one in signatures}
    ending = approval_ending(content.title)
    stamps = [
        StampView(step, step.heading or stamp_word(step, ending), signed.get(step.uid))
        for step in content.steps
    ]
    sections = {section.uid: section for section in content.all_sections()}
    return Sheet(
        plan,
        content,
        tuple(_block(block, sections) for block in outline(content)),
        tuple(one for one in stamps if one.step.verb == Verb.AGREE),
        tuple(one for one in stamps if one.step.verb == Verb.APPROVE),
        tuple(one for one in stamps if one.step.verb == Verb.CLOSE),
        is_drafted,
        plan.get_absolute_url() if plan else "",
        inspection,
    )


def answer_with_sheet(
    request: Request, plan: Plan, words: str, *, at: str = "", focus: str = ""
) -> HttpResponse:
    """After a deed: the sheet alone for htmx, else back to the plan's page.

    `at` is the uid of the row or section to stand at, `focus` the id of the element that gets
    the focus where the pressed button is gone.
    """
    messages.success(request, words)
    if not request.htmx:
        anchor = f"#at-{at}" if at else ""
        return HttpResponseRedirect(f"{plan.get_absolute_url()}{anchor}")
    plan.refresh_from_db()
    is_drafted = objection_to_drafting(plan, request.actor) is None
    content = shown_content(plan, request.actor)
    sheet = sheet_of(
        plan,
        content,
        signatures_of(plan),
        is_drafted=is_drafted,
        inspection=inspection_of(plan, content, request.actor),
    )
    response = render(request, "events/plan_detail.html#answer", {"sheet": sheet, "plan": plan})
    if focus:
        response["HX-Trigger-After-Settle"] = f'{{"portal:focus": {{"id": "{focus}"}}}}'
    return response


def _block(
    block: TextBlock | TableBlock, sections: dict[str, SectionContent]
) -> SheetText | SheetTable:
    if isinstance(block, TextBlock):
        return SheetText(block, _foot(sections[block.section_uid]))
    lines: list[Band | Row | Foot] = []
    for uid in block.section_uids:
        lines += [line for line in block.lines if line.section_uid == uid]
        lines.append(_foot(sections[uid]))
    return SheetTable(block.heading, block.lead_in, block.columns, tuple(lines))


def _foot(section: SectionContent) -> Foot:
    return Foot(section, section.heading or "без заголовка")
