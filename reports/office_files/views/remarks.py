"""The register of remarks as a workbook."""

from typing import Final

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from associations.journal.rules import note
from associations.offices.queries import Request
from associations.vocabulary import JournalAction
from events.models import Remark, RemarkAnswer
from events.remarks.forms import RemarkFilter
from reports.office_files.views.answers import file_answer
from reports.office_files.xlsx.book import (
    XLSX,
    BookProperties,
    Column,
    Record,
    Value,
    WorkbookTable,
    write_book,
)

_COLUMNS: Final = (
    Column("Объединение", 40),
    Column("Период", 20),
    Column("Редакция", 11, centred=True),
    Column("Место", 30),
    Column("Что там было", 44),
    Column("Замечание", 60),
    Column("Предложено", 44),
    Column("Важность", 22),
    Column("Кто", 26),
    Column("Когда", 13, centred=True),
    Column("Состояние", 16),
    Column("Ответы", 60),
)


@require_GET
def remarks_xlsx(request: Request) -> HttpResponse:
    """The remarks that the reader may see, by the same filters as the register (3 queries)."""
    found = RemarkFilter(request.GET, actor=request.actor).qs.order_by("made_at", "id")
    related = found.select_related("plan__association", "edition")
    remarks = related.defer("edition__content").prefetch_related("answers")
    records = [Record(_values(one)) for one in remarks]
    now = timezone.now()
    table = WorkbookTable("Замечания", _COLUMNS, records, keys=4)
    data = write_book(BookProperties("Реестр замечаний", at=now), [table])
    note(
        action=JournalAction.EXPORT,
        words=f"Выгружен реестр замечаний, строк: {len(records)}.",
        institution_id=request.actor.institution_id,
        by=request.actor,
    )
    return file_answer(data, XLSX, "Реестр замечаний.xlsx")


def _values(remark: Remark) -> tuple[Value, ...]:
    return (
        remark.plan.association.name,
        remark.plan.period.label(),
        remark.edition.number if remark.edition else None,
        remark.where,
        remark.words,
        remark.text,
        remark.suggestion,
        remark.get_severity_display(),
        remark.made_by_name,
        timezone.localtime(remark.made_at).date(),
        remark.get_state_display(),
        "\n".join(map(_answer, remark.answers.all())),
    )


def _answer(answer: RemarkAnswer) -> str:
    return f"{answer.by_name}: {answer.text or answer.get_state_display()}"
