"""The portal's own Word file comes back as the plan that it encloses."""

import io
from dataclasses import replace

import docx
import pytest

from events.drafting.queries.stored_content import read_content
from events.plan.codec import fingerprint
from events.plan.content import (
    StepContent,
)
from reports.imports.rules.drafts import recognise_file
from reports.office_files.docx import word_bytes
from reports.office_files.docx.checked import checked_word
from reports.paper.document import build_document, draft_document, edition_document
from tests.plans import LAYOUTS, make_plan
from tests.reports.paper.papers import plan_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("a Word file is drawn from plain values and opened by LibreOffice"),
]


def word_of(data):
    return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("status", ["draft", "approved"])
def test_it_comes_back_with_the_same_fingerprint(layout, status):
    plan = make_plan(layout, status, rows=6)
    document = edition_document(plan.official) if plan.official else draft_document(plan)
    found = recognise_file(word_bytes(document), "план.docx")
    assert fingerprint(found.content) == fingerprint(read_content(plan))
    assert found.unplaced == ()


def test_what_was_edited_is_read_as_it_stands():
    plan = make_plan("rmc-directions", rows=3)
    word = word_of(word_bytes(draft_document(plan)))
    cell = next(
        cell for row in word.tables[-1].rows for cell in row.cells if "Семинар" in cell.text
    )
    cell.paragraphs[0].runs[0].text = "Вписано рукой"
    data = io.BytesIO()
    word.save(data)
    found = recognise_file(data.getvalue(), "план.docx")
    titles = [event.title for event in found.content.all_events()]
    assert "Вписано рукой" in " ".join(titles)
    assert fingerprint(found.content) != fingerprint(read_content(plan))


def test_data_that_the_words_do_not_show_is_not_believed():
    whole = build_document(plan_of("Встреча"), status="draft")
    other = build_document(plan_of("Тайная встреча"), status="draft")
    data = word_bytes(replace(whole, attached=other.attached))
    (event,) = recognise_file(data, "план.docx").content.all_events()
    assert event.title == "Встреча"


def test_plan_with_a_sheet_of_agreement_comes_back_too():
    content = plan_of("Встреча")
    steps = tuple(
        StepContent(
            uid=f"{n:032}", verb="agree", position=f"Начальник отдела {n}", name="О. Н. Ветлугина"
        )
        for n in range(5)
    )
    content = replace(content, steps=steps)
    document = build_document(content, status="draft")
    assert document.sheet is not None
    data = checked_word(document)
    assert recognise_file(data, "план.docx").content == content
