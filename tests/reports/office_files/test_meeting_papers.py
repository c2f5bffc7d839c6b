"""Agenda, invitation and protocol of a meeting: the same words as PDF and as a Word file."""

import datetime as dt
import io
from dataclasses import replace

import docx
import pytest
from django.template.loader import render_to_string
from pdfua import validate

from events.plan.content import AgendaItemContent, EventContent, ResponsibleContent
from reports.office_files.meeting_docx import meeting_word
from reports.office_files.meeting_papers import (
    BLANK_DATE,
    NAMES,
    MeetingFacts,
    Signer,
    meeting_paper,
)
from reports.paper.pdf import print_html
from tests.reports.paper.papers import pages_of, reader_of, text_of

MEETING = MeetingFacts(
    event=EventContent(
        meeting=True,
        title="Заседание № 2. Весна",
        term="12 марта",
        place="Лицей № 5",
        form="очно",
        audience="учителя химии",
        responsible=(ResponsibleContent("Сомов П. И.", "person"),),
        agenda=(
            AgendaItemContent("О плане работы", "Ветлугина О. Н."),
            AgendaItemContent("Разное."),
        ),
    ),
    association="Объединение учителей Заречья",
    city="Заречье",
    day=dt.date(2027, 3, 12),
    chair=Signer("Председатель объединения", "О. Н. Ветлугина"),
    secretary=Signer("Секретарь", "П. И. Сомов"),
    institution="Заречный институт развития образования",
    of_association="объединения учителей Заречья",
)


def pdf_of(paper):
    return print_html(render_to_string("reports/office_files/meeting.html", {"paper": paper}))


def word_text(data):
    word = docx.Document(io.BytesIO(data))
    cells = (cell for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in word.paragraphs), *(cell.text for cell in cells)])


def bare(text):
    return "".join(text.split())


@pytest.mark.parametrize("kind", NAMES)
def test_pdf_and_word_say_every_part(kind):
    paper = meeting_paper(kind, MEETING)
    pdf, word = bare(text_of(pdf_of(paper))), bare(word_text(meeting_word(paper)))
    said = [paper.institution, paper.association, *paper.addressee]
    said += [paper.heading, *paper.title.split("\n"), *paper.sides]
    said += [f"{part.label}{':' if part.label else ''} {part.text}" for part in paper.parts
             if part.kind != "room"]  # fmt: skip
    said += [text for one in paper.signers for text in (one.position, one.name)]
    for text in said:
        assert bare(text) in pdf
        assert bare(text) in word


@pytest.mark.parametrize(
    ("lead_in", "title", "lines"),
    [
        ("Заседание первое.", "Организационное", ["(первое, организационное)"]),
        ("", "Заседание № 2. Весна", ["(№ 2)", "Весна"]),
        ("Второе заседание.", "Итоги года.", ["(второе)", "Итоги года"]),
        ("", "Итоговое заседание", ["(итоговое)"]),
        ("", "Заседание № 3 (выездное).", ["(№ 3, выездное)"]),
        ("", "Заседание объединения", []),
        ("", "Заседание совета", ["Заседание совета"]),
        ("", "Наставничество: опыт школ", ["Наставничество: опыт школ"]),
        ("", "", []),
    ],
)
def test_heading_says_whose_meeting_it_is_and_which(lead_in, title, lines):
    event = replace(MEETING.event, lead_in=lead_in, title=title)
    paper = meeting_paper("protocol", replace(MEETING, event=event))
    assert paper.heading == "ПРОТОКОЛ №\u00a0______"
    said = [line.replace("\u00a0", " ") for line in paper.title.split("\n")]
    assert said == ["заседания объединения учителей Заречья", *lines]


def test_file_is_named_by_its_meeting():
    event = replace(MEETING.event, lead_in="Заседание первое.", title="Организационное")
    paper = meeting_paper("protocol", replace(MEETING, event=event))
    assert paper.file_title == (
        "Протокол заседания объединения учителей Заречья (первое, организационное)"
    )


