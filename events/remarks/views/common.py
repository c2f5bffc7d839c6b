"""The page of common remarks (типовые замечания): kept, and forgotten."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from associations.offices.queries import Request
from events.remarks.forms import CommonRemarkForm
from events.remarks.queries.common import common_remarks, may_change
from events.remarks.rules.common import NO_PLACE, forget_common_remark, keep_common_remark
from plans_portal.lib.form_errors import show_refusal


@require_http_methods(["GET", "POST"])
def common_remark_list(request: Request) -> HttpResponse:
    """The common remarks that the person may use, and a form to keep another."""
    actor = request.actor
    if actor.institution_id not in actor.institution_ids:
        raise PermissionDenied(NO_PLACE)
    form = CommonRemarkForm(request.POST or None, is_staff=actor.is_methodist)
    if request.method == "POST" and form.is_valid():
        for_all = form.cleaned_data.get("for_all", False)
        try:
            keep_common_remark(text=form.cleaned_data["text"], for_all=for_all, by=actor)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Типовое замечание сохранено.")
            return redirect("events:common_remark_list")
    known = [(one, may_change(one, actor)) for one in common_remarks(actor)]
    context = {
        "form": form,
        "own": [one for one in known if one[0].owner_id is not None],
        "shared": [one for one in known if one[0].owner_id is None],
    }
    status = 422 if form.errors else 200
    return render(request, "events/remarks/common_remark_list.html", context, status=status)


@require_POST
def common_remark_forget(request: Request, pk: int) -> HttpResponse:
    """Delete a common remark."""
    common = get_object_or_404(common_remarks(request.actor), pk=pk)
    forget_common_remark(common=common, by=request.actor)
    messages.success(request, "Типовое замечание удалено.")
    return redirect("events:common_remark_list")
