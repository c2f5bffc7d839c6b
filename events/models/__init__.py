"""What is planned, agreed and held; one file for each kind of thing."""

from events.models.event import AgendaItem, Event, Meeting, Occurrence, Responsible
from events.models.layout import (
    Layout,
    LayoutColumn,
    LayoutSection,
    LayoutStep,
    Mode,
    Numbering,
    SectionKind,
    ShownAs,
    Verb,
)
from events.models.plan import Plan, Section
from events.models.record import Change
from events.models.requirement import Requirement
from events.models.signoff import Edition, Remark, Repeal, Signature, Step

__all__ = (
    "AgendaItem",
    "Change",
    "Edition",
    "Event",
    "Layout",
    "LayoutColumn",
    "LayoutSection",
    "LayoutStep",
    "Meeting",
    "Mode",
    "Numbering",
    "Occurrence",
    "Plan",
    "Remark",
    "Repeal",
    "Requirement",
    "Responsible",
    "Section",
    "SectionKind",
    "ShownAs",
    "Signature",
    "Step",
    "Verb",
)
