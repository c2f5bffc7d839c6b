"""The staff's page of approved plans whose official document could not be issued."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from associations.actor import require_staff
from associations.offices.queries import Request
from reports.models import IssueFailure

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
