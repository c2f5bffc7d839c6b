"""The portal's addresses and one empty page, to measure the others against."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from plans_portal.urls import urlpatterns as portal


def empty(request: HttpRequest) -> HttpResponse:
    """The frame of every page with nothing in it."""
    return render(request, "base.html")


urlpatterns = [path("empty/", empty), *portal]
