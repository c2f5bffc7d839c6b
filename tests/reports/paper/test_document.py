"""The paper's stamps, dates, titles and drafts, as plain values."""

import datetime as dt
import math
from dataclasses import replace

import pytest

from events.models import Plan
from events.plan.codec import fingerprint
from events.plan.content import (
    ColumnContent,
    LayoutContent,
    PeriodContent,
    PlanContent,
    SectionContent,
    StepContent,
)
from events.plan.roles import ColumnRole
from events.plan.stamp_words import approval_ending
from events.plan.stamps import Signed
from reports.paper.document import build_document, draft_document, edition_document
from tests.plans import make_plan, sign_next

MOMENT = dt.datetime(2027, 1, 12, 14, 3, tzinfo=dt.timezone(dt.timedelta(hours=3)))


def content_with(*steps, title=("План работы", "на 2027 год"), **values):
    period = PeriodContent("calendar", "2027-01-01", "2027-12-31")
    return PlanContent(title=title, period=period, steps=steps, **values)


def stamp_of(step, *signed, **values):
    document = build_document(content_with(step, **values), status="signoff", signatures=signed)
    (stamp,) = (*document.agreements, *document.approvals, *document.closing)
    return stamp


def signed(**values):
    defaults = {
        "step_uid": "s1",
        "name": "О.\u00a0Н.\u00a0Ветлугина",
        "position": "Директор",
        "at": MOMENT,
        "key": "1f0c-77",
    }
    return Signed(**{**defaults, **values})


@pytest.mark.parametrize(
    ("verb", "mode", "title", "heading"),
    [
        ("approve", "person", "План работы", "УТВЕРЖДАЮ"),
        ("approve", "order", "План работы", "УТВЕРЖДЕН"),
        ("approve", "protocol", "ПРОГРАММА развития", "УТВЕРЖДЕНА"),
        ("approve", "order", "Дорожная карта", "УТВЕРЖДЕНА"),
        ("approve", "order", "Расписание занятий", "УТВЕРЖДЕНО"),
        ("approve", "order", "Мероприятия, посвящённые чтению", "УТВЕРЖДЕНЫ"),
        ("agree", "person", "План работы", "СОГЛАСОВАНО"),
        ("agree", "letter", "Программа", "СОГЛАСОВАНО"),
        ("close", "person", "План работы", ""),
    ],
)
def test_stamp_word_follows_from_verb_mode_and_gender(verb, mode, title, heading):
    step = StepContent(verb=verb, mode=mode, act="приказом", position="Директор")
    assert stamp_of(step, title=(title,)).heading == heading


def test_gender_is_of_the_first_word_that_names_a_paper():
    assert approval_ending(("Годовой план-график", "мероприятия")) == ""
    assert approval_ending(("О чём неизвестно",)) == ""
    assert approval_ending(("«Программа»",)) == "А"


def test_authors_own_word_is_kept():
    step = StepContent(verb="approve", mode="order", heading="Утверждено:", act="Приказ № 1")
    assert stamp_of(step).heading == "Утверждено:"


def test_unsigned_stamp_of_a_person_has_a_line_and_a_blank_date():
    step = StepContent(verb="approve", position="Директор\nинститута", name="О. Н. Ветлугина")
    stamp = stamp_of(step)
    assert stamp.position == ("Директор", "института")
    assert stamp.hand_line
    assert stamp.name == "О.\u00a0Н.\u00a0Ветлугина"
    assert stamp.date.replace("\u00a0", " ") == "«____» ____________ 2027 г."
    assert stamp.mark == ()


def test_authors_date_line_is_printed_as_it_is():
    stamp = stamp_of(StepContent(verb="agree", position="Куратор", date_line="« __ » __ 2027 года"))
    assert stamp.date.replace("\u00a0", " ") == "« __ » __ 2027 года"


def test_act_approves_without_line_and_date():
    step = StepContent(verb="approve", mode="order", act="приказом института от 16.01.2026 № 1")
    stamp = stamp_of(step)
    assert stamp.act == "приказом института от\u00a016.01.2026 №\u00a01"
    assert not stamp.hand_line
    assert stamp.date == ""


def test_act_names_nobody_of_the_portal_but_every_word_of_the_author():
    values = {"uid": "s1", "verb": "approve", "mode": "order", "act": "приказом № 1"}
    bare = stamp_of(StepContent(**values, office="approver"), signed())
    assert (bare.position, bare.name, bare.mark) == ((), "", ())
    worded = StepContent(**values, position="Директор", name="Н.\u00a0О.\u00a0Берёзова")
    stamp = stamp_of(worded, signed())
    assert (stamp.position, stamp.name) == (("Директор",), "Н.\u00a0О.\u00a0Берёзова")


@pytest.mark.parametrize("mode", ["person", "order", "protocol", "letter"])
@pytest.mark.parametrize("verb", ["agree", "approve", "close"])
@pytest.mark.parametrize("heading", ["", "Утверждён"])
def test_paper_of_one_fingerprint_is_one(mode, verb, heading):
    """What the fingerprint leaves out must not change what is printed."""
    step = StepContent(
        verb=verb, mode=mode, heading=heading, position="Директор", name="О. Н. Ветлугина"
    )
    one, other = (content_with(each) for each in (step, replace(step, office="approver")))
    assert fingerprint(one) == fingerprint(other)
    assert build_document(one, status="draft") == build_document(other, status="draft")


def test_signature_leaves_its_mark_instead_of_the_line():
    step = StepContent(uid="s1", verb="approve", position="Директор", name="О. Н. Ветлугина")
    stamp = stamp_of(step, signed())
    assert not stamp.hand_line
    assert [line.replace("\u00a0", " ") for line in stamp.mark] == [
        "Документ подписан простой электронной подписью",
        "О. Н. Ветлугина, Директор",
        "12.01.2027 в 14:03 (UTC+3)",
        "Ключ 1f0c-77",
    ]
    assert stamp.date == "12.01.2027"


