"""The page that changes the heading of a plan."""

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from associations.offices.queries import Request
from events.drafting.forms.plan import HeadingForm
from events.drafting.rules.parts import fields_of
from events.drafting.rules.plans import edit_heading, heading_values
from events.drafting.views.fetch import plan_to_draft
from events.drafting.views.opened import base_of_form, sent_opened
from events.drafting.views.writing import form_page, write
from events.models import Plan
from plans_portal.lib.versions import sent_version


@require_http_methods(["GET", "POST"])
def heading_edit(request: Request, pk: int) -> HttpResponse:
    """Change the title, the city and the imprint."""
    plan = plan_to_draft(request, pk)
    form = HeadingForm(request.POST or None, instance=plan_to_draft(request, pk))
    version = sent_version(request.POST, heading_values(plan))
    opened = sent_opened(request.POST)
    rule = partial(edit_heading, plan=plan, expected_version=version, opened=opened)
    answer = write(
        request,
        plan,
        form,
        rule,
        message="Заголовок записан.",
        address=Plan.get_absolute_url,
        opened=opened,
    )
    more = {"version": version, "base": base_of_form(request.POST, fields_of(plan))}
    return answer or form_page(request, plan, "events/drafting/heading_edit.html", form, **more)
