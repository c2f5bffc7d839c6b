"""Occurrences follow the words of a term, what was chosen, the section's month and the period."""

import datetime as dt

import pytest
from django.core.management import call_command

from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.importing import import_content
from events.drafting.rules.occurrences import refresh_occurrences, refresh_plan
from events.drafting.rules.rows import add_event, duplicate_event, edit_event, transfer_event
from events.drafting.rules.sections import SectionValues, add_section, edit_section, section_values
from events.models import Event, Occurrence, Plan
from events.plan.period import Period
from plans_portal.lib.versions import version_of
from tests.plans import make_plan

BEFORE = "month 2026-08-01/2026-08-31"
AFTER = "month 2027-08-01/2027-08-31"


@pytest.fixture
def plan(cast) -> Plan:
    """Give a plan of the academic year 2026/2027, in which August may mean two months."""
    period = Period.of_academic_year(2026)
    return make_plan("omo-directions", association=cast.association, period=period, rows=0)


@pytest.fixture
def chair(cast):
    return cast.actor("chair")


def row(plan: Plan, chair, term: str, choice: str = "", section=None) -> Event:
    section = section or plan.sections.filter(kind="table").order_by("order").first()
    values = EventValues(title="Августовское совещание", term=term, term_choice=choice)
    return add_event(section=section, values=values, by=chair)


def days(event: Event) -> list[str]:
    found = event.occurrences.order_by("ends", "starts")
    return [f"{one.starts or '..'}/{one.ends}" for one in found]


def rewrite(event: Event, chair, **changes) -> Event:
    old = row_values(event)
    new = EventValues(**{name: getattr(old, name) for name in old.__slots__} | changes)
    return edit_event(event=event, values=new, expected_version=version_of(old), by=chair)


@pytest.mark.parametrize(
    ("term", "kind", "expected"),
    [
        ("15 марта", "date", ["2027-03-15/2027-03-15"]),
        ("с 20 по 24 апреля", "range", ["2027-04-20/2027-04-24"]),
        ("до 1 марта", "deadline", ["../2027-03-01"]),
        ("с 1 июля", "range", ["2027-07-01/2027-08-31"]),
        ("в течение года", "all_period", ["2026-09-01/2027-08-31"]),
        ("по необходимости", "on_demand", []),
        ("как получится", "unknown", []),
        ("", "unknown", []),
    ],
)
def test_each_kind_is_written_down(plan, chair, term, kind, expected):
    event = row(plan, chair, term)
    assert (event.term_kind, days(event)) == (kind, expected)


def test_recurring_has_one_for_each_time(plan, chair):
    event = row(plan, chair, "ежеквартально")
    assert [one.partition("/")[0] for one in days(event)] == [
        "2026-09-01",
        "2026-12-01",
        "2027-03-01",
        "2027-06-01",
    ]


def test_they_follow_the_words(plan, chair):
    event = row(plan, chair, "15 марта")
    rewrite(event, chair, term="16 марта")
    assert days(event) == ["2027-03-16/2027-03-16"]


def test_days_that_stay_keep_their_row(plan, chair):
    event = row(plan, chair, "5, 12 и 19 марта")
    kept = event.occurrences.get(starts=dt.date(2027, 3, 12)).pk
    rewrite(event, chair, term="12 и 26 марта")
    assert days(event) == ["2027-03-12/2027-03-12", "2027-03-26/2027-03-26"]
    assert event.occurrences.filter(pk=kept).exists()


def test_chosen_meaning_counts(plan, chair):
    assert days(row(plan, chair, "август")) == ["2027-08-01/2027-08-31"]
    assert days(row(plan, chair, "август", BEFORE)) == ["2026-08-01/2026-08-31"]


def test_choice_alone_is_a_change(plan, chair):
    event = row(plan, chair, "август")
    rewrite(event, chair, term_choice=BEFORE)
    event.refresh_from_db()
    assert (event.term_choice, days(event)) == (BEFORE, ["2026-08-01/2026-08-31"])


def test_choice_falls_away_with_its_words(plan, chair):
    event = row(plan, chair, "август", BEFORE)
    rewrite(event, chair, term="15 марта", term_choice=BEFORE)
    event.refresh_from_db()
    assert (event.term_choice, days(event)) == ("", ["2027-03-15/2027-03-15"])


@pytest.mark.parametrize("nonsense", ["month 1999-08-01/1999-08-31", "<script>", "month"])
def test_choice_that_was_never_offered_is_dropped(plan, chair, nonsense):
    event = row(plan, chair, "август", nonsense)
    assert (event.term_choice, days(event)) == ("", ["2027-08-01/2027-08-31"])


