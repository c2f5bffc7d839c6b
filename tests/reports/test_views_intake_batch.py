"""Pages of many files: chosen at once, watched, made drafts, reported of and thrown away."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from events.models import Plan
from events.rules.removal import remove_draft
from reports.intake import batch, make_draft, take_back
from reports.models import Intake
from tests.factories import TODAY, make_association, make_office
from tests.reports.batches import bring, by_name, named, plan_file, read_all

pytestmark = pytest.mark.django_db
START = "/plans/from-file/"
HTMX = {"HX-Request": "true"}


def send(client, files):
    chosen = [SimpleUploadedFile(name, data) for name, data in files.items()]
    return client.post(START, {"file": chosen})


def address(key, page="intake_batch"):
    return reverse(f"reports:{page}", args=[key])


def see(cast, key, who="methodist", **head):
    return cast.client(who).get(address(key), headers=head)


def row_of(page, name):
    """The row of a file, its words in one line."""
    (row,) = [one for one in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if f">{name}</th>" in one]
    return " ".join(re.sub(r"<[^>]+>", " ", row).split())


@pytest.fixture
def cast(cast):
    """Give the cast with associations that a title tells apart."""
    return named(cast)


@pytest.fixture
def key(cast):
    """A sure file, a doubtful one, nobody's and one that can't be read; all are read."""
    made = bring(
        cast,
        {
            "верный.docx": plan_file(cast.association),
            "сомнения.docx": plan_file(cast.association, 2032, doubtful=True),
            "чей.docx": plan_file(None),
            "скан.pdf": b"%PDF-1.7",
        },
    )
    read_all(made)
    return made


# --- Choosing -------------------------------------------------------------------------------


def test_staff_choose_several_and_are_led_to_their_page(cast, django_capture_on_commit_callbacks):
    client = cast.client("methodist")
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, {"а.docx": plan_file(cast.association), "б.docx": b"no plan"})
    one = Intake.objects.all()[0]
    assert answer["Location"] == address(one.batch)
    assert set(Intake.objects.values_list("state", flat=True)) == {"waiting"}
    paths = sorted(DBTaskResult.objects.values_list("task_path", flat=True))
    assert paths == ["reports.tasks.read_intake"] * 2 + ["reports.tasks.watch_batch"]


def test_one_file_of_staff_is_read_at_once(cast):
    answer = send(cast.client("methodist"), {"а.docx": plan_file(cast.association)})
    one = Intake.objects.get()
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
    assert not Intake.objects.exists()


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
    assert not Intake.objects.exists()


def test_more_files_than_a_request_may_hold_get_a_page_that_says_so(cast):
    client = cast.client("methodist")
    client.raise_request_exception = False
    answer = send(client, {f"{n}.docx": b"abc" for n in range(61)})
    assert answer.status_code == 400
    assert "не больше 50 за один раз" in answer.text
    assert not Intake.objects.exists()


def test_nothing_chosen_is_said(cast):
    answer = cast.client("methodist").post(START, {"csrf": "x"})
    assert answer.status_code == 422
    assert "is-invalid" in answer.text


# --- Watching -------------------------------------------------------------------------------


def test_page_tells_how_far_it_is_with_and_without_a_script(cast):
    files = {"а.docx": plan_file(cast.association), "б.docx": plan_file(cast.association)}
    key = bring(cast, files)
    batch.read(by_name(key)["а.docx"].pk, on=TODAY)
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
    assert "непонятно, чей В файле: Клуба любителей старины 2031 год 2 0" in row_of(
        page, "чей.docx"
    )
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


# --- Whose plans they are -------------------------------------------------------------------


def tell(cast, key, who="methodist", **words):
    """Send the names that stand at files, as the button of the page does."""
    files = by_name(key)
    said = {str(files[f"{name}.docx"].pk): word for name, word in words.items()}
    return cast.client(who).post(address(key, "intake_batch_whose"), said, follow=True)


def whose(key):
    return {name: one.association for name, one in by_name(key).items()}


def test_it_is_said_in_the_line_of_a_file_whose_plan_it_is(cast, key):
    page = see(cast, key).text
    asked = by_name(key)["чей.docx"]
    (field,) = re.findall(rf'<input[^>]* name="{asked.pk}"[^>]*>', page)
    assert 'form="whose"' in field
    assert 'list="associations"' in field
    assert f'<option value="{cast.other_association.name}">' in page
    assert "Создать черновики из файлов без сомнений: 1" in page
    answer = tell(cast, key, чей="ОМО логопедов", верный="", сомнения="  ")
    assert answer.redirect_chain == [(address(key), 302)]
    assert "Записано, чей план, у файлов: 1." in answer.text
    assert "Без сомнений ОМО логопедов В файле: Клуба" in row_of(answer.text, "чей.docx")
    assert "Создать черновики из файлов без сомнений: 2" in answer.text
    one = by_name(key)["чей.docx"]
    assert (one.period_start.year, one.association) == (2031, cast.other_association)
    # Lines left empty stay as they were.
    assert whose(key)["верный.docx"] == cast.association


def test_wrong_guess_is_put_right_in_the_line(cast, key):
    tell(cast, key, верный="ОМО логопедов")
    assert whose(key)["верный.docx"] == cast.other_association


@pytest.mark.parametrize("words", ["омо  ЛОГОПЕДОВ", "логопед", " логоп омо"])
def test_name_may_be_said_by_words_that_no_other_has(cast, key, words):
    tell(cast, key, чей=words)
    assert whose(key)["чей.docx"] == cast.other_association


@pytest.mark.parametrize(
    ("words", "why"),
    [("кружок", "такого нет"), ("мо", "несколько"), ("<b>", "такого нет"), ("я" * 601, "600")],
)
def test_name_that_cannot_be_told_leaves_all_as_it_is(cast, key, words, why):
    make_association(cast.institution, name="ОМО физиков")
    before = whose(key)
    answer = tell(cast, key, чей=words, верный="ОМО логопедов")
    assert answer.status_code == 422
    assert "Не записано. Исправьте отмеченные строки" in answer.text
    assert why in row_of(answer.text, "чей.docx")
    assert answer.text.count("<details open>") == 1
    assert 'value="ОМО логопедов"' in answer.text.split("<details open>")[1]
    assert 'aria-invalid="true"' in answer.text
    assert "<b>" not in row_of(answer.text, "чей.docx")
    assert whose(key) == before


def test_association_of_another_institution_is_neither_offered_nor_taken(cast, key):
    foreign = make_association(name="РМЦ чужого института")
    assert foreign.name not in see(cast, key).text
    assert tell(cast, key, чей=foreign.name).status_code == 422
    assert whose(key)["чей.docx"] is None


def test_associations_of_one_name_are_told_apart_by_their_institutions(cast, key):
    foreign = make_association(name="ОМО логопедов")
    make_office("methodist", foreign.institution, cast.person("methodist"))
    page = see(cast, key).text
    wanted = f"ОМО логопедов ({foreign.institution.short_name})"
    assert f'<option value="{wanted}">' in page
    assert '<option value="ОМО логопедов">' not in page
    tell(cast, key, чей=wanted)
    assert whose(key)["чей.docx"] == foreign


def test_nothing_said_is_told(cast, key):
    assert "впишите объединение" in tell(cast, key, чей="").text


def test_nobody_is_asked_while_files_are_in_work(cast, key):
    batch.ask_drafts(batch=key, by=cast.actor("methodist"))
    page = see(cast, key).text
    assert 'id="whose"' not in page
    assert str(by_name(key)["чей.docx"].pk) not in re.findall(r' name="([^"]+)"', page)


def test_many_lines_and_associations_make_no_heavy_page(cast, django_assert_num_queries):
    for n in range(300):
        make_association(cast.institution, name=f"РУМО учителей {'разных ' * 10} наук {n}")
    sizes = []
    for count in (1, 40):
        key = bring(cast, {f"{n:02}.docx": plan_file(None) for n in range(count)})
        read_all(key)
        client = cast.client("methodist")
        client.get(address(key))
        with django_assert_num_queries(8):
            sizes.append(len(client.get(address(key)).content))
        said = {str(one.pk): "логопедов" for one in by_name(key).values()}
        with django_assert_num_queries(12):
            client.post(address(key, "intake_batch_whose"), said)
        assert set(whose(key).values()) == {cast.other_association}
    assert sizes[1] - sizes[0] < 40 * 3000


# --- Drafts ---------------------------------------------------------------------------------


def test_sure_files_become_drafts_behind_the_page(cast, key, django_capture_on_commit_callbacks):
    client = cast.client("methodist")
    assert "Создать черновики из файлов без сомнений: 1" in client.get(address(key)).text
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address(key, "intake_batch_draft"))
    assert answer["Location"] == address(key)
    assert DBTaskResult.objects.filter(task_path="reports.tasks.draft_intake").count() == 1
    page = client.get(answer["Location"]).text
    assert "Осталось создать черновиков: 1" in page
    assert "Создаётся черновик" in row_of(page, "верный.docx")
    batch.draft(by_name(key)["верный.docx"].pk, on=TODAY)
    page = client.get(address(key)).text
    assert "Черновик создан" in row_of(page, "верный.docx")
    assert Plan.objects.get().get_absolute_url() in page
    assert "Создать черновики" not in page


def test_why_there_is_no_draft_is_said_at_the_file(cast, key):
    again = bring(cast, {"а.docx": plan_file(cast.association), "б.docx": b"no plan"})
    read_all(again)
    for one, name in ((key, "верный.docx"), (again, "а.docx")):
        batch.ask_drafts(batch=one, by=cast.actor("methodist"))
        batch.draft(by_name(one)[name].pk, on=TODAY)
    row = row_of(see(cast, again).text, "а.docx")
    assert "Черновик не создан" in row
    assert "уже есть план" in row
    remove_draft(plan=Plan.objects.get(), by=cast.actor("methodist"))
    one = by_name(again)["а.docx"]
    make_draft(intake=one, by=cast.actor("methodist"))
    take_back(intake=one, by=cast.actor("methodist"))
    assert "уже есть план" not in row_of(see(cast, again).text, "а.docx")


def test_where_nothing_is_sure_the_deed_is_refused_in_a_sentence(cast, key):
    Intake.objects.filter(state="read").update(doubts=1)
    client = cast.client("methodist")
    answer = client.post(address(key, "intake_batch_draft"))
    assert "посмотрите каждый" in client.get(answer["Location"]).text


def test_draft_that_was_removed_is_no_link(cast, key):
    batch.ask_drafts(batch=key, by=cast.actor("methodist"))
    batch.draft(by_name(key)["верный.docx"].pk, on=TODAY)
    remove_draft(plan=Plan.objects.get(), by=cast.actor("methodist"))
    page = see(cast, key).text
    assert "Черновик создан, потом снят" in row_of(page, "верный.docx")
    assert Plan.objects.get().get_absolute_url() not in page


# --- The report, and the end ----------------------------------------------------------------


def sheet(cast, key):
    answer = cast.client("methodist").get(address(key, "intake_batch_report"))
    assert answer["Cache-Control"] == "private, no-cache"
    assert "attachment" in answer["Content-Disposition"]
    return openpyxl.load_workbook(io.BytesIO(answer.content))["Файлы"]


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
    answer = client.post(address(key, "intake_batch_drop"), {"file": str(refused.pk)})
    assert answer["Location"] == address(key)
    assert set(by_name(key)) == {"верный.docx", "сомнения.docx", "чей.docx"}


@pytest.mark.parametrize("named", ["", "нет", "0" * 36])
def test_file_that_is_not_of_these_is_not_dropped(cast, key, named):
    cast.client("methodist").post(address(key, "intake_batch_drop"), {"file": named})
    assert Intake.objects.count() == 4


def test_everything_is_thrown_away_at_once(cast, key):
    single = send(cast.client("methodist"), {"а.docx": plan_file(cast.association)})
    answer = cast.client("methodist").post(address(key, "intake_batch_drop"))
    assert answer["Location"] == START
    assert Intake.objects.get().get_absolute_url() == single["Location"]
    assert see(cast, key).status_code == 404


def test_batch_is_one_line_of_what_is_in_work(cast, key):
    send(cast.client("methodist"), {"один.docx": plan_file(cast.association)})
    page = cast.client("methodist").get(START).text
    table = page[page.index("Уже прочитано") :]
    assert table.count("<tr>") == 3
    assert f'<a href="{address(key)}">Планы из файлов: 4</a>' in table
    assert "прочитано: 3, не прочитано: 1" in table
    assert "верный.docx" not in table
    assert "Уже прочитано" not in cast.client("chair").get(START).text


@pytest.mark.parametrize("count", [1, 40])
def test_pages_ask_as_much_for_many_files_as_for_one(cast, count, django_assert_num_queries):
    others = [make_association(cast.institution) for _ in range(count)]
    key = bring(cast, {f"{n:02}.docx": plan_file(one, 2031) for n, one in enumerate(others)})
    read_all(key)
    for one, association in zip(by_name(key).values(), others, strict=True):
        Intake.objects.filter(pk=one.pk).update(association=association)
    batch.ask_drafts(batch=key, by=cast.actor("methodist"))
    batch.draft(by_name(key)["00.docx"].pk, on=TODAY)
    client = cast.client("methodist")
    client.get(address(key))
    for page, queries in QUERIES.items():
        with django_assert_num_queries(queries):
            client.get(page if page == START else address(key, page))


QUERIES = {"intake_batch": 7, "intake_batch_report": 7, START: 8}
