"""Addresses of the plan's pages; rows, sections and steps are known by their lasting uid."""

from django.urls import include, path

from events.views.desk import desk
from events.views.event import event_add, event_edit
from events.views.heading import heading_edit
from events.views.history import plan_history
from events.views.plan import plan_add, plan_detail, plan_title
from events.views.plan_list import plan_list
from events.views.remark import remark_close
from events.views.row import event_delete, event_duplicate, event_move, event_transfer
from events.views.section import section_add, section_delete, section_edit, section_move
from events.views.signoff import plan_decide, plan_recall, plan_send
from events.views.step import step_add, step_delete, step_edit, step_move

app_name = "events"

in_plan = [
    path("", plan_detail, name="plan_detail"),
    path("heading/", heading_edit, name="heading_edit"),
    path("history/", plan_history, name="plan_history"),
    path("send/", plan_send, name="plan_send"),
    path("recall/", plan_recall, name="plan_recall"),
    path("sections/add/", section_add, name="section_add"),
    path("sections/<str:uid>/", section_edit, name="section_edit"),
    path("sections/<str:uid>/move/", section_move, name="section_move"),
    path("sections/<str:uid>/delete/", section_delete, name="section_delete"),
    path("sections/<str:section_uid>/rows/add/", event_add, name="event_add"),
    path("rows/<str:uid>/", event_edit, name="event_edit"),
    path("rows/<str:uid>/move/", event_move, name="event_move"),
    path("rows/<str:uid>/transfer/", event_transfer, name="event_transfer"),
    path("rows/<str:uid>/duplicate/", event_duplicate, name="event_duplicate"),
    path("rows/<str:uid>/delete/", event_delete, name="event_delete"),
    path("steps/add/", step_add, name="step_add"),
    path("steps/<str:uid>/", step_edit, name="step_edit"),
    path("steps/<str:uid>/move/", step_move, name="step_move"),
    path("steps/<str:uid>/delete/", step_delete, name="step_delete"),
    path("steps/<str:uid>/decide/", plan_decide, name="plan_decide"),
    path("remarks/<int:remark_pk>/close/", remark_close, name="remark_close"),
]

urlpatterns = [
    path("", desk, name="desk"),
    path("plans/", plan_list, name="plan_list"),
    path("plans/add/", plan_add, name="plan_add"),
    path("plans/add/title/", plan_title, name="plan_title"),
    path("plans/<int:pk>/", include(in_plan)),
]
