"""Makes print jobs for tests, and looks at them and their files."""

import datetime as dt
import io
import zipfile

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from events.models import Plan
from reports.downloads.rules.jobs import ask_archive
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


def make_job(cast: Cast, forms: tuple[str, ...] = ("json",)) -> PrintJob:
    """Ask for an archive of all plans, after making three where there are none."""
    if not Plan.objects.exists():
        light_plans(cast)
    return ask_archive(plans=Plan.objects.all(), chosen=forms, by=cast.actor("chair"))


def inside(job: PrintJob) -> zipfile.ZipFile:
    """Open the archive that the job has made."""
    with default_storage.open(fresh(job).file.name, "rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def papers_in(job: PrintJob) -> list[str]:
    """The names of the plans' own files, without the registers and the list of what is missing."""
    beside = ("Реестр", "Что не вошло")
    return [name for name in inside(job).namelist() if not name.startswith(beside)]
