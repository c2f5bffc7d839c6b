"""The story of the demo: who writes which plan, and how far its sign-off has come."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models import F

from associations.models import Association, Letter
from associations.vocabulary import SECRET, LetterState
from events.drafting.rules.plans import proposed_title
from events.drafting.rules.requirements import set_requirement
from events.layouts.queries.values import layout_values
from events.layouts.rules import copy_layout, edit_layout, publish_layout
from events.models import Layout, Plan
from events.plan.content import PlanContent
from events.plan.period import Period, day_in_words
from events.plan.vocabulary import Verb
from plans_portal.demo import authors, cast
from plans_portal.demo.actions import (
    Action,
    ask_for_another,
    ask_outsider,
    correct_title,
    decide_by_link,
    name_this_version,
    postpone,
    recall,
    record_paper,
    repeal,
    revise,
    send,
    send_again,
    send_back,
    set_finding_aside,
    sign,
    sign_with_remarks,
    signing_day,
    take_back,
    type_in_cell,
)
from plans_portal.demo.clock import Scene, do_what_follows, in_order, story_time, working_day
from plans_portal.demo.queue import queue_scenes
from plans_portal.demo.scenery import (
    DAYS_AWAY,
    Scenery,
    appoint_substitute,
    leave_office,
    set_up,
)
from plans_portal.demo.school_years import write_school_years
from plans_portal.demo.words import periods_of, with_fewer_rows, words_of
from plans_portal.lib.versions import version_of

# Before the first plan of last year.
FIRST_DAYS: Final = 90

# The day on which something happens, by the first day of the plan and today.
type When = Callable[[dt.date, dt.date], dt.date]


def before(days: int) -> When:
    """So many days before the plan begins."""
    return lambda starts, _: starts - dt.timedelta(days=days)


def after(days: int) -> When:
    """So many days after the plan has begun."""
    return lambda starts, _: starts + dt.timedelta(days=days)


def ago(days: int) -> When:
    """So many days before today."""
    return lambda _, today: today - dt.timedelta(days=days)


class PlanStory:
    """When a plan is written, by which login, and what is done with it afterwards."""

    def __init__(self, written: When, writer: str, *actions: tuple[When, Action, str]) -> None:
        self.written, self.writer, self.actions = written, writer, actions


# Required of a РУМО, beside a report by 15 January: one more than the draft has.
MEETINGS: Final = 5
REGION: Final = " Светлоярской области"
COMMENT_ON_TITLE: Final = (
    "Добавьте в заголовок область: план рассматривает координационный совет всех регионов округа."
)
COMMENT_ON_TERMS: Final = (
    "Курсы в третьем направлении начинаются в ноябре, а программа ещё не согласована: уточните"
    " сроки. Во втором направлении нет ни одного мероприятия: добавьте его или объясните."
)
WRONG_COPY: Final = (
    "Записан не тот экземпляр: в подписанном плане на одно мероприятие больше. Пришлите"
    " подписанный план, и мы запишем его заново."
)
# What the secretary adds in the draft, and why the chair sets a finding aside.
DRAFTS_OF_PLACE: Final = (
    "Лугоборск",
    "г. Лугоборск, аграрный техникум",
    "г. Лугоборск, аграрный техникум, учебный корпус",
)
DESCRIPTION: Final = "Проезд и проживание оплачивает направляющая организация."
PLACE_OF_TRIALS: Final = "колледжи – участники обмена"
ANOTHER_APPROVER: Final = (
    "Директор центра в командировке до конца месяца, а изменение касается курсов института: пусть"
    " его утвердит директор института."
)
SAME_WORDS: Final = "Проверили сроки с колледжами: всё верно, поэтому план тот же."
IN_HASTE: Final = "Согласовала, не дочитав третий раздел: там есть замечание."
WISH_OF_CURATOR: Final = "В третьем разделе назовите тех, кто отвечает за выездные занятия."
ANY_OF_TWO: Final = "РМЦ: согласует министерство или университет"
RECTOR: Final = ("Ректор педагогического университета", "В.\xa0Л.\xa0Ковригин")
RECTOR_IN_FULL: Final = "Ковригин Всеволод Лукич"
REASON: Final = "Совет созывают, когда есть вопросы: дня заранее не назвать."

# Last year's came from files: two were signed on paper, and the methodist imported them, one of
# them wrongly; another methodist recorded the signatures. The plan of the children's centre has
# been changed once, and is being changed again: its chair asks for another approver, and waits for
# the methodist. A change of the speech therapists' plan waits for the director's substitute.
LAST_YEAR: Final[dict[str, PlanStory]] = {
    "methodists": PlanStory(
        after(21),
        "methodist",
        (after(22), send, "methodist"),
        (after(25), record_paper, "methodist.second"),
    ),
    "languages": PlanStory(
        before(66),
        "chair.languages",
        (before(50), send, "chair.languages"),
        (before(43), send_back(COMMENT_ON_TITLE), "curator"),
        (before(41), correct_title, "chair.languages"),
        (before(41), send, "chair.languages"),
        (before(36), sign, "curator"),
        (before(20), sign, "council"),
    ),
    "speech": PlanStory(
        before(60),
        "chair.speech",
        (before(38), send, "chair.speech"),
        (before(17), sign, "approver"),
        (ago(9), revise, "chair.speech"),
        (ago(8), postpone("Вебинар «Разговор", "май"), "chair.speech"),
        (ago(4), send, "chair.speech"),
    ),
    "young": PlanStory(
        after(23),
        "methodist",
        (after(23), send, "methodist"),
        (after(25), record_paper, "methodist.second"),
        (after(34), repeal(WRONG_COPY), "methodist"),
    ),
    "children": PlanStory(
        before(58),
        "chair.children",
        (before(40), send, "chair.children"),
        (before(18), sign, "director"),
        (after(66), revise, "chair.children"),
        (after(68), postpone("Окружной конкурс", "апрель – май"), "chair.children"),
        (after(70), send, "chair.children"),
        (after(77), sign, "director"),
        (ago(13), revise, "chair.children"),
        (ago(12), postpone("Самооценка", "не позднее 15 декабря"), "chair.children"),
        (ago(7), ask_for_another(ANOTHER_APPROVER, "approver"), "chair.children"),
    ),
}
# This year's are typed by their chairs: a draft that the secretary goes on with; one at the second
# stage, whose curator agreed, took that back and agreed with a remark, which stands since the plan
# was recalled and sent as it was; one returned by the director's substitute; one at the first
# stage, which waits for an office that then ends; one approved, which a rector without an account
# has agreed by a one-time link.
THIS_YEAR: Final[dict[str, PlanStory]] = {
    "methodists": PlanStory(
        ago(26),
        "chair.methodists",
        (ago(26), name_this_version("Первый вариант"), "chair.methodists"),
        (ago(12), type_in_cell("Методическая стажировка", "place", *DRAFTS_OF_PLACE), "secretary"),
        (ago(12), type_in_cell("Методическая стажировка", "description", DESCRIPTION), "secretary"),
        (ago(8), set_finding_aside("term_unread", REASON), "chair.methodists"),
        (ago(8), name_this_version("Перед обсуждением в совете"), "chair.methodists"),
        (ago(1), type_in_cell("Профессиональные пробы", "place", PLACE_OF_TRIALS), "secretary"),
    ),
    "languages": PlanStory(
        ago(33),
        "chair.languages",
        (ago(19), send, "chair.languages"),
        (ago(15), sign, "curator"),
        (ago(15), take_back(IN_HASTE), "curator"),
        (ago(14), sign_with_remarks(WISH_OF_CURATOR), "curator"),
        (ago(7), recall, "chair.languages"),
        (ago(4), send_again(SAME_WORDS), "chair.languages"),
    ),
    "speech": PlanStory(
        ago(30),
        "chair.speech",
        (ago(16), send, "chair.speech"),
        (ago(10), send_back(COMMENT_ON_TERMS), "deputy"),
    ),
    "young": PlanStory(ago(29), "chair.young", (ago(4), send, "chair.young")),
    "children": PlanStory(
        ago(44),
        "chair.children",
        (ago(36), ask_outsider(*RECTOR), "chair.children"),
        (ago(34), send, "chair.children"),
        (ago(27), decide_by_link(RECTOR_IN_FULL, "rector@plany.example"), "methodist"),
        (ago(21), sign, "director"),
    ),
}


@transaction.atomic
def make_demo(today: dt.date, queue: int = 0) -> None:
    """Make the whole demo as of a day, in one transaction; `queue` more plans wait for a director.

    All is written as if on the days of the story, but for the office that ended yesterday.
    """
    with story_time(_first_day(today)) as clock:
        scenery = set_up(today, clock.day)
        for day, happens in in_order(_scenes(scenery, queue)):
            clock.go_on_to(day)
            scenery.on = clock.day
            happens()
            do_what_follows()
        _send_letters()
    scenery.on = today
    leave_office(scenery, cast.GONE, scenery.actor("methodist"))


def _send_letters() -> None:
    """The letters of the story have been sent when they were written, but for those that let in."""
    written = F("made_at")
    letters = Letter.objects.filter(state=LetterState.WAITING).exclude(kind__in=SECRET)
    letters.update(state=LetterState.SENT, begun_at=written, sent_at=written)


def _first_day(today: dt.date) -> dt.date:
    """The day when the institute began to use the portal: before the first plan of last year."""
    kinds = ("academic", "calendar")
    return min(periods_of(kind, today)[0].starts for kind in kinds) - dt.timedelta(FIRST_DAYS)


def _scenes(scenery: Scenery, queue: int) -> Iterator[Scene]:
    first, today = scenery.on or scenery.today, scenery.today
    yield first, partial(_require, scenery)
    yield first, partial(write_school_years, scenery, today)
    yield first + dt.timedelta(days=1), partial(_publish_own_layout, scenery)
    for part in cast.ASSOCIATIONS:
        yield from _of_plan(scenery, part, LAST_YEAR[part.plan], is_now=False)
        yield from _of_plan(scenery, part, THIS_YEAR[part.plan], is_now=True)
    yield from queue_scenes(scenery, queue)
    away = today - dt.timedelta(days=DAYS_AWAY)
    yield away, lambda: appoint_substitute(scenery, scenery.actor("methodist"))


def _of_plan(
    scenery: Scenery, part: cast.AssociationPart, story: PlanStory, *, is_now: bool
) -> Iterator[Scene]:
    """The scenes of a plan: it is written, then its actions come."""
    layout = Layout.objects.get(code=part.layout, institution=None)
    period = periods_of(layout.period_kind, scenery.today)[is_now]
    signed = next((when for when, action, _ in story.actions if action is sign), None)
    day = signing_day(period.starts)
    if signed is not None:
        day = working_day(signed(period.starts, scenery.today))
    made: list[Plan] = []

    def write() -> None:
        association = scenery.associations[part.plan]
        words = (
            words_of(part.plan, period, day)
            if is_now
            else _words_of_last_year(part.plan, association, layout, period, day)
        )
        make = authors.type_in if is_now else authors.import_whole
        made.append(
            make(
                association=association,
                layout=layout,
                period=period,
                words=words,
                by=scenery.actor(story.writer),
            )
        )

    def go(action: Action, login: str) -> None:
        (plan,) = made
        plan.refresh_from_db()
        action(scenery, plan, login)

    yield story.written(period.starts, scenery.today), write
    for when, action, login in story.actions:
        yield when(period.starts, scenery.today), partial(go, action, login)


def _require(scenery: Scenery) -> None:
    set_requirement(
        institution=scenery.institution,
        kind=Association.Kind.RUMO,
        meetings=MEETINGS,
        report_month=1,
        report_day=15,
        by=scenery.actor("methodist"),
    )


def _publish_own_layout(scenery: Scenery) -> None:
    """A form of the institute's own, on whose first stage any one of two agreers is enough."""
    by = scenery.actor("methodist")
    layout = copy_layout(layout=Layout.objects.get(code="rmc-directions", institution=None), by=by)
    now = layout_values(layout)
    seats = tuple(
        replace(seat, enough=1, working_days=5) if seat.verb == Verb.AGREE else seat
        for seat in now.seats
    )
    values = replace(now, name=ANY_OF_TWO, seats=seats)
    layout = edit_layout(layout=layout, values=values, expected_version=version_of(now), by=by)
    publish_layout(layout=layout, expected_version=version_of(layout_values(layout)), by=by)


def _words_of_last_year(
    name: str, association: Association, layout: Layout, period: Period, day: dt.date
) -> PlanContent:
    words = with_fewer_rows(words_of(name, period, day))
    actions = [action for _, action, _ in LAST_YEAR[name].actions]
    if correct_title in actions:
        title = proposed_title(association, layout, period).replace(REGION, "")
        words = replace(words, title=tuple(title.splitlines()))
    if record_paper in actions:
        date_line = day_in_words(day)
        steps = (replace(one, date_line=date_line, office="") for one in words.steps)
        words = replace(words, steps=tuple(steps))
    return words
