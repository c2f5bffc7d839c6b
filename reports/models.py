"""What the reports keep: papers and print jobs, and files that are being brought in."""

from reports.downloads.models import DraftCheck, PrintJob, PrintPiece, StoredDraft
from reports.imports.models import ImportSession
from reports.issuing.models import FoundDamage, IssuedDocument, IssueFailure

__all__ = [
    "DraftCheck",
    "FoundDamage",
    "ImportSession",
    "IssueFailure",
    "IssuedDocument",
    "PrintJob",
    "PrintPiece",
    "StoredDraft",
]
