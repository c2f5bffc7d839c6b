"""The page that names a version of a plan."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from associations.directory.forms import attempt
from associations.offices.queries import Request
from events.drafting.views.fetch import plan_to_read
from events.history.forms import VersionNameForm
from events.history.rules import name_version, objection_to_naming
from events.models import NamedVersion


@require_http_methods(["GET", "POST"])
def version_name(request: Request, pk: int, change_pk: int) -> HttpResponse:
    """Name the plan as it was after a change, change the name or take it away."""
    plan = plan_to_read(request, pk)
    objection = objection_to_naming(plan, request.actor)
    if objection is not None:
        raise PermissionDenied(objection)
    change = get_object_or_404(plan.changes.select_related("plan"), pk=change_pk)
    version = NamedVersion.objects.filter(change=change).first()
    # A copy: the form writes what was typed into its instance.
    form = VersionNameForm(request.POST or None, instance=copy(version))
    named = attempt(form, name_version, change=change, by=request.actor)
    if form.is_bound and form.is_valid():
        words = f"Версия названа: «{named}»." if named else "У версии больше нет названия."
        messages.success(request, words)
        return redirect(reverse("events:plan_history", args=[plan.pk]))
    context = {"plan": plan, "form": form, "change": change}
    status = 422 if form.errors else 200
    return render(request, "events/history/version_name.html", context, status=status)
