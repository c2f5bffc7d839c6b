"""The papers of a plan's meetings: their list, and each paper as PDF or DOCX."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from associations.models import Office
from associations.offices.queries import Request
from associations.vocabulary import OfficeRole
from events.drafting.queries.school_year import dated_period
from events.drafting.queries.stored_content import shown_content, shown_plan
from events.models import Plan
from events.plan.content import EventContent, PlanContent
from events.terms import days_of, term_of
from plans_portal.lib.file_names import file_name
from reports.office_files.meeting_docx import meeting_word
from reports.office_files.meeting_papers import (
    NAMES,
    Kind,
    MeetingFacts,
    MeetingPaper,
    Signer,
    meeting_paper,
)
from reports.office_files.views.answers import DOCX, file_answer, visible_plan
from reports.paper.pdf import print_html

_ROLES: Final = {"chair": OfficeRole.CHAIR, "secretary": OfficeRole.SECRETARY}
_POSITIONS: Final = {"chair": "Председатель", "secretary": "Секретарь"}


@require_GET
def meeting_list(request: Request, plan_id: int) -> HttpResponse:
    """The meetings that the reader may see in the plan, each with its papers."""
    plan = visible_plan(request, plan_id)
    content = shown_content(plan, request.actor)
    context = {
        "plan": shown_plan(plan, request.actor),
        "meetings": meetings_of(content),
        "papers": NAMES,
    }
    return render(request, "reports/office_files/meeting_list.html", context)


@require_GET
def meeting_pdf(request: Request, plan_id: int, uid: str, paper: str) -> HttpResponse:
    """A paper of a meeting as a PDF to print."""
    document = _paper(request, plan_id, uid, paper)
    data = print_html(render_to_string("reports/office_files/meeting.html", {"paper": document}))
    return file_answer(
        data, "application/pdf", file_name(document.file_title, "pdf"), attachment=False
    )


@require_GET
def meeting_docx(request: Request, plan_id: int, uid: str, paper: str) -> HttpResponse:
    """A paper of a meeting as a Word file to fill in."""
    document = _paper(request, plan_id, uid, paper)
    return file_answer(meeting_word(document), DOCX, file_name(document.file_title, "docx"))


def _paper(request: Request, plan_id: int, uid: str, paper: str) -> MeetingPaper:
    kind: Kind | None = next((kind for kind in NAMES if kind == paper), None)
    plan = visible_plan(request, plan_id)
    content = shown_content(plan, request.actor)
    event = next((event for event in meetings_of(content) if event.uid == uid), None)
    if kind is None or event is None:
        raise Http404
    return meeting_paper(kind, _meeting(plan, content, event))


def meetings_of(content: PlanContent) -> list[EventContent]:
    """The events of the content that are meetings."""
    return [event for event in content.all_events() if event.meeting]


def _meeting(plan: Plan, content: PlanContent, event: EventContent) -> MeetingFacts:
    period = dated_period(plan)
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
    return MeetingFacts(
        event=event,
        association=content.association.name or plan.association.name,
        city=content.city,
        day=day,
        chair=signers["chair"],
        secretary=signers["secretary"],
        institution=plan.association.institution.name,
        of_association=_of_association(plan),
    )


def _of_association(plan: Plan) -> str:
    """The association in the genitive; an abbreviation («РУМО методистов») is not declined."""
    association = plan.association
    is_short = association.name.split(" ", 1)[0].isupper()
    return association.name_genitive or (association.name if is_short else "")
