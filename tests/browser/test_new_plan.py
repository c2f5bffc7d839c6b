"""A new plan in a real browser: begun from last year's, and what is doubtful settled in one click."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from events.models import Plan
from events.plan.period import Period, calendar_to_plan
from tests.browser.pages import faults_of, sign_in
from tests.cast import Cast, make_cast
from tests.plans import make_plan

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def make_last_year(cast: Cast) -> tuple[Plan, int]:
    """Make last year's plan with a year in the name of a row; gives it and the coming year."""
    year = calendar_to_plan(timezone.localdate()).starts.year
    period = Period.of_calendar_year(year - 1)
    plan = make_plan("rumo-directions", association=cast.association, period=period, rows=2)
    plan.events.filter(title__startswith="Семинар").update(title=named(year - 1))
    return plan, year


def named(year: int) -> str:
    return f"Слёт «Лето у реки – {year}»"


@pytest.mark.parametrize("width", [1280, 360])
def test_plan_is_begun_by_keyboard_and_its_doubts_are_settled(page, live_server, width):
    cast = make_cast()
    source, year = make_last_year(cast)
    sign_in(page, live_server, cast, "chair")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(reverse("events:plan_add"))
    assert faults_of(page) == []
    expect(page.get_by_label("Форма плана")).to_be_hidden()
    page.get_by_role("button", name=f"Начать план на {year} год").press("Enter")
    page.get_by_text(f"Черновик на {year} год готов.").wait_for()
    plan = Plan.objects.get(made_from=source)
    row = plan.events.filter(title=named(year - 1)).first()
    assert row is not None
    assert faults_of(page) == []
    # In place, at its row.
    mark = page.locator(f"#at-{row.uid} .finding-mark")
    mark.locator("summary").click()
    mark.get_by_role("button", name=f"{year - 1} → {year}").wait_for()
    page.get_by_role("button", name="Исправить все, как предложено").click()
    page.get_by_text("Исправлено после переноса с другого года").wait_for()
    row.refresh_from_db()
    assert row.title == named(year)
    expect(page.get_by_text("С прошлого года не проверено")).to_have_count(0)
    page.locator("#messages").get_by_role("button", name="Отменить").click()
    page.get_by_text("Отменено. Исправлено после переноса").wait_for()
    row.refresh_from_db()
    assert row.title == named(year - 1)


def test_it_works_without_javascript(plain_page, live_server):
    cast = make_cast()
    source, year = make_last_year(cast)
    sign_in(plain_page, live_server, cast, "methodist")
    plain_page.goto(reverse("events:plan_add"))
    plain_page.get_by_label("Чей план?").select_option(str(cast.association.pk))
    plain_page.get_by_role("button", name="Показать").click()
    plain_page.get_by_role("button", name=f"Начать план на {year} год").click()
    plan = Plan.objects.get(made_from=source)
    assert plain_page.url.endswith(plan.get_absolute_url())
    plain_page.get_by_role("button", name="Исправить все, как предложено").click()
    plain_page.get_by_text("Исправлено после переноса с другого года").wait_for()
    assert plan.events.filter(title=named(year)).exists()


def test_offer_comes_with_the_association_and_what_is_typed_stays(page, live_server):
    cast = make_cast()
    _, year = make_last_year(cast)
    sign_in(page, live_server, cast, "methodist")
    page.goto(reverse("events:plan_add"))
    page.get_by_label("Город").fill("Заозёрск-2")
    offer = page.get_by_role("button", name=f"Начать план на {year} год")
    expect(offer).to_have_count(0)
    page.get_by_label("Чей план?").select_option(str(cast.association.pk))
    offer.wait_for()
    expect(page.get_by_label("Город")).to_have_value("Заозёрск-2")
    assert faults_of(page) == []
