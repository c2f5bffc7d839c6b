"""A plan as a Word file: it says what the PDF says, can be edited, and comes back as it went."""

import io
import subprocess
import zipfile
from dataclasses import replace

import docx
import pytest
from django.db import transaction
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
)
from plans_portal.lib.characters import PICTURES
from reports.imports.rules.drafts import recognise_file
from reports.office_files.docx import read_back, word_bytes
from reports.office_files.docx.checked import checked_word
from reports.office_files.docx.working_copy import working_copy
from reports.paper.completeness_check import missing_parts
from reports.paper.document import build_document, draft_document, edition_document
from reports.paper.pdf import render
from reports.paper.pdf.read_back import read_tagged
from reports.sources.docx import read_word
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
    copy = working_copy(document)
    assert missing_parts(copy, read_back(read_word(word_bytes(document)))) == ()


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
    data = word_bytes(build_document(content, status="draft"))
    assert recognise_file(data, "план.docx").content == content


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_users_are_words(words):
    document = build_document(plan_of(words, "Вторая"), status="draft")
    data = checked_word(document)
    assert missing_parts(document, read_back(read_word(data))) == ()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".rels"))
    assert b'TargetMode="External"' not in relations
    assert not word_of(data).element.body.findall(f".//{qn('w:instrText')}")


def test_characters_that_no_file_holds_are_replaced():
    word = word_of(word_bytes(build_document(plan_of("до\x01после\uffff"), status="draft")))
    assert "до после\ufffd" in word.tables[-1].rows[-1].cells[2].text


# Plans of old editions may hold what no plan comes to hold now.
ODD = [
    *PICTURES,
    *"\ue000\uf02d\uf8ff\x01\x0b\x0c\x7f\x85\ufffe\uffff\u2010\u2011\u2028\ufdd0\U000f0000",
]


def test_odd_characters_pass_the_completeness_check():
    document = build_document(
        plan_of(*(f"до{character}после {character}" for character in ODD)), status="draft"
    )
    assert missing_parts(document, read_tagged(render(document))) == ()
    assert checked_word(document)


def test_same_document_gives_the_same_bytes():
    document = draft_document(make_plan(rows=2))
    assert word_bytes(document) == word_bytes(document)


def test_draft_says_so_on_every_page_and_so_does_the_copy_of_an_approved_plan():
    draft = word_of(word_bytes(draft_document(make_plan(rows=1)))).sections[0]
    assert "ПРОЕКТ" in draft.header.paragraphs[0].text
    assert "ПРОЕКТ" in draft.first_page_header.paragraphs[0].text
    plan = make_plan("moc-results", "approved", rows=1)
    document = edition_document(plan.official)
    paper = word_of(word_bytes(document)).sections[0]
    assert "ПРОЕКТ" not in paper.header.paragraphs[0].text
    for header in (paper.header, paper.first_page_header):
        assert "Рабочая копия, не подлинник" in header.paragraphs[0].text
    assert 'w:instr="PAGE"' in paper.header._element.xml


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


def test_plan_of_words_alone_that_was_edited_brings_the_edit_back():
    section = SectionContent(kind="text", heading="Цель", paragraphs=("Учить",))
    content = replace(plan_of("Одна"), sections=(section,))
    word = word_of(word_bytes(build_document(content, status="draft")))
    word.paragraphs[-1].runs[0].text = "Вписано рукой"
    data = io.BytesIO()
    word.save(data)
    (section,) = recognise_file(data.getvalue(), "план.docx").content.sections
    assert section.paragraphs == ("Вписано рукой",)


@pytest.fixture(scope="module")
def opened_by_libreoffice(django_db_setup, django_db_blocker, tmp_path_factory, soffice):
    """Give a draft of each layout and the file that LibreOffice, started once, makes of it."""
    folder = tmp_path_factory.mktemp("libreoffice")
    with django_db_blocker.unblock(), transaction.atomic():
        documents = {layout: draft_document(make_plan(layout, rows=8)) for layout in LAYOUTS}
        transaction.set_rollback(True)
    for layout, document in documents.items():
        (folder / f"{layout}.docx").write_bytes(word_bytes(document))
    command = [*soffice, "--convert-to", "pdf", "--outdir", str(folder)]
    command += [str(folder / f"{layout}.docx") for layout in LAYOUTS]
    subprocess.run(command, check=True, capture_output=True)
    return {layout: (one, folder / f"{layout}.pdf") for layout, one in documents.items()}


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_libreoffice_opens_it_with_every_row(layout, opened_by_libreoffice):
    document, path = opened_by_libreoffice[layout]
    pages = PdfReader(path).pages
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
