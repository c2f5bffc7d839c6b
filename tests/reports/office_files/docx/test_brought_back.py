"""Our own Word file, edited without the portal, brings back the edit and nothing else."""

import copy
import random
import subprocess

import docx
import pytest
from django.db import transaction
from docx.oxml.ns import qn

from events.drafting.queries.stored_content import read_content
from reports.office_files.docx import word_bytes
from reports.office_files.docx.brought_back import brought_back
from reports.office_files.docx.own_file import own_plan
from reports.office_files.round_trip import is_sealed, stamp_in, stamp_of
from reports.paper.document import draft_document
from reports.sources.docx import read_word
from tests.plans import LAYOUTS, make_plan
from tests.reports.office_files.docx.edits import (
    as_word_splits,
    differences,
    opened,
    saved,
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


def test_rows_are_added_and_deleted_and_the_others_keep_their_uids(written):
    base, data = written["rmc-directions"]
    word = opened(data)
    table = max(word.tables, key=lambda one: len(one.rows))
    rows = [row for row in table.rows if len({cell._tc for cell in row.cells}) > 1][1:]
    copied = copy.deepcopy(rows[1]._tr)
    rows[1]._tr.addnext(copied)
    texts = [one for one in copied.iter(qn("w:t")) if len(one.text) > 20]
    texts[0].text = "Совсем новое дело"
    rows[0]._tr.getparent().remove(rows[0]._tr)
    back = brought_back(read_word(saved(word)))
    before, after = [
        [event for section in one.all_sections() for event in section.events]
        for one in (base, back.content)
    ]
    assert after[0] == before[1]
    assert (after[1].title, after[1].uid, after[1].number) == ("Совсем новое дело", "", "")
    assert after[2:] == before[2:]
    assert back.unplaced == ()


def test_file_says_of_which_plan_it_is_and_that_nobody_changed_its_base():
    plan = make_plan(rows=1)
    source = read_word(word_bytes(draft_document(plan), stamp_of(plan)))
    back = brought_back(source)
    assert stamp_in(back.properties) == stamp_of(plan)
    assert is_sealed(back.properties, source.enclosed.data.encode())
    assert not is_sealed(back.properties, b"{}")


def test_other_files_and_tables_taken_apart_are_read_like_any_other(written):
    _, data = written["moc-results"]
    word = opened(data)
    table = max(word.tables, key=lambda one: len(one.rows))
    table.add_column(100)
    assert brought_back(read_word(saved(word))) is None
    strange = docx.Document()
    strange.add_table(2, 2)
    assert brought_back(read_word(saved(strange))) is None


def test_words_without_a_field_leave_the_file_to_a_person(written):
    _, data = written["moc-results"]
    word = opened(data)
    table = max(word.tables, key=lambda one: len(one.rows))
    table._tbl.addnext(copy.deepcopy(word.paragraphs[-1]._p))
    word.paragraphs[-1].text = "Вписано без места"
    source = read_word(saved(word))
    assert brought_back(source).unplaced == ("Вписано без места",)
    assert own_plan(source) is None
