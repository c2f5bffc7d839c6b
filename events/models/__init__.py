"""What is planned, agreed and held; one file for each kind of thing."""

from events.models.event import AgendaItem, Event, Meeting, Occurrence, Responsible
from events.models.layout import (
    Layout,
    LayoutColumn,
    LayoutSection,
    LayoutStep,
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
    "Occurrence",
    "Plan",
    "Remark",
    "Repeal",
    "Requirement",
    "Responsible",
    "Section",
    "Signature",
    "Step",
)
