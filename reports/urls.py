"""Addresses of the papers of a plan."""

from django.urls import path

from reports.bringing_back import views as bringing_back
from reports.downloads.views import changes, jobs, layout_specimen, one_time, papers
from reports.imports.views import batch, paste_rows, upload, wizard
from reports.issuing.views import check, failures, protocol
from reports.office_files.views import journal, meetings, remarks, workbook

app_name = "reports"

urlpatterns = [
    path("check/", check.check_file, name="check_file"),
    path("check/<str:code>/", check.check, name="check"),
    path("plans/archive/", jobs.archive_ask, name="archive_ask"),
    path("plans/not-issued/", failures.issue_failure_list, name="issue_failure_list"),
    path("plans/not-issued/<int:pk>/", failures.issue_failure_lift, name="issue_failure_lift"),
    path(
        "plans/not-issued/<int:pk>/paper.pdf",
        failures.issue_failure_paper,
        name="issue_failure_paper",
    ),
    path("journal.xlsx", journal.journal_xlsx, name="journal_xlsx"),
    path("journal.docx", journal.journal_docx, name="journal_docx"),
    path("journal.json", journal.journal_json, name="journal_json"),
    path("downloads/", jobs.print_job_list, name="print_job_list"),
    path("downloads/<uuid:key>/", jobs.print_job, name="print_job"),
    path("downloads/<uuid:key>/file", jobs.print_job_file, name="print_job_file"),
    path("downloads/<uuid:key>/cancel/", jobs.print_job_cancel, name="print_job_cancel"),
    path("plans/from-file/", upload.plan_from_file, name="plan_from_file"),
    path("intake/batch/<uuid:batch>/", batch.import_session_batch, name="import_session_batch"),
    path(
        "intake/batch/<uuid:batch>/whose/",
        batch.import_session_batch_whose,
        name="import_session_batch_whose",
    ),
    path(
        "intake/batch/<uuid:batch>/drafts/",
        batch.import_session_batch_draft,
        name="import_session_batch_draft",
    ),
    path(
        "intake/batch/<uuid:batch>/drop/",
        batch.import_session_batch_drop,
        name="import_session_batch_drop",
    ),
    path(
        "intake/batch/<uuid:batch>/report.xlsx",
        batch.import_session_batch_report,
        name="import_session_batch_report",
    ),
    path("intake/<uuid:key>/", wizard.import_session, name="import_session"),
    path("intake/<uuid:key>/draft/", wizard.import_session_draft, name="import_session_draft"),
    path(
        "intake/<uuid:key>/take-back/",
        wizard.import_session_take_back,
        name="import_session_take_back",
    ),
    path("intake/<uuid:key>/rows/", paste_rows.import_session_rows, name="import_session_rows"),
    path("plans/<int:pk>/paste/", paste_rows.rows_paste, name="rows_paste"),
    path("plans/<int:pk>/sections/<slug:uid>/paste/", paste_rows.rows_paste, name="rows_paste"),
    path("plans/<int:pk>/bring-back/", bringing_back.file_bring, name="file_bring"),
    path("intake/<uuid:key>/bring-back/", bringing_back.file_brought, name="file_brought"),
    path("intake/<uuid:key>/drop/", wizard.import_session_drop, name="import_session_drop"),
    path("layouts/<int:pk>/sample.pdf", layout_specimen.layout_pdf, name="layout_pdf"),
    path("one-time/<str:token>/plan.pdf", one_time.one_time_pdf, name="one_time_pdf"),
    path("plans/<int:plan_id>/draft.pdf", papers.draft_pdf, name="draft_pdf"),
    path("plans/<int:plan_id>/official.pdf", papers.official_pdf, name="official_pdf"),
    path("plans/<int:plan_id>/agreement.pdf", papers.agreement_pdf, name="agreement_pdf"),
    path("plans/<int:plan_id>/changes.pdf", changes.changes_pdf, name="changes_pdf"),
    path(
        "plans/<int:plan_id>/signatures/<uuid:key>/protocol.pdf",
        protocol.signature_protocol,
        name="signature_protocol",
    ),
    path("plans/<int:plan_id>/check/", check.plan_check, name="plan_check"),
    path("plans/<int:plan_id>/meetings/", meetings.meeting_list, name="meeting_list"),
    path(
        "plans/<int:plan_id>/meetings/<slug:uid>/<slug:paper>.pdf",
        meetings.meeting_pdf,
        name="meeting_pdf",
    ),
    path(
        "plans/<int:plan_id>/meetings/<slug:uid>/<slug:paper>.docx",
        meetings.meeting_docx,
        name="meeting_docx",
    ),
    path("remarks/register.xlsx", remarks.remarks_xlsx, name="remarks_xlsx"),
    path("plans/<int:plan_id>/plan.docx", workbook.plan_docx, name="plan_docx"),
    path("plans/<int:plan_id>/plan.xlsx", workbook.plan_xlsx, name="plan_xlsx"),
    path("plans/<int:plan_id>/plan.json", papers.plan_json, name="plan_json"),
]
