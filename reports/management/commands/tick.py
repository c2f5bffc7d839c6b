"""Regular upkeep: stalled work back, old files removed, letters sent, records proved once a day.

A timer calls it every few minutes; calling it twice does no harm.
"""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from associations.letters.rules.digest import gather_digests
from associations.letters.rules.sending import mark_interrupted, send_due
from associations.models import Institution
from events.signoff.rules.reminders import remind
from reports.downloads.rules import jobs, stored_drafts
from reports.issuing.rules.damage import prove_and_seal
from reports.models import ImportSession
from reports.tasks import resume_stalled


class Command(BaseCommand):
    """`tick`."""

    # They would import every page of the portal, every five minutes.
    requires_system_checks = ()

    help = (
        "Продолжает прерванную работу, убирает старое, отправляет письма, раз в день сверяет"
        " записи. Для таймера."
    )

    def handle(self, *, verbosity: int, **_: Any) -> None:
        now = timezone.now()
        resumed, downloads, drafts = (
            resume_stalled(),
            jobs.remove_old_jobs(now),
            stored_drafts.remove_old_drafts(now),
        )
        files = ImportSession.objects.grown_old(now).delete()[0]
        call_command("prune_db_task_results", verbosity=0)
        for institution in Institution.objects.order_by("pk"):
            prove_and_seal(institution=institution, on=timezone.localdate())
        written = remind(now=now) + gather_digests(now=now)
        doubtful = mark_interrupted(now=now)
        sent = send_due(now=timezone.now())
        if verbosity:
            self.stdout.write(
                f"Возвращено в очередь: {resumed}. Убрано загрузок: {downloads},"
                f" черновиков: {drafts}, прочитанных файлов: {files}. Напоминаний и сводок:"
                f" {written}, писем отправлено: {sent}, оборвалось: {doubtful}."
            )
