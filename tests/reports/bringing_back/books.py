"""Workbooks of plans for tests: written by the portal, edited by openpyxl as a person would."""

import datetime as dt
import io
from dataclasses import replace

import openpyxl

from events.plan.content import (
    AgendaItemContent,
    EventContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
)
from events.plan.vocabulary import SectionKind
from reports.bringing_back.queries.file_merge import merge_file
from reports.office_files.round_trip import FileStamp
from reports.office_files.xlsx.own_book import read_own_book
from reports.office_files.xlsx.plan import KEY_HEADING, WorkbookState, content_xlsx

STAMP = FileStamp(7, 3)
STATE = WorkbookState(is_draft=True, words="Черновик", at=dt.datetime(2027, 5, 4, tzinfo=dt.UTC))


def uid(number: int) -> str:
    """Give a well-formed uid."""
    return f"{number:032x}"


def rich(content: PlanContent) -> PlanContent:
    """Give the plan with rows that have everything a row may have, with uids of their own."""
    count = iter(range(1, 10_000))

    def fill(section: SectionContent) -> SectionContent:
        sections = tuple(map(fill, section.sections))
        if section.kind != SectionKind.TABLE:
            return replace(section, sections=sections)
        events = tuple(row(next(count), count) for _ in range(4))
        return replace(section, uid=uid(next(count)), events=events, sections=sections)

    return replace(content, sections=tuple(map(fill, content.sections)))


def row(number: int, count) -> EventContent:
    """Make a row; every second one is a meeting, every third has parts."""
    parts: tuple[EventContent, ...] = ()
    if number % 3 == 0:
        parts = tuple(
            EventContent(
                uid=uid(next(count)),
                title=f"Часть {number}.{n} «Лесная тропа»",
                term=f"{n + 1} мая",
                responsible=(ResponsibleContent("Осипова Р. Т., вожатая"),),
            )
            for n in range(2)
        )
    agenda = (AgendaItemContent(f"Итоги {number} четверти", "Крутов О. Л."),
              AgendaItemContent("О выборе учебников"))  # fmt: skip
    return EventContent(
        uid=uid(number),
        meeting=number % 2 == 0,
        lead_in="Мастер-класс:" if number % 4 == 1 else "",
        title=f"Открытая встреча {number} учителей с авторами книг\nВторая часть встречи",
        description=f"Показ {number} уроков\n– для новичков\n– для опытных",
        direction=f"Развитие {number}",
        term=f"{number} марта 2027 г.",
        place=f"Актовый зал {number}",
        form="очно, с записью",
        audience=f"Учителя {number} школ",
        result="Сборник заметок",
        note="по согласованию",
        responsible=(
            ResponsibleContent(f"Лапина В. Г., методист {number}"),
            ResponsibleContent("Крутов О. Л."),
        ),
        agenda=agenda if number % 2 == 0 else (),
        events=parts,
    )


def book_of(content: PlanContent, stamp: FileStamp | None = STAMP) -> bytes:
    """Write the plan as a workbook."""
    return content_xlsx(content, STATE, "0" * 64, stamp).data


def opened(data: bytes):
    """Open a workbook for editing: the book, its sheet of rows, and columns by heading."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["План"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    return book, sheet, columns


def saved(book) -> bytes:
    """Save a workbook."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def row_of(sheet, columns, key: str) -> int:
    """Find the row with this key."""
    column = columns[KEY_HEADING]
    return next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, column).value == key)


def merged(data: bytes, ours: PlanContent):
    """Read the workbook and merge it with the plan."""
    return merge_file(read_own_book(data), ours)
