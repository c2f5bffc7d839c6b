"""What waits for the holders of offices, and how ending and closing tell of it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from associations.accounts.rules.accounts import close_account
from associations.models import Office, User
from associations.offices.queries import duties_of
from associations.offices.rules import edit_office, end_office
from associations.vocabulary import OfficeRole
from plans_portal.lib.versions import version_of_fields
from tests.associations.pages import text_of, url
from tests.factories import TODAY, make_office, make_person, make_substitution
from tests.plans import bring_to, make_plan

YESTERDAY = TODAY - dt.timedelta(days=1)
EDITED = ("position", "since", "until", "basis", "replaces")


@pytest.fixture
def staff(cast):
    return cast.actor("methodist")


def plan_in(cast, status: str, **values):
    return make_plan("rmc-directions", status, association=cast.association, rows=1, **values)


@pytest.mark.parametrize(
    ("status", "who", "when"),
    [
        ("draft", "agreer", "план пока у авторов"),
        ("signoff", "agreer", "ждёт сейчас"),
        ("signoff", "approver", "очередь ещё не пришла"),
        ("returned", "approver", "план пока у авторов"),
    ],
)
def test_steps_wait_now_or_later(cast, status, who, when):
    plan = plan_in(cast, status)
    (duty,) = duties_of([cast.office(who)])
    assert when in duty.words
    assert plan.title_line in duty.words
    assert duty.address == plan.get_absolute_url()


def test_nothing_waits_once_it_is_decided(cast):
    plan = plan_in(cast, "approved")
    assert duties_of([cast.office("agreer"), cast.office("approver")]) == []
    assert duties_of([]) == []
    assert plan.official


def test_what_came_from_the_former_holder_waits_for_the_successor(cast):
    plan_in(cast, "signoff")
    office = cast.office("agreer")
    for day in (3, 2):
        Office.objects.filter(pk=office.pk).update(until=TODAY - dt.timedelta(days=day))
        since = TODAY - dt.timedelta(days=day - 1)
        office = make_office(OfficeRole.AGREER, cast.association, since=since, replaces=office)
    (duty,) = duties_of([office])
    assert duty.office_id == office.pk


def test_duties_cost_the_same_for_one_plan_and_for_many(cast, django_assert_num_queries):
    offices = [cast.office("agreer")]
    for year in (1, 2):
        plan_in(cast, "signoff")
        bring_to(make_plan("moc-results", association=cast.association, rows=1), "signoff")
        with django_assert_num_queries(2):
            duties_of(offices)
        if year == 1:
            cast.association.plans.update(period_end=dt.date(2040, 1, 1))


def test_office_does_not_end_under_what_waits(cast, staff):
    plan, office = plan_in(cast, "signoff"), cast.office("agreer")
    with pytest.raises(ValidationError) as refusal:
        end_office(office=office, until=YESTERDAY, by=staff)
    assert any(plan.title_line in words for words in refusal.value.messages)
    with pytest.raises(ValidationError, match="ждут дела"):
        edit_office(
            office=office,
            position=office.position,
            since=office.since,
            until=TODAY,
            basis="",
            replaces=None,
            expected_version=version_of_fields(office, EDITED),
            by=staff,
        )
    office.refresh_from_db()
    assert office.until is None
    heir = make_person(cast.institution, account=True)
    end_office(office=office, until=YESTERDAY, successor=heir, by=staff)
    assert Office.objects.get(replaces=office).person == heir


def test_office_is_left_vacant_knowingly(cast, staff):
    plan_in(cast, "signoff")
    office = end_office(office=cast.office("agreer"), until=YESTERDAY, leave_vacant=True, by=staff)
    assert office.until == YESTERDAY


def test_account_is_not_closed_under_what_waits_unless_somebody_substitutes(cast, staff):
    plan_in(cast, "signoff")
    person = cast.person("agreer")
    with pytest.raises(ValidationError, match="ждут дела"):
        close_account(person=person, by=staff)
    substitute = make_substitution(cast.office("agreer")).person
    assert not close_account(person=person, by=staff).is_active
    # Now it waits for the substitute.
    with pytest.raises(ValidationError, match="ждут дела"):
        close_account(person=substitute, by=staff)
    assert not close_account(person=substitute, leave_vacant=True, by=staff).is_active


def test_page_of_ending_shows_what_waits_and_asks_who_takes_it(cast):
    plan, office = plan_in(cast, "signoff"), cast.office("agreer")
    client, page = cast.client("methodist"), url("office_end", office.pk)
    shown = text_of(client.get(page))
    assert plan.title_line in shown
    refused = text_of(client.post(page, {"until": TODAY.isoformat()}))
    assert "того, кто их примет" in refused
    assert "Оставить место пустым" in refused
    heir = make_person(cast.institution, account=True)
    client.post(page, {"until": TODAY.isoformat(), "successor": heir.pk, "basis": "приказ № 9"})
    assert Office.objects.get(replaces=office).basis == "приказ № 9"


def test_page_of_closing_shows_what_waits_and_asks(cast):
    plan = plan_in(cast, "signoff")
    client, page = cast.client("methodist"), url("person_close", cast.person("agreer").pk)
    shown = text_of(client.get(page))
    assert plan.title_line in shown
    assert "завершить срок и назначить преемника" in shown
    assert "ждут дела" in text_of(client.post(page))
    client.post(page, {"leave_vacant": "on"})
    assert not User.objects.get(pk=cast.user("agreer").pk).is_active
