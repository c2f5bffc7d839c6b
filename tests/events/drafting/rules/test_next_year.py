"""A plan begun from the plan of another year: words, route, people, layout, and only once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.drafting.models.plan import new_uid
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.next_year import NO_YEAR, begin_from
from events.drafting.rules.plans import HeadingValues, edit_heading, heading_values
from events.drafting.rules.removal import remove_draft
from events.drafting.rules.requirements import set_requirement
from events.drafting.rules.steps import StepValues, add_step
from events.layouts.queries.values import PrescribedSection
from events.models import Plan
from events.plan.period import Period
from events.signoff.rules.sending import objection_to_sending
from plans_portal.lib.versions import version_of
from tests.cast import EVERYBODY
from tests.factories import TODAY, make_office
from tests.layouts import changed, in_force, own_layout, plan_on
from tests.plans import change, fill_plan, hand_over, make_plan

IN_2026, IN_2027 = Period.of_calendar_year(2026), Period.of_calendar_year(2027)
YESTERDAY = TODAY - dt.timedelta(days=1)


def last_year(cast, status="draft", layout="moc-results", **values) -> Plan:
    period = values.pop("period", IN_2026)
    return make_plan(layout, status, association=cast.association, period=period, **values)


def begin(cast, source, who="chair", year=2027, **values) -> Plan:
    return begin_from(source=source, year=year, by=cast.actor(who), **values)


def test_sections_rows_and_responsible_are_those_of_last_year_with_new_dates(cast):
    source = last_year(cast, layout="rumo-headings")
    plan = begin(cast, source)
    assert (plan.period, plan.made_from, plan.status) == (IN_2027, source, "draft")
    old, new = read_content(source), read_content(plan)
    assert plan.title.endswith("на 2027 год")
    # The rows of the tests have dates without years: only the title's year moves.
    assert new.sections == old.sections
    assert plan.events.filter(occurrences__ends__year=2027).exists()


def test_history_has_one_line(cast):
    plan = begin(cast, last_year(cast))
    (line,) = plan.changes.all()
    assert line.action == "begin_from"
    assert line.words.startswith("Черновик начат из плана на 2026 год: строк ")


def test_edition_in_force_is_taken_and_not_what_its_authors_are_changing(cast):
    source = change(last_year(cast, "approved"), "Новая строка заголовка")
    assert "Новая строка" not in begin(cast, source).title


def test_present_rows_are_taken_where_nothing_is_in_force(cast):
    source = change(last_year(cast, "returned"), "Новая строка заголовка")
    assert "Новая строка заголовка" in begin(cast, source).title


def test_doubts_are_kept_with_the_plan(cast):
    source = last_year(cast)
    was = heading_values(source)
    values = HeadingValues(f"{was.title}\nСлёт «Лето 2026»")
    edit_heading(
        plan=source, values=values, expected_version=version_of(was), by=cast.actor("chair")
    )
    source.refresh_from_db()
    plan = begin(cast, source)
    (doubt,) = [one for one in plan.carried_doubts if one["field"] == "title"]
    assert (doubt["uid"], doubt["words"]) == ("", "Слёт «Лето 2026»")
    assert plan.title.endswith("Слёт «Лето 2026»")


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_authors_and_staff_may_begin(cast, who):
    source = last_year(cast)
    if who in ("chair", "secretary", "methodist"):
        assert begin(cast, source, who).created_by == cast.user(who)
        return
    with pytest.raises(PermissionDenied, match="председатель или секретарь"):
        begin(cast, source, who)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("year", [2025, 2026, 2029, 0, -1, 9999])
def test_year_that_is_not_planned_is_refused(cast, year):
    source = last_year(cast)
    with pytest.raises(ValidationError, match=NO_YEAR):
        begin(cast, source, year=year)


def test_year_that_has_a_plan_is_refused(cast):
    source = last_year(cast)
    last_year(cast, period=IN_2027)
    with pytest.raises(ValidationError, match="уже есть план"):
        begin(cast, source)


def test_form_that_comes_twice_makes_one_plan(cast):
    source, key = last_year(cast), new_uid()
    assert begin(cast, source, key=key) == begin(cast, source, key=key)
    assert Plan.objects.count() == 2


def test_key_of_another_person_is_refused(cast):
    source, key = last_year(cast), new_uid()
    begin(cast, source, key=key)
    with pytest.raises(ValidationError, match="Форма уже отправлена"):
        begin(cast, source, "secretary", key=key)


def test_year_is_free_again_after_the_draft_is_removed(cast):
    source = last_year(cast)
    remove_draft(plan=begin(cast, source), by=cast.actor("chair"))
    assert begin(cast, source).period == IN_2027


# --- The route ------------------------------------------------------------------------------


def test_route_stays_as_it_was(cast):
    source = last_year(cast, "approved")
    new, old = begin(cast, source).steps, source.steps
    fields = ("uid", "order", "stage", "verb", "mode", "office", "position", "name", "heading")
    assert list(new.values_list(*fields)) == list(old.values_list(*fields))


def test_stamps_lose_dates_and_acts(cast):
    source = last_year(cast)
    source.steps.update(act="приказом от 16.01.2026 № 1", date_line="16.01.2026")
    assert set(begin(cast, source).steps.values_list("act", "date_line")) == {("", "")}


def test_office_that_has_ended_passes_to_its_holder_of_today(cast):
    source = last_year(cast)
    office = cast.office("approver")
    step = source.steps.get(office=office)
    office.until = YESTERDAY
    office.save(update_fields=["until"])
    new = make_office("approver", cast.institution, position="И. о. директора института")
    got = begin(cast, source).steps.get(uid=step.uid)
    assert (got.office, got.mode, got.verb) == (new, step.mode, step.verb)
    assert (got.name, got.position) == (new.person.signing_name, "И. о. директора института")


def test_printed_position_of_ones_own_stays_for_the_new_holder(cast):
    source = last_year(cast)
    office = cast.office("approver")
    source.steps.filter(office=office).update(position="Директор\nинститута развития")
    office.until = YESTERDAY
    office.save(update_fields=["until"])
    new = make_office("approver", cast.institution)
    got = begin(cast, source).steps.get(office=new)
    assert got.position == "Директор\nинститута развития"


def test_office_that_nobody_holds_keeps_its_electronic_step_without_a_name(cast):
    source = last_year(cast)
    office = cast.office("approver")
    office.until = YESTERDAY
    office.save(update_fields=["until"])
    got = begin(cast, source).steps.get(verb="approve")
    assert (got.office, got.name) == (office, "")


def test_signer_outside_the_portal_stays(cast):
    source = last_year(cast)
    source.steps.filter(verb="approve").update(
        office=None, position="Министр", name="О. Н. Светлова"
    )
    got = begin(cast, source).steps.get(verb="approve")
    assert (got.office, got.position, got.name) == (None, "Министр", "О. Н. Светлова")


# --- The layout -----------------------------------------------------------------------------


def test_version_in_force_is_taken_with_the_sections_that_came_new(cast):
    layout = own_layout(cast, sections=(PrescribedSection(heading="Конкурсы"),))
    source = plan_on(cast, layout, year=2026)
    newer = in_force(
        cast,
        changed(
            cast,
            layout,
            sections=(
                PrescribedSection(heading="Конкурсы"),
                PrescribedSection("text", heading="Задачи на год"),
            ),
        ),
    )
    plan = begin(cast, source)
    assert plan.layout == newer
    got = list(plan.sections.order_by("order").values_list("heading", "kind"))
    assert got == [("Конкурсы", "table"), ("Задачи на год", "text")]


def test_section_that_authors_had_deleted_does_not_come_back(cast):
    layout = own_layout(cast, sections=(PrescribedSection(heading="Конкурсы"),))
    source = plan_on(cast, layout, year=2026)
    source.sections.all().delete()
    in_force(cast, changed(cast, layout, name="Новая форма"))
    assert not begin(cast, source).sections.exists()


def test_required_section_stands_ready(cast):
    source = last_year(cast)
    set_requirement(
        institution=cast.institution,
        kind=cast.association.kind,
        meetings=0,
        sections="Работа с молодыми педагогами",
        by=cast.actor("methodist"),
    )
    last = begin(cast, source).sections.order_by("order").last()
    assert last.heading == "Работа с молодыми педагогами"


def test_layout_that_came_with_a_file_is_taken_though_it_is_not_in_force(cast):
    source = last_year(cast)
    layout = own_layout(cast)
    as_imported = {"is_active": False, "from_file": True, "published_at": None}
    type(layout).objects.filter(pk=layout.pk).update(**as_imported)
    Plan.objects.filter(pk=source.pk).update(layout=layout)
    source.refresh_from_db()
    assert begin(cast, source).layout == layout


def test_person_who_left_is_told_in_the_rows(cast):
    source = last_year(cast, rows=1)
    office = cast.office("secretary")
    office.person.last_name, office.until = "Светлова", YESTERDAY
    office.person.first_name, office.person.middle_name = "Анна", "Петровна"
    office.person.save()
    office.save()
    new = make_office("secretary", cast.association)
    plan = begin(cast, source)
    found = [one for one in plan.carried_doubts if one["field"] == "responsible"]
    assert {(one["words"], one["proposed"]) for one in found} == {
        ("Светлова А. П.", new.person.short_name)
    }


def test_number_of_queries_does_not_grow_with_the_rows(cast):
    by = cast.actor("chair")
    source = last_year(cast, rows=3)
    with CaptureQueriesContext(connection) as few:
        plan = begin_from(source=Plan.objects.get(pk=source.pk), year=2027, by=by)
    remove_draft(plan=plan, by=by)
    fill_plan(source, rows=30)
    with CaptureQueriesContext(connection) as many:
        begin_from(source=Plan.objects.get(pk=source.pk), year=2027, by=by)
    assert len(many) == len(few)


def test_route_of_the_new_year_is_the_layouts_with_the_agreers_that_authors_added(cast):
    source = hand_over(last_year(cast), cast.office("curator"))
    expert = StepValues("agree", position="Эксперт совета", name="О. Н. Имя")
    add_step(plan=source, values=expert, by=cast.actor("chair"))
    assert source.steps.get(verb="approve").office == cast.office("curator")
    new = begin(cast, source)
    approval, agreement = new.steps.get(verb="approve"), new.steps.get(verb="agree")
    # Last year's exception was for that year.
    assert (approval.office, approval.seat) == (
        cast.office("approver"),
        new.layout.seats.get(),
    )
    assert (agreement.position, agreement.seat, agreement.stage) == ("Эксперт совета", None, 1)
    assert approval.stage == 2
    assert read_content(new).deviations == ()
    assert objection_to_sending(new, cast.actor("chair")) is None
