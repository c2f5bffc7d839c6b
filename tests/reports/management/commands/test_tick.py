"""The command tick: stalled work back into the queue, old files removed."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from associations.models import InstituteDay
from events.models import Plan
from reports.downloads.rules import pieces
from reports.models import PrintJob
from tests.factories import TODAY
from tests.plans import make_plan
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
        "в очередь: 1. Убрано загрузок: 1, черновиков: 0, прочитанных файлов: 0. Напоминаний и"
        " сводок: 0, писем отправлено: 1, оборвалось: 0." in capsys.readouterr().out
    )
    assert not PrintJob.objects.filter(pk=old.pk).exists()
    call_command("tick", verbosity=0)
    assert capsys.readouterr().out == ""


def test_tick_reminds_and_sends(cast, mailoutbox):
    """A plan that waits since long: the letter of its sending, and those of its lateness."""
    cast.institution.letters_hour = 0
    cast.institution.save(update_fields=["letters_hour"])
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    today = timezone.localdate()
    InstituteDay.objects.create(institution=cast.institution, day=today, is_working=True)
    Plan.objects.filter(pk=plan.pk).update(status_since=timezone.now() - dt.timedelta(days=30))
    call_command("tick", verbosity=0)
    call_command("tick", verbosity=0)
    assert sorted(letter.subject.partition(":")[0] for letter in mailoutbox) == [
        "Ждёт вашего решения",
        "Контрольная сумма журнала от " + timezone.localdate().strftime("%d.%m.%Y"),
        "Решение просрочено",
        "Срок решения вышел",
    ]
