"""Deeds on a file in work: what is kept of it, whose it is, and when it goes."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from associations.models import Association
from events.plan.content import AssociationContent
from reports.imports.queries.recognised import reading_of
from reports.imports.rules.uploads import guess_association, upload, upload_paste
from reports.imports.rules.wizard import correct, discard_import, make_draft, undo, undo_import
from reports.models import ImportSession
from reports.recognition import Correction
from reports.sources import read_source, stored
from reports.sources.source_document import SourceError
from tests.factories import make_association
from tests.reports.recognition.oddities import ROWS as ODD
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

pytestmark = pytest.mark.django_db

ROW = ["1", "Слёт", "май", "Методист"]
DAYS = (dt.date(2031, 1, 1), dt.date(2031, 12, 31))


@pytest.fixture
def import_session(cast):
    return upload(data=plan([HEAD, ROW]), name="план.docx", by=cast.actor("chair"))


@pytest.mark.parametrize("odd", ODD, ids=lambda one: one.name)
def test_what_is_kept_is_what_was_read(odd):
    word = read_source(odd.data)
    assert stored.from_json(stored.as_json(word)) == word


def test_what_was_kept_before_a_file_told_more_is_still_read():
    values = stored.as_json(read_source(plan([HEAD, ROW])))
    del values["noticed"]
    assert stored.from_json(values).noticed == ()


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


def test_correction_that_leaves_no_plan_is_refused(cast, import_session):
    with pytest.raises(ValidationError, match="ни одной строки плана"):
        correct(
            import_session=import_session,
            correction=Correction("table", 1, to="other"),
            seen=0,
            by=cast.actor("chair"),
        )
    import_session.refresh_from_db()
    assert import_session.corrections == []


def test_correction_of_another_person_is_refused(cast, import_session):
    with pytest.raises(PermissionDenied):
        undo(import_session=import_session, by=cast.actor("secretary"))
    with pytest.raises(PermissionDenied):
        discard_import(import_session=import_session, by=cast.actor("superuser"))


def test_who_lost_the_office_makes_no_draft(cast, import_session):
    later = replace(cast.actor("chair"), standings=())
    assert import_session.association is not None
    with pytest.raises((PermissionDenied, ValidationError)):
        make_draft(import_session=import_session, by=later)


def test_draft_that_is_made_is_not_made_twice(cast, import_session):
    by = cast.actor("chair")
    make_draft(import_session=import_session, by=by)
    with pytest.raises(ValidationError, match="уже перенесён"):
        make_draft(import_session=import_session, by=by)


def test_import_is_taken_back_once(cast, import_session):
    by = cast.actor("chair")
    made = make_draft(import_session=import_session, by=by)
    assert undo_import(import_session=import_session, by=by).state == ImportSession.State.READ
    made.refresh_from_db()
    assert made.removed_at is not None
    with pytest.raises(ValidationError, match="Отменять нечего"):
        undo_import(import_session=import_session, by=by)


def test_what_is_old_or_done_goes_and_what_waits_stays(cast, import_session):
    by, now = cast.actor("chair"), timezone.now()
    done = upload(data=plan([HEAD, ROW]), name="план.docx", by=by)
    make_draft(import_session=done, by=by)
    assert not ImportSession.objects.grown_old(now + dt.timedelta(days=6)).exists()
    assert ImportSession.objects.grown_old(now + dt.timedelta(days=8)).count() == 2
    ImportSession.objects.update(state=ImportSession.State.ASKED)
    assert not ImportSession.objects.grown_old(now + dt.timedelta(days=8)).exists()


def test_words_of_drafts_take_room_until_they_are_thrown_away(cast, monkeypatch):
    by = cast.actor("chair")
    first = upload(data=plan([HEAD, ROW]), name="план.docx", by=by)
    make_draft(import_session=first, by=by)
    monkeypatch.setattr("reports.imports.rules.uploads.MOST_KEPT", first.size + 10)
    with pytest.raises(SourceError, match="удалите ненужные"):
        upload(data=plan([HEAD, ROW]), name="план.docx", by=by)
    discard_import(import_session=first, by=by)
    assert upload(data=plan([HEAD, ROW]), name="план.docx", by=by).size == first.size
