"""Makes and looks at print jobs for tests: light plans, jobs as they are now, as a dead worker left them."""

import datetime as dt

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from events.models import Plan
from reports.models import PrintJob
from tests.cast import Cast
from tests.plans import make_plan

LAYOUTS = ("moc-results", "omo-directions", "rmc-directions")


def light_plans(cast: Cast) -> QuerySet[Plan]:
    """Make three plans of the cast's association, light to print."""
    for layout in LAYOUTS:
        make_plan(layout, association=cast.association, rows=1)
    return Plan.objects.order_by("pk")


def fresh(job: PrintJob) -> PrintJob:
    """Give the job as it is now."""
    return PrintJob.objects.get(pk=job.pk)


def stall(job: PrintJob) -> None:
    """Leave the job as whoever has it, a worker or the queue, leaves it when that dies."""
    long_ago = timezone.now() - dt.timedelta(hours=1)
    PrintJob.objects.filter(pk=job.pk).update(heartbeat=long_ago)


def kept_files(job: PrintJob) -> list[str]:
    """Give the names of the files that are stored for the job."""
    folder = f"jobs/{job.pk}"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
