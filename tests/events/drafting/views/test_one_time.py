"""A form that comes twice does its action once."""

import re

import pytest
from django.test import RequestFactory
from django.urls import reverse

from events.drafting.views.one_time import key_of_form, sent_key
from tests.plans import make_plan

KEY = re.compile(r'name="key" value="([0-9a-f]{32})"')


@pytest.fixture
def plan(cast):
    return make_plan("rumo-directions", association=cast.association, rows=1)


def row_form(page) -> dict[str, str]:
    """What the form of a row sends, with a title."""
    [key] = KEY.findall(page.text)
    lines = {f"{name}-count": "0" for name in ("agenda", "responsible")}
    return {"key": key, "title": "Слёт юных", "term": "5 мая", **lines}


def test_row_that_is_sent_twice_is_added_once(cast, plan):
    client = cast.client("chair")
    section = plan.sections.filter(kind="table").first()
    url = reverse("events:event_add", args=[plan.pk, section.uid])
    words = row_form(client.get(url))
    first, second = client.post(url, words), client.post(url, words)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert plan.events.filter(title="Слёт юных").count() == 1
    # Back, other words, save: the same row has them.
    client.post(url, words | {"title": "Слёт старших"})
    assert plan.events.filter(title="Слёт старших").count() == 1
    assert not plan.events.filter(title="Слёт юных").exists()


def test_page_behind_back_that_is_a_new_one_adds_no_second_row(cast, plan):
    client = cast.client("chair")
    section = plan.sections.filter(kind="table").first()
    url = reverse("events:event_add", args=[plan.pk, section.uid])
    client.post(url, row_form(client.get(url)))
    words = row_form(client.get(url))
    answer = client.post(url, words)
    assert answer.status_code == 422
    assert "Вы только что добавили то же самое" in answer.text
    assert answer.context["form"].values.title == "Слёт юных"
    assert plan.events.filter(title="Слёт юных").count() == 1
    assert client.post(url, words | {"title": "Слёт старших"}).status_code == 302
    # After another action the same words are meant.
    assert client.post(url, row_form(client.get(url))).status_code == 302
    assert plan.events.filter(title="Слёт юных").count() == 2


def test_page_behind_back_adds_no_second_section_or_step(cast, plan):
    client = cast.client("chair")
    forms = {
        "section_add": {"kind": "table", "heading": "Лето"},
        "step_add": {"verb": "agree", "stage": "1", "mode": "person", "position": "Декан"},
    }
    for name, words in forms.items():
        url = reverse(f"events:{name}", args=[plan.pk])
        first, second = (
            client.post(url, words | {"key": KEY.findall(client.get(url).text)[0]})
            for _ in range(2)
        )
        assert (name, first.status_code, second.status_code) == (name, 302, 422)
        assert "Вы только что добавили то же самое" in second.text


def test_words_for_a_row_that_was_changed_since_are_kept_on_the_page(cast, plan):
    client = cast.client("chair")
    section = plan.sections.filter(kind="table").first()
    url = reverse("events:event_add", args=[plan.pk, section.uid])
    words = row_form(client.get(url))
    client.post(url, words)
    plan.events.filter(title="Слёт юных").update(place="Актовый зал")
    answer = client.post(url, words | {"title": "Слёт старших"})
    assert answer.status_code == 422
    assert "Слёт старших" in answer.text
    assert "уже добавлена" in answer.text


def test_section_and_copy_that_are_sent_twice_are_made_once(cast, plan):
    client = cast.client("chair")
    url = reverse("events:section_add", args=[plan.pk])
    [key] = KEY.findall(client.get(url).text)
    words = {"key": key, "kind": "table", "heading": "Лето"}
    assert [client.post(url, words).status_code for _ in range(2)] == [302, 302]
    assert plan.sections.filter(heading="Лето").count() == 1
    [key] = set(KEY.findall(client.get(plan.get_absolute_url()).text))
    before = plan.events.count()
    # A button of another row has a key of its own.
    for number, row in enumerate(plan.events.order_by("pk")[:2], 1):
        for _ in range(2):
            url = reverse("events:event_duplicate", args=[plan.pk, row.uid])
            client.post(url, {"key": key})
        assert plan.events.count() == before + number


def test_key_of_somebody_else_is_refused(cast, plan):
    section = plan.sections.filter(kind="table").first()
    url = reverse("events:event_add", args=[plan.pk, section.uid])
    words = row_form(cast.client("chair").get(url))
    cast.client("chair").post(url, words)
    answer = cast.client("secretary").post(url, words)
    assert answer.status_code == 422
    assert "Форма уже отправлена" in answer.text


@pytest.mark.parametrize("key", ["", "x", "A" * 32, "a" * 33])
def test_nonsense_is_no_key(key):
    request = RequestFactory().post("/", {"key": key})
    assert sent_key(request) == ""
    assert re.fullmatch("[0-9a-f]{32}", key_of_form(request))
