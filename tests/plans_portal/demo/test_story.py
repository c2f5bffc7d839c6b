"""What the demo shows once it is made."""

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association, JournalEntry, Organisation, Person, User
from associations.offices.queries import actor_of
from events.access import standing_for
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.plans_to_begin import beginnings
from events.drafting.queries.stored_content import read_content
from events.history.queries.folding import entries_of, folded
from events.models import (
    Change,
    Deviation,
    Edition,
    Event,
    Layout,
    Plan,
    Remark,
    Responsible,
)
from events.plan.codec import fingerprint, from_json, to_json
from events.plan.outline import rows_of
from events.signoff.queries.edition_status import edition_status
from events.signoff.queries.pending_steps import pending_for
from events.signoff.queries.vacancies import vacancies
from events.terms.meaning import TermKind
from plans_portal.demo import cast
from plans_portal.demo.story import DRAFTS_OF_PLACE, make_demo
from plans_portal.demo.words import periods_of, words_of
from reports.paper.document import edition_document

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo, made once for all tests of this file and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_demo(TODAY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(made, db) -> None:
    return made


def actor(login: str) -> Actor:
    return actor_of(User.objects.get(email=cast.email_of(login)), TODAY)


def test_each_stage_of_signoff_has_a_plan(demo):
    stages = {(plan.status, plan.stage) for plan in Plan.objects.all()}
    assert stages == {
        ("draft", 0),
        ("signoff", 1),
        ("signoff", 2),
        ("returned", 0),
        ("approved", 0),
    }


def test_five_associations_have_a_plan_of_each_built_in_layout_for_two_periods(demo):
    assert Association.objects.count() == 5
    layouts = set(Layout.objects.values_list("code", "institution"))
    own = Layout.objects.exclude(institution=None).get()
    layouts -= {(own.code, own.institution_id)}
    assert len(layouts) == 5
    assert set(Plan.objects.values_list("layout__code", "layout__institution")) == layouts
    assert sorted(set(Plan.objects.values_list("period_start", "period_end"))) == [
        (dt.date(2025, 9, 1), dt.date(2026, 8, 31)),
        (dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        (dt.date(2026, 9, 1), dt.date(2027, 8, 31)),
        (dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
    ]
    assert Plan.objects.count() == 10


def test_one_chair_is_a_curator_elsewhere(demo):
    chair = Person.objects.get(user__email=cast.email_of("chair.languages"))
    held = set(chair.offices.values_list("role", "association__name"))
    assert len(held) == 2
    assert {role for role, _ in held} == {"chair", "curator"}


def test_no_plan_of_the_demo_is_kept_from_being_sent_by_the_check(demo):
    blocked = {
        str(plan): [one.text for one in findings_of_plan(plan) if one.blocks]
        for plan in Plan.objects.all()
    }
    # One waits for the methodist.
    (waiting,) = [found for found in blocked.values() if found]
    assert [text[:24] for text in waiting] == ["Методист ещё не ответил "]


def test_a_request_waits_for_the_methodist_and_a_form_has_a_stage_of_any_of_two(demo):
    methodist = actor_of(User.objects.get(email=cast.email_of("methodist")), TODAY)
    (asked,) = Deviation.objects.to_settle(methodist)
    assert (asked.kind, asked.office.position) == ("replace", "Директор института")
    own = Layout.objects.exclude(institution=None).get()
    assert own.is_active
    assert list(own.seats.values_list("verb", "enough")) == [
        ("agree", 1),
        ("agree", 1),
        ("approve", 0),
    ]


def test_each_plan_goes_through_json_and_back(demo):
    for plan in Plan.objects.all():
        content = read_content(plan)
        back = from_json(json.loads(json.dumps(to_json(content), ensure_ascii=False)))
        assert back == content
        assert fingerprint(back) == fingerprint(content)


def test_signed_plans_say_what_was_signed(demo):
    sent = Plan.objects.filter(status__in=("signoff", "approved")).select_related("edition")
    assert len(sent) == 6
    for plan in sent:
        assert plan.edition
        assert fingerprint(read_content(plan)) == plan.edition.sha256


@pytest.mark.parametrize("part", cast.ASSOCIATIONS, ids=lambda part: part.plan)
def test_typed_rows_say_what_the_file_says(demo, part):
    layout = Layout.objects.get(code=part.layout)
    _, period = periods_of(layout.period_kind, TODAY)
    plan = Plan.objects.get(layout=layout, period_start=period.starts)
    wanted = words_of(part.plan, period, TODAY)
    got = read_content(plan)
    assert [one.text for event in got.all_events() for one in event.responsible] == [
        one.text for event in wanted.all_events() for one in event.responsible
    ]
    assert [one.who for event in got.all_events() for one in event.responsible] == [
        one.who for event in wanted.all_events() for one in event.responsible
    ]
    assert [(s.heading, s.paragraphs, s.columns) for s in got.all_sections()] == [
        (s.heading, s.paragraphs, s.columns) for s in wanted.all_sections()
    ]
    assert [(e.title, e.term, e.agenda, e.same_number) for e in got.all_events()] == [
        (e.title, e.term, e.agenda, e.same_number) for e in wanted.all_events()
    ]
    assert 15 <= len(list(rows_of(got))) <= 25
    assert "{" not in json.dumps(to_json(got)["sections"], ensure_ascii=False).replace('{"', "")


def test_plans_are_as_rich_as_real_ones(demo):
    contents = [read_content(plan) for plan in Plan.objects.all()]
    events = [event for content in contents for event in content.all_events()]
    sections = [section for content in contents for section in content.all_sections()]
    kinds = set(Event.objects.values_list("term_kind", flat=True))
    assert kinds == set(TermKind.values)
    assert {one.who for event in events for one in event.responsible} == {
        "person",
        "office",
        "organisation",
        "words",
    }
    assert any(event.agenda for event in events)
    assert any(event.same_number for event in events)
    assert any(event.lead_in for event in events)
    assert any(event.events and all(part.term for part in event.events) for event in events)
    assert any("\n– " in event.title for event in events)
    assert any(section.kind == "text" and section.lead_in for section in sections)
    assert any(child.numbering == "restart" for one in sections for child in one.sections)
    assert any(not event.title and event.term for event in events)


def test_remarks_are_open_where_returned_and_taken_where_mended(demo):
    assert sorted(Remark.objects.values_list("plan__status", "state")) == [
        ("approved", "taken"),
        ("returned", "open"),
        ("returned", "open"),
        # The curator's, with which the plan is agreed.
        ("signoff", "open"),
    ]


def test_draft_shows_what_helps_its_authors(demo):
    draft = Plan.objects.get(status="draft", official=None)
    found = {one.code: one for one in findings_of_plan(draft)}
    assert len(found["term_doubt"].repairs) == 2
    assert found["meetings_too_few"].repairs
    aside = draft.dismissed_findings.get()
    assert found["term_unread"].reference == f"{aside.key}:{aside.version}"
    lines = folded(entries_of(draft.changes.all()))
    assert max(len(line.entries) for line in lines) == len(DRAFTS_OF_PLACE) + 1
    names = [entry.version for line in lines for entry in line.entries if entry.version]
    assert sorted(names) == ["Первый вариант", "Перед обсуждением в совете"]


def test_a_chair_may_begin_next_year_from_the_plan_in_force(demo):
    chair = actor_of(User.objects.get(email=cast.email_of("chair.children")), TODAY)
    association = Association.objects.get(plans__period_start=dt.date(2027, 1, 1), kind="moc")
    offered = beginnings(association, chair)
    assert [one.period.starts.year for one in offered if one.sources] == [2028]


def test_editions_live_on_after_approval(demo):
    found = [
        edition_status(edition).state
        for edition in Edition.objects.filter(plan__association__kind__in=("moc", "rmc"))
    ]
    assert sorted(found) == ["in_force", "in_force", "not_approved", "repealed", "replaced"]
    (changed,) = [plan for plan in Plan.objects.filter(status="draft") if plan.is_revised]
    assert changed.official.number == 2
    assert fingerprint(read_content(changed)) != changed.official.sha256


def test_substitute_has_a_plan_to_approve_for_the_director(demo):
    ((plan, step),) = pending_for(Plan.objects.all(), actor("deputy"))
    assert plan.is_revised
    words = standing_for(step, actor("deputy")).in_words.replace("\u00a0", " ")
    assert words.startswith("за А. В. Воронцова, и.о., приказ от ")


def test_one_office_is_vacant_on_the_desk_of_the_methodist(demo):
    (vacancy,) = vacancies(actor("methodist"))
    assert vacancy.has_ended
    assert [plan.association.kind for plan in vacancy.plans] == ["rmc"]


def test_responsible_of_typed_rows_lead_to_the_directory(demo):
    people = Responsible.objects.filter(kind="person", event__plan__edition=None)
    assert people
    assert not people.filter(person=None)


def test_organisations_are_listed_by_their_short_names(demo):
    assert {str(one) for one in Organisation.objects.all()} == {
        short for _, short in cast.ORGANISATIONS
    }


def test_what_is_done_has_the_days_of_the_story(demo):
    """Drafted, sent and approved before the plan begins, and all in the order of its days."""
    approved = Plan.objects.get(association__kind="moc", period_start=dt.date(2026, 1, 1))
    first = approved.editions.get(number=1)
    drafted = approved.changes.earliest("pk").at.date()
    (signed,) = first.signatures.values_list("at", flat=True)
    assert drafted < first.made_at.date() < signed.date() < dt.date(2026, 1, 1)
    assert drafted > dt.date(2025, 10, 1)
    # What ended yesterday is written down today, by the machine's own clock.
    *noted, _ = JournalEntry.objects.order_by("pk").values_list("at", flat=True)
    changed = list(Change.objects.order_by("pk").values_list("at", flat=True))
    assert (noted, changed) == (sorted(noted), sorted(changed))
    assert max(*noted, *changed).date() < TODAY


def test_papers_say_the_days_on_which_they_were_signed(demo):
    plan = Plan.objects.get(association__kind="moc", period_start=dt.date(2027, 1, 1))
    signature = plan.official.signatures.get(decision="approved")
    day = timezone.localtime(signature.at).date()
    assert TODAY - dt.timedelta(days=30) < day < TODAY
    said = str(edition_document(plan.official)).replace("\\xa0", " ")
    # The order by which it is approved is of the day of the signature.
    assert f"от {day:%d.%m.%Y} №" in said
