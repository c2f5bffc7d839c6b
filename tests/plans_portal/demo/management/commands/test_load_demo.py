import datetime as dt
import json
import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from associations.models import Association, Office, Organisation, Person, User
from associations.vocabulary import OfficeRole
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.stored_content import read_content
from events.models import (
    Change,
    Edition,
    Event,
    Layout,
    Plan,
    Remark,
    Responsible,
    Section,
    Signature,
)
from events.plan.codec import fingerprint, from_json, to_json
from events.plan.outline import rows_of
from events.signoff.queries.edition_status import edition_status
from events.terms.meaning import TermKind
from plans_portal.demo import cast
from plans_portal.demo.words import PLANS, periods_of, words_of

TODAY = dt.date(2026, 11, 20)


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demo", "--today", TODAY.isoformat(), *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The demo, made once for all tests of this file and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEBUG=True):
            out = load()
        yield out
        transaction.set_rollback(True)


@pytest.fixture
def printed(demo, db) -> str:
    return demo


def counts() -> dict[str, int]:
    models = (User, Person, Office, Plan, Section, Event, Responsible, Signature, Change)
    return {model.__name__: model.objects.count() for model in models}


def test_each_stage_of_signoff_has_a_plan(printed):
    stages = {(plan.status, plan.stage) for plan in Plan.objects.all()}
    assert stages == {
        ("draft", 0),
        ("signoff", 1),
        ("signoff", 2),
        ("returned", 0),
        ("approved", 0),
    }


def test_five_associations_have_a_plan_of_each_built_in_layout_for_two_periods(printed):
    assert Association.objects.count() == 5
    layouts = set(Layout.objects.values_list("code", "institution"))
    assert len(layouts) == 5
    assert set(Plan.objects.values_list("layout__code", "layout__institution")) == layouts
    assert sorted(set(Plan.objects.values_list("period_start", "period_end"))) == [
        (dt.date(2025, 9, 1), dt.date(2026, 8, 31)),
        (dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        (dt.date(2026, 9, 1), dt.date(2027, 8, 31)),
        (dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
    ]
    assert Plan.objects.count() == 10


def test_each_role_has_somebody_who_can_sign_in(printed, client):
    assert set(Office.objects.values_list("role", flat=True)) == set(OfficeRole.values)
    for account in cast.accounts():
        assert account.email in printed
        known = {"username": account.email, "password": cast.PASSWORD}
        assert client.post(reverse("login"), known).status_code == 302, account.email
        client.post(reverse("logout"))
    assert User.objects.filter(is_superuser=True).count() == 1
    assert {one.email for one in User.objects.all()} == {one.email for one in cast.accounts()}


def test_one_chair_is_a_curator_elsewhere(printed):
    chair = Person.objects.get(user__email=cast.email_of("chair.languages"))
    held = set(chair.offices.values_list("role", "association__name"))
    assert len(held) == 2
    assert {role for role, _ in held} == {"chair", "curator"}


def test_second_run_adds_nothing_and_asks_the_database_once(printed, django_assert_max_num_queries):
    before = counts()
    with django_assert_max_num_queries(1):
        assert load() == printed
    assert counts() == before


def test_no_plan_of_the_demo_is_kept_from_being_sent_by_the_check(printed):
    blocked = {
        str(plan): [one.text for one in findings_of_plan(plan) if one.blocks]
        for plan in Plan.objects.all()
    }
    assert {name: found for name, found in blocked.items() if found} == {}


def test_each_plan_goes_through_json_and_back(printed):
    for plan in Plan.objects.all():
        content = read_content(plan)
        back = from_json(json.loads(json.dumps(to_json(content), ensure_ascii=False)))
        assert back == content
        assert fingerprint(back) == fingerprint(content)


def test_signed_plans_say_what_was_signed(printed):
    sent = Plan.objects.filter(status__in=("signoff", "approved")).select_related("edition")
    assert len(sent) == 6
    for plan in sent:
        assert plan.edition
        assert fingerprint(read_content(plan)) == plan.edition.sha256


@pytest.mark.parametrize("part", cast.ASSOCIATIONS, ids=lambda part: part.plan)
def test_typed_rows_say_what_the_file_says(printed, part):
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


def test_plans_are_as_rich_as_real_ones(printed):
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


def test_remarks_are_open_where_returned_and_taken_where_mended(printed):
    assert sorted(Remark.objects.values_list("plan__status", "state")) == [
        ("approved", "taken"),
        ("returned", "open"),
        ("returned", "open"),
    ]


def test_editions_live_on_after_approval(printed):
    found = [
        edition_status(edition).state
        for edition in Edition.objects.filter(plan__association__kind__in=("moc", "rmc"))
    ]
    assert sorted(found) == ["in_force", "in_force", "not_approved", "repealed", "replaced"]
    (changed,) = [plan for plan in Plan.objects.all() if plan.is_revised]
    assert changed.official.number == 2
    assert fingerprint(read_content(changed)) != changed.official.sha256


def test_responsible_of_typed_rows_lead_to_the_directory(printed):
    people = Responsible.objects.filter(kind="person", event__plan__edition=None)
    assert people
    assert not people.filter(person=None)


@pytest.mark.parametrize(
    ("today", "calendar", "academic"),
    [
        (dt.date(2026, 1, 10), 2026, 2025),
        (dt.date(2026, 6, 1), 2026, 2026),
        (dt.date(2026, 9, 30), 2026, 2026),
        (dt.date(2026, 10, 1), 2027, 2026),
    ],
)
def test_periods_follow_the_day(today, calendar, academic):
    assert [one.starts.year for one in periods_of("calendar", today)] == [calendar - 1, calendar]
    assert [one.starts.year for one in periods_of("academic", today)] == [academic - 1, academic]


def test_no_name_of_the_demo_stands_in_a_real_plan(shared):
    real = " ".join(path.read_text() for path in sorted((shared / "seeds").glob("*.txt")))
    real_words = set(re.findall(r"[а-яё]+", real.lower()))
    names = [name for person in cast.PEOPLE for name in person.names[:1]]
    names += [cast.CITY, "Лугобор", "Лугоборский", "Светлоярская", "Кленовский", "Парус", "Надежда"]
    assert [name for name in names if name.lower() in real_words] == []
    organisations = [name for name, _ in cast.ORGANISATIONS]
    assert [name for name in organisations if name.lower() in real.lower()] == []


def test_no_sentence_of_the_demo_stands_in_a_real_plan(shared):
    real = " ".join(path.read_text() for path in sorted((shared / "seeds").glob("*.txt"))).lower()
    real_words = re.findall(r"[а-яё]+", real)
    runs = {tuple(real_words[i : i + 7]) for i in range(len(real_words))}
    for path in sorted(PLANS.glob("*.json")):
        words = re.findall(r"[а-яё]+", path.read_text().lower())
        common = [
            " ".join(words[i : i + 7]) for i in range(len(words)) if tuple(words[i : i + 7]) in runs
        ]
        assert common == []


def test_organisations_are_listed_by_their_short_names(printed):
    assert {str(one) for one in Organisation.objects.all()} == {
        short for _, short in cast.ORGANISATIONS
    }