def test_invitation_names_the_association_and_leaves_room_for_the_addressee():
    text = text_of(pdf_of(meeting_paper("invitation", MEETING)))
    assert "участие в заседании объединения учителей Заречья." in text
    assert "(инициалы, фамилия)" in text
    assert "(инициалы, фамилия)" not in text_of(pdf_of(meeting_paper("agenda", MEETING)))


def test_position_of_a_signer_is_never_divided_and_has_half_the_sheet():
    position = "Председатель объединения преподавателей истории и обществознания"
    meeting = replace(MEETING, chair=Signer(position, "О. Н. Ветлугина"))
    (page,) = reader_of(pdf_of(meeting_paper("agenda", meeting))).pages
    lines = [line for line in page.extract_text().split("\n") if line]
    assert "\u00ad" not in "".join(lines[-4:])
    assert any("Председатель объединения" in line.replace("\u00a0", " ") for line in lines)


def test_agenda_names_questions_and_speakers():
    text = text_of(pdf_of(meeting_paper("agenda", MEETING)))
    assert "12 марта 2027 г." in text
    assert "О плане работы. Докладчик: Ветлугина О. Н." in text
    assert "Лицей № 5" in text
    assert "О. Н. Ветлугина" in text
    assert "П. И. Сомов" not in text


def test_protocol_has_its_requisites_for_each_question():
    text = text_of(pdf_of(meeting_paper("protocol", MEETING)))
    assert "№ ______" in text
    for word in ("СЛУШАЛИ:", "ВЫСТУПИЛИ:", "РЕШИЛИ:", "Голосовали:"):
        assert text.count(word) == 2
    assert "О. Н. Ветлугина" in text
    assert "П. И. Сомов" in text


def test_no_sheet_of_a_protocol_ends_before_the_lines_for_a_speech():
    agenda = tuple(AgendaItemContent(f"Вопрос {n}", "Сомов П. И.") for n in range(14))
    paper = meeting_paper("protocol", replace(MEETING, event=replace(MEETING.event, agenda=agenda)))
    ends = [page.rstrip().rsplit("\n", 1)[-1] for page in pages_of(pdf_of(paper))]
    assert len(ends) > 3
    assert not [end for end in ends if end.startswith(("СЛУШАЛИ", "РЕШИЛИ"))]


def test_day_that_the_term_does_not_tell_is_left_to_the_hand():
    meeting = replace(MEETING, day=None, event=replace(MEETING.event, term="весной"))
    text = text_of(pdf_of(meeting_paper("agenda", meeting)))
    assert f"{BLANK_DATE} (по плану: весной)" in text


@pytest.mark.parametrize("kind", NAMES)
def test_meeting_without_an_agenda_has_room_for_one(kind):
    meeting = replace(MEETING, event=EventContent(meeting=True), chair=Signer("Председатель"))
    paper = meeting_paper(kind, meeting)
    assert any(part.kind == "room" for part in paper.parts)
    assert "заседани" in text_of(pdf_of(paper))
    assert word_text(meeting_word(paper))


@pytest.mark.parametrize("kind", NAMES)
def test_many_long_and_hostile_questions_stay_words(kind):
    words = '<b>Жирно</b> url("file:///etc/hostname") ' + "слово " * 60
    agenda = tuple(AgendaItemContent(f"{words} {n}") for n in range(40))
    paper = meeting_paper(kind, replace(MEETING, event=replace(MEETING.event, agenda=agenda)))
    pdf = bare(text_of(pdf_of(paper)))
    assert pdf.count(bare('<b>Жирно</b> url("file:///etc/hostname")')) >= 40
    assert word_text(meeting_word(paper)).count("<b>Жирно</b>") >= 40


@pytest.mark.parametrize("kind", NAMES)
def test_pdf_is_accessible(kind):
    report = validate(io.BytesIO(pdf_of(meeting_paper(kind, MEETING))))
    assert list(report.findings) == []
