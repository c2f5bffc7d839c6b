"""Addresses of the plan's pages; rows, sections and steps are addressed by their uid."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from events.calendar.views.calendar import calendar, upcoming
from events.drafting.models.plan import UID
from events.drafting.views.carried import carried_settle
from events.drafting.views.deviation import (
    deviation_settle,
    deviation_withdraw,
    seat_deviation,
    seat_return,
    step_deviation,
    step_position,
)
from events.drafting.views.edits import (
    copy_in_place,
    delete_in_place,
    edit_in_place,
    fill_in_place,
    known_names,
    move_in_place,
    move_section_in_place,
    plan_sections,
)
from events.drafting.views.event import event_add, event_edit
from events.drafting.views.findings import (
    finding_dismiss,
    finding_repair,
    finding_restore,
    plan_findings,
)
from events.drafting.views.heading import heading_edit
from events.drafting.views.layout_upgrade import plan_layout
from events.drafting.views.plan import plan_detail
from events.drafting.views.plan_add import plan_add, plan_next_year, plan_title
from events.drafting.views.presence import plan_pulse
from events.drafting.views.removal import plan_remove, plan_restore, removed_list
from events.drafting.views.requirement import requirement_edit, requirement_list
from events.drafting.views.row import event_delete, event_duplicate, event_move, event_transfer
from events.drafting.views.school_year import school_span_remove, school_year
from events.drafting.views.section import section_add, section_delete, section_edit, section_move
from events.drafting.views.sheet import plan_sheet
from events.drafting.views.similar import plan_similar
from events.drafting.views.step import step_add, step_delete, step_edit, step_move
from events.drafting.views.term import term_reading
from events.drafting.views.undo import change_undo
from events.history.views.changes import plan_changes
from events.history.views.history import plan_history
from events.history.views.version import version_name
from events.layouts.views.editor import layout_edit, layout_preview
from events.layouts.views.layout import (
    layout_copy,
    layout_delete,
    layout_detail,
    layout_list,
    layout_offer,
    layout_publish,
    layout_withdraw,
)
from events.oversight.views.desk import desk
from events.oversight.views.plan_list import plan_list
from events.remarks.views.add import remark_add
from events.remarks.views.common import common_remark_forget, common_remark_list
from events.remarks.views.register import remark_list
from events.remarks.views.remark import remark_detail
from events.signoff.views.deciding import plan_decide
from events.signoff.views.link_sending import link_send, link_withdraw
from events.signoff.views.one_time import one_time_code, one_time_link
from events.signoff.views.paper import detached_signature, paper_original, signed_content
from events.signoff.views.revision import plan_discard, plan_repeal, plan_revise
from events.signoff.views.sending import plan_recall, plan_send
from events.signoff.views.several import decide_several
from events.signoff.views.withdrawing import decision_withdraw

app_name = "events"


class UidConverter(StringConverter):
    """A uid of 32 hex digits; any other text in an address is a 404."""

    regex = UID.pattern


register_converter(UidConverter, "uid")

urlpatterns = [
    path("", desk, name="desk"),
    path("calendar/", calendar, name="calendar"),
    path("calendar/upcoming/", upcoming, name="upcoming"),
    path("plans/", plan_list, name="plan_list"),
    path("plans/add/", plan_add, name="plan_add"),
    path("plans/add/title/", plan_title, name="plan_title"),
    path("plans/removed/", removed_list, name="removed_list"),
    path("plans/<int:pk>/", plan_detail, name="plan_detail"),
    path("plans/<int:pk>/heading/", heading_edit, name="heading_edit"),
    path("plans/<int:pk>/history/", plan_history, name="plan_history"),
    path("plans/<int:pk>/changes/", plan_changes, name="plan_changes"),
    path("plans/<int:pk>/send/", plan_send, name="plan_send"),
    path("plans/<int:pk>/recall/", plan_recall, name="plan_recall"),
    path("plans/<int:pk>/revise/", plan_revise, name="plan_revise"),
    path("plans/<int:pk>/discard/", plan_discard, name="plan_discard"),
    path("plans/<int:pk>/repeal/", plan_repeal, name="plan_repeal"),
    path("plans/<int:pk>/remove/", plan_remove, name="plan_remove"),
    path("plans/<int:pk>/restore/", plan_restore, name="plan_restore"),
    path("plans/<int:pk>/findings/", plan_findings, name="plan_findings"),
    path("plans/<int:pk>/findings/dismiss/", finding_dismiss, name="finding_dismiss"),
    path("plans/<int:pk>/findings/restore/", finding_restore, name="finding_restore"),
    path("plans/<int:pk>/next-year/", plan_next_year, name="plan_next_year"),
    path("plans/<int:pk>/similar/", plan_similar, name="plan_similar"),
    path("plans/<int:pk>/carried/", carried_settle, name="carried_settle"),
    path("plans/<int:pk>/repair/", finding_repair, name="finding_repair"),
    path("plans/<int:pk>/changes/<int:change_pk>/undo/", change_undo, name="change_undo"),
    path("plans/<int:pk>/changes/<int:change_pk>/name/", version_name, name="version_name"),
    path("plans/<int:pk>/term/", term_reading, name="term_reading"),
    path("plans/<int:pk>/sections/add/", section_add, name="section_add"),
    path("plans/<int:pk>/sections/<uid:uid>/", section_edit, name="section_edit"),
    path("plans/<int:pk>/sections/<uid:uid>/move/", section_move, name="section_move"),
    path("plans/<int:pk>/sections/<uid:uid>/delete/", section_delete, name="section_delete"),
    path("plans/<int:pk>/sections/<uid:section_uid>/rows/add/", event_add, name="event_add"),
    path("plans/<int:pk>/rows/<uid:uid>/", event_edit, name="event_edit"),
    path("plans/<int:pk>/sheet/", plan_sheet, name="plan_sheet"),
    path("plans/<int:pk>/pulse/", plan_pulse, name="plan_pulse"),
    path("plans/<int:pk>/sections/", plan_sections, name="plan_sections"),
    path("plans/<int:pk>/sections/move/", move_section_in_place, name="move_section_in_place"),
    path("plans/<int:pk>/names/", known_names, name="known_names"),
    path("plans/<int:pk>/cells/", edit_in_place, name="edit_in_place"),
    path("plans/<int:pk>/rows/move/", move_in_place, name="move_in_place"),
    path("plans/<int:pk>/rows/copy/", copy_in_place, name="copy_in_place"),
    path("plans/<int:pk>/rows/delete/", delete_in_place, name="delete_in_place"),
    path("plans/<int:pk>/rows/fill/", fill_in_place, name="fill_in_place"),
    path("plans/<int:pk>/rows/<uid:uid>/move/", event_move, name="event_move"),
    path("plans/<int:pk>/rows/<uid:uid>/transfer/", event_transfer, name="event_transfer"),
    path("plans/<int:pk>/rows/<uid:uid>/duplicate/", event_duplicate, name="event_duplicate"),
    path("plans/<int:pk>/rows/<uid:uid>/delete/", event_delete, name="event_delete"),
    path("plans/<int:pk>/steps/add/", step_add, name="step_add"),
    path("plans/<int:pk>/steps/<uid:uid>/", step_edit, name="step_edit"),
    path("plans/<int:pk>/steps/<uid:uid>/move/", step_move, name="step_move"),
    path("plans/<int:pk>/steps/<uid:uid>/delete/", step_delete, name="step_delete"),
    path("plans/<int:pk>/steps/<uid:uid>/decide/", plan_decide, name="plan_decide"),
    path("plans/<int:pk>/steps/<uid:uid>/withdraw/", decision_withdraw, name="decision_withdraw"),
    path("plans/<int:pk>/steps/<uid:uid>/original/", paper_original, name="paper_original"),
    path("plans/<int:pk>/steps/<uid:uid>/detached/", detached_signature, name="detached_signature"),
    path("plans/<int:pk>/steps/<uid:uid>/signed/", signed_content, name="signed_content"),
    path("plans/<int:pk>/steps/<uid:uid>/link/", link_send, name="link_send"),
    path("plans/<int:pk>/steps/<uid:uid>/link/withdraw/", link_withdraw, name="link_withdraw"),
    path("one-time/<str:token>/", one_time_link, name="one_time_link"),
    path("one-time/<str:token>/code/", one_time_code, name="one_time_code"),
    path("plans/<int:pk>/steps/<uid:uid>/deviation/", step_deviation, name="step_deviation"),
    path("plans/<int:pk>/steps/<uid:uid>/position/", step_position, name="step_position"),
    path("plans/<int:pk>/seats/<int:seat_pk>/return/", seat_return, name="seat_return"),
    path("plans/<int:pk>/seats/<int:seat_pk>/deviation/", seat_deviation, name="seat_deviation"),
    path(
        "plans/<int:pk>/deviations/<int:deviation_pk>/", deviation_settle, name="deviation_settle"
    ),
    path(
        "plans/<int:pk>/deviations/<int:deviation_pk>/withdraw/",
        deviation_withdraw,
        name="deviation_withdraw",
    ),
    path("plans/<int:pk>/remarks/add/", remark_add, name="remark_add"),
    path("plans/<int:pk>/remarks/<int:remark_pk>/", remark_detail, name="remark_detail"),
    path("decide/", decide_several, name="decide_several"),
    path("remarks/", remark_list, name="remark_list"),
    path("remarks/common/", common_remark_list, name="common_remark_list"),
    path("remarks/common/<int:pk>/forget/", common_remark_forget, name="common_remark_forget"),
    path("plans/<int:pk>/layout/<int:layout_pk>/", plan_layout, name="plan_layout"),
    path("layouts/", layout_list, name="layout_list"),
    path("layouts/<int:pk>/", layout_detail, name="layout_detail"),
    path("layouts/<int:pk>/edit/", layout_edit, name="layout_edit"),
    path("layouts/<int:pk>/preview/", layout_preview, name="layout_preview"),
    path("layouts/<int:pk>/copy/", layout_copy, name="layout_copy"),
    path("layouts/<int:pk>/publish/", layout_publish, name="layout_publish"),
    path("layouts/<int:pk>/withdraw/", layout_withdraw, name="layout_withdraw"),
    path("layouts/<int:pk>/offer/", layout_offer, name="layout_offer"),
    path("layouts/<int:pk>/delete/", layout_delete, name="layout_delete"),
    path("institutions/<int:pk>/school-year/", school_year, name="school_year"),
    path(
        "institutions/<int:pk>/school-year/<int:span_pk>/remove/",
        school_span_remove,
        name="school_span_remove",
    ),
    path("institutions/<int:pk>/requirements/", requirement_list, name="requirement_list"),
    path(
        "institutions/<int:pk>/requirements/<str:kind>/", requirement_edit, name="requirement_edit"
    ),
]
