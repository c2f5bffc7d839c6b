"""Drafts made of many files at once: which files become one, and why others do not."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from events.drafting.rules.removal import remove_draft
from events.models import Plan
from reports.imports.rules import batch
from reports.imports.rules.wizard import make_draft, undo_import
from reports.models import ImportSession
from tests.factories import TODAY
from tests.reports.imports.batches import (
    address,
    bring,
    by_name,
    four_files,
    named,
    plan_file,
    read_all,
    row_of,
    sheet,
)

pytestmark = pytest.mark.django_db
START = "/plans/from-file/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def cast(cast):
    """Give the cast with associations that a title tells apart."""
    return named(cast)


@pytest.fixture
def key(cast):
    """Four files, read; see `four_files`."""
    return four_files(cast)


def see(cast, key, who="methodist", **head):
    return cast.client(who).get(address(key), headers=head)


def test_sure_files_become_drafts_behind_the_page(cast, key, django_capture_on_commit_callbacks):
    client = cast.client("methodist")
    assert "Создать черновики из файлов без сомнений: 1" in client.get(address(key)).text
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address(key, "import_session_batch_draft"))
    assert answer["Location"] == address(key)
    assert DBTaskResult.objects.filter(task_path="reports.tasks.work_at_file").count() == 1
    page = client.get(answer["Location"]).text
    assert "Осталось создать черновиков: 1" in page
    assert "Создаётся черновик" in row_of(page, "верный.docx")
    batch.work_at_file(by_name(key)["верный.docx"].pk, on=TODAY)
    page = client.get(address(key)).text
    assert "Черновик создан" in row_of(page, "верный.docx")
    assert Plan.objects.get().get_absolute_url() in page
    assert "Создать черновики" not in page


def test_why_there_is_no_draft_is_said_at_the_file(cast, key):
    again = bring(cast, {"а.docx": plan_file(cast.association), "б.docx": b"no plan"})
    read_all(again)
    for one in (key, again):
        batch.ask_drafts(batch=one, by=cast.actor("methodist"))
    for one, name in ((key, "верный.docx"), (again, "а.docx")):
        batch.work_at_file(by_name(one)[name].pk, on=TODAY)
    row = row_of(see(cast, again).text, "а.docx")
    assert "Черновик не создан" in row
    assert "уже есть план" in row
    remove_draft(plan=Plan.objects.get(), by=cast.actor("methodist"))
    one = by_name(again)["а.docx"]
    make_draft(import_session=one, by=cast.actor("methodist"))
    undo_import(import_session=one, by=cast.actor("methodist"))
    assert "уже есть план" not in row_of(see(cast, again).text, "а.docx")


def test_where_nothing_is_sure_the_action_is_refused_in_a_sentence(cast, key):
    ImportSession.objects.filter(state="read").update(doubts=1)
    client = cast.client("methodist")
    answer = client.post(address(key, "import_session_batch_draft"))
    assert "посмотрите каждый" in client.get(answer["Location"]).text


def test_draft_that_was_removed_is_no_link(cast, key):
    batch.ask_drafts(batch=key, by=cast.actor("methodist"))
    batch.work_at_file(by_name(key)["верный.docx"].pk, on=TODAY)
    remove_draft(plan=Plan.objects.get(), by=cast.actor("methodist"))
    page = see(cast, key).text
    assert "Черновик создан, потом снят" in row_of(page, "верный.docx")
    assert Plan.objects.get().get_absolute_url() not in page
    told = cast.client("methodist").get(by_name(key)["верный.docx"].get_absolute_url()).text
    assert "<h1>Черновик снят" in told
    assert f'href="{reverse("events:removed_list")}"' in told


def test_the_same_file_and_the_same_plan_are_named_before_the_click(cast):
    data, same = plan_file(cast.association), plan_file(cast.association, doubtful=True)
    files = {"а.docx": data, "б.docx": data, "в.docx": plan_file(cast.association, 2032)}
    key = bring(cast, files | {"г.docx": same})
    read_all(key)
    page = see(cast, key).text
    assert "Создать черновики из файлов без сомнений: 2" in page
    assert "Без сомнений" in row_of(page, "а.docx")
    assert "Повтор Тот же файл, что и «а.docx»." in row_of(page, "б.docx")
    assert "Без сомнений" in row_of(page, "в.docx")
    assert "Повтор План того же объединения на тот же период, что и в «а.docx»." in row_of(
        page, "г.docx"
    )
    assert batch.ask_drafts(batch=key, by=cast.actor("methodist")) == 2
    assert {name for name, one in by_name(key).items() if one.state == "asked"} == {
        "а.docx",
        "в.docx",
    }


def test_second_of_the_same_files_is_ready_once_the_first_is_dropped(cast):
    key = bring(cast, dict.fromkeys(("а.docx", "б.docx"), plan_file(cast.association)))
    first = read_all(key)["а.docx"]
    batch.drop_files(batch=key, keys=[first.pk], by=cast.actor("methodist"))
    assert "Без сомнений" in row_of(see(cast, key).text, "б.docx")


def test_plan_that_exists_is_told_before_the_click_with_its_link(cast, key):
    batch.ask_drafts(batch=key, by=cast.actor("methodist"))
    batch.work_at_file(by_name(key)["верный.docx"].pk, on=TODAY)
    plan = Plan.objects.get()
    again = bring(cast, {"а.docx": plan_file(cast.association)})
    read_all(again)
    page = see(cast, again).text
    assert "План уже есть На этот период у объединения уже есть план: " in row_of(page, "а.docx")
    assert f'<a href="{plan.get_absolute_url()}">' in page
    assert "Создать черновики" not in page
    assert sheet(cast, again)["H2"].value == "На этот период у объединения уже есть план."
    # Removed, it stands in nobody's way.
    remove_draft(plan=plan, by=cast.actor("methodist"))
    assert "Без сомнений" in row_of(see(cast, again).text, "а.docx")


# --- The report, and the end ----------------------------------------------------------------
