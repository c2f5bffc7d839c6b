"""What stands in an archive of plans: its folders, its register, and what was left out and why.

It knows a finished job's pieces; it refuses to know how they were printed and how a ZIP is written.
"""

import io
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import IO, Any, Final

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from events.models import Plan
from reports.archive import Entry
from reports.models import PrintJob, PrintPiece

# Fewer plans than this are found at a glance without folders.
FEW: Final = 12
LEFT_OUT: Final = "Что не вошло в архив"


def title_of(job: PrintJob) -> str:
    """The archive's own name: «Планы объединений 2026-11-21»."""
    return f"Планы объединений {timezone.localtime(job.made_at):%Y-%m-%d}"


def entries_of(job: PrintJob) -> Iterator[Entry]:
    """Every file of the archive, opened only when its turn comes."""
    pieces = job.pieces.select_related("plan__association").order_by("order")
    refused = list(pieces.filter(state=PrintPiece.State.REFUSED))
    if refused:
        yield _text(LEFT_OUT, _left_out(refused))
    made = pieces.filter(state=PrintPiece.State.DONE)
    by_kind, by_period = _folders(made)
    for piece in made:
        plan = piece.plan
        folder = []
        if plan is not None and by_kind:
            folder.append(str(plan.association.get_kind_display()))
        if plan is not None and by_period:
            folder.append(plan.period.label())
        yield Entry(tuple(folder), piece.title, piece.form, partial(_opened, str(piece.file)))


def _folders(made: QuerySet[PrintPiece]) -> tuple[bool, bool]:
    """Whether plans lie in folders by kind of association, and by period inside."""
    plans = {piece.plan for piece in made if piece.plan is not None}
    if len(plans) < FEW:
        return False, False
    kinds = {plan.association.kind for plan in plans}
    return len(kinds) > 1, len({_period(plan) for plan in plans}) > 1


def _period(plan: Plan) -> tuple[object, ...]:
    return plan.period_kind, plan.period_start, plan.period_end


def _left_out(refused: list[PrintPiece]) -> str:
    lines = [f"{piece.title} ({piece.get_form_display()})\n    {piece.why}" for piece in refused]
    return "\n\n".join(lines) + "\n"


def _text(title: str, text: str) -> Entry:
    # With a mark of order: Windows' own reader knows Russian letters by it.
    return Entry((), title, "txt", lambda: io.BytesIO(text.encode("utf-8-sig")))


def _opened(name: str) -> AbstractContextManager[IO[Any]]:
    return default_storage.open(name, "rb")
