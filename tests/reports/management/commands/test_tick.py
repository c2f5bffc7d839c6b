"""The command tick: stalled work back into the queue, old files removed."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from reports.downloads.rules import pieces
from reports.models import PrintJob
from tests.factories import TODAY
from tests.reports.downloads.print_jobs import make_job, stall


@pytest.mark.django_db
def test_tick_brings_back_and_tidies_up(cast, capsys):
    job = make_job(cast)
    stall(job)
    old = make_job(cast)
    pieces.work_at_job(old.pk, on=TODAY)
    PrintJob.objects.filter(pk=old.pk).update(finished_at=timezone.now() - dt.timedelta(days=8))
    call_command("tick")
    assert (
        "в очередь: 1. Убрано загрузок: 1, черновиков: 0, прочитанных файлов: 0."
        in capsys.readouterr().out
    )
    assert not PrintJob.objects.filter(pk=old.pk).exists()
    call_command("tick", verbosity=0)
    assert capsys.readouterr().out == ""
