"""How the demo goes: which plan is written by whom, and how far its sign-off has come.

Every move is a person's deed through `events.signoff`; no state is written here.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from django.db import transaction

from events import signoff
from events.content import PlanContent, fingerprint
from events.models import Layout, Plan, Step
from events.period import Period, day_in_words
from events.reading import read_content
from events.rules.guard import mark
from events.rules.plans import HeadingValues, edit_heading, heading_of, proposed_title
from events.rules.remarks import close_remark
from events.turns import awaiting
from reports.demo import authors, cast
from reports.demo.scenery import Scenery, set_up
from reports.demo.words import periods_of, shorter, words_of

METHODIST: Final = "methodist"
# Whose last plan was signed by hand before the portal came; the methodist brought it.
ON_PAPER: Final = frozenset({"methodists", "young"})
DECIDERS: Final = {
    "languages": ("curator", "council"),
    "speech": ("approver",),
    "children": ("director",),
}
REGION: Final = " Светлоярской области"
COMMENT_ON_TITLE: Final = (
    "Добавьте в заголовок область: план рассматривает координационный совет всех регионов округа."
)
COMMENT_ON_TERMS: Final = (
    "Курсы в третьем направлении начинаются в ноябре, а программа ещё не согласована: уточните"
    " сроки. Во втором направлении нет ни одного мероприятия: добавьте его или объясните."
)


@transaction.atomic
def tell(today: dt.date) -> None:
    """Make the whole demo as of a day: all of it or nothing."""
    scenery = set_up(today)
    for part in cast.ASSOCIATIONS:
        layout = Layout.objects.get(code=part.layout, institution=None)
        before, now = periods_of(layout.period_kind, today)
        writer = cast_chair(part.plan)
        _last_year(scenery, part.plan, layout, before)
        words = words_of(part.plan, now, today)
        plan = authors.type_in(
            association=scenery.associations[part.plan],
            layout=layout,
            period=now,
            words=words,
            by=scenery.actor(writer),
        )
        THIS_YEAR[part.plan](scenery, plan)


def cast_chair(plan: str) -> str:
    """The login of an association's chair."""
    return f"chair.{plan}"


def _leave(scenery: Scenery, plan: Plan) -> None:
    """The draft lies on its author's desk."""


def _languages(scenery: Scenery, plan: Plan) -> None:
    """Agreed by the curator, waits for the council: the second stage."""
    _send(scenery, plan, "chair.languages")
    _sign(scenery, plan, "curator")


def _speech(scenery: Scenery, plan: Plan) -> None:
    """Returned with a remark by the director's substitute."""
    _send(scenery, plan, "chair.speech")
    _return(scenery, plan, cast.DEPUTY, COMMENT_ON_TERMS)


def _young(scenery: Scenery, plan: Plan) -> None:
    """One of two has agreed: the first stage."""
    _send(scenery, plan, "chair.young")
    _sign(scenery, plan, "ministry")


def _children(scenery: Scenery, plan: Plan) -> None:
    """Approved."""
    _send(scenery, plan, "chair.children")
    _sign(scenery, plan, "director")


THIS_YEAR: Final[dict[str, Callable[[Scenery, Plan], None]]] = {
    "methodists": _leave,
    "languages": _languages,
    "speech": _speech,
    "young": _young,
    "children": _children,
}


def _last_year(scenery: Scenery, name: str, layout: Layout, period: Period) -> None:
    """Last year's plan came from a file and is approved: on paper, or in the portal."""
    on_paper = name in ON_PAPER
    writer = METHODIST if on_paper else cast_chair(name)
    by = scenery.actor(writer)
    day = _signing_day(period)
    words = shorter(words_of(name, period, day))
    if on_paper:
        words = _for_paper(words, day)
    association = scenery.associations[name]
    if name == "languages":
        title = proposed_title(association, layout, period)
        words = replace(words, title=tuple(title.replace(REGION, "").splitlines()))
    plan = authors.bring(association=association, layout=layout, period=period, words=words, by=by)
    _send(scenery, plan, writer)
    if on_paper:
        _sign_on_paper(scenery, plan, day)
        return
    if name == "languages":
        _return(scenery, plan, "curator", COMMENT_ON_TITLE)
        _add_region(scenery, plan, writer)
        _send(scenery, plan, writer)
    for decider in DECIDERS[name]:
        _sign(scenery, plan, decider)


def _signing_day(period: Period) -> dt.date:
    """The second half of the period's first month, when such plans are signed."""
    return period.starts.replace(day=19)


def _for_paper(words: PlanContent, day: dt.date) -> PlanContent:
    """Signers outside the portal, and the date that they wrote by hand."""
    date_line = day_in_words(day)
    steps = tuple(replace(one, date_line=date_line, office="") for one in words.steps)
    return replace(words, steps=steps)


def _add_region(scenery: Scenery, plan: Plan, login: str) -> None:
    """Do what the curator asked for, and say so."""
    by = scenery.actor(login)
    plan.refresh_from_db()
    old = heading_of(plan)
    title = proposed_title(plan.association, plan.layout, plan.period)
    values = HeadingValues(title, old.city, old.imprint)
    edit_heading(plan=plan, values=values, seen=mark(old), by=by)
    for remark in plan.remarks.filter(state="open"):
        close_remark(remark=remark, state="taken", by=by)


def _send(scenery: Scenery, plan: Plan, login: str) -> None:
    plan.refresh_from_db()
    seen = fingerprint(read_content(plan))
    signoff.send_plan(plan=plan, seen=seen, by=scenery.actor(login))
    plan.refresh_from_db()


def _sign(scenery: Scenery, plan: Plan, login: str) -> None:
    by = scenery.actor(login)
    plan.refresh_from_db()
    (step,) = [one for one in awaiting(plan) if one.office and by.standing_in(one.office)]
    signoff.sign_plan(plan=plan, step=step, seen=_seen(plan), by=by)


def _return(scenery: Scenery, plan: Plan, login: str, comment: str) -> None:
    by = scenery.actor(login)
    plan.refresh_from_db()
    (step, *_) = awaiting(plan)
    signoff.return_plan(plan=plan, step=step, seen=_seen(plan), comment=comment, by=by)


def _sign_on_paper(scenery: Scenery, plan: Plan, day: dt.date) -> None:
    """Staff record, stage by stage, what people outside the portal signed by hand."""
    by = scenery.actor(METHODIST)
    basis = f"{day_in_words(day)}, скан в деле №\u00a004-12"
    while waiting := _still_waiting(plan):
        for step in waiting:
            signoff.sign_plan(plan=plan, step=step, seen=_seen(plan), basis=basis, by=by)


def _still_waiting(plan: Plan) -> list[Step]:
    plan.refresh_from_db()
    return awaiting(plan)


def _seen(plan: Plan) -> str:
    return plan.edition.sha256 if plan.edition else ""
