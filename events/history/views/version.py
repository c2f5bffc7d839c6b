"""The page that names a version of a plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from associations.offices.queries import Request
from events.drafting.views.fetch import plan_to_read
from events.history.forms import VersionNameForm
from events.history.rules import name_version, objection_to_naming
from events.models import NamedVersion
from plans_portal.lib.form_errors import show_refusal


@require_http_methods(["GET", "POST"])
def version_name(request: Request, pk: int, change_pk: int) -> HttpResponse:
    """Name the plan as it was after a change, change the name or take it away."""
    plan = plan_to_read(request, pk)
    objection = objection_to_naming(plan, request.actor)
    if objection is not None:
        raise PermissionDenied(objection)
    change = get_object_or_404(plan.changes.select_related("plan"), pk=change_pk)
    version = NamedVersion.objects.filter(change=change).first()
    form = VersionNameForm(request.POST or None, initial={"name": version.name if version else ""})
    if request.method == "POST" and form.is_valid():
        try:
            named = name_version(change=change, name=form.cleaned_data["name"], by=request.actor)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            words = f"Версия названа: «{named}»." if named else "У версии больше нет названия."
            messages.success(request, words)
            return redirect(reverse("events:plan_history", args=[plan.pk]))
    context = {"plan": plan, "form": form, "change": change}
    status = 422 if form.errors else 200
    return render(request, "events/history/version_name.html", context, status=status)
