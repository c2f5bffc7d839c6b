"""Which import sessions have expired."""

import datetime as dt

import pytest
from django.utils import timezone

from reports.imports.rules.uploads import upload
from reports.imports.rules.wizard import make_draft
from reports.models import ImportSession
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

pytestmark = pytest.mark.django_db

ROW = ["1", "Слёт", "май", "Методист"]


@pytest.fixture
def import_session(cast):
    return upload(data=plan([HEAD, ROW]), name="план.docx", by=cast.actor("chair"))


def test_what_is_old_or_done_goes_and_what_waits_stays(cast, import_session):
    by, now = cast.actor("chair"), timezone.now()
    done = upload(data=plan([HEAD, ROW]), name="план.docx", by=by)
    make_draft(import_session=done, by=by)
    assert not ImportSession.objects.grown_old(now + dt.timedelta(days=6)).exists()
    assert ImportSession.objects.grown_old(now + dt.timedelta(days=8)).count() == 2
    ImportSession.objects.update(state=ImportSession.State.ASKED)
    assert not ImportSession.objects.grown_old(now + dt.timedelta(days=8)).exists()
