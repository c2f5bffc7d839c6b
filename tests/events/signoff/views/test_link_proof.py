"""What a browser keeps of a right code."""

import datetime as dt

from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from events.models import OneTimeLink
from events.signoff.views.link_proof import code_typed_at, keep_code, keep_secret

LINK = OneTimeLink(token_hash="a" * 64)
OTHER = OneTimeLink(token_hash="b" * 64)


def cookie_of(link: OneTimeLink) -> str:
    response = HttpResponse()
    keep_code(response, link, "token")
    return response.cookies["one_time"].value


def test_cookie_is_of_one_link(rf: RequestFactory):
    request = rf.get("/")
    assert code_typed_at(request, LINK) is None
    request.COOKIES["one_time"] = cookie_of(LINK)
    at = code_typed_at(request, LINK)
    assert at is not None
    assert timezone.now() - at < dt.timedelta(minutes=1)
    assert code_typed_at(request, OTHER) is None
    request.COOKIES["one_time"] = cookie_of(LINK)[:-1]
    assert code_typed_at(request, LINK) is None


def test_cookie_goes_to_the_pages_of_the_link_alone():
    response = HttpResponse()
    keep_code(response, LINK, "token")
    morsel = response.cookies["one_time"]
    assert (morsel["path"], morsel["samesite"]) == ("/one-time/token/", "Lax")


def test_answer_is_kept_by_nobody():
    response = HttpResponse()
    keep_secret(response)
    assert response["Cache-Control"] == "no-store, private"
