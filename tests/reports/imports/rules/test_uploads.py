"""What is kept of an uploaded file, and the guess of its association."""

import pytest

from associations.models import Association
from events.plan.content import AssociationContent
from reports.imports.queries.recognised import reading_of
from reports.imports.rules.uploads import (
    PASTE_CELLS,
    guess_association,
    objection_to_paste,
    upload,
    upload_paste,
)
from reports.imports.rules.wizard import discard_import, make_draft
from reports.models import ImportSession
from reports.sources.source_document import SourceError
from tests.factories import make_association
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

pytestmark = pytest.mark.django_db

ROW = ["1", "Слёт", "май", "Методист"]


@pytest.fixture
def import_session(cast):
    return upload(data=plan([HEAD, ROW]), name="план.docx", by=cast.actor("chair"))


def test_signs_that_no_database_keeps_are_left_out(cast):
    rows = "\n".join(
        "\t".join(row) for row in (HEAD, ["1", "Слёт\x00 \ud800 в лесу", "май", "Все"])
    )
    import_session = upload_paste(markup="", text=rows, by=cast.actor("chair"))
    (event,) = reading_of(ImportSession.objects.get(pk=import_session.pk)).content.all_events()
    assert event.title.split() == ["Слёт", "в", "лесу"]


def test_file_itself_is_not_kept(import_session):
    import_session.refresh_from_db()
    assert import_session.data is None
    assert "blocks" in import_session.source


def test_refused_file_leaves_nothing(cast):
    with pytest.raises(SourceError):
        upload(data=b"no plan", name="план.docx", by=cast.actor("chair"))
    assert not ImportSession.objects.exists()


def test_only_association_is_whose_it_is(cast, import_session):
    assert import_session.association == cast.association


def test_association_is_guessed_by_its_name():
    one = make_association(kind="rumo", name="РУМО учителей физики и астрономии")
    make_association(kind="rumo", name="РУМО учителей химии", institution=one.institution)
    choices = Association.objects.all()
    alike = AssociationContent("rumo", "Учителей физики, астрономии РУМО")
    assert guess_association(alike, "", choices) == one
    assert guess_association(AssociationContent("rumo", "РУМО библиотекарей"), "", choices) is None
    assert guess_association(AssociationContent(), "", choices) is None


@pytest.mark.parametrize(
    ("said", "is_it"),
    [
        ("Муниципальный опорный центр дополнительного образования детей Лугового округа", True),
        ("МОЦ дополнительного образования детей Лугового муниципального округа", True),
        ("Муниципальный опорный центр дополнительного образования детей", False),
        ("МОЦ дополнительного образования детей Холмского округа", False),
    ],
)
def test_association_of_another_district_is_no_guess(said, is_it):
    one = make_association(kind="moc", name="МОЦ дополнительного образования детей Лугового округа")
    make_association(kind="rumo", name="РУМО учителей химии", institution=one.institution)
    found = guess_association(AssociationContent("moc", said), "", Association.objects.all())
    assert found == (one if is_it else None)


def test_numbers_of_associations_tell_them_apart():
    one = make_association(kind="rumo", name="Региональное учебно-методическое объединение № 3")
    make_association(kind="omo", name="ОМО учителей химии", institution=one.institution)
    said = ("РУМО № 3", "РУМО № 4", "РУМО")
    found = [
        guess_association(AssociationContent("rumo", name), "", Association.objects.all())
        for name in said
    ]
    assert found == [one, None, None]


def test_association_of_a_district_is_no_guess_for_that_of_the_region():
    one = make_association(kind="omo", name="Областное методическое объединение учителей физики")
    make_association(kind="omo", name="ОМО учителей химии", institution=one.institution)
    said = ("ОМО учителей физики", "Районное методическое объединение учителей физики")
    found = [
        guess_association(AssociationContent("omo", name), "", Association.objects.all())
        for name in said
    ]
    assert found == [one, None]


def test_words_of_drafts_take_room_until_they_are_thrown_away(cast, monkeypatch):
    by = cast.actor("chair")
    first = upload(data=plan([HEAD, ROW]), name="план.docx", by=by)
    make_draft(import_session=first, by=by)
    monkeypatch.setattr("reports.imports.rules.uploads.MOST_KEPT", first.size + 10)
    with pytest.raises(SourceError, match="удалите ненужные"):
        upload(data=plan([HEAD, ROW]), name="план.docx", by=by)
    discard_import(import_session=first, by=by)
    assert upload(data=plan([HEAD, ROW]), name="план.docx", by=by).size == first.size


@pytest.mark.parametrize(
    ("markup", "text", "expected"),
    [
        ("", "1\tСлёт\tмай", None),
        ("<td>" * PASTE_CELLS, "", None),
        ("<TD class=xl65>" * (PASTE_CELLS + 1), "", "больше 30000 ячеек"),
        ("", "\t" * (PASTE_CELLS + 1), "больше 30000 ячеек"),
        ("я" * 5_000_001, "", "слишком много"),
    ],
)
def test_too_large_a_paste_is_known_without_reading_it(markup, text, expected):
    objection = objection_to_paste(markup, text)
    assert objection is None if expected is None else expected in objection


def test_cell_of_a_hundred_thousand_letters_is_refused(cast):
    with pytest.raises(SourceError, match="100000 знаков"):
        upload_paste(markup="", text=f"1\t{'я' * 100_000}", by=cast.actor("chair"))
    assert not ImportSession.objects.exists()
