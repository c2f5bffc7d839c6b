"""The page that takes a plan's Word file and makes a draft of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from associations.access import Request
from events.content import ContentError
from events.forms.plan import associations_to_draft
from events.models import Plan
from reports.bring_in import bring_in, recognise_file, sentence_of
from reports.forms import WordFileForm
from reports.word_file import WordFileError


@require_http_methods(["GET", "POST"])
def plan_from_file(request: Request) -> HttpResponse:
    """Ask for the file, read it, and open the draft that it became."""
    if not associations_to_draft(request.actor).exists():
        raise PermissionDenied("План создают председатель, секретарь или методист института.")
    form = WordFileForm(request.POST or None, request.FILES or None, actor=request.actor)
    if form.is_valid():
        plan = _draft_of(form, request)
        if plan is not None:
            rows = plan.events.filter(parent=None).count()
            messages.success(
                request,
                f"Файл прочитан, строк: {rows}. Сверьте черновик с файлом: что вызвало сомнение, "
                "записано в замечаниях.",
            )
            return redirect(plan)
    status = 422 if form.errors else 200
    return render(request, "reports/plan_from_file.html", {"form": form}, status=status)


def _draft_of(form: WordFileForm, request: Request) -> Plan | None:
    file = form.cleaned_data["file"]
    try:
        found = recognise_file(file.read(), file.name)
        association = form.cleaned_data["association"]
        return bring_in(association=association, found=found, by=request.actor)
    except (WordFileError, ContentError) as error:
        form.add_error("file", str(error))
    except ValidationError as error:
        form.add_error(None, sentence_of(error))
    return None
