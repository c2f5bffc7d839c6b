"""Pages of print jobs: what is asked, how far it is, what may be taken away and by whom."""

import datetime as dt
import hashlib
import re

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from associations.models import Office
from events.models import Plan
from reports.downloads.rules.jobs import ask_archive
from reports.downloads.rules.pieces import NO_STORAGE, work_at_job
from reports.models import IssuedDocument, PrintJob, PrintPiece
from tests.factories import TODAY
from tests.plans import bring_to, make_plan

pytestmark = pytest.mark.django_db
ASK = "/plans/archive/"


@pytest.fixture
def plan(cast):
    return make_plan(association=cast.association, rows=1)


@pytest.fixture
def job(cast, plan):
    return ask_archive(plans=Plan.objects.all(), chosen=["json"], by=cast.actor("chair"))


def text(answer):
    return answer.content.decode()


def page(cast, job, who="chair", **head):
    return cast.client(who).get(job.get_absolute_url(), headers=head)


def test_it_says_what_the_archive_would_hold(cast, plan):
    make_plan("omo-directions", association=cast.association, rows=1, status="approved")
    words = text(cast.client("chair").get(ASK))
    assert "Войдёт планов: 2" in words
    assert re.search(r"<dt>Черновик</dt><dd>1</dd>\s*<dt>Утверждён</dt><dd>1</dd>", words)
    assert "Остальные (1) войдут" in words
    assert "Это все планы, которые вам видны" in words


def test_the_filter_of_the_list_is_the_filter_of_the_archive(
    cast, plan, django_capture_on_commit_callbacks
):
    make_plan("omo-directions", association=cast.association, rows=1, status="approved")
    client = cast.client("chair")
    words = text(client.get(f"{ASK}?state=approved"))
    assert "Войдёт планов: 1" in words
    assert "<dt>Состояние</dt><dd>Утверждён</dd>" in words
    link = re.search(
        r'href="(/plans/archive/[^"]*)"', text(client.get("/plans/?state=approved&page=1"))
    )
    assert link.group(1) == f"{ASK}?state=approved"
    client.post(f"{ASK}?state=approved", {"chosen": ["json"]})
    job = PrintJob.objects.get()
    assert job.title == "Планов: 1 (Состояние: Утверждён)"
    assert job.pieces.get().plan.status == Plan.Status.APPROVED


def test_asking_leads_to_the_job_and_brings_it_into_the_queue(
    cast, plan, django_capture_on_commit_callbacks
):
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415

    with django_capture_on_commit_callbacks(execute=True):
        answer = cast.client("chair").post(ASK, {"chosen": ["json", "pdf"]})
    job = PrintJob.objects.get()
    assert answer["Location"] == job.get_absolute_url()
    assert (job.owner, job.total) == (cast.user("chair"), 2)
    paths = set(DBTaskResult.objects.values_list("task_path", flat=True))
    assert paths == {"reports.tasks.print_job", "reports.tasks.watch_job"}


@pytest.mark.parametrize("chosen", [[], ["exe"]])
def test_what_is_wrong_is_said(cast, plan, chosen):
    answer = cast.client("chair").post(ASK, {"chosen": chosen})
    assert answer.status_code == 422
    assert not PrintJob.objects.exists()


def test_too_many_plans_are_refused_in_a_sentence(cast, plan, settings):
    settings.PRINT_PLANS_IN_ARCHIVE = 0
    words = text(cast.client("chair").get(ASK))
    assert "не больше 0" in words
    assert re.search(r'<button[^>]*type="button" disabled>Собрать архив', words)
    assert cast.client("chair").post(ASK, {"chosen": ["json"]}).status_code == 422


def test_nothing_found_is_refused_in_a_sentence(cast):
    assert "нечего положить" in text(cast.client("chair").get(ASK))


def test_page_tells_how_far_it_is_with_and_without_a_script(cast, job):
    words = text(page(cast, job))
    assert "Ждёт очереди" in words
    assert re.search(r'hx-get="/downloads/[^"]+" hx-trigger="every 2s"', words)
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in words
    assert 'aria-live="polite"' in words
    PrintJob.objects.update(done=1, total=3, state="working", step="PDF: План")
    part = page(cast, job, **{"hx-request": "true"})
    assert "Готово 1 из 3" in text(part)
    assert '<progress class="job-bar" aria-label="Печать" max="3" value="1">' in text(part)
    assert "<html" not in text(part)
    assert "HX-Refresh" not in part


def test_finished_job_brings_the_whole_page_anew(cast, job):
    work_at_job(job.pk, on=TODAY)
    assert page(cast, job, **{"hx-request": "true"})["HX-Refresh"] == "true"
    words = text(page(cast, job))
    assert "Скачать файл" in words
    assert "http-equiv" not in words
    assert "хранится до" in words


def test_file_is_given_to_its_owner(cast, job):
    work_at_job(job.pk, on=TODAY)
    answer = cast.client("chair").get(reverse("reports:print_job_file", args=[job.pk]))
    assert answer.getvalue().startswith(b"PK")
    answer.close()
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("who", ["secretary", "methodist", "superuser", "foreigner"])
def test_file_is_there_for_nobody_else(cast, job, who):
    work_at_job(job.pk, on=TODAY)
    answer = cast.client(who).get(reverse("reports:print_job_file", args=[job.pk]))
    assert answer.status_code == 404


