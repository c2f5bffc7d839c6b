"""A remark's own page: its place, its thread, and what may be done with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from associations.offices.queries import Request
from events.access import reads_draft
from events.drafting.queries.stored_content import shown_content
from events.drafting.views.fetch import plan_to_read
from events.models import Plan, Remark
from events.plan.vocabulary import RemarkState
from events.remarks.forms import AnswerForm
from events.remarks.queries.moves import MOVES, is_forbidden, moves_for, objection_to_moving
from events.remarks.queries.places import find_place
from events.remarks.rules.answering import UNKNOWN, accept_suggestion, move_remark
from plans_portal.lib.form_errors import show_refusal
from plans_portal.lib.versions import Conflict
from plans_portal.lib.word_changes import word_changes

_DONE = {
    "answer": "Ответ записан.",
    "take": "Замечание отмечено исправленным.",
    "accept": "Предложенный текст записан в план. Замечание отмечено исправленным.",
    "decline": "Замечание отклонено, причина записана.",
    "close": "Замечание закрыто.",
    "reopen": "Замечание снова открыто.",
}


@require_http_methods(["GET", "POST"])
def remark_detail(request: Request, pk: int, remark_pk: int) -> HttpResponse:
    """Show a remark with its answers; a button (`move`) answers it or changes its state."""
    plan = plan_to_read(request, pk)
    remark = _remark(request, plan, remark_pk)
    form = AnswerForm(request.POST or None)
    conflict = ""
    if request.method == "POST" and form.is_valid():
        move = request.POST.get("move", "")
        if move in MOVES and is_forbidden(remark, plan, move, request.actor):
            raise PermissionDenied(objection_to_moving(remark, plan, move, request.actor))
        try:
            _move(request, remark, move, form.cleaned_data["text"])
        except Conflict as refusal:
            conflict = refusal.messages[0]
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _DONE[move])
            remark.refresh_from_db(fields=["state"])
            to_plan = remark.is_settled and move != "close"
            return redirect(f"{plan.get_absolute_url()}#{remark.anchor}" if to_plan else remark)
    context = _context(request, plan, _remark(request, plan, remark_pk))
    context |= {"form": form, "conflict": conflict}
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "events/remarks/remark_detail.html", context, status=status)


def _remark(request: Request, plan: Plan, pk: int) -> Remark:
    remarks = Remark.objects.visible_to(request.actor).filter(plan=plan)
    remark = get_object_or_404(remarks.select_related("edition").defer("edition__content"), pk=pk)
    remark.plan = plan
    return remark


def _move(request: Request, remark: Remark, move: str, text: str) -> None:
    if move == "accept":
        # What the author looked at: the words of the remark, or those of a conflict.
        base = request.POST.get("base", remark.words)
        accept_suggestion(remark=remark, base=base, by=request.actor)
    elif move in MOVES:
        move_remark(remark=remark, move=move, text=text, by=request.actor)
    else:
        raise ValidationError(UNKNOWN)


def _context(request: Request, plan: Plan, remark: Remark) -> dict[str, object]:
    """What the page draws: the place as it was and as this reader is shown it now."""
    place = find_place(shown_content(plan, request.actor), remark.place, remark.uid, remark.field)
    moves = moves_for(remark, plan, request.actor)
    now = place.words if place else ""
    is_changed = bool(remark.version) and (place is None or place.version != remark.version)
    return {
        "plan": plan,
        "remark": remark,
        "answers": [
            (one, RemarkState(one.state) if one.state else None) for one in remark.answers.all()
        ],
        "place": place,
        "is_gone": place is None,
        "now": now,
        "changes": word_changes(remark.words, now) if is_changed and place else (),
        "suggested": word_changes(remark.words, remark.suggestion) if remark.suggestion else (),
        "moves": [(name, MOVES[name].label) for name in moves],
        "reads_draft": reads_draft(plan, request.actor),
    }
