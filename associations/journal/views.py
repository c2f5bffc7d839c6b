"""The page of the journal."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from associations.journal.forms import JournalFilter
from associations.models import JournalEntry
from associations.offices.queries import Request

ON_PAGE = 50


@require_safe
def journal(request: Request) -> HttpResponse:
    """The entries that the reader may see, the newest first, with filters and pages."""
    found = JournalFilter(request.GET, JournalEntry.objects.visible_to(request.actor))
    context = {
        "form": found.form,
        "page": Paginator(found.qs, ON_PAGE).get_page(request.GET.get("page")),
        "is_filtered": any(request.GET.get(name) for name in found.form.fields),
        "is_whole": bool(request.actor.staff_institution_ids) or request.actor.is_superuser,
    }
    template = "associations/journal/journal.html"
    return render(request, f"{template}#found" if request.htmx else template, context)
