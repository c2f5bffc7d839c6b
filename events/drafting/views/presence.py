"""The pulse of a plan's open page: its revision, and who else is here."""

from typing import Final

from django.core.exceptions import BadRequest
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from associations.offices.queries import Request
from events.drafting.models.plan import UID
from events.drafting.rules.presence import note_presence
from events.drafting.views.fetch import plan_to_draft

# The letters of a name: with `SHOWN` people the answer stays below a kilobyte.
NAME: Final = 40


@require_POST
def plan_pulse(request: Request, pk: int) -> HttpResponse:
    """Note this page (`tab`, `row`) and answer `revision` and `people` in less than a kilobyte."""
    plan = plan_to_draft(request, pk)
    tab, row = request.POST.get("tab", ""), request.POST.get("row", "")
    if not UID.fullmatch(tab) or not (row == "" or UID.fullmatch(row)):
        raise BadRequest
    others = note_presence(plan=plan, tab=tab, row=row, by=request.actor)
    mine = request.actor.user_id
    people = [
        {"name": one.name[:NAME], "row": one.row, "mine": one.user_id == mine} for one in others
    ]
    answer = {"revision": plan.revision, "people": people}
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
