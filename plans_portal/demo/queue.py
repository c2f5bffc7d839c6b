"""A director's queue: associations of school subjects whose plans wait to be approved at once."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils import timezone

from associations.directory.rules import add_association
from associations.models import Association, Institution
from events.models import Layout, Plan
from plans_portal.demo import authors, cast
from plans_portal.demo.actions import send
from plans_portal.demo.scenery import Scenery
from plans_portal.demo.words import periods_of, words_of

SUBJECTS: Final = (
    "математики",
    "физики",
    "истории и обществознания",
    "биологии",
    "химии",
    "географии",
    "информатики",
    "музыки",
    "технологии",
    "физической культуры",
)
DISTRICTS: Final = ("", " Кленовского округа", " Лугоборского округа", " Северного округа")
MOST: Final = len(SUBJECTS) * len(DISTRICTS)
# Each plan was sent so many days before the one that was added before it.
DAYS_APART: Final = 3
MORNING: Final = dt.time(9)


@transaction.atomic
def add_queue(today: dt.date, count: int) -> None:
    """Add so many associations, each with a plan that the methodist sent to the director."""
    scenery = Scenery(Institution.objects.get(name=cast.INSTITUTE), today)
    layout = Layout.objects.get(code="omo-directions", institution=None)
    _, period = periods_of(layout.period_kind, today)
    by = scenery.actor("methodist")
    for place in range(min(count, MOST)):
        association = add_association(
            institution=scenery.institution,
            kind=Association.Kind.OMO,
            name=f"ОМО {teachers(place)}",
            name_genitive=f"областного методического объединения {teachers(place)}",
            territory="Светлоярская область",
            city=cast.CITY,
            by=by,
        )
        words = words_of("subject", period, today)
        plan = authors.import_whole(
            association=association, layout=layout, period=period, words=words, by=by
        )
        send(scenery, plan, "methodist")
        # They have waited for some time, so that terms are seen to run and to end.
        day = today - dt.timedelta(days=place * DAYS_APART)
        since = timezone.make_aware(dt.datetime.combine(day, MORNING))
        Plan.objects.filter(pk=plan.pk).update(status_since=since)


def teachers(place: int) -> str:
    """Whose association the one of this place is: «учителей физики Кленовского округа»."""
    district, subject = divmod(place, len(SUBJECTS))
    return f"учителей {SUBJECTS[subject]}{DISTRICTS[district]}"
