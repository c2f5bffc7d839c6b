"""A director's queue: associations of school subjects whose plans wait to be approved at once."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Final

from associations.directory.rules import add_association
from associations.models import Association
from events.models import Layout
from plans_portal.demo import authors, cast
from plans_portal.demo.actions import send
from plans_portal.demo.clock import Scene
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


def queue_scenes(scenery: Scenery, count: int) -> Iterator[Scene]:
    """So many associations are added, each with a plan that the methodist sends to the director.

    They have waited for some time, so that terms are seen to run and to end.
    """
    for place in range(min(count, MOST)):
        days = 1 + place * DAYS_APART
        yield scenery.today - dt.timedelta(days=days), partial(_send_one, scenery, place)


def _send_one(scenery: Scenery, place: int) -> None:
    layout = Layout.objects.get(code="omo-directions", institution=None)
    _, period = periods_of(layout.period_kind, scenery.today)
    by = scenery.actor("methodist")
    association = add_association(
        institution=scenery.institution,
        kind=Association.Kind.OMO,
        name=f"ОМО {teachers(place)}",
        name_genitive=f"областного методического объединения {teachers(place)}",
        territory="Светлоярская область",
        city=cast.CITY,
        by=by,
    )
    words = words_of("subject", period, scenery.today)
    plan = authors.import_whole(
        association=association, layout=layout, period=period, words=words, by=by
    )
    send(scenery, plan, "methodist")


def teachers(place: int) -> str:
    """Whose association the one of this place is: «учителей физики Кленовского округа»."""
    district, subject = divmod(place, len(SUBJECTS))
    return f"учителей {SUBJECTS[subject]}{DISTRICTS[district]}"
