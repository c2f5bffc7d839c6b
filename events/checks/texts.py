"""Every text of a plan that a person typed, with its field.

Lines that are filled by hand on paper (dates, captions of stamps) are left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from events.checks.finding import Finding, Repair
from events.checks.survey import Survey, parts_of, quoted_start
from events.plan.content import EventContent, SectionContent, StepContent
from events.plan.roles import EVENT_TEXTS
from events.plan.vocabulary import Verb

_SECTION_FIELDS = ("heading", "lead_in")
_STEP_FIELDS = ("position", "name", "act")

Mended = Callable[[Callable[[str], str]], Any]


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its owner's uid, its field, its label in a sentence, how to change its words."""

    words: str
    uid: str
    field: str
    label: str
    row: str
    mended: Mended
    is_plan: bool = False

    @property
    def can_be_set(self) -> bool:
        """Whether the field can be named in a repair."""
        return bool(self.uid) or self.is_plan

    def finding(self, code: str, words: str, repair: Repair | None = None) -> Finding:
        """A warning about this text."""
        return Finding(
            code, "warns", f"{self.label}: {words}", self.uid, self.field, self.row, repair
        )


def texts(plan: Survey) -> Iterator[Text]:
    """The texts of the plan: title, sections, rows with their parts, steps."""
    title = plan.content.title
    if title:
        yield Text(
            "\n".join(title),
            "",
            "title",
            "Заголовок плана",
            "",
            lambda mend: tuple(mend(line) for line in title),
            is_plan=True,
        )
    for section in plan.content.all_sections():
        yield from _of_section(section)
    for placed in plan.rows:
        for part in parts_of(placed.event):
            yield from _of_event(part, placed.label, placed.number)
    for step in plan.content.steps:
        yield from _of_step(step)


def _simple(owner: Any, field: str, label: str, row: str) -> Iterator[Text]:
    words = getattr(owner, field)
    if words.strip():
        yield Text(words, owner.uid, field, label, row, lambda mend: mend(words))


def _of_section(section: SectionContent) -> Iterator[Text]:
    heading = quoted_start(section.heading)
    label = f"Раздел «{heading}»" if heading else "Раздел без заголовка"
    for field in _SECTION_FIELDS:
        yield from _simple(section, field, label, "")
    if section.paragraphs:
        yield Text(
            "\n".join(section.paragraphs),
            section.uid,
            "paragraphs",
            label,
            "",
            lambda mend: tuple(mend(one) for one in section.paragraphs),
        )


def _of_event(event: EventContent, label: str, row: str) -> Iterator[Text]:
    for field in EVENT_TEXTS:
        yield from _simple(event, field, label, row)
    if event.responsible:
        yield Text(
            "\n".join(one.text for one in event.responsible),
            event.uid,
            "responsible",
            label,
            row,
            lambda mend: tuple(replace(one, text=mend(one.text)) for one in event.responsible),
        )
    if event.agenda:
        yield Text(
            "\n".join(f"{one.text}\n{one.speaker}" for one in event.agenda),
            event.uid,
            "agenda",
            label,
            row,
            lambda mend: tuple(
                replace(one, text=mend(one.text), speaker=mend(one.speaker)) for one in event.agenda
            ),
        )


def _of_step(step: StepContent) -> Iterator[Text]:
    label = {Verb.AGREE: "Гриф согласования", Verb.APPROVE: "Гриф утверждения"}.get(
        step.verb, "Подпись в конце плана"
    )
    for field in _STEP_FIELDS:
        yield from _simple(step, field, label, "")
