"""Rules of layouts and their versions: who may do what, and what it makes."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet

from events.drafting.forms.plan import PlanForm
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.layout_upgrade import upgrade_layout, values_before_upgrade
from events.history.views.fields import FieldReader
from events.layouts.queries.values import layout_values
from events.layouts.queries.versions import all_versions, offered_versions
from events.layouts.rules import (
    copy_layout,
    delete_layout,
    edit_layout,
    objection_to_deleting,
    publish_layout,
    withdraw_layout,
)
from events.models import Layout, Plan
from events.plan.codec import fingerprint
from events.signoff.rules.revision import discard_revision, revise_plan
from plans_portal.lib.versions import Conflict, version_of
from tests.layouts import changed, in_force, own_layout, plan_on, plan_with_newer_layout
from tests.layouts import without as left_out
from tests.plans import LAYOUTS, bring_to

OTHERS = ("chair", "curator", "approver", "stranger", "superuser", "anonymous")


def built_in(code: str = "moc-results") -> Layout:
    return Layout.objects.get(code=code, institution=None)


def offered(cast) -> list[Layout]:
    """Give the layouts that the chair may start a plan on."""
    form = PlanForm(actor=cast.actor("chair"))
    layouts: QuerySet[Layout] = form.fields["layout"].queryset  # type: ignore[attr-defined]
    return list(layouts.filter(institution__isnull=False))


# --- Copy --------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LAYOUTS)
def test_copy_says_what_the_built_in_one_says_and_is_not_offered_yet(cast, code):
    copy = copy_layout(layout=built_in(code), by=cast.actor("methodist"))
    said = layout_values(copy)
    assert replace(said, name="") == replace(layout_values(built_in(code)), name="")
    assert (copy.institution, copy.state, copy.version) == (cast.institution, "draft", 1)
    assert copy.name.endswith("(копия)")
    assert offered(cast) == []


def test_copies_are_forms_of_their_own(cast):
    one, two = (copy_layout(layout=built_in(), by=cast.actor("methodist")) for _ in range(2))
    assert one.code != two.code
    assert list(all_versions(one)) == [one]


@pytest.mark.parametrize("who", OTHERS)
def test_only_staff_copy(cast, who):
    with pytest.raises(PermissionDenied):
        copy_layout(layout=built_in(), by=cast.actor(who))


def test_nothing_is_done_to_a_foreign_or_built_in_layout(cast):
    own = own_layout(cast)
    values = layout_values(own)
    version, new = version_of(values), replace(values, name="Чужая")
    for layout, who in ((own, "foreigner"), (own, "chair"), (own, "superuser")):
        by = cast.actor(who)
        with pytest.raises(PermissionDenied):
            edit_layout(layout=layout, values=new, expected_version=version, by=by)
        with pytest.raises(PermissionDenied):
            publish_layout(layout=layout, expected_version=version, by=by)
        with pytest.raises(PermissionDenied):
            withdraw_layout(layout=layout, by=by)
        with pytest.raises(PermissionDenied):
            delete_layout(layout=layout, by=by)
    with pytest.raises(PermissionDenied):
        copy_layout(layout=own, by=cast.actor("foreigner"))
    with pytest.raises(PermissionDenied, match="Скопируйте"):
        edit_layout(
            layout=built_in(), values=new, expected_version=version, by=cast.actor("methodist")
        )


# --- Edit, versions ----------------------------------------------------------------------------


def test_layout_that_no_plan_uses_is_edited_in_place(cast):
    layout = own_layout(cast)
    saved = changed(cast, layout, name="Моя форма", orientation="landscape")
    assert saved.pk == layout.pk
    assert layout_values(saved).name == "Моя форма"
    assert Layout.objects.filter(institution=cast.institution).count() == 1


def test_layout_in_use_gets_a_next_version_and_its_plans_stay(cast):
    layout = own_layout(cast)
    plan = plan_on(cast, layout)
    before = fingerprint(read_content(plan))
    saved = changed(cast, layout, numbering="none")
    assert (saved.code, saved.version, saved.first_id) == (layout.code, 2, layout.pk)
    assert saved.state == "draft"
    assert fingerprint(read_content(Plan.objects.get(pk=plan.pk))) == before
    assert offered(cast) == [layout]
    again = changed(cast, saved, numbering="restart")
    assert again.pk == saved.pk


def test_saying_the_same_again_makes_no_version(cast):
    layout = own_layout(cast)
    plan_on(cast, layout)
    assert changed(cast, layout) == layout
    assert all_versions(layout).count() == 1


def test_new_plans_get_the_newest_version_only(cast):
    plan, newer = plan_with_newer_layout(cast)
    assert offered(cast) == [newer]
    plan.layout.refresh_from_db()
    assert plan.layout.state == "withdrawn"
    third = in_force(cast, changed(cast, newer, name="Форма 3"))
    assert offered(cast) == [third]
    assert third.pk == newer.pk
    withdraw_layout(layout=third, by=cast.actor("methodist"))
    assert offered(cast) == []


def test_plan_is_not_started_on_a_layout_that_was_replaced(cast):
    layout = own_layout(cast)
    draft = copy_layout(layout=layout, by=cast.actor("methodist"))
    withdraw_layout(layout=layout, by=cast.actor("methodist"))
    for one in (layout, draft):
        with pytest.raises(ValidationError, match="Выберите действующую"):
            plan_on(cast, one)


def test_second_of_two_who_edit_sees_what_the_first_wrote(cast):
    layout = own_layout(cast)
    opened = layout_values(layout)
    by = cast.actor("methodist")
    changed(cast, layout, name="Первая")
    mine = replace(opened, name="Вторая")
    with pytest.raises(Conflict) as conflict:
        edit_layout(layout=layout, values=mine, expected_version=version_of(opened), by=by)
    now = layout_values(conflict.value.stored)
    assert now.name == "Первая"
    saved = edit_layout(layout=layout, values=mine, expected_version=version_of(now), by=by)
    assert layout_values(saved).name == "Вторая"


def test_second_of_two_who_begin_a_version_meets_the_first_one(cast):
    layout = own_layout(cast)
    plan_on(cast, layout)
    opened = layout_values(layout)
    draft = changed(cast, layout, name="Первая")
    with pytest.raises(Conflict) as conflict:
        edit_layout(
            layout=layout,
            values=replace(opened, name="Вторая"),
            expected_version=version_of(opened),
            by=cast.actor("methodist"),
        )
    assert conflict.value.stored == draft
    assert all_versions(layout).count() == 2


# --- Publish -----------------------------------------------------------------------------------


def test_faulty_layout_is_kept_as_a_draft_and_not_put_in_force(cast):
    draft = copy_layout(layout=built_in(), by=cast.actor("methodist"))
    bare = layout_values(draft)
    edit_layout(
        layout=draft,
        values=left_out(bare, "event"),
        expected_version=version_of(bare),
        by=cast.actor("methodist"),
    )
    with pytest.raises(ValidationError, match="нет графы мероприятия"):
        in_force(cast, draft)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_layout_in_force_takes_no_fault_that_stops(cast):
    layout = own_layout(cast)
    values = layout_values(layout)
    with pytest.raises(ValidationError, match="нет графы мероприятия"):
        changed(cast, layout, columns=left_out(values, "event").columns)
    assert layout_values(layout) == values


def test_what_was_changed_since_it_was_seen_is_not_put_in_force(cast):
    draft = copy_layout(layout=built_in(), by=cast.actor("methodist"))
    version = version_of(layout_values(draft))
    changed(cast, draft, name="Другая")
    with pytest.raises(ValidationError, match="изменил другой человек"):
        publish_layout(layout=draft, expected_version=version, by=cast.actor("methodist"))


# --- Delete ------------------------------------------------------------------------------------


def test_draft_is_deleted_and_what_is_used_stays(cast):
    layout = own_layout(cast)
    assert "действует" in objection_to_deleting(layout)
    plan_on(cast, layout)
    draft = changed(cast, layout, name="Вторая")
    delete_layout(layout=draft, by=cast.actor("methodist"))
    assert list(all_versions(layout)) == [layout]
    withdraw_layout(layout=layout, by=cast.actor("methodist"))
    with pytest.raises(ValidationError, match="составлены планы"):
        delete_layout(layout=layout, by=cast.actor("methodist"))


# --- A plan takes a version --------------------------------------------------------------------


def take(cast, plan: Plan, layout: Layout, who: str = "chair", version: str = "") -> Plan:
    plan = Plan.objects.select_related("association", "layout").get(pk=plan.pk)
    version = version or version_of(values_before_upgrade(plan, layout))
    return upgrade_layout(plan=plan, layout=layout, expected_version=version, by=cast.actor(who))


def test_chair_takes_the_new_version_and_goes_back(cast):
    plan, newer = plan_with_newer_layout(cast, numbering="none")
    old = plan.layout
    words = read_content(plan)
    assert (offered_versions(plan).newer, offered_versions(plan).earlier) == (newer, None)
    taken = take(cast, plan, newer)
    assert taken.layout == newer
    assert read_content(taken).sections == words.sections
    assert read_content(taken).layout.numbering == "none"
    assert taken.revision == plan.revision + 1
    change = taken.changes.order_by("-pk")[0]
    assert (change.action, change.by_name) == ("take_layout", cast.person("chair").short_name)
    (told,) = FieldReader([change]).fields_of([change])
    assert told.label == "Форма плана"
    assert "версия 2" in told.after
    assert (offered_versions(taken).newer, offered_versions(taken).earlier) == (None, old)
    back = take(cast, taken, old)
    assert read_content(back) == words
    assert (offered_versions(back).newer, offered_versions(back).earlier) == (newer, None)


def test_version_that_a_plan_has_left_is_kept_for_it(cast):
    plan, newer = plan_with_newer_layout(cast)
    old = plan.layout
    said = read_content(plan)
    plan = take(cast, plan, newer)
    old.refresh_from_db()
    assert "составлены планы" in objection_to_deleting(old)
    third = changed(cast, old, name="Третья")
    assert (third.pk, third.version) != (old.pk, old.version)
    assert read_content(take(cast, plan, old)) == said


def test_changes_given_up_bring_back_the_version_that_was_approved(cast):
    plan, newer = plan_with_newer_layout(cast)
    approved = bring_to(plan, "approved")
    old = approved.layout
    draft = revise_plan(plan=approved, by=cast.actor("chair"))
    draft = take(cast, draft, newer)
    back = discard_revision(plan=draft, seen=draft.revision, by=cast.actor("chair"))
    assert Plan.objects.get(pk=back.pk).layout == old


def test_plan_takes_no_other_layout(cast):
    plan, newer = plan_with_newer_layout(cast)
    for layout in (built_in(), own_layout(cast, "rumo-directions"), plan.layout):
        with pytest.raises(ValidationError, match="Перейти можно"):
            take(cast, plan, layout)
    withdraw_layout(layout=newer, by=cast.actor("methodist"))
    newer.refresh_from_db()
    with pytest.raises(ValidationError, match="Перейти можно"):
        take(cast, plan, newer)


def test_version_is_taken_while_the_words_are_open_only(cast):
    plan, newer = plan_with_newer_layout(cast)
    bring_to(plan, "signoff")
    with pytest.raises(ValidationError, match="на согласовании"):
        take(cast, plan, newer)


@pytest.mark.parametrize("who", ["curator", "approver", "stranger", "superuser"])
def test_only_authors_take_a_version(cast, who):
    plan, newer = plan_with_newer_layout(cast)
    with pytest.raises(PermissionDenied):
        take(cast, plan, newer, who)


def test_plan_or_layout_that_changed_meanwhile_is_shown_again(cast):
    plan, newer = plan_with_newer_layout(cast)
    version = version_of(values_before_upgrade(plan, newer))
    changed(cast, newer, numbering="none")
    with pytest.raises(ValidationError, match="пока вы смотрели"):
        take(cast, plan, newer, version=version)
    version = version_of(values_before_upgrade(plan, newer))
    plan.events.filter(order=1).update(title="Другое")
    with pytest.raises(ValidationError, match="пока вы смотрели"):
        take(cast, plan, newer, version=version)


def test_versions_are_one_form_on_which_a_plan_of_the_period_is_made_once(cast):
    _plan, newer = plan_with_newer_layout(cast)
    with pytest.raises(ValidationError, match="по этой форме"):
        plan_on(cast, newer)
    plan_on(cast, newer, year=2031)


def test_second_plan_of_the_period_is_not_moved_onto_the_first_ones_version(cast):
    plan, newer = plan_with_newer_layout(cast)
    other = plan_on(cast, newer, year=2031)
    Plan.objects.filter(pk=other.pk).update(
        period_start=plan.period_start, period_end=plan.period_end
    )
    with pytest.raises(ValidationError, match="уже есть другой план"):
        take(cast, plan, newer)


def test_seat_names_an_office_of_its_own_institution(cast):
    layout = own_layout(cast)
    (seat,) = layout_values(layout).seats
    named = replace(
        seat,
        office_id=cast.office("agreer").pk,
        deputy_id=cast.office("approver").pk,
        is_required=False,
        enough=1,
        working_days=3,
        heading="СОГЛАСЕН",
    )
    layout = changed(cast, layout, seats=(named,))
    assert layout_values(layout).seats == (named,)
    for field in ("office_id", "deputy_id"):
        foreign = replace(named, **{field: cast.office("foreigner").pk})
        with pytest.raises(ValidationError, match="в другом институте"):
            changed(cast, layout, seats=(foreign,))


def test_new_plan_takes_the_seats_as_they_are(cast):
    layout = own_layout(cast)
    (seat,) = layout_values(layout).seats
    named = replace(seat, office_id=cast.office("agreer").pk, enough=1, heading="СОГЛАСЕН")
    step = plan_on(cast, changed(cast, layout, seats=(named,))).steps.get()
    assert (step.office, step.enough, step.heading) == (cast.office("agreer"), 1, "СОГЛАСЕН")
    assert step.seat.layout_id == layout.pk
