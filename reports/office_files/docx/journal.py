"""The journal of an institution as a Word file."""

import datetime as dt
import io
from collections.abc import Iterable
from typing import Final

from django.utils import timezone

from associations.models import JournalEntry
from events.plan.vocabulary import Orientation
from plans_portal.lib.characters import normalize_characters
from reports.office_files.docx.paper import without_times
from reports.office_files.docx.styles import new_word
from reports.office_files.docx.table import plain_table

_WIDTHS: Final = [30, 45, 40, 90, 62]
_HEADS: Final = ["Когда", "Кто и откуда", "Вид", "Что сделано", "Было и стало"]
_FIXED_TIME: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Word files have no zones


def journal_word(entries: Iterable[JournalEntry], about: str) -> bytes:
    """The entries in the given order, one a row; `about` says what they are."""
    word = new_word(Orientation.LANDSCAPE)
    word.add_paragraph("Журнал", style="Title")
    word.add_paragraph(about, style="План: сведения")
    small = word.styles["План: код"]
    small.paragraph_format.alignment = None
    rows = [[[head] for head in _HEADS], *map(_row, entries)]
    end = word.element.body.sectPr
    end.addprevious(plain_table(rows, _WIDTHS, small.style_id))
    word.core_properties.title, word.core_properties.language = "Журнал", "ru-RU"
    word.core_properties.author = word.core_properties.comments = ""
    word.core_properties.created = word.core_properties.modified = _FIXED_TIME
    data = io.BytesIO()
    word.save(data)
    return without_times(data.getvalue())


def _row(entry: JournalEntry) -> list[list[str]]:
    at = timezone.localtime(entry.at)
    cells = [
        [f"{at:%d.%m.%Y}", f"{at:%H:%M:%S}"],
        [entry.by_name or "Неизвестный", entry.ip or ""],
        [entry.get_action_display()],
        [entry.words],
        [f"{name}: {was or '—'} → {now or '—'}" for name, was, now in entry.values],
    ]
    return [[normalize_characters(line) for line in cell if line] or [""] for cell in cells]
