"""Addresses of the papers of a plan."""

from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("plans/<int:plan_id>/draft.pdf", views.draft_pdf, name="draft_pdf"),
    path("plans/<int:plan_id>/official.pdf", views.official_pdf, name="official_pdf"),
    path("plans/<int:plan_id>/plan.json", views.plan_json, name="plan_json"),
]
