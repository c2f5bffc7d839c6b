"""Pages of many files: chosen at once, watched, made drafts, reported of and thrown away."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from reports.imports.rules import batch
from reports.models import ImportSession
from tests.factories import TODAY, make_association
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


def send(client, files):
    chosen = [SimpleUploadedFile(name, data) for name, data in files.items()]
    return client.post(START, {"file": chosen})


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


# --- Choosing -------------------------------------------------------------------------------


def test_staff_choose_several_and_are_led_to_their_page(cast, django_capture_on_commit_callbacks):
    client = cast.client("methodist")
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, {"а.docx": plan_file(cast.association), "б.docx": b"no plan"})
    one = ImportSession.objects.all()[0]
    assert answer["Location"] == address(one.batch)
    assert set(ImportSession.objects.values_list("state", flat=True)) == {"waiting"}
    paths = sorted(DBTaskResult.objects.values_list("task_path", flat=True))
    assert paths == ["reports.tasks.watch_batch"] + ["reports.tasks.work_at_file"] * 2


def test_one_file_of_staff_is_read_at_once(cast):
    answer = send(cast.client("methodist"), {"а.docx": plan_file(cast.association)})
    one = ImportSession.objects.get()
    assert (answer["Location"], one.state, one.batch) == (one.get_absolute_url(), "read", None)


def test_field_lets_choose_many_only_to_staff(cast):
    staff, chair = (cast.client(who).get(START).text for who in ("methodist", "chair"))
    (field,) = re.findall(r'<input type="file"[^>]*>', staff)
    assert "multiple" in field
    assert "до 50 файлов" in staff
    (field,) = re.findall(r'<input type="file"[^>]*>', chair)
    assert "multiple" not in field
    assert "50 файлов" not in chair


def test_several_files_of_a_chair_are_refused_in_a_sentence(cast):
    files = {"а.docx": plan_file(cast.association), "б.docx": plan_file(cast.association)}
    answer = send(cast.client("chair"), files)
    assert answer.status_code == 422
    assert "приносит методист института" in answer.text
    assert not ImportSession.objects.exists()


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("MOST_FILES", 1, "Выбрано файлов: 2"),
        ("MAX_FILE_BYTES", 4, "Файл «&lt;б&gt;.docx» слишком велик"),
        ("MOST_BYTES", 4, "вместе занимают больше 100 МБ"),
    ],
)
def test_too_much_is_refused_before_it_is_read(cast, monkeypatch, limit, value, words):
    monkeypatch.setattr(batch, limit, value)
    answer = send(cast.client("methodist"), {"а.docx": b"abc", "<б>.docx": b"abcdef"})
    assert answer.status_code == 422
    assert words in answer.text
    assert not ImportSession.objects.exists()


def test_more_files_than_a_request_may_hold_get_a_page_that_says_so(cast):
    client = cast.client("methodist")
    client.raise_request_exception = False
    answer = send(client, {f"{n}.docx": b"abc" for n in range(61)})
    assert answer.status_code == 400
    assert "не больше 50 за один раз" in answer.text
    assert not ImportSession.objects.exists()


def test_nothing_chosen_is_said(cast):
    answer = cast.client("methodist").post(START, {"csrf": "x"})
    assert answer.status_code == 422
    assert "is-invalid" in answer.text


# --- Watching -------------------------------------------------------------------------------


def test_page_tells_how_far_it_is_with_and_without_a_script(cast):
    files = {"а.docx": plan_file(cast.association), "б.docx": plan_file(cast.association)}
    key = bring(cast, files)
    batch.work_at_file(by_name(key)["а.docx"].pk, on=TODAY)
    page = see(cast, key).text
    assert "Прочитано 1 из 2" in page
    assert f'hx-get="{address(key)}" hx-trigger="every 2s"' in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert 'aria-live="polite"' in page
    assert "Создать черновики" not in page
    part = see(cast, key, **HTMX)
    assert '<progress class="job-bar" aria-label="Чтение файлов" max="2" value="1">' in part.text
    assert '<div class="panel" id="files" hx-swap-oob="true">' in part.text
    assert "Ждёт чтения" in row_of(part.text, "б.docx")
    assert "<html" not in part.text
    assert "HX-Refresh" not in part


def test_read_batch_brings_the_whole_page_anew(cast, key):
    assert see(cast, key, **HTMX)["HX-Refresh"] == "true"
    page = see(cast, key).text
    assert "every 2s" not in page
    assert "http-equiv" not in page


def test_each_file_says_what_was_read_of_it(cast, key):
    page = see(cast, key).text
    sure = row_of(page, "верный.docx")
    assert sure == (
        f"верный.docx Без сомнений {cast.association.name} Изменить объединение: верный.docx"
        " 2031 год 2 0 Посмотреть"
    )
    assert "Посмотрите" in row_of(page, "сомнения.docx")
    nobody = row_of(page, "чей.docx")
    assert "непонятно, чей В файле: Клуб любителей старины Создать такое объединение" in nobody
    assert " 2031 год 2 0 " in nobody
    refused = row_of(page, "скан.pdf")
    assert "Не прочитан Это файл PDF" in refused
    assert "Убрать из списка" in refused
    assert by_name(key)["чей.docx"].get_absolute_url() in page


def test_file_of_many_leads_back_to_them(cast, key):
    for one in by_name(key).values():
        page = cast.client("methodist").get(one.get_absolute_url()).text
        assert f'<a href="{address(key)}">' in page


def test_names_of_files_are_no_markup(cast):
    key = bring(cast, {"<b>а</b>.docx": b"no plan", 'б".docx': plan_file(cast.association)})
    read_all(key)
    page = see(cast, key).text
    assert "<b>а" not in page
    assert 'Посмотреть: б&quot;.docx"' in page


# --- Drafts ---------------------------------------------------------------------------------


def test_report_tells_of_each_file(cast, key):
    head, *rows = sheet(cast, key).iter_rows(values_only=True)
    found = {row[1]: dict(zip(head, row, strict=True)) for row in rows}
    assert list(found) == sorted(found)
    assert found["верный.docx"] == {
        "№": 1,
        "Файл": "верный.docx",
        "Чей план": cast.association.name,
        "Период": "2031 год",
        "Строк": 2,
        "Сомнений": 0,
        "Что вышло": "Прочитан",
        "Почему": None,
    }
    assert found["чей.docx"]["Почему"] == "Непонятно, чей это план."
    assert re.fullmatch(r"Сомнений: \d+\.", found["сомнения.docx"]["Почему"])
    assert found["скан.pdf"]["Что вышло"] == "Не прочитан"
    assert "PDF" in found["скан.pdf"]["Почему"]
    assert found["скан.pdf"]["Строк"] is None


def test_report_counts_and_starts_nothing(cast):
    names = ["=cmd|' calc'!A0.docx", "+1.docx", "@SUM(A1).docx", "-2.docx"]
    key = bring(cast, dict.fromkeys(names, b"no plan"))
    read_all(key)
    cells = [row[1] for row in sheet(cast, key).iter_rows(min_row=2)]
    assert {cell.value for cell in cells} == set(names)
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_refused_file_is_taken_off_the_list(cast, key):
    client = cast.client("methodist")
    refused = by_name(key)["скан.pdf"]
    answer = client.post(address(key, "import_session_batch_drop"), {"file": str(refused.pk)})
    assert answer["Location"] == address(key)
    assert set(by_name(key)) == {"верный.docx", "сомнения.docx", "чей.docx"}


@pytest.mark.parametrize("named", ["", "нет", "0" * 36])
def test_file_that_is_not_of_these_is_not_dropped(cast, key, named):
    cast.client("methodist").post(address(key, "import_session_batch_drop"), {"file": named})
    assert ImportSession.objects.count() == 4


def test_everything_is_thrown_away_at_once(cast, key):
    single = send(cast.client("methodist"), {"а.docx": plan_file(cast.association)})
    answer = cast.client("methodist").post(address(key, "import_session_batch_drop"))
    assert answer["Location"] == START
    assert ImportSession.objects.get().get_absolute_url() == single["Location"]
    assert see(cast, key).status_code == 404


def test_batch_is_one_line_of_what_is_in_work(cast, key):
    send(cast.client("methodist"), {"один.docx": plan_file(cast.association)})
    page = cast.client("methodist").get(START).text
    table = page[page.index("Уже прочитано") :]
    assert table.count("<tr>") == 3
    assert f'<a href="{address(key)}">Планы из файлов: 4</a>' in table
    assert "Прочитано: 3, не прочитано: 1" in table
    assert "верный.docx" not in table
    assert "Уже прочитано" not in cast.client("chair").get(START).text


def test_one_file_thrown_away_leads_back_to_the_others(cast):
    files = {f"{n}.docx": plan_file(cast.association, 2031 + n) for n in range(2)}
    key = bring(cast, files)
    read_all(key)
    client = cast.client("methodist")
    led = [
        client.post(reverse("reports:import_session_drop", args=[one.pk]))["Location"]
        for one in by_name(key).values()
    ]
    assert led == [address(key), START]


@pytest.mark.parametrize("count", [1, 40])
def test_pages_ask_as_much_for_many_files_as_for_one(cast, count, django_assert_num_queries):
    others = [make_association(cast.institution) for _ in range(count)]
    key = bring(cast, {f"{n:02}.docx": plan_file(one, 2031) for n, one in enumerate(others)})
    read_all(key)
    for one, association in zip(by_name(key).values(), others, strict=True):
        ImportSession.objects.filter(pk=one.pk).update(association=association)
    batch.ask_drafts(batch=key, by=cast.actor("methodist"))
    batch.work_at_file(by_name(key)["00.docx"].pk, on=TODAY)
    client = cast.client("methodist")
    client.get(address(key))
    for page, queries in QUERIES.items():
        with django_assert_num_queries(queries):
            client.get(page if page == START else address(key, page))


QUERIES = {"import_session_batch": 5, "import_session_batch_report": 5, START: 6}
