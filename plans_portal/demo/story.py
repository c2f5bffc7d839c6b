"""The story of the demo: who writes which plan, and how far its sign-off has come."""

import datetime as dt
from dataclasses import replace
from typing import Final

from django.db import transaction

from associations.models import Association
from events.drafting.models.school_span import SchoolPart
from events.drafting.rules.plans import proposed_title
from events.drafting.rules.requirements import set_requirement
from events.drafting.rules.school_year import add_school_span
from events.layouts.queries.values import layout_values
from events.layouts.rules import copy_layout, edit_layout, publish_layout
from events.models import Layout, Plan
from events.plan.content import PlanContent
from events.plan.period import Period, academic_to_plan, day_in_words
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
from plans_portal.demo.scenery import Scenery, leave_office, set_up
from plans_portal.demo.words import periods_of, with_fewer_rows, words_of
from plans_portal.lib.versions import version_of

Actions = tuple[tuple[Action, str], ...]

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

# The person of the first action writes the plan. Last year's came from files: two were signed on
# paper before the portal existed, and the methodist imported them, one of them wrongly; another
# methodist recorded the signatures. The plan of the children's centre has been changed once, and is
# being changed again: its chair asks for another approver, and waits for the methodist. A change of
# the speech therapists' plan waits for the director's substitute.
LAST_YEAR: Final[dict[str, Actions]] = {
    "methodists": ((send, "methodist"), (record_paper, "methodist.second")),
    "languages": (
        (send, "chair.languages"),
        (send_back(COMMENT_ON_TITLE), "curator"),
        (correct_title, "chair.languages"),
        (send, "chair.languages"),
        (sign, "curator"),
        (sign, "council"),
    ),
    "speech": (
        (send, "chair.speech"),
        (sign, "approver"),
        (revise, "chair.speech"),
        (postpone("Вебинар «Разговор", "май"), "chair.speech"),
        (send, "chair.speech"),
    ),
    "young": (
        (send, "methodist"),
        (record_paper, "methodist.second"),
        (repeal(WRONG_COPY), "methodist"),
    ),
    "children": (
        (send, "chair.children"),
        (sign, "director"),
        (revise, "chair.children"),
        (postpone("Окружной конкурс", "апрель – май"), "chair.children"),
        (send, "chair.children"),
        (sign, "director"),
        (revise, "chair.children"),
        (postpone("Самооценка", "не позднее 15 декабря"), "chair.children"),
        (ask_for_another(ANOTHER_APPROVER, "approver"), "chair.children"),
    ),
}
# This year's are typed by their chairs: a draft that the secretary goes on with; one at the second
# stage, whose curator agreed, took that back and agreed with a remark, which stands since the plan
# was recalled and sent as it was; one returned by the director's substitute; one at the first
# stage, which waits for an office that then ends; one approved, which a rector without an account
# has agreed by a one-time link.
THIS_YEAR: Final[dict[str, Actions]] = {
    "methodists": (
        (name_this_version("Первый вариант"), "chair.methodists"),
        (type_in_cell("Методическая стажировка", "place", *DRAFTS_OF_PLACE), "secretary"),
        (type_in_cell("Методическая стажировка", "description", DESCRIPTION), "secretary"),
        (set_finding_aside("term_unread", REASON), "chair.methodists"),
        (name_this_version("Перед обсуждением в совете"), "chair.methodists"),
        (type_in_cell("Профессиональные пробы", "place", PLACE_OF_TRIALS), "secretary"),
    ),
    "languages": (
        (send, "chair.languages"),
        (sign, "curator"),
        (take_back(IN_HASTE), "curator"),
        (sign_with_remarks(WISH_OF_CURATOR), "curator"),
        (recall, "chair.languages"),
        (send_again(SAME_WORDS), "chair.languages"),
    ),
    "speech": ((send, "chair.speech"), (send_back(COMMENT_ON_TERMS), "deputy")),
    "young": ((send, "chair.young"),),
    "children": (
        (ask_outsider(*RECTOR), "chair.children"),
        (send, "chair.children"),
        (decide_by_link(RECTOR_IN_FULL, "rector@plany.example"), "methodist"),
        (sign, "director"),
    ),
}


SEPTEMBER: Final = 9
# A school year in the calendar of the institute: month and day of the first and last day.
SCHOOL_YEAR = (
    (SchoolPart.FIRST_QUARTER, (9, 1), (10, 25)),
    (SchoolPart.AUTUMN_HOLIDAYS, (10, 26), (11, 3)),
    (SchoolPart.SECOND_QUARTER, (11, 5), (12, 28)),
    (SchoolPart.WINTER_HOLIDAYS, (12, 29), (1, 11)),
    (SchoolPart.THIRD_QUARTER, (1, 12), (3, 21)),
    (SchoolPart.SPRING_HOLIDAYS, (3, 22), (3, 30)),
    (SchoolPart.FOURTH_QUARTER, (3, 31), (5, 26)),
    (SchoolPart.SUMMER_HOLIDAYS, (5, 27), (8, 31)),
)


def _write_school_years(scenery: Scenery, today: dt.date) -> None:
    """The school years that a plan of today may touch."""
    coming = academic_to_plan(today).starts.year
    for year in (coming - 1, coming, coming + 1):
        for part, first, last in SCHOOL_YEAR:
            starts, ends = (
                dt.date(year + (month < SEPTEMBER), month, day) for month, day in (first, last)
            )
            add_school_span(
                institution=scenery.institution,
                year=year,
                part=part,
                starts=starts,
                ends=ends,
                by=scenery.actor("methodist"),
            )


@transaction.atomic
def make_demo(today: dt.date) -> None:
    """Make the whole demo as of a day, in one transaction."""
    scenery = set_up(today)
    set_requirement(
        institution=scenery.institution,
        kind=Association.Kind.RUMO,
        meetings=MEETINGS,
        report_month=1,
        report_day=15,
        by=scenery.actor("methodist"),
    )
    _write_school_years(scenery, today)
    _publish_own_layout(scenery)
    for part in cast.ASSOCIATIONS:
        layout = Layout.objects.get(code=part.layout, institution=None)
        before, now = periods_of(layout.period_kind, today)
        association = scenery.associations[part.plan]
        actions = LAST_YEAR[part.plan]
        _, writer = actions[0]
        plan = authors.import_whole(
            association=association,
            layout=layout,
            period=before,
            words=_words_of_last_year(part.plan, association, layout, before),
            by=scenery.actor(writer),
        )
        _go(scenery, plan, actions)
        plan = authors.type_in(
            association=association,
            layout=layout,
            period=now,
            words=words_of(part.plan, now, today),
            by=scenery.actor(f"chair.{part.plan}"),
        )
        _go(scenery, plan, THIS_YEAR[part.plan])
    leave_office(scenery, cast.GONE, scenery.actor("methodist"))


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


def _go(scenery: Scenery, plan: Plan, actions: Actions) -> None:
    for action, login in actions:
        plan.refresh_from_db()
        action(scenery, plan, login)


def _words_of_last_year(
    name: str, association: Association, layout: Layout, period: Period
) -> PlanContent:
    day = signing_day(period.starts)
    words = with_fewer_rows(words_of(name, period, day))
    actions = [action for action, _ in LAST_YEAR[name]]
    if correct_title in actions:
        title = proposed_title(association, layout, period).replace(REGION, "")
        words = replace(words, title=tuple(title.splitlines()))
    if record_paper in actions:
        date_line = day_in_words(day)
        steps = (replace(one, date_line=date_line, office="") for one in words.steps)
        words = replace(words, steps=tuple(steps))
    return words
