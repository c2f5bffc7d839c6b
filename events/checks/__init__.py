"""The check of a plan: `check_content` gives findings, some with a certain repair."""

from events.checks.checking import check_content, repair, with_uids
from events.checks.finding import (
    CarriedDoubt,
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
    "CarriedDoubt",
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
]
