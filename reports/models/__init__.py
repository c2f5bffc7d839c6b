"""What the reports keep: papers and print jobs, and files that are being brought in."""

from .intake import Intake
from .papers import (
    IssuedDocument,
    IssueFailure,
    PrintJob,
    PrintPiece,
    StoredDraft,
)

__all__ = [
    "Intake",
    "IssueFailure",
    "IssuedDocument",
    "PrintJob",
    "PrintPiece",
    "StoredDraft",
]