def test_mark_of_a_simple_signature_has_no_field_of_a_certificate():
    step = StepContent(uid="s1", verb="agree", position="Куратор")
    words = " ".join(stamp_of(step, signed()).mark).casefold()
    assert "сертификат" not in words
    assert "действителен" not in words


def test_substitute_is_named_with_his_manner_and_basis():
    step = StepContent(uid="s1", verb="approve", position="Директор", name="О. Н. Ветлугина")
    stamp = stamp_of(step, signed(name="П. Р. Сомов", manner="и.о.", basis="приказ № 4"))
    assert stamp.name.replace("\u00a0", " ") == "и.о. П. Р. Сомов"
    assert "Основание: приказ №\u00a04" in stamp.mark


def test_paper_signature_is_told_with_its_basis_and_has_no_blank_date():
    step = StepContent(uid="s1", verb="agree", position="Ректор", name="Ф. Ю. Орлов", mode="person")
    stamp = stamp_of(step, signed(name="кто-то", on_paper=True, basis="письмо от 12.01.2027"))
    assert stamp.mark == ("Подписано на бумаге: письмо от\u00a012.01.2027",)
    assert stamp.name.endswith("Орлов")
    assert stamp.date == ""


def test_closing_signature_has_its_date_in_the_mark_only():
    step = StepContent(uid="s1", verb="close", position="Председатель")
    assert stamp_of(step, signed()).date == ""
    assert stamp_of(StepContent(verb="close", date_line="«__» мая")).date == "«__» мая"


def test_signature_of_another_step_is_not_taken():
    step = StepContent(uid="s2", verb="agree", position="Куратор")
    assert stamp_of(step, signed()).mark == ()


def test_captions_and_order_of_name_are_kept():
    step = StepContent(
        verb="approve",
        position="Директор",
        name="О. Ветлугина",
        name_first=True,
        before_name="(подпись)",
        after_name="(ф.и.о)",
    )
    stamp = stamp_of(step)
    assert (stamp.line_caption, stamp.name_caption, stamp.name_first) == (
        "(подпись)",
        "(ф.и.о)",
        True,
    )


def test_agreements_and_approvals_stand_apart_in_their_order():
    content = content_with(
        StepContent(verb="agree", position="Министр"),
        StepContent(verb="approve", position="Директор"),
        StepContent(verb="agree", position="Ректор"),
        StepContent(verb="close", position="Председатель"),
    )
    document = build_document(content, status="draft")
    assert [stamp.position for stamp in document.agreements] == [("Министр",), ("Ректор",)]
    assert [stamp.position for stamp in document.approvals] == [("Директор",)]
    assert [stamp.date for stamp in document.closing] == [""]


def test_title_page_has_city_and_year_unless_the_author_says_otherwise():
    layout = LayoutContent(title_page=True)
    document = build_document(content_with(layout=layout, city="Заозёрск"), status="draft")
    assert document.imprint == "Заозёрск, 2027"
    document = build_document(content_with(layout=layout, city="З", imprint="г. З"), status="draft")
    assert document.imprint == "г. З"
    assert build_document(content_with(city="Заозёрск"), status="draft").imprint == ""


def test_columns_share_the_sheet_even_where_a_file_told_no_width():
    columns = (
        ColumnContent(ColumnRole.NUMBER, "№", 20),
        ColumnContent(ColumnRole.EVENT, "Мероприятие", 60),
    )
    unknown = (ColumnContent("term", "Срок"), ColumnContent("event", "Мероприятие"))
    sections = (SectionContent(heading="А"), SectionContent(heading="Б", columns=unknown))
    content = content_with(layout=LayoutContent(columns=columns), sections=sections)
    first, second = build_document(content, status="draft").blocks
    assert [column.share for column in first.columns] == ["25.000", "75.000"]
    whole = math.fsum(float(column.share) for column in second.columns)
    assert whole == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize("status", ["draft", "signoff", "returned", "approved"])
def test_only_the_approved_is_no_draft(status):
    document = build_document(content_with(), status=status)
    assert document.is_draft is (status != "approved")
    assert document.file_title.startswith("ПРОЕКТ") is (status != "approved")


@pytest.mark.django_db
def test_edition_is_printed_from_its_own_words_not_from_the_rows():
    plan = make_plan(status="approved")
    Plan.objects.filter(pk=plan.pk).update(title="Другой заголовок")
    plan.events.update(title="Другое")
    document = edition_document(plan.edition)
    assert "Другой заголовок" not in document.title
    assert "Другое" not in str(document.blocks)
    assert document.edition_number == 1
    assert not document.is_draft


@pytest.mark.django_db
def test_edition_on_its_way_is_a_draft_with_the_marks_made_so_far():
    plan = sign_next(make_plan("rumo-headings", "signoff"))
    document = edition_document(plan.edition)
    assert document.is_draft
    assert document.agreements[0].mark
    assert not document.approvals[0].mark
    assert document.closing[0].mark


@pytest.mark.django_db
def test_returned_decision_is_no_signature():
    plan = make_plan(status="returned")
    assert not edition_document(plan.edition).approvals[0].mark


@pytest.mark.django_db
def test_draft_is_read_in_a_constant_number_of_queries(django_assert_num_queries):
    few, many = make_plan(rows=1), make_plan(rows=12)
    with django_assert_num_queries(7):
        draft_document(few)
    with django_assert_num_queries(7):
        draft_document(many)
