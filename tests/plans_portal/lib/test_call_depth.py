"""Page faults are counted and no time is taken, so that a busy machine tells the same."""

import resource
from http import HTTPStatus

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from plans_portal.lib.call_depth import (
    CALLS,
    behind_roomy_frame,
    calls_thrash,
    most_page_faults,
    with_room,
)
from plans_portal.wsgi import application

# What a depth may cost by the way: pages of memory that are touched for the first time.
FEW = CALLS // 10
DEPTHS = range(0, 140, 20)


def join(*words: str, between: str = " ") -> str:
    a, b, c, d, e = words
    return between.join((a, b, c, d, e, e, d, c, b, a))


def work() -> int:
    """Call a function as often as a table has cells; give the page faults that it took."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        join("план", "раздел", "строка", "срок", "итог")
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def most_of(levels: int) -> int:
    """Do the work at each of so many depths; give its page faults where they are most."""
    return max(work(), most_of(levels - 1)) if levels else work()


def deeper(levels: int, function) -> int:
    return deeper(levels - 1, function) if levels else function()


@pytest.mark.parametrize("depth", DEPTHS)
def test_no_depth_costs_page_faults_behind_the_frame(depth):
    most_of(140)
    assert deeper(depth, lambda: behind_roomy_frame(most_of)(140)) < FEW
    assert deeper(depth, behind_roomy_frame(most_page_faults)) < FEW


@pytest.mark.parametrize("depth", DEPTHS)
def test_a_python_that_needs_the_frame_is_told_from_a_mended_one(depth):
    suffers = deeper(depth, lambda: most_of(140)) > CALLS // 2
    assert deeper(depth, calls_thrash) == suffers
    assert (with_room(most_of) is not most_of) == suffers


def test_frame_hands_through_what_goes_in_and_comes_out():
    assert behind_roomy_frame(join)(*"абвгд", between="") == "абвгддгвба"
    with pytest.raises(ZeroDivisionError):
        behind_roomy_frame(lambda number: 1 // number)(0)


@login_not_required
def probe(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(most_page_faults()))


urlpatterns = [path("probe/", probe)]


@pytest.mark.django_db
@pytest.mark.parametrize("depth", DEPTHS)
def test_views_of_the_portal_have_room_however_deep_it_is_called(settings, depth):
    settings.ROOT_URLCONF = __name__
    environ = RequestFactory().get("/probe/").environ
    told = []
    answer = deeper(depth, lambda: application(environ, lambda status, _: told.append(status)))
    assert told == [f"{HTTPStatus.OK.value} OK"]
    assert int(b"".join(answer)) < FEW
