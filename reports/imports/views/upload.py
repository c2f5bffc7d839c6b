"""The page where files or a pasted table are uploaded; it leads to the wizard."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from associations.offices.queries import Request
from events.access import associations_to_draft
from events.plan.codec import ContentError
from reports.bringing_back.rules import keep_file
from reports.imports.forms import PasteForm, PlanFileForm
from reports.imports.queries.batch_report import recent_imports
from reports.imports.rules.batch import upload_many
from reports.imports.rules.uploads import NOT_YOURS, upload, upload_paste
from reports.models import ImportSession
from reports.sources.source_document import SourceError
from reports.tasks import start_files


@require_http_methods(["GET", "POST"])
def plan_from_file(request: Request) -> HttpResponse:
    """Ask for files or a paste; one is read at once, several by workers."""
    if not associations_to_draft(request.actor).exists():
        raise PermissionDenied(NOT_YOURS)
    pasted = "text" in request.POST
    data = request.POST or None
    files = request.FILES or None
    file_form = PlanFileForm(None if pasted else data, files, actor=request.actor)
    paste_form = PasteForm(data if pasted else None)
    form = paste_form if pasted else file_form
    if form.is_valid():
        read = _paste(paste_form, request) if pasted else _file(file_form, request)
        address = _read(form, "text" if pasted else "file", read)
        if address:
            return redirect(address)
    context = {
        "file_form": file_form,
        "paste_form": paste_form,
        "in_work": recent_imports(ImportSession.objects.visible_to(request.actor)),
    }
    return render(
        request, "reports/imports/upload.html", context, status=422 if form.errors else 200
    )


def _file(form: PlanFileForm, request: Request) -> Callable[[], str]:
    files = form.cleaned_data["file"]
    if len(files) > 1:
        return lambda: _many(files, request)
    return lambda: _one(files[0], request)


def _one(file: "UploadedFile[bytes]", request: Request) -> str:
    """Read a file; one that was taken from a plan of the actor goes back there."""
    data, name = file.read(), file.name or ""
    back = keep_file(data=data, name=name, by=request.actor)
    return (back or upload(data=data, name=name, by=request.actor)).get_absolute_url()


def _many(files: "list[UploadedFile[bytes]]", request: Request) -> str:
    batch = upload_many(files=files, by=request.actor)
    start_files(batch)
    return reverse("reports:import_session_batch", args=[batch])


def _paste(form: PasteForm, request: Request) -> Callable[[], str]:
    words = form.cleaned_data
    paste = partial(upload_paste, markup=words["markup"], text=words["text"], by=request.actor)
    return lambda: paste().get_absolute_url()


def _read(form: forms.Form, field: str, read: Callable[[], str]) -> str:
    """The address to redirect to; empty where the form got an error."""
    try:
        return read()
    except (SourceError, ContentError) as error:
        form.add_error(field, str(error))
    except ValidationError as refusal:
        form.add_error(None, refusal)
    return ""
