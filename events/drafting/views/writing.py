"""What the pages share on which an author changes a plan."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from associations.offices.queries import Request
from events.drafting.forms.event import EventForm
from events.drafting.forms.plan import HeadingForm
from events.drafting.forms.section import SectionForm
from events.drafting.forms.step import StepForm
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.views.conflict import conflict_page
from events.drafting.views.done import tell_done
from events.drafting.views.one_time import key_of_form
from events.models import Plan
from events.plan.merging import UNKNOWN, Opened
from plans_portal.lib.form_errors import show_refusal
from plans_portal.lib.versions import Conflict

type PartForm = HeadingForm | SectionForm | StepForm


def write[Row](
    request: Request,
    plan: Plan,
    form: PartForm,
    rule: Callable[..., Row],
    *,
    message: str,
    address: Callable[[Row], str],
    opened: Opened = UNKNOWN,
) -> HttpResponse | None:
    """Call the rule with a valid form's values; None where the form is to be shown (again).

    A conflict is shown with what the form was `opened` with. `message` is shown after success, at
    the `address` of what the rule returned.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    values = form.values()
    try:
        row = rule(values=values, by=request.actor)
    except Conflict as conflict:
        return conflict_page(request, plan, conflict, values, opened)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return None
    tell_done(request, plan, message)
    return redirect(address(row))


def form_page(
    request: Request, plan: Plan, template: str, form: PartForm | EventForm, **more: Any
) -> HttpResponse:
    """The page of a form (422 where a field is wrong), with the objection to any change."""
    context = {
        "plan": plan,
        "form": form,
        "objection": objection_to_drafting(plan, request.actor),
        "key": key_of_form(request),
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)


def gone_page(
    request: Request, plan: Plan, template: str, form: PartForm, words: str
) -> HttpResponse:
    """The row was deleted meanwhile: offer to save what was typed as a new one."""
    if request.method != "POST":
        raise Http404
    form.is_valid()
    form.add_error(None, words)
    return form_page(request, plan, template, form, as_new=True)
