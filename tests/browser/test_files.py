"""Many files in a browser: uploaded, recognised, made drafts; also without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Plan
from reports.imports.rules import batch
from reports.models import ImportSession
from tests.browser.pages import sign_in
from tests.cast import make_cast
from tests.factories import TODAY
from tests.reports.imports.batches import bring, named, plan_file

# serialized_rollback restores the built-in layouts, which the flush after each test deletes.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
DRAFTS = re.compile("Создать черновики")


def read(*names):
    """Read these files, as a worker does."""
    for session in ImportSession.objects.filter(name__in=names):
        batch.work_at_file(session.pk, on=TODAY)


def choose(page, cast):
    page.goto(reverse("reports:plan_from_file"))
    associations = {"а.docx": cast.association, "б.docx": cast.other_association, "в.docx": None}
    page.get_by_label("Файл плана или несколько файлов").set_input_files(
        [
            {"name": name, "mimeType": "application/octet-stream", "buffer": plan_file(association)}
            for name, association in associations.items()
        ]
    )
    page.get_by_role("button", name="Прочитать файл").click()


def test_files_are_watched_while_they_are_read(page, live_server):
    cast = named(make_cast())
    sign_in(page, live_server, cast, "methodist")
    choose(page, cast)
    page.get_by_text("Прочитано 0 из 3").wait_for()
    read("а.docx")
    page.get_by_text("Прочитано 1 из 3").wait_for()
    # The table is replaced, and the focus stays where it was.
    link = page.get_by_role("link", name="Посмотреть: а.docx")
    link.focus()
    read("б.docx")
    page.get_by_text("Прочитано 2 из 3").wait_for()
    assert link.evaluate("one => one === document.activeElement")
    read("в.docx")
    page.get_by_role("button", name=DRAFTS).click()
    page.get_by_text("Осталось создать черновиков: 2").wait_for()
    for session in ImportSession.objects.filter(state="asked"):
        batch.work_at_file(session.pk, on=TODAY)
    page.get_by_role("link", name="Открыть черновик: а.docx").wait_for()
    expect(page.get_by_role("button", name=DRAFTS)).to_have_count(0)
    assert Plan.objects.count() == 2
    page.get_by_role("link", name="Посмотреть: в.docx").click()
    page.get_by_role("link", name="Планы из файлов").click()
    page.get_by_text("Удалить прочитанное").first.click()
    page.get_by_role("button", name="Удалить прочитанное").click()
    page.get_by_text("Удалено из разбора: 3.").wait_for()
    assert Plan.objects.count() == 2


def test_all_of_it_works_without_a_script(plain_page, live_server):
    cast = named(make_cast())
    page = plain_page
    sign_in(page, live_server, cast, "methodist")
    choose(page, cast)
    page.get_by_text("Прочитано 0 из 3").wait_for()
    read("а.docx", "б.docx", "в.docx")
    page.get_by_role("link", name="Обновить").click()
    page.get_by_role("button", name=DRAFTS).click()
    for session in ImportSession.objects.filter(state="asked"):
        batch.work_at_file(session.pk, on=TODAY)
    page.get_by_role("link", name="Обновить").click()
    page.get_by_role("link", name="Открыть черновик: б.docx").wait_for()
    page.get_by_text("Удалить прочитанное").first.click()
    page.get_by_role("button", name="Удалить прочитанное").click()
    page.get_by_text("Удалено из разбора: 3.").wait_for()


def test_refused_file_is_taken_off_the_list(page, live_server):
    cast = named(make_cast())
    key = bring(cast, {"а.docx": plan_file(cast.association), "б.docx": b"no plan"})
    read("а.docx", "б.docx")
    sign_in(page, live_server, cast, "methodist")
    page.goto(reverse("reports:import_session_batch", args=[key]))
    page.get_by_role("button", name="Убрать из списка: б.docx").click()
    page.get_by_text("Удалено из разбора: 1.").wait_for()
    assert ImportSession.objects.get().name == "а.docx"
