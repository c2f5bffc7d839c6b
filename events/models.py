"""All models of the app; each is defined in the room of its subject."""

from events.drafting.models.dismissed_finding import DismissedFinding
from events.drafting.models.event import AgendaItem, Event, Meeting, Occurrence, Responsible
from events.drafting.models.plan import Plan, Section
from events.drafting.models.presence import Presence
from events.drafting.models.requirement import Requirement
from events.drafting.models.school_span import SchoolSpan
from events.execution.models.fact import Fact, UnplannedEvent
from events.history.models import Change, NamedVersion
from events.layouts.models import Layout, LayoutColumn, LayoutSection, Seat
from events.remarks.models import CommonRemark, Remark, RemarkAnswer
from events.signoff.models.deviation import Deviation
from events.signoff.models.edition import Edition, Repeal
from events.signoff.models.look import Look
from events.signoff.models.one_time_link import OneTimeLink
from events.signoff.models.paper import DetachedSignature, PaperOriginal
from events.signoff.models.seal import Seal, SealedHead
from events.signoff.models.signature import Signature
from events.signoff.models.step import Step
from events.signoff.models.withdrawal import Withdrawal

__all__ = (
    "AgendaItem",
    "Change",
    "CommonRemark",
    "DetachedSignature",
    "Deviation",
    "DismissedFinding",
    "Edition",
    "Event",
    "Fact",
    "Layout",
    "LayoutColumn",
    "LayoutSection",
    "Look",
    "Meeting",
    "NamedVersion",
    "Occurrence",
    "OneTimeLink",
    "PaperOriginal",
    "Plan",
    "Presence",
    "Remark",
    "RemarkAnswer",
    "Repeal",
    "Requirement",
    "Responsible",
    "SchoolSpan",
    "Seal",
    "SealedHead",
    "Seat",
    "Section",
    "Signature",
    "Step",
    "UnplannedEvent",
    "Withdrawal",
)
