"""What a workbook of a plan costs: against bare XlsxWriter writing the same cells.

Both run interleaved; figures are medians. Ours starts from the plan's content: it lays out the rows
and reads every term. Run: `python -m bench.sheet`.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from bench.pages import portal
from bench.pdf import interleaved, report

if TYPE_CHECKING:
    from events.plan.content import PlanContent

RUNS = 9
SIZES = (50, 200, 800)
TERMS = (
    "15 марта",
    "в течение года",
    "с 20 по 24 апреля",
    "сентябрь 2027 г.",
    "до 1 июня",
    "апрель, май",
)


def content_of(rows: int) -> PlanContent:
    """A plan of so many rows, every tenth a meeting with three questions; no two terms in a row."""
    from events.plan.content import (  # noqa: PLC0415
        AgendaItemContent,
        ColumnContent,
        EventContent,
        LayoutContent,
        PeriodContent,
        PlanContent,
        ResponsibleContent,
        SectionContent,
    )

    columns = (
        ColumnContent("number", "№ п/п", 12),
        ColumnContent("event", "Мероприятие", 90),
        ColumnContent("term", "Сроки", 36),
        ColumnContent("responsible", "Ответственные", 40),
        ColumnContent("result", "Результат", 44),
    )
    agenda = tuple(
        AgendaItemContent(f"Вопрос {n}: итоги полугодия", "Светлова А. П.") for n in "123"
    )
    events = tuple(
        EventContent(
            title=f"Семинар «Речь и чтение», занятие {n}: работа с учениками пятых классов",
            term=TERMS[n % len(TERMS)],
            result="Методические рекомендации",
            responsible=(ResponsibleContent("Светлова А. П."), ResponsibleContent("совет")),
            meeting=n % 10 == 0,
            agenda=agenda if n % 10 == 0 else (),
        )
        for n in range(rows)
    )
    share = max(1, rows // 5)
    sections = tuple(
        SectionContent(heading=f"Раздел {n}", events=events[at : at + share])
        for n, at in enumerate(range(0, rows, share), 1)
    )
    return PlanContent(
        title=("План работы", "на 2027 год"),
        period=PeriodContent("calendar", "2027-01-01", "2027-12-31"),
        layout=LayoutContent(columns=columns),
        sections=sections,
    )


type Sheets = dict[str, list[tuple[object, ...]]]


def bare(sheets: Sheets) -> bytes:
    """The same cells, written by XlsxWriter alone."""
    import xlsxwriter  # noqa: PLC0415

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, dt.datetime):
                    sheet.write_datetime(at, place, value, day)
                elif value is not None:
                    sheet.write_string(at, place, str(value))
    book.close()
    return target.getvalue()


def against_bare_writer() -> None:
    """From a plan's content to its bytes, and the same cells alone."""
    import openpyxl  # noqa: PLC0415

    from events.plan.codec import fingerprint  # noqa: PLC0415
    from reports.office_files.xlsx.plan import WorkbookState, content_xlsx  # noqa: PLC0415

    state = WorkbookState(
        is_draft=True, words="Черновик", at=dt.datetime(2027, 5, 4, tzinfo=dt.UTC)
    )
    for rows in SIZES:
        content = content_of(rows)
        data = content_xlsx(content, state, fingerprint(content)).data
        book = openpyxl.load_workbook(io.BytesIO(data))
        sheets: Sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
        cells = sum(len(row) for one in sheets.values() for row in one)
        ours, theirs = interleaved(
            RUNS,
            lambda content=content: content_xlsx(content, state, fingerprint(content)),
            lambda sheets=sheets: bare(sheets),
        )
        name = f"workbook, {rows} rows, {cells} cells, {len(data) // 1024} kB"
        report(name, ours, theirs, "bare XlsxWriter")


def main() -> None:
    """Print a line for each size."""
    with portal():
        against_bare_writer()


if __name__ == "__main__":
    main()