def test_who_no_longer_sees_a_plan_gets_no_archive_with_it(cast, job):
    work_at_job(job.pk, on=TODAY)
    Office.objects.filter(pk=cast.office("chair").pk).update(until=TODAY - dt.timedelta(days=1))
    answer = cast.client("chair").get(reverse("reports:print_job_file", args=[job.pk]))
    assert answer.status_code == 403
    assert "больше не видны" in text(answer)


def test_archive_with_a_plan_that_is_no_more_stays_shut(cast, job, plan):
    work_at_job(job.pk, on=TODAY)
    PrintPiece.objects.filter(plan=plan).update(plan=None)
    answer = cast.client("chair").get(reverse("reports:print_job_file", args=[job.pk]))
    assert answer.status_code == 403


def test_file_that_is_gone_is_told_of(cast, job):
    work_at_job(job.pk, on=TODAY)
    default_storage.delete(PrintJob.objects.get().file.name)
    answer = cast.client("chair").get(reverse("reports:print_job_file", args=[job.pk]), follow=True)
    assert "Файла уже нет" in text(answer)


def test_failure_and_what_was_left_out_are_said_in_words(cast, job):
    PrintJob.objects.update(state="failed", failure=NO_STORAGE)
    assert "в хранилище нет места" in text(page(cast, job))
    PrintJob.objects.update(state="done", file="x", file_name="x.zip", total=2)
    PrintPiece.objects.update(state="refused", why="Печать этого плана трижды обрывалась.")
    words = text(page(cast, job))
    assert "Не вошло: 1" in words
    assert "трижды обрывалась" in words


def test_it_is_cancelled_by_a_button(cast, job):
    client = cast.client("chair")
    cancel = reverse("reports:print_job_cancel", args=[job.pk])
    assert cancel in text(client.get(job.get_absolute_url()))
    assert "Печать отменена" in text(client.post(cancel, follow=True))
    assert PrintJob.objects.get().state == "cancelled"
    assert "уже закончено" in text(client.post(cancel, follow=True))


def test_title_of_a_plan_is_text(cast, job):
    PrintPiece.objects.update(state="refused", why="x", title="<script>alert(1)</script>")
    PrintJob.objects.update(state="done", file="x", total=2, title="<b>x</b>")
    words = text(page(cast, job))
    assert "<script>alert" not in words
    assert "&lt;b&gt;x" in words


def test_queries_are_as_many_for_one_plan_as_for_many(cast, plan, django_assert_num_queries):
    client = cast.client("chair")
    client.get(ASK)
    with django_assert_num_queries(13) as one:
        client.get(ASK)
    for layout in ("omo-directions", "rmc-directions"):
        make_plan(layout, association=cast.association, rows=1)
    with django_assert_num_queries(len(one)):
        client.get(ASK)
    plans = Plan.objects.all()
    job = ask_archive(plans=plans.filter(pk=plan.pk), chosen=["json"], by=cast.actor("chair"))
    for address in (job.get_absolute_url(), "/downloads/"):
        with django_assert_num_queries(6, exact=False) as few:
            client.get(address)
        for _ in range(2):
            ask_archive(plans=plans, chosen=["json", "pdf"], by=cast.actor("chair"))
        with django_assert_num_queries(len(few)):
            client.get(address)


# --- Long papers ----------------------------------------------------------------------------


@pytest.fixture
def long_plan(cast, settings):
    settings.PRINT_ROWS_AT_ONCE = 3
    return make_plan(association=cast.association, rows=9)


def test_long_draft_is_printed_behind_and_then_comes_from_the_store(cast, long_plan):
    client = cast.client("chair")
    address = reverse("reports:draft_pdf", args=[long_plan.pk])
    first = client.get(address)
    job = PrintJob.objects.get()
    assert first["Location"] == job.get_absolute_url()
    assert client.get(address)["Location"] == job.get_absolute_url()
    assert "Ждёт очереди" in text(client.get(first["Location"]))
    work_at_job(job.pk, on=TODAY)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.getvalue().startswith(b"%PDF")
    answer.close()


def test_long_official_document_is_issued_behind(cast, long_plan):
    plan = bring_to(long_plan, "approved")
    client = cast.client("stranger")
    address = reverse("reports:official_pdf", args=[plan.pk])
    job_page = client.get(address)["Location"]
    assert client.get(address)["Location"] == job_page
    assert not IssuedDocument.objects.exists()
    work_at_job(PrintJob.objects.get().pk, on=TODAY)
    answer = client.get(address)
    assert hashlib.sha256(answer.content).hexdigest() == IssuedDocument.objects.get().sha256
    assert "Скачать файл" in text(client.get(job_page))


def test_title_that_was_not_sent_is_shown_to_nobody_in_a_job(cast, long_plan):
    plan = bring_to(long_plan, "returned")
    Plan.objects.filter(pk=plan.pk).update(title="Тайный замысел")
    cast.client("agreer").get(reverse("reports:draft_pdf", args=[plan.pk]))
    ask_archive(plans=Plan.objects.all(), chosen=["json"], by=cast.actor("agreer"))
    titles = {*PrintJob.objects.values_list("title", flat=True)}
    titles |= {*PrintPiece.objects.values_list("title", flat=True)}
    assert len(titles) == 2
    assert not any("Тайный" in title for title in titles)


def test_one_who_has_too_many_jobs_is_told_so(cast, long_plan, settings):
    for _ in range(5):
        ask_archive(plans=Plan.objects.all(), chosen=["json"], by=cast.actor("chair"))
    answer = cast.client("chair").get(
        reverse("reports:draft_pdf", args=[long_plan.pk]), follow=True
    )
    assert "уже печатается" in text(answer)
    assert answer.redirect_chain[-1][0] == "/downloads/"
