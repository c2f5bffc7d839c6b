"""The wizard that turns a file or a paste into a draft: look through, correct, settle, make.

htmx gets only the part that has changed.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from associations.offices.queries import Request
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.queries.stored_content import read_content
from events.drafting.views.fetch import part_of, plan_to_draft
from events.models import Plan
from plans_portal.lib.answers import wants_json
from reports.imports.forms import SettleForm
from reports.imports.queries.paste_preview import preview_of
from reports.imports.queries.recognised import ImportDoubt, Reading, findings_of, reading_of
from reports.imports.queries.wizard_page import shown_blocks
from reports.imports.rules import wizard
from reports.imports.rules.drafts import sentence_of
from reports.models import ImportSession
from reports.recognition import Correction

STRANGE: Final = "Такой поправки нет: обновите страницу и повторите."
DISCARDED: Final = "Прочитанное уже удалено, в другой вкладке. Загрузите файл снова."


def unless_discarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Tell where the import session was discarded while the view worked on it."""

    @wraps(view)
    def answer(request: Request, key: str) -> HttpResponse:
        try:
            return view(request, key)
        except ImportSession.DoesNotExist:
            if request.htmx or wants_json(request):
                raise Http404(DISCARDED) from None
            messages.error(request, DISCARDED)
            return redirect("reports:plan_from_file")

    return answer


@require_http_methods(["GET", "POST"])
@unless_discarded
def import_session(request: Request, key: str) -> HttpResponse:
    """The source beside the plan read from it; POST adds or removes a correction."""
    one = own_session(request, key)
    if one.brought_to_id is not None:
        return redirect(one)
    if one.state != ImportSession.State.READ:
        return _done(request, one)
    if request.method == "GET":
        return _page(request, one, reading_of(one))
    command = request.POST.get("say", "")
    anchor = _place(command, one)
    try:
        reading = _say(request, one, command)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        if not request.htmx:
            return redirect(one)
        reading = reading_of(own_session(request, key))
    if not request.htmx:
        return redirect(f"{one.get_absolute_url()}#{anchor}")
    one.refresh_from_db()
    answer = _page(request, one, reading)
    return trigger_client_event(answer, "portal:focus", {"id": f"say-{anchor}"}, after="settle")


@require_http_methods(["GET", "POST"])
@unless_discarded
def import_session_draft(request: Request, key: str) -> HttpResponse:
    """Make the draft; errors are shown above the form.

    A refusal leaves this address in the browser, so GET leads to the file.
    """
    one = own_session(request, key)
    is_open = one.state == ImportSession.State.READ and one.brought_to_id is None
    if request.method == "GET" or not is_open:
        return redirect(one)
    form = SettleForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return _page(request, one, reading_of(one), form)
    try:
        wizard.settle(
            import_session=one,
            association=form.cleaned_data["association"],
            period=form.cleaned_data["period"],
            by=request.actor,
        )
        wizard.make_draft(import_session=one, by=request.actor)
    except ValidationError as refusal:
        one.refresh_from_db()
        form.add_error(None, sentence_of(refusal))
        return _page(request, one, reading_of(one), form)
    return redirect(one)


@require_POST
@unless_discarded
def import_session_take_back(request: Request, key: str) -> HttpResponse:
    """Undo the whole import."""
    one = own_session(request, key)
    try:
        wizard.undo_import(import_session=one, by=request.actor)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "Импорт отменён: черновик снят, файл снова в разборе.")
    return redirect(one)


@require_POST
@unless_discarded
def import_session_drop(request: Request, key: str) -> HttpResponse:
    """Delete the import session, and go back to where it came from (a script gets 204)."""
    one = own_session(request, key)
    wizard.discard_import(import_session=one, by=request.actor)
    if wants_json(request):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if one.section_uid and one.plan and one.state == ImportSession.State.READ:
        messages.success(request, "Таблица не вставлена, план остался прежним.")
        return redirect(one.plan)
    messages.success(request, "Прочитанное удалено. Файл на вашем компьютере остался.")
    if one.brought_to is not None:
        return redirect(one.brought_to)
    if (
        one.batch
        and ImportSession.objects.visible_to(request.actor).filter(batch=one.batch).exists()
    ):
        return redirect("reports:import_session_batch", one.batch)
    return redirect("reports:plan_from_file")


