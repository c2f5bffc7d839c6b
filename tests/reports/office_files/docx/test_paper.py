"""A plan as a Word file: it says what the PDF says, can be edited, and comes back as it went."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace

import docx
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx.oxml.ns import qn
from pypdf import PdfReader

from events.drafting.queries.stored_content import read_content
from events.drafting.rules.sections import SectionValues, add_section
from events.plan.codec import fingerprint
from events.plan.content import (
    AgendaItemContent,
    EventContent,
    ResponsibleContent,
    SectionContent,
    StepContent,
)
from plans_portal.lib.characters import PICTURES
from reports.imports.rules.drafts import recognise_file
from reports.office_files.docx import read_back, table, word_bytes
from reports.office_files.docx.checked import checked_word
from reports.paper.completeness_check import missing_from
from reports.paper.document import document_of, draft_document, edition_document
from reports.paper.pdf import render
from reports.paper.pdf.read_back import read_tagged
from reports.sources.docx import read_word
from reports.sources.source_document import SourceError
from tests.plans import LAYOUTS, bring_to, make_plan
from tests.reports.paper.papers import plan_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("a Word file is drawn from plain values and opened by LibreOffice"),
]

HOSTILE = (
    "<w:t>не разметка</w:t> &amp; <script>",
    '{ INCLUDETEXT "file:///etc/hostname" }',
    "слово" * 20_000,
    "\u202eназад\u202c и \u200bневидимо",
    "=1+1 @SUM",
    "🙂 и ﬁ и № 1",
)


def word_of(data):
    return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("status", ["draft", "approved"])
def test_everything_that_the_paper_says_is_in_it(layout, status):
    plan = make_plan(layout, status, rows=6)
    document = edition_document(plan.official) if plan.official else draft_document(plan)
    assert missing_from(document, read_back(read_word(word_bytes(document)))) == ()


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
    whole = document_of(plan_of("Встреча"), status="draft")
    other = document_of(plan_of("Тайная встреча"), status="draft")
    data = word_bytes(replace(whole, attached=other.attached))
    (event,) = recognise_file(data, "план.docx").content.all_events()
    assert event.title == "Встреча"


def test_lists_meetings_and_sub_events_come_back():
    event = EventContent(
        meeting=True,
        lead_in="Весна",
        title="Заседание",
        description="Открытое",
        term="12 марта",
        place="Лицей",
        responsible=(ResponsibleContent("Ветлугина О. Н.", "person"),),
        agenda=(AgendaItemContent("О плане", "Сомов П. И."), AgendaItemContent("Разное")),
        events=(EventContent(title="Выставка", term="13 марта"),),
    )
    content = plan_of("Первая")
    section = replace(content.sections[0], events=(*content.sections[0].events, event))
    content = replace(content, sections=(section,))
    data = word_bytes(document_of(content, status="draft"))
    assert recognise_file(data, "план.docx").content == content


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_users_are_words(words):
    document = document_of(plan_of(words, "Вторая"), status="draft")
    data = checked_word(document)
    assert missing_from(document, read_back(read_word(data))) == ()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".rels"))
    assert b'TargetMode="External"' not in relations
    assert not word_of(data).element.body.findall(f".//{qn('w:instrText')}")


def test_signs_that_no_file_holds_leave_a_mark():
    word = word_of(word_bytes(document_of(plan_of("до\x01после\uffff"), status="draft")))
    assert "до после\ufffd" in word.tables[-1].rows[-1].cells[2].text


# Plans of old editions may hold what no plan comes to hold now.
ODD = [
    *PICTURES,
    *"\ue000\uf02d\uf8ff\x01\x0b\x0c\x7f\x85\ufffe\uffff\u2010\u2011\u2028\ufdd0\U000f0000",
]


def test_odd_signs_are_the_same_on_the_way_out_and_back():
    document = document_of(plan_of(*(f"до{sign}после {sign}" for sign in ODD)), status="draft")
    assert missing_from(document, read_tagged(render(document))) == ()
    assert checked_word(document)


def test_sixty_columns_stand_side_by_side():
    content = plan_of("Одна")
    columns = tuple(replace(content.layout.columns[3], heading=f"Графа {n}") for n in range(60))
    columns = (content.layout.columns[2], *columns)
    content = replace(content, layout=replace(content.layout, columns=columns))
    document = document_of(content, status="draft")
    assert missing_from(document, read_back(read_word(word_bytes(document)))) == ()


def test_same_document_gives_the_same_bytes():
    document = draft_document(make_plan(rows=2))
    assert word_bytes(document) == word_bytes(document)


def test_table_has_a_head_that_repeats_and_rows_that_stay_whole():
    word = word_of(word_bytes(draft_document(make_plan("omo-directions", rows=4))))
    table = word.tables[-1]
    head, *rows = table._tbl.tr_lst
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert any(cell.tcPr.find(qn("w:vMerge")) is not None for row in rows for cell in row.tc_lst)


def test_styles_carry_the_look():
    word = word_of(word_bytes(draft_document(make_plan(rows=2))))
    used = {paragraph.style.name for paragraph in word.paragraphs if paragraph.text}
    assert "Title" in used
    assert all(run.font.name is None and run.font.size is None
               for paragraph in word.paragraphs for run in paragraph.runs)  # fmt: skip
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert word.core_properties.language == "ru-RU"
    assert word.core_properties.author == ""


def test_draft_says_so_on_every_page_and_an_approved_one_has_its_check_mark():
    draft = word_of(word_bytes(draft_document(make_plan(rows=1)))).sections[0]
    assert "ПРОЕКТ" in draft.header.paragraphs[0].text
    assert "ПРОЕКТ" in draft.first_page_header.paragraphs[0].text
    plan = make_plan("moc-results", "approved", rows=1)
    document = edition_document(plan.official)
    paper = word_of(word_bytes(document)).sections[0]
    assert "ПРОЕКТ" not in paper.header.paragraphs[0].text
    foot = paper.first_page_footer
    assert document.check.code in "".join(one.text for one in foot.paragraphs)
    assert re.search(r'descr="QR-код', foot._element.xml)
    assert 'w:instr="PAGE"' in paper.header._element.xml


def test_file_that_does_not_say_all_is_not_given(monkeypatch):
    def careless(line, style):
        return table.paragraph(line.text[:-1], style)

    monkeypatch.setattr(table, "_line", careless)
    with pytest.raises(ValidationError, match="не отдан"):
        checked_word(document_of(plan_of("Встреча"), status="draft"))


def test_plan_that_no_word_file_holds_is_refused_in_words():
    with pytest.raises(ValidationError, match="велик для одного файла Word"):
        checked_word(document_of(plan_of("слово " * 270_000), status="draft"))


def test_plan_of_words_alone_is_given_and_comes_back(cast):
    plan = make_plan(association=cast.association, rows=0)
    plan.sections.all().delete()
    values = SectionValues(kind="text", heading="Цель", paragraphs="Учить\nПомогать")
    add_section(plan=plan, values=values, by=cast.actor("chair"))
    plan.steps.all().delete()
    answer = cast.client("chair").get(reverse("reports:plan_docx", args=[plan.pk]))
    assert answer.status_code == 200
    assert "Помогать" in "\n".join(one.text for one in word_of(answer.content).paragraphs)
    found = recognise_file(answer.content, "план.docx")
    assert fingerprint(found.content) == fingerprint(read_content(plan))


def test_plan_of_words_alone_that_was_edited_is_refused_in_words(cast):
    section = SectionContent(kind="text", heading="Цель", paragraphs=("Учить",))
    content = replace(plan_of("Одна"), sections=(section,))
    word = word_of(word_bytes(document_of(content, status="draft")))
    word.paragraphs[-1].runs[0].text = "Вписано рукой"
    data = io.BytesIO()
    word.save(data)
    with pytest.raises(SourceError, match="таблиц"):
        recognise_file(data.getvalue(), "план.docx")


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_libreoffice_opens_it_with_every_row(layout, tmp_path):
    document = draft_document(make_plan(layout, rows=8))
    source = tmp_path / "plan.docx"
    source.write_bytes(word_bytes(document))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    pages = PdfReader(tmp_path / "plan.pdf").pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    for block in document.blocks:
        for line in getattr(block, "lines", ()):
            for cell in getattr(line, "cells", ()):
                for one in cell.lines:
                    assert "".join(one.text.split())[:40] in text


def test_who_reads_only_what_was_sent_gets_that(cast):
    plan = bring_to(make_plan(association=cast.association, rows=1), "returned")
    type(plan).objects.filter(pk=plan.pk).update(title="Тайные правки")
    address = reverse("reports:plan_docx", args=[plan.pk])
    told = {}
    for who in ("agreer", "chair"):
        answer = cast.client(who).get(address)
        told[who] = "\n".join(one.text for one in word_of(answer.content).paragraphs)
        assert answer["Cache-Control"] == "private, no-cache"
        assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert "Тайные" not in told["agreer"]
    assert "Тайные" in told["chair"]


def test_plan_with_a_sheet_of_agreement_comes_back_too():
    content = plan_of("Встреча")
    steps = tuple(
        StepContent(
            uid=f"{n:032}", verb="agree", position=f"Начальник отдела {n}", name="О. Н. Ветлугина"
        )
        for n in range(5)
    )
    content = replace(content, steps=steps)
    document = document_of(content, status="draft")
    assert document.sheet is not None
    data = checked_word(document)
    assert recognise_file(data, "план.docx").content == content
