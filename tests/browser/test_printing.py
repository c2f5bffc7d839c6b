"""A page printed from the browser: the plan's page gives its paper, the others what they say."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Event, Layout
from tests.browser.pages import sign_in
from tests.cast import make_cast
from tests.plans import make_plan
from tests.reports.paper.papers import pages_of, reader_of

# serialized_rollback: brings back the built-in layouts, which a flush after each test takes away.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PORTRAIT = (595, 842)


def printed(page, address) -> bytes:
    """Print as a person's browser does: the page's own sheet, no header, no backgrounds."""
    page.goto(address)
    return page.pdf(prefer_css_page_size=True)


def size_of(data: bytes) -> list[tuple[int, int]]:
    return [(round(p.mediabox.width), round(p.mediabox.height)) for p in reader_of(data).pages]


def dense(text: str) -> str:
    """Give the text without blanks: lines are cut where it fits, and letters are set wide."""
    return "".join(text.split())


def said(data: bytes) -> str:
    return dense("".join(pages_of(data)))


STEERS = (
    "Мой стол",
    "Календарь",
    "Отправить на согласование",
    "Добавить",
    "Изменить заголовок",
    "История плана",
    "Проверка плана",
    "По датам",
    "Портал планов методических",
)


def steering_in(text: str) -> list[str]:
    return [words for words in STEERS if dense(words) in text]


def test_draft_is_printed_as_its_paper(page, live_server):
    cast = make_cast()
    plan = make_plan("rumo-directions", association=cast.association, rows=5)
    sign_in(page, live_server, cast, "chair")
    data = printed(page, plan.get_absolute_url())
    pages, text = pages_of(data), said(data)
    assert set(size_of(data)) == {PORTRAIT}
    assert len(pages) > 1
    assert dense(plan.title) in text
    assert [event for event in plan.events.all() if dense(event.title) not in text] == []
    assert all("Направление деятельности" in one for one in pages)
    # The number stands in the head of each page but the first.
    assert [dense(one)[0] for one in pages[1:]] == ["2", "3", "4"][: len(pages) - 1]
    assert not dense(pages[0])[0].isdigit()
    assert all(dense(one).count("ПРОЕКТ") == len(("corner", "across")) for one in pages)
    assert steering_in(text) == []


def test_approved_plan_is_printed_lying_where_its_layout_lies(page, live_server):
    cast = make_cast()
    Layout.objects.update(orientation="landscape")
    plan = make_plan("rumo-headings", "approved", association=cast.association)
    sign_in(page, live_server, cast, "stranger")
    data = printed(page, plan.get_absolute_url())
    pages, text = pages_of(data), said(data)
    assert set(size_of(data)) == {PORTRAIT[::-1]}
    assert "ПРОЕКТ" not in text
    assert "УТВЕРЖД" in pages[0]
    assert "Поддержка начинающих учителей." not in pages[0]
    assert dense("Поддержка начинающих учителей.") in text
    assert dense(plan.steps.get(verb="close").name) in text
    assert steering_in(text) == []


def test_remarks_and_findings_stay_on_the_screen(page, live_server):
    cast = make_cast()
    plan = make_plan(status="returned", association=cast.association)
    Event.objects.filter(plan=plan, order=1).update(term="")
    sign_in(page, live_server, cast, "chair")
    page.goto(plan.get_absolute_url())
    expect(page.get_by_text("Уточните сроки.", exact=True)).to_be_visible()
    expect(page.locator(".finding-mark").first).to_be_visible()
    text = said(page.pdf(prefer_css_page_size=True))
    assert dense("Уточните сроки.") not in text
    assert "Строка" not in text
    assert steering_in(text) == []


@pytest.mark.parametrize(
    ("query", "words"),
    [("?order=date", "Без определённых дней"), ("?order=date&since=2027-03-01", "15 марта")],
)
def test_rows_by_date_are_printed_without_their_filter(page, live_server, query, words):
    cast = make_cast()
    plan = make_plan(association=cast.association)
    sign_in(page, live_server, cast, "chair")
    text = said(printed(page, plan.get_absolute_url() + query))
    assert dense(plan.title) in text
    assert dense(words) in text
    assert "Показать" not in text
    assert steering_in(text) == []


def test_lists_are_printed_as_tables_without_what_steers_them(page, live_server):
    cast = make_cast()
    plan = make_plan(association=cast.association)
    sign_in(page, live_server, cast, "methodist")
    for address, words in (
        (reverse("events:plan_list"), plan.title_line),
        (reverse("associations:association_list"), cast.association.name),
        (reverse("associations:person_list"), cast.person("chair").last_name),
    ):
        text = said(printed(page, address))
        assert dense(words) in text
        # On a phone rows are cards without a head; a sheet is no phone.
        assert page.evaluate("document.querySelector('table').tHead.rows.length") == 1
        assert dense("Показать все") not in text
        assert steering_in(text) == []
