"""The page that takes a plan's file, or a table from the clipboard, and opens its wizard."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from associations.access import Request
from events.content import ContentError
from events.forms.plan import associations_to_draft
from reports.forms import PasteForm, WordFileForm
from reports.intake import take_in, take_paste
from reports.intake.taking_in import NOT_YOURS
from reports.models import Intake
from reports.word_file import WordFileError


@require_http_methods(["GET", "POST"])
def plan_from_file(request: Request) -> HttpResponse:
    """Ask for a file or a paste, read it, and open the wizard where it is looked through."""
    if not associations_to_draft(request.actor).exists():
        raise PermissionDenied(NOT_YOURS)
    pasted = "text" in request.POST
    data = request.POST or None
    file_form = WordFileForm(None if pasted else data, request.FILES or None)
    paste_form = PasteForm(data if pasted else None)
    form = paste_form if pasted else file_form
    if form.is_valid():
        read = _paste(paste_form, request) if pasted else _file(file_form, request)
        intake = _read(form, "text" if pasted else "file", read)
        if intake is not None:
            return redirect(intake)
    context = {
        "file_form": file_form,
        "paste_form": paste_form,
        "in_work": Intake.objects.visible_to(request.actor).order_by("-touched_at")[:10],
    }
    return render(
        request, "reports/plan_from_file.html", context, status=422 if form.errors else 200
    )


def _file(form: WordFileForm, request: Request) -> Callable[[], Intake]:
    file = form.cleaned_data["file"]
    return lambda: take_in(data=file.read(), name=file.name, by=request.actor)


def _paste(form: PasteForm, request: Request) -> Callable[[], Intake]:
    words = form.cleaned_data
    return lambda: take_paste(markup=words["markup"], text=words["text"], by=request.actor)


def _read(form: forms.Form, field: str, read: Callable[[], Intake]) -> Intake | None:
    try:
        return read()
    except (WordFileError, ContentError) as error:
        form.add_error(field, str(error))
    except ValidationError as refusal:
        form.add_error(None, refusal)
    return None
