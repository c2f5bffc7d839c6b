"""Corrections of an import session, its draft, and the undo of both."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from reports.imports.rules.uploads import upload
from reports.imports.rules.wizard import correct, discard_import, make_draft, undo, undo_import
from reports.models import ImportSession
from reports.recognition import Correction
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

pytestmark = pytest.mark.django_db

ROW = ["1", "Слёт", "май", "Методист"]
DAYS = (dt.date(2031, 1, 1), dt.date(2031, 12, 31))


@pytest.fixture
def import_session(cast):
    return upload(data=plan([HEAD, ROW]), name="план.docx", by=cast.actor("chair"))


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
