"""How the pages write days and states of plans, and how many plans wait; else without queries."""

import datetime as dt
import re

from django import template
from django.utils import timezone

from events.models import Occurrence, Plan, Signature
from events.plan.period import MONTHS, day_in_words, last_day
from events.plan.status import PlanStatus
from events.signoff.queries.edition_status import EditionStatus
from events.signoff.queries.evidence import objection_to_evidence
from events.signoff.queries.pending_steps import count_waiting_for
from plans_portal.lib.typography import set_type

register = template.Library()
# A name as it is signed: initials, then the surname.
_SIGNED = re.compile(
    r"\b([А-ЯЁ]\.(?:[ \u00a0]?[А-ЯЁ]\.)?)[ \u00a0]?([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\b"
)

_EDITION_BADGES = {
    "in_force": ("check-circle-fill", "good"),
    "replaced": ("arrow-repeat", ""),
    "withdrawn": ("arrow-counterclockwise", "bad"),
    "repealed": ("x-octagon", "bad"),
    "not_approved": ("circle", ""),
}


@register.simple_tag(takes_context=True)
def waiting_count(context: template.Context) -> int:
    """How many plans wait for a decision of the reader (at most 1 query)."""
    actor = getattr(context.get("request"), "actor", None)
    return count_waiting_for(actor) if actor else 0


@register.inclusion_tag("events/signoff/_protocol_link.html", takes_context=True)
def protocol_link(context: template.Context, plan: Plan, signature: Signature) -> dict[str, object]:
    """The link to the protocol of a signature, for those who may read it (no query)."""
    actor = getattr(context.get("request"), "actor", None)
    may_read = actor is not None and objection_to_evidence(plan, signature, actor) is None
    return {"may_read": may_read, "plan": plan, "signature": signature}


@register.filter
def in_words(day: dt.date | dt.datetime | None) -> str:
    """«15 января 2027 г.», in local time."""
    if day is None:
        return ""
    if isinstance(day, dt.datetime):
        day = timezone.localtime(day).date()
    return _whole(day)


@register.filter
def typeset(text: str) -> str:
    """The words with no-break spaces, where nobody types in them (see `lib.typography`)."""
    return set_type(text)


@register.filter
def surname_first(words: str) -> str:
    """Names as lists have them: «А. Р. Мельникова» of a signature as «Мельникова А. Р.»."""
    return _SIGNED.sub(lambda found: f"{found[2]}\u00a0{found[1]}", words)


@register.filter
def with_time(moment: dt.datetime) -> str:
    """«15 января 2027 г., 14:05»."""
    local = timezone.localtime(moment)
    return f"{_whole(local.date())}, {local:%H:%M}"


def _whole(day: dt.date) -> str:
    """The day in words, torn at the end of a line only before its year."""
    number, month, *year = day_in_words(day).split()
    return f"{number}\u00a0{month} {'\u00a0'.join(year)}"


@register.filter
def days(occurrence: Occurrence) -> str:
    """When an event is: «15 января 2027 г.», «20–24 апреля 2027 г.», «до 1 марта 2027 г.»."""
    starts, ends = occurrence.starts, occurrence.ends
    if starts is None:
        return f"до {_whole(ends)}"
    if starts == ends:
        return _whole(ends)
    if starts.day == 1 and ends == last_day(starts.year, starts.month):
        return f"{MONTHS[starts.month - 1]} {starts.year}\u00a0г."
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{starts.day}–{_whole(ends)}"
    return f"{_whole(starts)} — {_whole(ends)}"


@register.inclusion_tag("_badge.html")
def force_mark(force: EditionStatus) -> dict[str, str]:
    """The status of an edition as a badge."""
    icon, tone = _EDITION_BADGES[force.state]
    return {"text": force.words, "icon": icon, "tone": tone}


@register.filter
def state_icon(plan: Plan) -> str:
    """The icon of the plan's status."""
    return PlanStatus(plan.status).icon


@register.inclusion_tag("_badge.html")
def state_mark(plan: Plan) -> dict[str, str]:
    """The state of a plan as a badge: an icon with its words; the colour only repeats them."""
    status = PlanStatus(plan.status)
    return {"text": plan.state_words, "icon": status.icon, "tone": status.tone}
