"""The papers of a plan's meetings: a page that lists them, and each of them as PDF or DOCX."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from associations.models import Office
from associations.offices.queries import Request
from associations.vocabulary import OfficeRole
from events.drafting.queries.stored_content import shown_content, shown_plan
from events.models import Plan
from events.plan.content import EventContent, PlanContent
from events.plan.period import Period
from events.terms import days_of, term_of
from plans_portal.lib.file_names import file_name
from reports.office_files.meeting_docx import meeting_word
from reports.office_files.meeting_papers import (
    NAMES,
    Kind,
    Meeting,
    MeetingPaper,
    Signer,
    meeting_paper,
)
from reports.office_files.views.workbook import DOCX
from reports.paper.pdf import print_html

_ROLES: Final = {"chair": OfficeRole.CHAIR, "secretary": OfficeRole.SECRETARY}
_POSITIONS: Final = {"chair": "Председатель", "secretary": "Секретарь"}


@require_GET
def meeting_list(request: Request, plan_id: int) -> HttpResponse:
    """The meetings that the reader is shown in the plan, each with its papers."""
    plan = _plan(request, plan_id)
    content = shown_content(plan, request.actor)
    meetings = [event for event in content.all_events() if event.meeting]
    context = {"plan": shown_plan(plan, request.actor), "meetings": meetings, "papers": NAMES}
    return render(request, "reports/office_files/meeting_list.html", context)


@require_GET
def meeting_pdf(request: Request, plan_id: int, uid: str, paper: str) -> HttpResponse:
    """One paper of a meeting as a PDF to print."""
    made = _paper(request, plan_id, uid, paper)
    data = print_html(render_to_string("reports/office_files/meeting.html", {"paper": made}))
    return _answer(data, "application/pdf", file_name(made.file_title, "pdf"), attachment=False)


@require_GET
def meeting_docx(request: Request, plan_id: int, uid: str, paper: str) -> HttpResponse:
    """One paper of a meeting as a Word file to fill in."""
    made = _paper(request, plan_id, uid, paper)
    return _answer(meeting_word(made), DOCX, file_name(made.file_title, "docx"))


def _paper(request: Request, plan_id: int, uid: str, paper: str) -> MeetingPaper:
    kind: Kind | None = next((one for one in NAMES if one == paper), None)
    plan = _plan(request, plan_id)
    content = shown_content(plan, request.actor)
    event = next((one for one in content.all_events() if one.uid == uid and one.meeting), None)
    if kind is None or event is None:
        raise Http404
    return meeting_paper(kind, _meeting(plan, content, event))


def _meeting(plan: Plan, content: PlanContent, event: EventContent) -> Meeting:
    period = Period(plan.period.kind, plan.period.starts, plan.period.ends)
    days = days_of(term_of(event.term, event.term_choice, period), period)
    day = days[0][1] if len(days) == 1 and days[0][0] == days[0][1] else None
    offices = Office.objects.in_force(day or plan.period.ends).select_related("person")
    signers = {}
    for name, role in _ROLES.items():
        office = offices.filter(association=plan.association, role=role).order_by("pk").first()
        signers[name] = (
            Signer(office.position, office.person.signing_name)
            if office
            else Signer(_POSITIONS[name])
        )
    return Meeting(
        event=event,
        association=content.association.name or plan.association.name,
        city=content.city,
        day=day,
        chair=signers["chair"],
        secretary=signers["secretary"],
    )


def _plan(request: Request, plan_id: int) -> Plan:
    plans = Plan.objects.visible_to(request.actor)
    related = ("association", "layout", "edition__plan", "official__plan")
    return get_object_or_404(plans.select_related(*related), pk=plan_id)


def _answer(data: bytes, content_type: str, name: str, *, attachment: bool = True) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(attachment, name) or ""
    # It may hold names of people: no proxy keeps it, and a browser asks again each time.
    response["Cache-Control"] = "private, no-cache"
    return response
