"""The check of a plan: `check_content` gives findings, some with a certain repair."""

from events.checks.about import with_versions
from events.checks.checking import check_content, repair, with_uids
from events.checks.finding import (
    AddEvent,
    CarriedDoubt,
    Edit,
    Finding,
    KnownDirectory,
    KnownPerson,
    Repair,
    ReplaceEvent,
    Requirements,
    SetField,
    Severity,
    Tenure,
)

__all__ = [
    "AddEvent",
    "CarriedDoubt",
    "Edit",
    "Finding",
    "KnownDirectory",
    "KnownPerson",
    "Repair",
    "ReplaceEvent",
    "Requirements",
    "SetField",
    "Severity",
    "Tenure",
    "check_content",
    "repair",
    "with_uids",
    "with_versions",
]
