"""Pages that add and change a row of a plan, also a meeting or a sub-event."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from associations.offices.queries import Request
from events.drafting.forms.event import EventForm
from events.drafting.queries.responsible_names import names_in_plan, responsible_directory
from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.queries.school_year import dated_period
from events.drafting.queries.stored_content import layout_content
from events.drafting.rules.occurrences import month_of_section
from events.drafting.rules.parts import row_fields
from events.drafting.rules.rows import add_event, edit_event, row_after
from events.drafting.views.conflict import conflict_page
from events.drafting.views.done import tell_done
from events.drafting.views.fetch import part_of, plan_to_draft
from events.drafting.views.one_time import sent_key
from events.drafting.views.opened import base_of_form, sent_opened
from events.drafting.views.writing import form_page
from events.models import Event, Plan, Section
from events.plan.content import columns_from
from events.plan.vocabulary import SectionKind
from plans_portal.lib.form_errors import show_refusal
from plans_portal.lib.form_lines import ACTION
from plans_portal.lib.versions import Conflict, sent_version

FORM = "events/drafting/event_form.html"


@require_http_methods(["GET", "POST"])
def event_add(request: Request, pk: int, section_uid: str) -> HttpResponse:
    """Add a row to a section: last, or `?before=` / `?after=` another, or into one (`?parent=`)."""
    plan = plan_to_draft(request, pk)
    section = part_of(plan.sections.filter(kind=SectionKind.TABLE), section_uid)
    if section is None:
        return _section_gone(request, plan)
    words = request.POST or request.GET
    parent = part_of(plan.events.filter(section=section, parent=None), words.get("parent"))
    form = _form(request, plan, section, EventValues(is_meeting=bool(words.get("meeting"))))
    if _is_sent(request, form):
        try:
            event = add_event(
                section=section,
                values=form.values,
                parent=parent,
                before=_before(plan, words.get("before"), words.get("after")),
                key=sent_key(request),
                by=request.actor,
            )
        except ValidationError as refusal:
            show_refusal(form.fields, refusal)
        else:
            tell_done(request, plan, "Строка добавлена.")
            return _to_row(request, plan, event)
    places = {name: words[name] for name in ("before", "after", "parent") if words.get(name)}
    return form_page(request, plan, FORM, form, section=section, parent=parent, places=places)


@require_http_methods(["GET", "POST"])
def event_edit(request: Request, pk: int, uid: str) -> HttpResponse:
    """Change a row."""
    plan = plan_to_draft(request, pk)
    event = part_of(plan.events.select_related("section", "parent", "plan"), uid)
    if event is None:
        return _row_gone(request, plan)
    stored = row_values(event)
    form = _form(request, plan, event.section, stored)
    version, opened = sent_version(request.POST, stored), sent_opened(request.POST)
    if _is_sent(request, form):
        try:
            edit_event(
                event=event,
                values=form.values,
                expected_version=version,
                opened=opened,
                by=request.actor,
            )
        except Conflict as conflict:
            if conflict.stored is None:
                return _row_gone(request, plan)
            return conflict_page(request, plan, conflict, form.values, opened)
        except ValidationError as refusal:
            show_refusal(form.fields, refusal)
        else:
            tell_done(request, plan, "Строка записана.")
            return _to_row(request, plan, event)
    parts = event.children.order_by("order")
    more = {
        "event": event,
        "parent": event.parent,
        "version": version,
        "base": base_of_form(request.POST, row_fields(stored)),
        "parts": parts,
    }
    return form_page(request, plan, FORM, form, section=event.section, **more)


def _form(request: Request, plan: Plan, section: Section, values: EventValues) -> EventForm:
    own = columns_from(section.columns)
    return EventForm(
        columns=own or layout_content(plan.layout).columns,
        directory=responsible_directory(plan.association, request.actor),
        values=values,
        period=dated_period(plan),
        month=month_of_section(section),
        said=names_in_plan(plan),
        data=request.POST if request.method == "POST" else None,
        action=request.POST.get(ACTION, ""),
    )


def _is_sent(request: Request, form: EventForm) -> bool:
    """Whether the form is to be saved, not only changed by one of its buttons."""
    return request.method == "POST" and ACTION not in request.POST and form.is_valid()


def _before(plan: Plan, before: str | None, after: str | None) -> Event | None:
    if after:
        row = part_of(plan.events.all(), after)
        return row_after(row) if row else None
    return part_of(plan.events.all(), before)


def _to_row(request: Request, plan: Plan, event: Event) -> HttpResponse:
    """Go to the row on the sheet (for a part, to its row), or on to a new row."""
    if request.POST.get("then") == "another":
        kind = "&meeting=1" if event.is_meeting else ""
        where = f"sections/{event.section.uid}/rows/add/?after={event.uid}{kind}"
        if event.parent:
            where = f"sections/{event.section.uid}/rows/add/?parent={event.parent.uid}"
        return redirect(f"{plan.get_absolute_url()}{where}")
    uid = event.parent.uid if event.parent else event.uid
    return redirect(f"{plan.get_absolute_url()}#at-{uid}")


def _row_gone(request: Request, plan: Plan) -> HttpResponse:
    """The row was deleted meanwhile: offer to save what was typed as a new row."""
    if request.method != "POST":
        raise Http404
    tables = plan.sections.filter(kind=SectionKind.TABLE).order_by("order")
    section = part_of(tables, request.POST.get("section")) or tables.first()
    words = "Эту строку удалил другой человек. Введённое осталось: запишите его как новую строку."
    return _lost(request, plan, section, words)


def _section_gone(request: Request, plan: Plan) -> HttpResponse:
    if request.method != "POST":
        raise Http404
    section = plan.sections.filter(kind=SectionKind.TABLE).order_by("order").first()
    words = "Этот раздел удалил другой человек. Введённое осталось: строка встанет в другой раздел."
    return _lost(request, plan, section, words)


def _lost(request: Request, plan: Plan, section: Section | None, words: str) -> HttpResponse:
    form = _form(request, plan, section or Section(plan=plan), EventValues())
    if section is None:
        words = "Раздел со строкой удалил другой человек. Скопируйте введённое и добавьте раздел."
    form.is_valid()
    form.fields.add_error(None, words)
    return form_page(request, plan, FORM, form, section=section, as_new=True)
