"""Makes batches of files for tests: what staff would choose in a folder of old plans."""

import datetime as dt
import io
import re
import uuid

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from associations.models import Association
from reports.imports.rules import batch
from reports.models import ImportSession
from tests.cast import Cast
from tests.factories import TODAY
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

ROWS = (["1", "Слёт наставников", "май", "Методист"], ["2", "Смотр", "июнь", "Секретарь"])


def named(cast: Cast) -> Cast:
    """Give the two associations of the cast names that tell them apart."""
    one, other = cast.association, cast.other_association
    one.name = one.name_genitive = "РУМО учителей физики"
    other.name = "ОМО логопедов"
    other.name_genitive = "областного методического объединения логопедов"
    one.save()
    other.save()
    return cast


def plan_file(
    association: Association | None, year: int = 2031, *, doubtful: bool = False
) -> bytes:
    """Give a Word file of the association's plan; a doubtful one leaves words without a place."""
    whose = association.name_genitive if association else "клуба любителей старины"
    rows = [HEAD, *ROWS]
    if doubtful:
        rows = [[*HEAD, "Семафор"], *([*row, "слова ни о чём"] for row in ROWS)]
    return plan(rows, title=("План работы", whose, f"на {year} год"))


def bring(cast: Cast, files: dict[str, bytes], who: str = "methodist") -> uuid.UUID:
    """Take files in, not read yet; the key of their batch."""
    chosen = [SimpleUploadedFile(name, data) for name, data in files.items()]
    return batch.upload_many(files=chosen, by=cast.actor(who))


def four_files(cast: Cast) -> uuid.UUID:
    """Take in and read a sure file, a doubtful one, nobody's and one that can't be read."""
    key = bring(
        cast,
        {
            "верный.docx": plan_file(cast.association),
            "сомнения.docx": plan_file(cast.association, 2032, doubtful=True),
            "чей.docx": plan_file(None),
            "скан.pdf": b"%PDF-1.7",
        },
    )
    read_all(key)
    return key


def read_all(key: uuid.UUID) -> dict[str, ImportSession]:
    """Read every file of the batch, as a worker does; the files by name."""
    for one in ImportSession.objects.filter(batch=key):
        batch.work_at_file(one.pk, on=TODAY)
    return by_name(key)


def by_name(key: uuid.UUID) -> dict[str, ImportSession]:
    """Give the files of a batch as they are now, by name."""
    return {one.name: one for one in ImportSession.objects.filter(batch=key)}


def states(key: uuid.UUID) -> dict[str, str]:
    """Give the state of each file of a batch, by name."""
    return {name: one.state for name, one in by_name(key).items()}


def stall(**which: object) -> None:
    """Leave files as a worker that was killed long ago leaves them."""
    ImportSession.objects.filter(**which).update(heartbeat=timezone.now() - dt.timedelta(hours=1))


def address(key: uuid.UUID, page: str = "import_session_batch") -> str:
    """Give the address of a page of the batch."""
    return reverse(f"reports:{page}", args=[key])


def row_of(page: str, name: str) -> str:
    """Give the row of a file in the page, its words in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", row_html(page, name)).split())


def row_html(page: str, name: str) -> str:
    """Give the row of a file in the page as HTML."""
    (row,) = [one for one in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if f">{name}</th>" in one]
    return row


def sheet(cast, key):
    """Give the workbook of the report on many files."""
    answer = cast.client("methodist").get(address(key, "import_session_batch_report"))
    assert answer["Cache-Control"] == "private, no-cache"
    assert "attachment" in answer["Content-Disposition"]
    return openpyxl.load_workbook(io.BytesIO(answer.content))["Файлы"]
