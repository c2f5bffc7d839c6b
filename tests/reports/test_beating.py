"""Signs of life of what takes long: they come from beside it, and end with it."""

import datetime as dt
import time
from threading import Event, active_count

import pytest
from django.utils import timezone

from events.models import Plan
from reports import beating, copies, printing
from reports.beating import signs_of_life
from reports.models import PrintJob, PrintPiece
from reports.printing import ask_archive, work
from tests.factories import TODAY
from tests.plans import make_plan

SOON = dt.timedelta(milliseconds=10)


def test_it_beats_until_the_work_ends():
    beats, enough = [], Event()

    def beat():
        beats.append(1)
        if len(beats) == 1:
            raise OSError("the first one is lost")
        enough.set()

    before = active_count()
    with signs_of_life(beat, SOON):
        assert enough.wait(10)
    told = len(beats)
    assert active_count() == before
    time.sleep(0.05)
    assert len(beats) == told


def test_work_that_fails_ends_it_too():
    before = active_count()
    with pytest.raises(ValueError, match="нет"), signs_of_life(lambda: None, SOON):
        raise ValueError("нет")
    assert active_count() == before


def test_what_hangs_falls_silent(monkeypatch):
    monkeypatch.setattr(beating, "MOST", 3 * SOON)
    beats = []
    with signs_of_life(lambda: beats.append(1), SOON):
        time.sleep(0.2)
    assert len(beats) == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_piece_that_takes_long_is_not_lost(cast, settings, monkeypatch):
    """A piece that takes longer than silence lasts stays its worker's own."""
    settings.PRINT_BEAT, settings.PRINT_SILENCE = SOON, dt.timedelta(seconds=1)
    make_plan(association=cast.association, rows=1)
    job = ask_archive(plans=Plan.objects.all(), chosen=["json"], by=cast.actor("chair"))
    seen = []

    def slow(plan, form, by):
        time.sleep(1.5)
        seen.append(printing.lost(timezone.now()).count())
        return copies.make_copy(plan, form, by)

    monkeypatch.setattr(printing, "make_copy", slow)
    work(job.pk, on=TODAY)
    job.refresh_from_db()
    assert (job.state, seen) == (PrintJob.State.DONE, [0])
    assert job.pieces.get().state == PrintPiece.State.DONE
