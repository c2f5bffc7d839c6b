"""The check of a plan: what is found in it, how severe it is, and what repairs it for certain.

It knows plain values only (`check(content)` to findings); it refuses to know Django, the database
and today.
"""

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
