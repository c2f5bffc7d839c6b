"""The staff's pages of approved plans whose official document could not be issued."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from associations.actor import require_staff
from associations.offices.queries import Request
from plans_portal.lib.form_errors import show_refusal
from reports.issuing.forms import LiftForm
from reports.issuing.rules.lifting import lift_failure, objection_to_lifting
from reports.models import IssueFailure
from reports.paper.document import edition_document
from reports.paper.pdf import render as render_paper

PAGE = 20


@require_safe
def issue_failure_list(request: Request) -> HttpResponse:
    """List the documents that are not issued to this day, and what is missing in them."""
    if not request.actor.is_superuser:
        require_staff(request.actor)
    failures = IssueFailure.objects.visible_to(request.actor).unresolved()
    failures = failures.select_related("edition__plan__association")
    page = Paginator(failures, PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/issuing/issue_failure_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def issue_failure_lift(request: Request, pk: int) -> HttpResponse:
    """Ask why the paper is right, then let it be issued."""
    failure = _failure(request, pk)
    objection = objection_to_lifting(failure, request.actor)
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lift_failure(failure=failure, reason=form.cleaned_data["reason"], by=request.actor)
        except ValidationError as refusal:
            if not hasattr(refusal, "error_dict"):
                messages.warning(request, refusal.messages[0])
                return redirect("reports:issue_failure_list")
            show_refusal(form, refusal)
        else:
            messages.success(request, "Выдача разрешена: документ можно скачать.")
            return redirect(failure.edition.plan)
    elif objection:
        raise PermissionDenied(objection)
    context = {"failure": failure, "plan": failure.edition.plan, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/issuing/issue_failure_lift.html", context, status=status)


@require_safe
def issue_failure_paper(request: Request, pk: int) -> HttpResponse:
    """The paper as it was printed, marked «ПРОЕКТ»: to compare with the plan before lifting."""
    failure = _failure(request, pk)
    if objection := objection_to_lifting(failure, request.actor):
        raise PermissionDenied(objection)
    document = replace(edition_document(failure.edition), is_draft=True)
    response = HttpResponse(render_paper(document), content_type="application/pdf")
    name = f"Для сверки. {document.file_title}.pdf"
    response["Content-Disposition"] = content_disposition_header(False, name) or ""
    response["Cache-Control"] = "private, no-store"
    return response


def _failure(request: Request, pk: int) -> IssueFailure:
    failures = IssueFailure.objects.visible_to(request.actor)
    return get_object_or_404(failures.select_related("edition__plan__association"), pk=pk)
