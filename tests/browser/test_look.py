"""The look that all pages share: one face from here, one ring around what has the focus."""

import pytest
from django.urls import reverse

from tests.browser.pages import sign_in
from tests.cast import make_cast
from tests.plans import make_plan

pytestmark = pytest.mark.browser


def test_pages_are_set_in_the_face_that_is_served_here(page, live_server):
    cast = make_cast()
    sign_in(page, live_server, cast, "chair")
    page.goto(reverse("events:desk"))
    page.evaluate("document.fonts.ready")
    faces = page.evaluate(
        "[...document.fonts].filter((one) => one.status === 'loaded').map((one) => one.family)"
    )
    assert "Golos Text" in {face.strip('"') for face in faces}
    button = page.get_by_role("link", name="Новый план")
    assert button.evaluate("(one) => getComputedStyle(one).fontFamily").startswith('"Golos Text"')


def test_primary_button_has_the_ring_of_everything_else(page, live_server):
    cast = make_cast()
    change = make_plan(association=cast.association, rows=0).changes.order_by("pk")[0]
    sign_in(page, live_server, cast, "chair")
    page.goto(reverse("events:version_name", args=[change.plan_id, change.pk]))
    rings = [
        page.get_by_role(role, name=name).evaluate(
            """(one) => {
              one.focus({ focusVisible: true });
              const { outline, boxShadow } = getComputedStyle(one);
              return [outline, boxShadow];
            }"""
        )
        for role, name in (("link", "Мой стол"), ("button", "Записать название"))
    ]
    assert rings[0] == rings[1]
    assert "3px" in rings[0][0]
