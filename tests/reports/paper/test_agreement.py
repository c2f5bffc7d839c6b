"""The sheet of agreement: when it is needed, its rows, and its page."""

import datetime as dt
from dataclasses import replace

import pytest

from events.models import Edition
from events.plan.content import StepContent
from events.plan.stamps import Signed, stamps_of
from events.plan.vocabulary import Verb
from events.signoff.rules.deciding import sign_plan
from events.signoff.rules.sealing import seal_chains
from events.signoff.rules.withdrawing import withdraw_decision
from reports.paper import pdf
from reports.paper.agreement import NOTE, needs_sheet, sheet_of_agreement
from reports.paper.completeness_check import missing_parts
from reports.paper.document import agreement_sheet, build_document
from reports.paper.pdf.read_back import read_tagged
from tests.plans import LAYOUTS, author_of, make_plan
from tests.reports.paper.papers import pages_of, plan_of, text_of

MOMENT = dt.datetime(2027, 1, 12, 14, 3, tzinfo=dt.timezone(dt.timedelta(hours=3)))


def step(number, verb="agree", **values):
    defaults = {
        "uid": f"s{number}",
        "position": f"Проректор № {number}",
        "name": f"А. Б. Имя{number}",
    }
    return StepContent(verb=verb, **{**defaults, **values})


def signed(number, **values):
    defaults = {"name": f"А. Б. Имя{number}", "position": "", "key": f"key-{number}"}
    return Signed(step_uid=f"s{number}", at=MOMENT, **{**defaults, **values})


def content_with(*steps, **layout):
    content = plan_of("Семинар", steps=steps)
    return replace(content, layout=replace(content.layout, **layout))


def row_of(step, *signatures):
    content = content_with(step)
    (row,) = sheet_of_agreement(content, {one.step_uid: one for one in signatures}).rows
    return row


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("number", "needed"), [(0, False), (3, False), (4, True)])
def test_more_than_three_agreements_need_a_sheet(number, needed):
    content = content_with(*(step(n) for n in range(number)))
    document = build_document(content, status="draft")
    assert (document.sheet is not None) is needed
    assert (document.agreements == (NOTE,)) is needed


@pytest.mark.parametrize(
    ("orientation", "title_page", "lines", "needed"),
    [
        ("portrait", False, 6, False),
        ("portrait", False, 14, True),
        ("portrait", True, 12, True),
        ("landscape", False, 6, True),
        ("landscape", False, 2, False),
    ],
)
def test_tall_stamps_need_a_sheet(orientation, title_page, lines, needed):
    long = step(1, position="\n".join(["Проректор университета"] * lines))
    stamps = stamps_of(content_with(long, long, long), "agree", {})
    assert needs_sheet(stamps, orientation, title_page=title_page) is needed


@pytest.mark.parametrize("status", ["draft", "approved"])
def test_sheet_is_the_last_page_and_the_first_one_tells_of_it(status):
    steps = [step(n) for n in range(5)]
    approval = step(9, "approve", position="Директор", name="О. Н. Ветлугина")
    document = build_document(content_with(*steps, approval), status=status)
    first, *_, last = pages_of(pdf.render(document))
    assert "Лист согласования прилагается" in " ".join(first.split())
    assert "Ветлугина" in first
    assert "Проректор" not in first
    for n in range(5):
        assert f"Проректор № {n}" in " ".join(last.split())
    assert "Ветлугина" not in last


def test_row_of_a_signature():
    row = row_of(step(1), signed(1, comment="без\nзамечаний"))
    assert (row.decision, row.date, row.remarks) == ("Согласовано", "12.01.2027", "без замечаний")
    assert [plain(line) for line in row.signature] == [
        "Документ подписан простой электронной подписью",
        "12.01.2027 в 14:03 (UTC+3)",
        "Ключ key-1",
    ]
    assert row.signer == ""


@pytest.mark.parametrize("manner", ["и.о.", "за"])
def test_row_of_a_substitute_names_both(manner):
    row = row_of(step(1), signed(1, name="П. Р. Сомов", manner=manner, basis="приказ № 4"))
    assert plain(row.name) == "А. Б. Имя1"
    assert plain(row.signer) == f"{manner} П. Р. Сомов, приказ № 4"


def test_row_of_a_substitute_says_whom_for():
    values = {"manner": "и.о.", "basis": "приказ № 4", "for_name": "А. Б. Имя1"}
    row = row_of(step(1), signed(1, name="П. Р. Сомов", for_position="Ректор", **values))
    assert plain(row.signer) == "П. Р. Сомов, за А. Б. Имя1 (Ректор), и.о., приказ № 4"


def test_row_of_a_successor_says_in_whose_place():
    words = "вместо А. Б. Имя1 (в должности по 20.11.2026)"
    row = row_of(step(1), signed(1, name="П. Р. Сомов", succession=words))
    assert plain(row.signer) == f"П. Р. Сомов, {words}"


def test_row_of_another_holder_names_both():
    row = row_of(step(1), signed(1, name="П. Р. Сомов"))
    assert (plain(row.name), plain(row.signer)) == ("А. Б. Имя1", "П. Р. Сомов")


