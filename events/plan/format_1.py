"""The fields of format 1 of the canonical JSON, which writes all of them. Never change them.

Editions signed in format 1 are compared with a plan by writing the plan in that format.
"""

from collections.abc import Mapping
from typing import Final

from events.plan.content import (
    AgendaItemContent,
    AssociationContent,
    ColumnContent,
    EventContent,
    LayoutContent,
    PeriodContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
    StepContent,
)

FIELDS: Final[Mapping[type, frozenset[str]]] = {
    AssociationContent: frozenset({"kind", "name"}),
    PeriodContent: frozenset({"kind", "starts", "ends"}),
    ColumnContent: frozenset({"role", "heading", "width"}),
    ResponsibleContent: frozenset({"text", "who"}),
    AgendaItemContent: frozenset({"text", "speaker"}),
    LayoutContent: frozenset(
        {
            "code",
            "name",
            "columns",
            "sections_as",
            "section_numbers",
            "numbering",
            "responsible_as",
            "title_page",
            "orientation",
        }
    ),
    EventContent: frozenset(
        {
            "uid",
            "meeting",
            "number",
            "same_number",
            "lead_in",
            "title",
            "description",
            "direction",
            "term",
            "term_choice",
            "place",
            "form",
            "audience",
            "result",
            "note",
            "responsible",
            "agenda",
            "events",
        }
    ),
    SectionContent: frozenset(
        {
            "uid",
            "kind",
            "heading",
            "number",
            "lead_in",
            "paragraphs",
            "shown_as",
            "numbering",
            "columns",
            "events",
            "sections",
        }
    ),
    StepContent: frozenset(
        {
            "uid",
            "verb",
            "stage",
            "mode",
            "heading",
            "position",
            "name",
            "name_first",
            "before_name",
            "after_name",
            "act",
            "date_line",
            "office",
        }
    ),
    PlanContent: frozenset(
        {
            "association",
            "period",
            "layout",
            "title",
            "city",
            "imprint",
            "steps",
            "sections",
        }
    ),
}
