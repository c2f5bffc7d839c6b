"""Our own Word file, edited without the portal, brings back the edit and nothing else."""

import random
import subprocess

import pytest
from django.db import transaction

from events.drafting.queries.stored_content import read_content
from reports.office_files.docx import word_bytes
from reports.office_files.docx.brought_back import brought_back
from reports.paper.document import draft_document
from reports.sources.docx import read_word
from tests.plans import LAYOUTS, make_plan
from tests.reports.office_files.docx.edits import (
    as_word_splits,
    differences,
    with_one_word_changed,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("a Word file is drawn from plain values and opened by LibreOffice"),
]

EDITS = 30
RESAVED = 4


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker):
    """Give a plan of each layout as it is kept, and its Word file."""
    with django_db_blocker.unblock(), transaction.atomic():
        plans = {layout: make_plan(layout, rows=2) for layout in LAYOUTS}
        made = {
            layout: (read_content(plan), word_bytes(draft_document(plan)))
            for layout, plan in plans.items()
        }
        transaction.set_rollback(True)
    return made


def is_the_edit(base, data, word):
    back = brought_back(read_word(data))
    changes = differences(base, back.content)
    ((was, now),) = changes.values()
    assert f"{word}ъ" in now
    assert now.replace("ъ", "") == was.replace("ъ", "")
    assert back.unplaced == ()
    return True


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_word_changed_is_one_value_changed(layout, written):
    base, data = written[layout]
    chance = random.Random(f"{layout} 13")
    for place in range(EDITS):
        edited, word = with_one_word_changed(data, chance)
        if place % 3 == 0:
            edited = as_word_splits(edited, chance)
        assert is_the_edit(base, edited, word)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_split_runs_alone_change_nothing(layout, written):
    base, data = written[layout]
    back = brought_back(read_word(as_word_splits(data, random.Random(1))))
    assert (back.content, back.base, back.unplaced) == (base, base, ())


@pytest.fixture(scope="module")
def resaved(written, tmp_path_factory, soffice):
    """Give files that LibreOffice saved after some edits: layout, word that was changed, bytes."""
    folder = tmp_path_factory.mktemp("resaved")
    chance = random.Random(49)
    words = {}
    for layout, (_, data) in written.items():
        (folder / f"{layout}.0.docx").write_bytes(data)
        for place in range(1, RESAVED + 1):
            edited, words[layout, place] = with_one_word_changed(data, chance)
            (folder / f"{layout}.{place}.docx").write_bytes(edited)
    command = [*soffice, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")]
    subprocess.run([*command, *sorted(folder.glob("*.docx"))], check=True, capture_output=True)
    return words, folder / "out"


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_libreoffice_saves_the_edit_and_nothing_else(layout, written, resaved):
    base, _ = written[layout]
    words, folder = resaved
    back = brought_back(read_word((folder / f"{layout}.0.docx").read_bytes()))
    assert (back.content, back.unplaced) == (base, ())
    for place in range(1, RESAVED + 1):
        data = (folder / f"{layout}.{place}.docx").read_bytes()
        assert is_the_edit(base, data, words[layout, place])