def own_session(request: Request, key: str) -> ImportSession:
    """The import session of the person who asks, else 404."""
    own = ImportSession.objects.visible_to(request.actor).select_related(
        "association", "plan__layout", "brought_to"
    )
    return get_object_or_404(own, pk=key)


def _say(request: Request, one: ImportSession, command: str) -> Reading:
    """Do the command of a button; return the new reading."""
    if command == "undo":
        return wizard.undo(import_session=one, by=request.actor)
    if command == "over":
        return wizard.start_over(import_session=one, by=request.actor)
    correction = _correction(command, request.POST.getlist("at"))
    seen = request.POST.get("seen", "")
    if not seen.isdecimal():
        raise ValidationError(STRANGE)
    return wizard.correct(
        import_session=one, correction=correction, seen=int(seen[:6]), by=request.actor
    )


def _place(command: str, one: ImportSession) -> str:
    """The anchor of the command; of an undo, that of the last correction."""
    if command == "undo" and one.corrections:
        last = Correction(**one.corrections[-1])
    else:
        try:
            last = _correction(command, [])
        except ValidationError:
            return "import-session"
    part = {"row": "r", "split": "r", "column": "c"}.get(last.action)
    return f"t{last.table}{part}{last.at + 1}" if part else f"t{last.table}"


def _correction(command: str, ticked: list[str]) -> Correction:
    """The correction of a button «row 1 4 section»; a split has the ticked lines."""
    try:
        action, table, at, to = command.split()
        place = f"{table} {at} "
        lines = tuple(int(one.removeprefix(place)) for one in ticked if one.startswith(place))
        number, row = int(table), int(at)
    except ValueError:
        raise ValidationError(STRANGE) from None
    if action == "split":
        return Correction("split", number, row, lines=lines)
    meaning = "" if to == "-" else to
    match action:
        case "column" | "row" | "table":
            return Correction(action, number, row, meaning)
        case _:
            raise ValidationError(STRANGE)


def _page(
    request: Request, one: ImportSession, reading: Reading, form: SettleForm | None = None
) -> HttpResponse:
    period = reading.content.period
    days = [dt.date.fromisoformat(day) for day in (period.starts, period.ends) if day]
    directory = responsible_directory(one.association, request.actor) if one.association else None
    place: dict[str, object] = {}
    if one.section_uid and one.plan is not None:
        # Checked each time: a person who lost the right to the plan must not see its rows.
        plan = plan_to_draft(request, one.plan.pk)
        place = {
            "section": part_of(plan.sections.all(), one.section_uid),
            "after": part_of(plan.events.all(), one.after_uid),
            "preview": preview_of(reading, one, read_content(plan), directory),
        }
    context = {
        **place,
        "import_session": one,
        "reading": reading,
        "content": reading.content,
        "blocks": list(shown_blocks(reading, directory)),
        "doubts": reading.doubts,
        "checks": [ImportDoubt(*found) for found in findings_of(reading, one)],
        "days": days,
        "form": form or SettleForm(actor=request.actor, initial=_settled(one, reading)),
        "named": reading.found.content.association.name,
        "other": None if one.section_uid else _other_plan(request, one, days),
    }
    status = 422 if form is not None and form.errors else 200
    template = "reports/imports/wizard.html"
    return render(
        request, f"{template}#reading" if request.htmx else template, context, status=status
    )


def _other_plan(request: Request, one: ImportSession, days: list[dt.date]) -> Plan | None:
    """An existing plan of this association for the same days, on any layout."""
    if one.association is None or not days:
        return None
    plans = Plan.objects.visible_to(request.actor).with_shown_title(request.actor)
    return (
        plans.filter(
            association=one.association,
            period_start=days[0],
            period_end=days[-1],
        )
        .order_by("-pk")
        .first()
    )


def _done(request: Request, one: ImportSession) -> HttpResponse:
    """The result of a file, and the next of its batch to look through."""
    since = one.plan.changes.exclude(action="import_content").count() if one.plan else 0
    context: dict[str, object] = {"import_session": one, "since": since}
    if one.batch:
        waiting = ImportSession.objects.visible_to(request.actor).filter(
            state=ImportSession.State.READ
        )
        same = waiting.filter(batch=one.batch).only("name").order_by("name", "pk")
        context["next"] = same.first()
    return render(request, "reports/imports/done.html", context)


def _settled(one: ImportSession, reading: Reading) -> dict[str, object]:
    period = reading.content.period
    return {
        "association": one.association_id,
        "starts": period.starts,
        "ends": period.ends,
    }