def test_row_that_is_not_signed_is_blank():
    row = row_of(step(1))
    assert (row.decision, row.date, row.signature, row.remarks) == ("", "", (), "")


def test_row_of_paper_tells_where_it_is():
    row = row_of(
        step(1, date_line="12 января 2027 г."),
        signed(1, name="кто записал", on_paper=True, basis="скан в деле 4"),
    )
    assert [plain(line) for line in row.signature] == ["Подписано на бумаге: скан в деле 4"]
    assert (plain(row.date), row.signer, row.remarks) == ("12 января 2027 г.", "", "нет")


def test_row_of_an_act_has_its_words_and_who_wrote_it_down():
    act = step(1, "approve", mode="order", act="приказом от 16.01.2026 № 1", position="", name="")
    row = row_of(act, signed(1, name="П. Р. Сомов"))
    assert plain(row.name) == "П. Р. Сомов"
    assert plain(row.signature[0]) == "приказом от 16.01.2026 № 1"
    assert row.signature[-1] == "Ключ key-1"
    assert row.decision == "Утверждено"


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_approved_plan_has_its_sheet(layout):
    plan = make_plan(layout, "approved")
    data = pdf.render(agreement_sheet(plan.edition))
    text = "".join(text_of(data).split())
    assert len(pages_of(data)) == 1
    assert "ПРОЕКТ" not in text
    assert plan.edition.sha256 in text
    for signature in plan.edition.signatures.all():
        said = signature.basis if signature.on_paper else str(signature.key)
        assert said.replace(" ", "") in text


@pytest.mark.django_db
def test_sheet_is_read_in_four_queries_and_the_same_in_its_bytes(django_assert_num_queries):
    plan = make_plan("rmc-directions", "approved")
    edition = Edition.objects.select_related("plan__association").get(plan=plan)
    with django_assert_num_queries(4):
        document = agreement_sheet(edition)
    assert pdf.render(document) == pdf.render(agreement_sheet(edition))


@pytest.mark.django_db
def test_sheet_tells_the_last_checksum_of_the_journal():
    plan = make_plan("rmc-directions", "approved", rows=1)
    seal = seal_chains(institution=plan.association.institution, by=author_of(plan.association))
    text = "".join(text_of(pdf.render(agreement_sheet(plan.edition))).split())
    assert "".join(seal.words.split()) in text


def test_every_row_of_the_sheet_is_looked_for_in_the_file():
    steps = [step(n) for n in range(5)]
    signatures = [signed(2, comment="с учётом замечаний"), signed(4, manner="и.о.", basis="приказ")]
    document = build_document(content_with(*steps), status="approved", signatures=signatures)
    assert missing_parts(document, read_tagged(pdf.render(document))) == ()
    assert document.sheet is not None
    first, *rest = document.sheet.rows
    rows = (replace(first, remarks="чего нет на бумаге"), *rest)
    other = replace(document, sheet=replace(document.sheet, rows=rows))
    (missing,) = missing_parts(other, read_tagged(pdf.render(document)))
    assert "лист согласования" in missing.place


def test_who_was_not_needed_and_how_the_route_was_left_is_said():
    note = "Без места «Согласование: Куратор». Разрешение методиста: Л. М. Имя. Причина: отпуск."
    content = content_with(step(1, enough=1), step(2, enough=1))
    content = replace(content, deviations=(note,))
    sheet = sheet_of_agreement(content, {"s1": signed(1)})
    assert [row.decision for row in sheet.rows] == ["Согласовано", "Не понадобилось"]
    assert [plain(words) for words in sheet.notes] == [note]
    assert [one.step_uid for one in stamps_of(content, Verb.AGREE, {"s1": signed(1)})] == ["s1"]


@pytest.mark.django_db
def test_sheet_tells_of_remarks_and_of_what_was_withdrawn(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    step, by, seen = plan.steps.get(verb="agree"), cast.actor("curator"), plan.edition.sha256
    plan = sign_plan(plan=plan, step=step, seen=seen, by=by)
    plan = withdraw_decision(plan=plan, step=step, by=by)
    plan = sign_plan(plan=plan, step=step, seen=seen, with_remarks=True, comment="Мало.", by=by)
    sheet = agreement_sheet(plan.edition).sheet
    (row,) = [one for one in sheet.rows if one.signature and one.decision != "Подписано"]
    assert row.decision == "Согласовано с замечаниями"
    assert "Мало." in row.remarks
    (note,) = sheet.notes
    assert plain(note).startswith("Решение отозвано ")
    assert "«Согласовано»" in plain(note)


def test_note_is_printed_and_looked_for_on_the_paper():
    note = "Без места «Согласование: Куратор». Разрешение методиста: Л. М. Имя. Причина: отпуск."
    content = replace(content_with(*(step(n) for n in range(4))), deviations=(note,))
    document = build_document(content, status="draft")
    rendered = pdf.render(document)
    assert "".join(note.split()) in "".join(text_of(rendered).split())
    assert missing_parts(document, read_tagged(rendered)) == ()
    assert document.sheet is not None
    lost = replace(document, sheet=replace(document.sheet, notes=("Ещё одно особое.",)))
    assert missing_parts(lost, read_tagged(rendered))
