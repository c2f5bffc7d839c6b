"""Public pages of a one-time link: what is asked, the code, the plan, one decision.

A request by GET changes nothing, for programs that look at letters open their links too.
"""

from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from associations.accounts.limits import is_allowed
from associations.signature_rules.queries import rules_in_force
from events.drafting.queries.stored_content import edition_content
from events.drafting.views.sheet import lay_out_sheet, signatures_on
from events.models import OneTimeLink, Step
from events.signoff.forms.decision import DecisionForm
from events.signoff.forms.one_time_link import LinkCodeForm
from events.signoff.queries.one_time_links import (
    actor_by_link,
    find_link,
    is_code_void,
    step_of_link,
)
from events.signoff.queries.plan_state import with_deciders
from events.signoff.queries.present_holders import with_present_names
from events.signoff.queries.statement import statement_of
from events.signoff.rules.deciding_by_link import (
    decide_by_link,
    enter_code,
    objection_to_using,
    send_code,
)
from events.signoff.rules.evidence import Trace
from events.signoff.views.link_proof import code_typed_at, keep_code, keep_secret
from plans_portal.lib.client_address import client_address
from plans_portal.lib.form_errors import show_refusal

UNKNOWN: Final = (
    "Такой ссылки нет. Откройте её из письма целиком: программа могла оборвать её на переносе"
    " строки."
)
TOO_OFTEN: Final = "Слишком много обращений подряд. Подождите несколько минут и повторите."


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def one_time_link(request: HttpRequest, token: str) -> HttpResponse:
    """Before the code, what is asked; after it, the plan to decide on; then what was decided."""
    if not is_allowed(request, "one_time_pages"):
        return _refusal(request, TOO_OFTEN, HTTPStatus.TOO_MANY_REQUESTS)
    link = find_link(token)
    if link is None:
        return _refusal(request, UNKNOWN, HTTPStatus.NOT_FOUND)
    step = step_of_link(link)
    objection = objection_to_using(link, timezone.localdate())
    is_proved = code_typed_at(request, link) is not None
    if link.used_at is not None and is_proved:
        return _page(request, {"link": link, "done": link.signature, "token": token})
    if objection or step is None:
        return _refusal(request, objection or UNKNOWN, HTTPStatus.GONE, link)
    if not is_proved:
        return _ask_for_code(request, link, step, token)
    return _decision(request, link, step, token)


@login_not_required
@require_POST
def one_time_code(request: HttpRequest, token: str) -> HttpResponse:
    """Send the code by letter, or try the one that was typed."""
    if not is_allowed(request, "one_time_codes"):
        return _refusal(request, TOO_OFTEN, HTTPStatus.TOO_MANY_REQUESTS)
    link = find_link(token)
    step = step_of_link(link) if link else None
    if link is None or step is None:
        return _refusal(request, UNKNOWN, HTTPStatus.NOT_FOUND)
    by = actor_by_link(link, step, on=timezone.localdate())
    form = LinkCodeForm(None if "send" in request.POST else request.POST)
    try:
        if "send" in request.POST:
            send_code(link=link, by=by)
            messages.success(request, f"Код послан на {link.hidden_address}.")
            return redirect("events:one_time_link", token=token)
        if form.is_valid():
            wrong = enter_code(
                link=link, code=form.cleaned_data["code"], trace=_trace(request), by=by
            )
            if not wrong:
                opened = redirect("events:one_time_link", token=token)
                keep_code(opened, link, token)
                keep_secret(opened)
                return opened
            form.add_error("code", wrong)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
        return redirect("events:one_time_link", token=token)
    link.refresh_from_db()
    return _ask_for_code(request, link, step, token, form)


def _decision(request: HttpRequest, link: OneTimeLink, step: Step, token: str) -> HttpResponse:
    """The plan as it was sent, and the form; a decision leads to what is done."""
    rules = rules_in_force(link.plan.association.institution_id)
    form = DecisionForm(request.POST if request.method == "POST" else None, rules=rules)
    stale = ""
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("rules", "")
        accepts = int(version) if version.isdecimal() and form.decided.signs else None
        by = actor_by_link(link, step, on=timezone.localdate(), accepts=accepts)
        try:
            decide_by_link(
                link=link,
                seen=form.cleaned_data["seen"],
                outcome=form.decided,
                comment=form.cleaned_data["comment"],
                trace=_trace(request, link),
                by=by,
            )
        except ValidationError as refusal:
            if hasattr(refusal, "error_dict"):
                show_refusal(form, refusal)
            else:
                stale = refusal.messages[0]
        else:
            return redirect("events:one_time_link", token=token)
    status = 409 if stale else 422 if form.errors else 200
    context = {
        **_plan_shown(link, step),
        "link": link,
        "step": step,
        "token": token,
        "rules": rules,
        "form": form,
        "stale": stale,
    }
    return _page(request, context, status=status)


def _plan_shown(link: OneTimeLink, step: Step) -> dict[str, object]:
    """The edition as a sheet, never the words that authors have now; the sentence to sign."""
    on = timezone.localdate()
    content, signatures = edition_content(link.edition), signatures_on(link.edition)
    steps = list(with_deciders(link.plan.steps.all()))
    signed = {signature.step_uid for signature in signatures}
    drawn = with_present_names(content, steps, signed, on)
    by = actor_by_link(link, step, on=on)
    return {
        "sheet": lay_out_sheet(None, drawn, signatures),
        "content": content,
        "statement": statement_of(link.plan, step, content.row_count, by),
    }


def _ask_for_code(
    request: HttpRequest,
    link: OneTimeLink,
    step: Step,
    token: str,
    form: LinkCodeForm | None = None,
) -> HttpResponse:
    """Ask for the code; the `form` is one that was refused."""
    context = {
        "link": link,
        "step": step,
        "token": token,
        "code_form": form or LinkCodeForm(),
        "has_code": not is_code_void(link, timezone.now()),
        "by_letter": link.code_by == OneTimeLink.CodeBy.LETTER,
    }
    return _page(request, context, status=422 if form else 200)


def _trace(request: HttpRequest, link: OneTimeLink | None = None) -> Trace:
    """Address and browser; with the `link` also how its reader has proved who they are."""
    agent = request.headers.get("User-Agent", "")
    if link is None:
        return Trace(client_address(request), agent)
    code = "letter_code" if link.code_by == OneTimeLink.CodeBy.LETTER else "phone_code"
    return Trace(client_address(request), agent, f"link+{code}", code_typed_at(request, link))


def _refusal(
    request: HttpRequest, words: str, status: int, link: OneTimeLink | None = None
) -> HttpResponse:
    return _page(request, {"refusal": words, "about": link}, status=status)


def _page(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, "events/signoff/one_time.html", context, status=status)
    keep_secret(response)
    return response
