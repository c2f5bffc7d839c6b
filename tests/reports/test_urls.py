"""Every paper × everybody × a plan in each state: who gets it, who is told nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.drafting.queries.stored_content import shown_content
from events.layouts.rules import copy_layout
from events.models import Layout
from reports.downloads.rules.jobs import ask_paper
from reports.imports.rules.batch import upload_many
from reports.imports.rules.uploads import upload
from reports.models import ImportSession
from reports.urls import urlpatterns
from tests.cast import EVERYBODY, INSIDERS
from tests.plans import make_plan
from tests.reports.imports.views.test_upload import word_plan

PAPERS = (
    "draft_pdf",
    "official_pdf",
    "agreement_pdf",
    "plan_check",
    "meeting_list",
    "plan_docx",
    "plan_json",
    "plan_xlsx",
)
START = ("plan_from_file",)
OWN_PAGES = ("archive_ask", "print_job_list")
STAFF = ("issue_failure_list",)
JOB_PAGES = {"print_job": 200, "print_job_file": 302, "print_job_cancel": 405}
IMPORT_SESSION = {
    "import_session": 200,
    "import_session_draft": 302,
    "import_session_rows": 405,
    "import_session_take_back": 405,
    "import_session_drop": 405,
}
PASTES = ("rows_paste",)
BATCH = {
    "import_session_batch": 200,
    "import_session_batch_report": 200,
    "import_session_batch_whose": 302,
    "import_session_batch_draft": 405,
    "import_session_batch_drop": 405,
}
LAYOUTS = ("layout_pdf",)
MEETINGS = ("meeting_pdf", "meeting_docx")
# Open to everybody; what they tell is tested with them.
PUBLIC = ("check_file", "check")

AUTHORS = ("chair", "secretary", "methodist")
SEE_DRAFTS = (*AUTHORS, "curator", "superuser")
SEES = {
    "draft": SEE_DRAFTS,
    "signoff": (*SEE_DRAFTS, "agreer", "approver"),
    "returned": (*SEE_DRAFTS, "agreer", "approver"),
    "approved": (*INSIDERS, "superuser"),
}
# What the paper answers to one who sees the plan; an approved plan's draft is its official paper.
ANSWERS = {
    "draft_pdf": {"approved": 302},
    "official_pdf": {"draft": 403, "signoff": 403, "returned": 403},
    "agreement_pdf": {"draft": 403, "signoff": 403, "returned": 403},
    "plan_check": {"draft": 404, "signoff": 404, "returned": 404, "approved": 302},
    "meeting_list": {},
    "plan_docx": {},
    "plan_json": {},
    "plan_xlsx": {},
}


def test_every_address_has_its_row():
    assert {pattern.name for pattern in urlpatterns} == {
        *PAPERS,
        *START,
        *OWN_PAGES,
        *JOB_PAGES,
        *IMPORT_SESSION,
        *BATCH,
        *PASTES,
        *LAYOUTS,
        *PUBLIC,
        *MEETINGS,
        *STAFF,
    }


@pytest.mark.parametrize("status", SEES)
@pytest.mark.parametrize("who", EVERYBODY)
def test_paper_goes_to_those_who_see_the_plan(cast, who, status):
    plan, client = make_plan(status=status, association=cast.association, rows=1), cast.client(who)
    for paper in PAPERS:
        answer = client.get(reverse(f"reports:{paper}", args=[plan.pk])).status_code
        if who == "anonymous":
            assert answer == 302
        elif who not in SEES[status]:
            assert answer == 404
        else:
            assert answer == ANSWERS[paper].get(status, 200)


@pytest.mark.parametrize("who", EVERYBODY)
def test_file_is_asked_of_those_who_write_plans(cast, who):
    # The stranger writes plans too: those of another association.
    wanted = 200 if who in (*AUTHORS, "stranger", "foreigner") else 403
    answer = cast.client(who).get(reverse("reports:plan_from_file"))
    assert answer.status_code == (302 if who == "anonymous" else wanted)


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_has_downloads_of_their_own(cast, who):
    for page in OWN_PAGES:
        answer = cast.client(who).get(reverse(f"reports:{page}")).status_code
        assert answer == (302 if who == "anonymous" else 200)


@pytest.mark.parametrize("who", EVERYBODY)
def test_job_is_there_for_its_owner_only(cast, who):
    plan = make_plan(association=cast.association, rows=1)
    job, _is_new = ask_paper(plan=plan, by=cast.actor("chair"))
    client = cast.client(who)
    for page, to_owner in JOB_PAGES.items():
        address = reverse(f"reports:{page}", args=[job.pk])
        answer = client.get(address).status_code
        if who == "anonymous":
            assert answer == 302
        elif page == "print_job_cancel":
            assert answer == 405
            assert who == "chair" or client.post(address).status_code == 404
        else:
            assert answer == (to_owner if who == "chair" else 404)
    job.refresh_from_db()
    assert job.state == job.State.WAITING


@pytest.mark.parametrize("who", EVERYBODY)
def test_file_in_work_is_there_for_its_owner_only(cast, who):
    import_session = upload(data=word_plan(), name="план.docx", by=cast.actor("chair"))
    client = cast.client(who)
    for page, to_owner in IMPORT_SESSION.items():
        address = reverse(f"reports:{page}", args=[import_session.pk])
        answer = client.get(address).status_code
        if who == "anonymous":
            assert answer == 302
        elif to_owner == 405:
            assert answer == 405
            assert who == "chair" or client.post(address).status_code == 404
        else:
            assert answer == (to_owner if who == "chair" else 404)
            assert who == "chair" or client.post(address, {"say": "undo"}).status_code == 404
    assert ImportSession.objects.get().state == ImportSession.State.READ


@pytest.mark.parametrize("who", EVERYBODY)
def test_rows_are_pasted_by_authors(cast, who):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    address = reverse("reports:rows_paste", args=[plan.pk, plan.sections.first().uid])
    client = cast.client(who)
    wanted = 200 if who in AUTHORS else 403 if who in SEE_DRAFTS else 404
    assert client.get(address).status_code == (302 if who == "anonymous" else wanted)
    if wanted != 200 and who != "anonymous":
        assert client.post(address, {"text": "1\tСлёт\tмай"}).status_code == wanted
    assert not ImportSession.objects.exists()


@pytest.mark.parametrize("who", EVERYBODY)
def test_files_brought_together_are_there_for_their_owner_only(cast, who):
    files = [SimpleUploadedFile(f"{n}.docx", word_plan()) for n in range(2)]
    batch = upload_many(files=files, by=cast.actor("methodist"))
    client = cast.client(who)
    for page, to_owner in BATCH.items():
        address = reverse(f"reports:{page}", args=[batch])
        answer = client.get(address).status_code
        if who == "anonymous":
            assert answer == 302
        elif to_owner == 405:
            assert answer == 405
            assert who == "methodist" or client.post(address).status_code == 404
        else:
            assert answer == (to_owner if who == "methodist" else 404)
    assert set(ImportSession.objects.values_list("state", flat=True)) == {
        ImportSession.State.WAITING
    }


@pytest.mark.parametrize("who", EVERYBODY)
def test_specimen_of_a_layout_goes_to_staff(cast, who):
    built_in = Layout.objects.get(code="moc-results")
    own = copy_layout(layout=built_in, by=cast.actor("methodist"))
    wanted = {"methodist": 200, "superuser": 200, "anonymous": 302}
    wanted |= {"foreigner": 404, "unplaced": 404}
    answer = cast.client(who).get(reverse("reports:layout_pdf", args=[own.pk]))
    assert answer.status_code == wanted.get(who, 403)
    if answer.status_code == 200:
        assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("who", EVERYBODY)
def test_failures_are_told_to_staff(cast, who):
    answer = cast.client(who).get(reverse("reports:issue_failure_list")).status_code
    allowed = {"anonymous": 302, "methodist": 200, "foreigner": 200, "superuser": 200}
    assert answer == allowed.get(who, 403)


@pytest.mark.parametrize("status", SEES)
@pytest.mark.parametrize("who", EVERYBODY)
def test_meeting_papers_go_to_those_who_see_the_plan(cast, who, status):
    plan = make_plan("rumo-directions", status, association=cast.association, rows=4)
    uid = next(
        e.uid for e in shown_content(plan, cast.actor("superuser")).all_events() if e.meeting
    )
    for name in MEETINGS:
        address = reverse(f"reports:{name}", args=[plan.pk, uid, "agenda"])
        answer = cast.client(who).get(address).status_code
        assert answer == (302 if who == "anonymous" else 200 if who in SEES[status] else 404)
