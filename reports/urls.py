"""Addresses of the papers of a plan."""

from django.urls import path

from reports.views import papers, word

app_name = "reports"

urlpatterns = [
    path("plans/from-file/", word.plan_from_file, name="plan_from_file"),
    path("plans/<int:plan_id>/draft.pdf", papers.draft_pdf, name="draft_pdf"),
    path("plans/<int:plan_id>/official.pdf", papers.official_pdf, name="official_pdf"),
    path("plans/<int:plan_id>/plan.json", papers.plan_json, name="plan_json"),
]
