"""Django's admin keeps reference data of plans only; nothing that is signed passes through it."""

import pytest
from django.contrib import admin

from events.models import Layout


def test_only_layouts_are_in_the_admin():
    registered = {model for model in admin.site._registry if model._meta.app_label == "events"}
    assert registered == {Layout}


@pytest.mark.parametrize("path", ["", "add/"])
def test_superuser_opens_the_layouts(cast, path):
    answer = cast.client("superuser").get(f"/admin/events/layout/{path}")
    assert answer.status_code == 200


def test_methodist_does_not(cast):
    assert cast.client("methodist").get("/admin/events/layout/").status_code == 302
