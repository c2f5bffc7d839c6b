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
from reports.models import ImportSession, IssueFailure
from reports.urls import urlpatterns
from tests.cast import EVERYBODY, INSIDERS, Cast
from tests.plans import make_plan
from tests.reports.imports.views.test_upload import word_plan

pytestmark = pytest.mark.slow

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
# What changed: for those who take part in the plan.
COMPARE = ("changes_pdf",)
START = ("plan_from_file",)
# The journal, for those who read it whole: tested by itself.
JOURNAL = ("journal_xlsx", "journal_docx", "journal_json")
# Of one signature, for staff and its signer: tested by itself.
EVIDENCE = ("signature_protocol",)
# The register of remarks, tested by itself: those one may read.
REMARKS = ("remarks_xlsx",)
OWN_PAGES = ("archive_ask", "print_job_list")
# The plan of a one-time link, tested by itself: for who has typed its code.
LINKS = ("one_time_pdf",)
STAFF = ("issue_failure_list", "issue_failure_lift", "issue_failure_paper")
JOB_PAGES = {"print_job": 200, "print_job_file": 302, "print_job_cancel": 405}
IMPORT_SESSION = {
    "import_session": 200,
    "import_session_draft": 302,
    "import_session_rows": 405,
    "file_brought": 302,
    "import_session_take_back": 405,
    "import_session_drop": 405,
}
PASTES = ("rows_paste",)
BRINGING = ("file_bring",)
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
        *COMPARE,
        *START,
        *OWN_PAGES,
        *JOURNAL,
        *EVIDENCE,
        *REMARKS,
        *JOB_PAGES,
        *IMPORT_SESSION,
        *BATCH,
        *PASTES,
        *BRINGING,
        *LAYOUTS,
        *PUBLIC,
        *LINKS,
        *MEETINGS,
        *STAFF,
    }


def answers(cast: Cast, name: str, *args: object) -> dict[str, int]:
    """What each of the cast is answered at the address."""
    url, got = reverse(f"reports:{name}", args=args), {}
    for who in EVERYBODY:
        answer = cast.client(who).get(url)
        # What is sent is a file that is open.
        answer.close()
        got[who] = answer.status_code
    return got


def told(allowed: tuple[str, ...], code: int = 200, otherwise: int = 404) -> dict[str, int]:
    """What each of the cast is to be answered where only these are allowed."""
    to_all = dict.fromkeys(EVERYBODY, otherwise) | {"anonymous": 302}
    return to_all | dict.fromkeys(allowed, code)


def only_for(cast: Cast, owner: str, pages: dict[str, int], pk: object) -> None:
    """Assert that the pages open for their owner alone, and nobody else may post to them."""
    for page, to_owner in pages.items():
        deed = to_owner == 405
        assert (page, answers(cast, page, pk)) == (
            page,
            told((owner,), to_owner, 405 if deed else 404),
        )
        if not deed and page != "import_session":
            continue
        for who in set(EVERYBODY) - {owner, "anonymous"}:
            answer = cast.client(who).post(reverse(f"reports:{page}", args=[pk]), {"say": "undo"})
            assert (page, who, answer.status_code) == (page, who, 404)


@pytest.mark.parametrize("status", SEES)
def test_paper_goes_to_those_who_see_the_plan(cast, status):
    plan = make_plan(status=status, association=cast.association, rows=1)
    for paper in PAPERS:
        wanted = told(SEES[status], ANSWERS[paper].get(status, 200))
        assert (paper, answers(cast, paper, plan.pk)) == (paper, wanted)


@pytest.mark.parametrize("status", SEES)
def test_changes_go_to_those_who_take_part(cast, status):
    plan = make_plan(status=status, association=cast.association, rows=1)
    wanted = told(SEES[status])
    if status == "approved":
        wanted["stranger"] = 403
    assert answers(cast, "changes_pdf", plan.pk) == wanted


def test_file_is_asked_of_those_who_write_plans(cast):
    # The stranger writes plans too: those of another association.
    writers = (*AUTHORS, "stranger", "foreigner")
    assert answers(cast, "plan_from_file") == told(writers, otherwise=403)


