"""Pages of a batch: its progress, what was read of each file, drafts of the sure files."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from associations.offices.queries import Request
from events.access import associations_to_draft
from plans_portal.lib.file_names import file_name
from reports.imports.forms import WhoseForm
from reports.imports.queries.batch_report import (
    BatchLines,
    FileLine,
    batch_lines,
    report_title,
    report_xlsx,
)
from reports.imports.queries.recognised import reading_of
from reports.imports.rules.batch import ask_drafts, drop_files, set_associations
from reports.models import ImportSession
from reports.office_files.xlsx.book import XLSX
from reports.tasks import start_files


@require_safe
def import_session_batch(request: Request, batch: uuid.UUID) -> HttpResponse:
    """The progress and result of each file; htmx polls this part until all is done."""
    files = _own(request, batch)
    form = WhoseForm(shown=files, actor=request.actor)
    context = {"files": files, "batch": batch, "form": form}
    if request.htmx:
        answer = render(request, "reports/imports/batch.html#state", context)
        if files.is_finished:
            answer["HX-Refresh"] = "true"
        return answer
    return render(request, "reports/imports/batch.html", context)


@require_http_methods(["GET", "POST"])
def import_session_batch_whose(request: Request, batch: uuid.UUID) -> HttpResponse:
    """Set the associations of files; one unknown name leaves all of them unchanged.

    With `make` it then leads to the form of an association that isn't there yet, which leads back
    here by GET with its number. A refusal leaves this address in the browser too.
    """
    files = _own(request, batch)
    if request.method == "GET":
        return _made_association(request, batch, files)
    form = WhoseForm(request.POST, shown=files, actor=request.actor)
    if not form.is_valid():
        context = {"files": files, "batch": batch, "form": form}
        return render(request, "reports/imports/batch.html", context, status=422)
    count = set_associations(batch=batch, whose=form.whose(), by=request.actor)
    if count:
        messages.success(request, f"Записано, чей план, у файлов: {count}.")
    asked = next((line for line in files.lines if line.key == request.POST.get("make")), None)
    if asked is not None and asked.is_open:
        return redirect(_to_make(asked))
    if not count:
        messages.info(request, "Ничего не записано: впишите объединение в строке файла.")
    return redirect("reports:import_session_batch", batch)


@require_POST
def import_session_batch_draft(request: Request, batch: uuid.UUID) -> HttpResponse:
    """Ask for drafts of the files that hold nothing doubtful."""
    _own(request, batch)
    try:
        ask_drafts(batch=batch, by=request.actor)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        start_files(batch)
    return redirect("reports:import_session_batch", batch)


@require_POST
def import_session_batch_drop(request: Request, batch: uuid.UUID) -> HttpResponse:
    """Throw away what was read of all the files, or of the one that is named."""
    files = _own(request, batch)
    named = request.POST.get("file")
    keys = (
        None
        if named is None
        else [one.import_session.pk for one in files.lines if one.key == named]
    )
    count = drop_files(batch=batch, keys=keys, by=request.actor)
    messages.success(request, f"Удалено из разбора: {count}. Файлы на вашем компьютере остались.")
    if count == files.total:
        return redirect("reports:plan_from_file")
    return redirect("reports:import_session_batch", batch)


@require_safe
def import_session_batch_report(request: Request, batch: uuid.UUID) -> HttpResponse:
    """What came of each file, as a workbook to take along."""
    files, now = _own(request, batch), timezone.now()
    answer = HttpResponse(report_xlsx(files, now), content_type=XLSX)
    name = file_name(report_title(now), "xlsx")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _to_make(line: FileLine) -> str:
    """The form of a new association with what the file says of it, and the way back."""
    one = ImportSession.objects.get(pk=line.import_session.pk)
    found = reading_of(one).found
    whose = found.content.association
    said = {
        "kind": whose.kind,
        "name": whose.name,
        "name_genitive": found.name_genitive,
        "city": found.content.city,
    }
    back = reverse("reports:import_session_batch_whose", args=[one.batch])
    values = {name: str(value) for name, value in said.items() if value}
    query = urlencode(values | {"next": f"{back}?{urlencode({'file': line.key})}"})
    return f"{reverse('associations:association_add')}?{query}"


def _made_association(request: Request, batch: uuid.UUID, files: BatchLines) -> HttpResponse:
    """The batch with the association that was just made written in, to be saved by a button."""
    made = request.GET.get("association", "")
    mine = associations_to_draft(request.actor)
    association = mine.filter(pk=made).first() if made.isdecimal() else None
    asked = next((line for line in files.lines if line.key == request.GET.get("file")), None)
    if association is None or asked is None:
        return redirect("reports:import_session_batch", batch)
    named = asked.import_session.named
    alike = (
        line
        for line in files.lines
        if line.key == asked.key
        or (named and line.import_session.named == named and not line.import_session.association)
    )
    form = WhoseForm(
        shown=files, actor=request.actor, initial={line.key: association.name for line in alike}
    )
    messages.info(request, "Объединение вписано в строки файлов. Запишите, чьи это планы.")
    context = {"files": files, "batch": batch, "form": form}
    return render(request, "reports/imports/batch.html", context)


def _own(request: Request, batch: uuid.UUID) -> BatchLines:
    own = ImportSession.objects.visible_to(request.actor).filter(batch=batch)
    files = batch_lines(own, request.actor)
    if not files.lines:
        raise Http404
    return files