def test_copy_keeps_the_choice(plan, chair):
    copy = duplicate_event(event=row(plan, chair, "август", BEFORE), by=chair)
    assert (copy.term_choice, days(copy)) == (BEFORE, ["2026-08-01/2026-08-31"])


def test_transferred_row_keeps_the_choice(plan, chair):
    event = row(plan, chair, "август", BEFORE)
    section = add_section(plan=plan, values=SectionValues(heading="Прочее"), by=chair)
    event = transfer_event(event=event, section=section, by=chair)
    assert (event.term_choice, days(event)) == (BEFORE, ["2026-08-01/2026-08-31"])


def test_imported_plan_keeps_the_choice(plan, chair, cast):
    row(plan, chair, "август", BEFORE)
    content = read_content(plan)
    methodist = cast.actor("methodist")
    copy = import_content(association=cast.other_association, content=content, by=methodist)
    event = copy.events.get()
    assert (event.term_choice, days(event)) == (BEFORE, ["2026-08-01/2026-08-31"])


def test_section_that_is_a_month_lends_it(plan, chair):
    may = add_section(plan=plan, values=SectionValues(heading="Май"), by=chair)
    assert days(row(plan, chair, "15 числа", section=may)) == ["2027-05-15/2027-05-15"]
    assert days(row(plan, chair, "", section=may)) == ["2027-05-01/2027-05-31"]


def test_band_inside_a_month_lends_it_too(plan, chair):
    may = add_section(plan=plan, values=SectionValues(heading="Май"), by=chair)
    band = add_section(plan=plan, values=SectionValues(heading="Выезды"), parent=may, by=chair)
    assert days(row(plan, chair, "15 числа", section=band)) == ["2027-05-15/2027-05-15"]


def test_they_follow_the_heading_of_the_section(plan, chair):
    section = add_section(plan=plan, values=SectionValues(heading="Май"), by=chair)
    event = row(plan, chair, "15 числа", section=section)
    version = version_of(section_values(section))
    edit_section(
        section=section, values=SectionValues(heading="Июнь"), expected_version=version, by=chair
    )
    assert days(event) == ["2027-06-15/2027-06-15"]


def test_they_follow_the_row_into_another_month(plan, chair):
    may = add_section(plan=plan, values=SectionValues(heading="Май"), by=chair)
    june = add_section(plan=plan, values=SectionValues(heading="Июнь"), by=chair)
    event = row(plan, chair, "15 числа", section=may)
    transfer_event(event=event, section=june, by=chair)
    assert days(event) == ["2027-06-15/2027-06-15"]


def test_they_follow_the_period(plan, chair):
    """No action changes a period yet; whoever writes one has only to call this."""
    event = row(plan, chair, "15 марта")
    Plan.objects.filter(pk=plan.pk).update(
        period_start=dt.date(2027, 9, 1), period_end=dt.date(2028, 8, 31)
    )
    assert refresh_plan(Plan.objects.get(pk=plan.pk)) == 1
    assert days(event) == ["2028-03-15/2028-03-15"]


def test_command_reads_again_and_a_second_run_changes_nothing(plan, chair, capsys):
    right, wrong = row(plan, chair, "15 марта"), row(plan, chair, "16 марта")
    wrong.occurrences.update(starts=dt.date(2027, 1, 1), ends=dt.date(2027, 1, 1))
    Event.objects.filter(pk=wrong.pk).update(term_kind="unknown", term_choice=BEFORE)
    kept, revision = right.occurrences.get().pk, Plan.objects.get(pk=plan.pk).revision
    call_command("refresh_occurrences")
    wrong.refresh_from_db()
    assert (wrong.term_kind, wrong.term_choice) == ("date", "")
    assert days(wrong) == ["2027-03-16/2027-03-16"]
    assert right.occurrences.get().pk == kept
    call_command("refresh_occurrences")
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("Строк с новым прочтением срока: 1.")
    assert second.endswith("Строк с новым прочтением срока: 0.")
    assert Plan.objects.get(pk=plan.pk).revision == revision


def test_number_of_queries_does_not_grow_with_the_rows(plan, chair, django_assert_num_queries):
    for day in range(1, 13):
        row(plan, chair, f"{day} марта")
    events = list(plan.events.all())
    Occurrence.objects.filter(event__plan=plan).delete()
    with django_assert_num_queries(3):
        refresh_occurrences(events, plan.period)