@pytest.mark.parametrize("page", OWN_PAGES)
def test_everybody_has_downloads_of_their_own(cast, page):
    assert answers(cast, page) == told((), otherwise=200)


def test_job_is_there_for_its_owner_only(cast):
    plan = make_plan(association=cast.association, rows=1)
    job, _is_new = ask_paper(plan=plan, by=cast.actor("chair"))
    only_for(cast, "chair", JOB_PAGES, job.pk)
    job.refresh_from_db()
    assert job.state == job.State.WAITING


def test_file_in_work_is_there_for_its_owner_only(cast):
    import_session = upload(data=word_plan(), name="план.docx", by=cast.actor("chair"))
    only_for(cast, "chair", IMPORT_SESSION, import_session.pk)
    assert ImportSession.objects.get().state == ImportSession.State.READ


@pytest.mark.parametrize("has_section", [True, False])
def test_rows_are_pasted_by_authors(cast, has_section):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    where = [plan.pk, plan.sections.first().uid] if has_section else [plan.pk]
    address = reverse("reports:rows_paste", args=where)
    for who in EVERYBODY:
        client, wanted = cast.client(who), 200 if who in AUTHORS else 404
        if who in set(SEE_DRAFTS) - set(AUTHORS):
            wanted = 403
        answer = client.get(address).status_code
        assert (who, answer) == (who, 302 if who == "anonymous" else wanted)
        if wanted != 200 and who != "anonymous":
            assert client.post(address, {"text": "1\tСлёт\tмай"}).status_code == wanted
    assert not ImportSession.objects.exists()


def test_files_are_brought_back_by_authors(cast):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    wanted = told(AUTHORS) | dict.fromkeys(set(SEE_DRAFTS) - set(AUTHORS), 403)
    assert answers(cast, "file_bring", plan.pk) == wanted


def test_files_brought_together_are_there_for_their_owner_only(cast):
    files = [SimpleUploadedFile(f"{n}.docx", word_plan()) for n in range(2)]
    batch = upload_many(files=files, by=cast.actor("methodist"))
    only_for(cast, "methodist", BATCH, batch)
    assert set(ImportSession.objects.values_list("state", flat=True)) == {
        ImportSession.State.WAITING
    }


def test_specimen_of_a_layout_goes_to_staff(cast):
    built_in = Layout.objects.get(code="moc-results")
    own = copy_layout(layout=built_in, by=cast.actor("methodist"))
    wanted = told(("methodist", "superuser"), otherwise=403)
    wanted |= {"foreigner": 404, "unplaced": 404}
    assert answers(cast, "layout_pdf", own.pk) == wanted
    paper = cast.client("methodist").get(reverse("reports:layout_pdf", args=[own.pk]))
    assert paper.content.startswith(b"%PDF")


def test_failures_are_told_to_staff(cast):
    staff = ("methodist", "foreigner", "superuser")
    assert answers(cast, "issue_failure_list") == told(staff, otherwise=403)


def test_a_refused_document_is_lifted_by_staff_of_its_institution(careless, cast):
    plan = make_plan(status="approved", association=cast.association, rows=1)
    cast.client("chair").get(reverse("reports:official_pdf", args=[plan.pk]))
    refused = IssueFailure.objects.get()
    wanted = told(("methodist",)) | {"superuser": 403}
    assert answers(cast, "issue_failure_lift", refused.pk) == wanted
    assert answers(cast, "issue_failure_paper", refused.pk) == wanted


@pytest.mark.parametrize("status", SEES)
def test_meeting_papers_go_to_those_who_see_the_plan(cast, status):
    plan = make_plan("rumo-directions", status, association=cast.association, rows=4)
    events = shown_content(plan, cast.actor("superuser")).all_events()
    uid = next(event.uid for event in events if event.meeting)
    for name in MEETINGS:
        got = answers(cast, name, plan.pk, uid, "agenda")
        assert (name, got) == (name, told(SEES[status]))
