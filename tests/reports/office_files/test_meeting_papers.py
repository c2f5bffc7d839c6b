"""Agenda, invitation and protocol of a meeting: the same words as PDF and as a Word file."""

import datetime as dt
import io
from dataclasses import replace

import docx
import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from pdfua import validate

from associations.models import Office
from associations.vocabulary import OfficeRole
from events.drafting.queries.stored_content import shown_content
from events.plan.content import AgendaItemContent, EventContent, ResponsibleContent
from reports.office_files.meeting_docx import meeting_word
from reports.office_files.meeting_papers import BLANK_DATE, NAMES, Meeting, Signer, meeting_paper
from reports.paper.pdf import print_html
from tests.plans import make_plan
from tests.reports.paper.papers import text_of

MEETING = Meeting(
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
)


def pdf_of(paper):
    return print_html(render_to_string("reports/office_files/meeting.html", {"paper": paper}))


def word_text(data):
    return "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)


def bare(text):
    return "".join(text.split())


@pytest.mark.parametrize("kind", NAMES)
def test_pdf_and_word_say_every_part(kind):
    paper = meeting_paper(kind, MEETING)
    pdf, word = bare(text_of(pdf_of(paper))), bare(word_text(meeting_word(paper)))
    said = [paper.association, paper.heading, paper.title, *paper.sides]
    said += [f"{part.label}{':' if part.label else ''} {part.text}" for part in paper.parts
             if part.kind != "room"]  # fmt: skip
    said += [text for one in paper.signers for text in (one.position, one.name)]
    for text in said:
        assert bare(text) in pdf
        assert bare(text) in word


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


def test_day_that_the_term_does_not_tell_is_left_to_the_hand():
    meeting = replace(MEETING, day=None, event=replace(MEETING.event, term="весной"))
    text = text_of(pdf_of(meeting_paper("agenda", meeting)))
    assert f"{BLANK_DATE} (по плану: весной)" in text


@pytest.mark.parametrize("kind", NAMES)
def test_meeting_without_an_agenda_has_room_for_one(kind):
    meeting = replace(MEETING, event=EventContent(meeting=True), chair=Signer("Председатель"))
    paper = meeting_paper(kind, meeting)
    assert any(part.kind == "room" for part in paper.parts)
    assert "Заседание" in text_of(pdf_of(paper))
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


@pytest.mark.django_db
def test_page_lists_the_meetings_with_their_papers(cast):
    plan = make_plan("rumo-directions", association=cast.association, rows=4)
    content = shown_content(plan, cast.actor("chair"))
    uids = [event.uid for event in content.all_events() if event.meeting]
    page = cast.client("chair").get(reverse("reports:meeting_list", args=[plan.pk]))
    for uid in uids:
        for kind in NAMES:
            assert (
                reverse("reports:meeting_pdf", args=[plan.pk, uid, kind]) in page.content.decode()
            )
    assert uids
    none = make_plan("moc-results", association=cast.other_association, rows=1)
    empty = cast.client("methodist").get(reverse("reports:meeting_list", args=[none.pk]))
    assert "нет заседаний" in empty.content.decode()


@pytest.mark.django_db
def test_signers_are_those_who_hold_the_office(cast):
    plan = make_plan("rumo-directions", association=cast.association, rows=4)
    content = shown_content(plan, cast.actor("chair"))
    uid = next(event.uid for event in content.all_events() if event.meeting)
    address = reverse("reports:meeting_docx", args=[plan.pk, uid, "protocol"])
    text = word_text(cast.client("chair").get(address).content)
    for role in (OfficeRole.CHAIR, OfficeRole.SECRETARY):
        office = Office.objects.get(association=cast.association, role=role)
        assert office.person.signing_name in text


@pytest.mark.django_db
@pytest.mark.parametrize(("uid", "paper"), [("0" * 32, "agenda"), (None, "minutes")])
def test_what_is_no_meeting_or_no_paper_is_not_found(cast, uid, paper):
    plan = make_plan("rumo-directions", association=cast.association, rows=4)
    content = shown_content(plan, cast.actor("chair"))
    uid = uid or next(event.uid for event in content.all_events() if event.meeting)
    address = reverse("reports:meeting_pdf", args=[plan.pk, uid, paper])
    assert cast.client("chair").get(address).status_code == 404
