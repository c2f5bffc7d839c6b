"""The files of an archive of plans: folders, the register, and what was left out and why."""

import hashlib
import io
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils import timezone
from pypdf import PdfReader

from associations.actor import Actor
from events.drafting.queries.stored_content import shown_plan
from events.models import Plan
from reports.downloads.rules.archive import ArchiveEntry, Places
from reports.downloads.rules.register import (
    RegisterFile,
    checksums_of,
    register_pdf,
    register_rows,
    register_xlsx,
)
from reports.models import PrintJob, PrintPiece
from reports.paper.document import DRAFT_MARK

# Fewer plans than this are easy to find without folders.
FEW: Final = 12
LEFT_OUT: Final = "Что не вошло в архив"
REGISTER: Final = "Реестр планов"


def archive_title(job: PrintJob) -> str:
    """The archive's own name: «Планы объединений 2026-11-21»."""
    return f"Планы объединений {timezone.localtime(job.made_at):%Y-%m-%d}"


def archive_entries(job: PrintJob, by: Actor) -> Iterator[ArchiveEntry]:
    """Every file of the archive, opened only when it is written; the registers come last."""
    pieces = job.pieces.order_by("order").select_related(
        "plan__association", "plan__edition", "plan__official"
    )
    # The content of hundreds of editions would not fit into memory.
    pieces = pieces.defer("plan__edition__content", "plan__official__content")
    made = list(pieces.filter(state=PrintPiece.State.DONE))
    places, files = Places(), defaultdict(list)
    folder_of = _folders({piece.plan for piece in made if piece.plan})
    for piece in made:
        path = places.find(piece.title, piece.form, folder_of(piece.plan))
        files[piece.plan_id].append(_register_file(piece, path))
        yield ArchiveEntry(path, partial(_open_stored, str(piece.file)))
    if refused := list(pieces.filter(state=PrintPiece.State.REFUSED)):
        yield _entry_of(places.find(LEFT_OUT, "txt"), _left_out(refused))
    titles = {piece.plan_id: _without_draft_mark(piece.title) for piece in made}
    plans = {piece.plan_id: shown_plan(piece.plan, by) for piece in made if piece.plan}
    rows = [
        replace(row, title=titles[row.plan_id], files=tuple(files[row.plan_id]))
        for row in register_rows(plans.values())
    ]
    register = rows, archive_title(job), job.made_at, checksums_of(plans.values())
    yield _entry_of(places.find(REGISTER, "xlsx"), register_xlsx(*register))
    yield _entry_of(places.find(REGISTER, "pdf"), register_pdf(*register))


def _register_file(piece: PrintPiece, path: str) -> RegisterFile:
    """What the register says of a stored file."""
    with _open_stored(str(piece.file)) as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        pages = PdfReader(file).get_num_pages() if piece.form == PrintPiece.Form.PDF else None
    return RegisterFile(path, sha256, pages)


def _without_draft_mark(title: str) -> str:
    """The title without the draft mark: the register has a column for that."""
    return title.removeprefix(f"{DRAFT_MARK}. ")


def _folders(plans: set[Plan]) -> Callable[[Plan | None], tuple[str, ...]]:
    """Choose folders for the plans: by kind of association, by period, both or neither."""
    by_kind = len({plan.association.kind for plan in plans}) > 1
    by_period = len({_period(plan) for plan in plans}) > 1

    def folder_of(plan: Plan | None) -> tuple[str, ...]:
        if plan is None or len(plans) < FEW:
            return ()
        kind = plan.association.get_kind_display() if by_kind else ""
        return tuple(filter(None, (kind, plan.period.label() if by_period else "")))

    return folder_of


def _period(plan: Plan) -> tuple[object, ...]:
    return plan.period_kind, plan.period_start, plan.period_end


def _left_out(refused: list[PrintPiece]) -> bytes:
    lines = [f"{piece.title} ({piece.get_form_display()})\n    {piece.why}" for piece in refused]
    # With a byte order mark, by which Notepad recognises Russian letters.
    return ("\n\n".join(lines) + "\n").encode("utf-8-sig")


def _entry_of(path: str, data: bytes) -> ArchiveEntry:
    return ArchiveEntry(path, partial(io.BytesIO, data))


def _open_stored(name: str) -> File[bytes]:
    return default_storage.open(name, "rb")
