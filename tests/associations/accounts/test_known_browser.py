"""The cookie of a browser that has signed in before."""

from django.http import HttpResponse

from associations.accounts.known_browser import COOKIE, has_signed_in, remember


def after(rf, *names):
    request = rf.get("/")
    for name in names:
        answer = remember(request, HttpResponse(), name)
        request.COOKIES[COOKIE] = answer.cookies[COOKIE].value
    return request


def test_browser_is_known_by_the_names_that_signed_in(rf):
    request = after(rf, "Anna@example.org", "boris@example.org")
    assert has_signed_in(request, "anna@example.org ")
    assert has_signed_in(request, "boris@example.org")
    assert not has_signed_in(request, "vera@example.org")


def test_cookie_tells_no_address_and_stays_short(rf):
    request = after(rf, *(f"name{n}@example.org" for n in range(20)))
    assert "@" not in request.COOKIES[COOKIE]
    assert "name" not in request.COOKIES[COOKIE]
    assert len(request.COOKIES[COOKIE]) < 400
    assert has_signed_in(request, "name19@example.org")
    assert not has_signed_in(request, "name0@example.org")


def test_changed_cookie_is_nothing(rf):
    request = after(rf, "anna@example.org")
    request.COOKIES[COOKIE] = request.COOKIES[COOKIE][:-2] + "xx"
    assert not has_signed_in(request, "anna@example.org")


def test_cookie_is_kept_from_scripts(rf):
    cookie = remember(rf.get("/"), HttpResponse(), "anna@example.org").cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
