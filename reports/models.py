"""What the reports keep: papers and print jobs, and files that are being brought in."""

from reports.downloads.models import IssuedDocument, IssueFailure, PrintJob, PrintPiece, StoredDraft
from reports.imports.models import Intake

__all__ = [
    "Intake",
    "IssueFailure",
    "IssuedDocument",
    "PrintJob",
    "PrintPiece",
    "StoredDraft",
]
