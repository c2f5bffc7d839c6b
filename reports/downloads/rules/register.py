"""The register of a set of plans (реестр): association, period, approval and files of each.

The caller gives only plans that the reader sees.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone

from events.models import Plan, Signature
from events.signoff.queries.verify import last_seal
from reports.office_files.xlsx.book import BookProperties, Column, Record, WorkbookTable, write_book
from reports.paper import pdf

_COLUMNS: Final = (
    Column("№", 6, centred=True),
    Column("Объединение", 44),
    Column("Вид", 12),
    Column("План", 56),
    Column("Период", 20),
    Column("Состояние", 18),
    Column("Редакция", 11, centred=True),
    Column("Утверждён", 13, centred=True),
    Column("Кто утвердил", 36),
    Column("Файл", 48),
    Column("SHA-256 файла", 40),
    Column("Страниц", 10, centred=True),
)


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """One file of a plan: its name (with its folder in an archive), hash, pages of a PDF."""

    name: str
    sha256: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One plan; `files` is empty until the caller knows them (`dataclasses.replace`)."""

    plan_id: int
    association: str
    kind: str
    title: str
    period: str
    state: str
    edition: int
    approved_on: dt.date | None = None
    approver: str = ""
    files: tuple[RegisterFile, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterDocument:
    """The register as its template prints it."""

    heading: str
    made_at: dt.datetime
    rows: tuple[RegisterRow, ...]
    checksums: tuple[str, ...] = ()

    @property
    def has_files(self) -> bool:
        """Whether a column for files is needed."""
        return any(row.files for row in self.rows)


def register_rows(plans: Iterable[Plan]) -> tuple[RegisterRow, ...]:
    """A row for each plan, in the given order (at most 3 queries, whatever their number).

    The plans are as their reader is shown them (`stored_content.shown_plan`).
    """
    plans = list(plans)
    prefetch_related_objects(plans, "association", "edition")
    approvals = _approvals(plans)
    return tuple(_row(plan, approvals[plan.edition_id]) for plan in plans)


def checksums_of(plans: Iterable[Plan]) -> tuple[str, ...]:
    """The last checksum of the journal of each institution of the plans, as a line (1 query each).

    Their associations are loaded.
    """
    institutions = sorted({plan.association.institution_id for plan in plans})
    return tuple(seal.words for seal in map(last_seal, institutions) if seal)


def register_xlsx(
    rows: Sequence[RegisterRow],
    heading: str,
    made_at: dt.datetime,
    checksums: Sequence[str] = (),
) -> bytes:
    """The register as a workbook: a row for each file, or for a plan without one.

    The checksums stand on a sheet of their own.
    """
    records = [
        Record(_values(number, row, file))
        for number, row in enumerate(rows, 1)
        for file in row.files or (None,)
    ]
    table = WorkbookTable("Реестр", _COLUMNS, records, keys=4)
    lines = [Record((line,)) for line in checksums]
    sums = WorkbookTable("Контрольная сумма", (Column("Контрольная сумма журнала", 110),), lines)
    return write_book(BookProperties(heading, at=made_at), [table, *([sums] if lines else [])])


def register_pdf(
    rows: Sequence[RegisterRow],
    heading: str,
    made_at: dt.datetime,
    checksums: Sequence[str] = (),
) -> bytes:
    """The register as a landscape PDF; the checksums stand below it."""
    document = RegisterDocument(heading, timezone.localtime(made_at), tuple(rows), tuple(checksums))
    return pdf.print_html(
        render_to_string("reports/downloads/register.html", {"document": document})
    )


def _approvals(plans: list[Plan]) -> defaultdict[int | None, list[Signature]]:
    """The approving signatures of each edition that is approved now."""
    approved = (plan for plan in plans if plan.status == Plan.Status.APPROVED)
    editions = [plan.edition_id for plan in approved if plan.edition_id]
    made = (
        Signature.objects.standing()
        .filter(edition_id__in=editions, decision=Signature.Decision.APPROVED)
        .order_by("at", "id")
    )
    found: defaultdict[int | None, list[Signature]] = defaultdict(list)
    for signature in made:
        found[signature.edition_id].append(signature)
    return found


def _row(plan: Plan, approvals: list[Signature]) -> RegisterRow:
    is_approved = plan.status == Plan.Status.APPROVED
    return RegisterRow(
        plan_id=plan.pk,
        association=plan.association.name,
        kind=plan.association.get_kind_display(),
        title=plan.title_line,
        period=plan.period.label(),
        state=plan.state_words,
        edition=plan.edition_number,
        approved_on=timezone.localtime(approvals[-1].at).date()
        if is_approved and approvals
        else None,
        approver="; ".join(_signer(one) for one in approvals) if is_approved else "",
    )


def _signer(signature: Signature) -> str:
    position = " ".join(signature.position.split())
    return ", ".join(filter(None, (signature.name, position)))


def _values(
    number: int, row: RegisterRow, file: RegisterFile | None
) -> tuple[str | int | dt.date | None, ...]:
    return (
        number,
        row.association,
        row.kind,
        row.title,
        row.period,
        row.state,
        row.edition or None,
        row.approved_on,
        row.approver,
        file.name if file else "",
        file.sha256 if file else "",
        file.pages if file else None,
    )
