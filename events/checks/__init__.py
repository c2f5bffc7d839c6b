"""The check of a plan: `check(content)` gives findings, some with a certain repair."""

from events.checks.checking import check, repair, with_uids
from events.checks.finding import (
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
    "Finding",
    "KnownDirectory",
    "KnownPerson",
    "Repair",
    "ReplaceEvent",
    "Requirements",
    "SetField",
    "Severity",
    "Tenure",
    "check",
    "repair",
    "with_uids",
]
