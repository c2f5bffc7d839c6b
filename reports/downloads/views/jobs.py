"""Pages of print jobs: ask for an archive, progress, file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from associations.offices.queries import Request
from events.models import Plan
from events.oversight.forms import PlanFilter
from reports.downloads.forms import ArchiveForm
from reports.downloads.rules.jobs import (
    ask_archive,
    cancel_job,
    objection_to_asking,
    objection_to_giving,
)
from reports.downloads.views.papers import note_download
from reports.models import PrintJob, PrintPiece
from reports.paper.shown import shown_to
from reports.tasks import start

SHOWN_JOBS = 30


@require_http_methods(["GET", "POST"])
def archive_ask(request: Request) -> HttpResponse:
    """Show what an archive of the plans in the list would hold, and ask for the kinds of file."""
    plans = Plan.objects.visible_to(request.actor)
    found = PlanFilter(request.GET, plans, actor=request.actor)
    form = ArchiveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            job = ask_archive(
                plans=found.qs,
                chosen=form.cleaned_data["chosen"],
                conditions="; ".join(f"{name}: {value}" for name, value in found.conditions()),
                by=request.actor,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            start(job)
            return redirect(job)
    in_states = [
        (name, found.qs.in_state_for(request.actor, status).count())
        for status, name in Plan.Status.choices
    ]
    count = found.qs.count()
    context = {
        "form": form,
        "count": count,
        "states": [(name, number) for name, number in in_states if number],
        "drafts": found.qs.filter(official=None).count(),
        "conditions": found.conditions(),
        "objection": objection_to_asking(count, "-", request.actor),
    }
    status = 422 if form.errors else 200
    return render(request, "reports/downloads/archive_ask.html", context, status=status)


@require_safe
def print_job_list(request: Request) -> HttpResponse:
    """List the reader's print jobs, the newest first."""
    jobs = PrintJob.objects.visible_to(request.actor).order_by("-made_at")[:SHOWN_JOBS]
    return render(request, "reports/downloads/print_job_list.html", {"jobs": jobs})


@require_safe
def print_job(request: Request, key: str) -> HttpResponse:
    """Show how far the job is; htmx gets only that, until it has ended."""
    job = get_object_or_404(PrintJob.objects.visible_to(request.actor), pk=key)
    if request.htmx:
        answer = render(request, "reports/downloads/print_job.html#progress", {"job": job})
        if job.is_finished:
            answer["HX-Refresh"] = "true"
        return answer
    refused = job.pieces.filter(state=PrintPiece.State.REFUSED).order_by("order")
    return render(request, "reports/downloads/print_job.html", {"job": job, "refused": refused})


@require_safe
def print_job_file(request: Request, key: str) -> HttpResponseBase:
    """The file of a finished job, if its owner still sees all that is in it."""
    job = get_object_or_404(PrintJob.objects.visible_to(request.actor), pk=key)
    if job.state != PrintJob.State.DONE:
        return redirect(job)
    if objection := objection_to_giving(job, request.actor):
        raise PermissionDenied(objection)
    try:
        file = default_storage.open(str(job.file), "rb")
    except OSError:
        messages.error(request, "Файла уже нет: попросите его ещё раз.")
        return redirect(job)
    if job.kind == PrintJob.Kind.PAPER:
        plan = job.pieces.select_related("plan__association").get().plan
        if plan is not None and not shown_to(plan, request.actor).is_draft:
            words = f"Скачан официальный документ: {job.file_name}."
            note_download(plan, words, by=request.actor)
    return FileResponse(file, as_attachment=True, filename=job.file_name)


@require_POST
def print_job_cancel(request: Request, key: str) -> HttpResponse:
    """Stop a job that is not needed any more."""
    job = get_object_or_404(PrintJob.objects.visible_to(request.actor), pk=key)
    try:
        cancel_job(job=job, by=request.actor)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "Печать отменена. Планы остались, какими были.")
    return redirect(job)
