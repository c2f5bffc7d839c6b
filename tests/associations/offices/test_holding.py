"""Who may act in an office on a day."""

import datetime as dt

import pytest

from associations.models import Office
from associations.offices.queries import holding
from associations.vocabulary import OfficeRole
from tests.factories import TODAY, make_office, make_person, make_substitution

DAY = dt.timedelta(days=1)


def now(office: Office):
    return holding(Office.objects.with_holders().get(pk=office.pk), TODAY)


def test_holder_acts_while_the_office_lasts(cast):
    held = now(cast.office("agreer"))
    assert (held.person, held.substitution, held.nobody) == (cast.person("agreer"), None, "")


def test_ended_office_is_vacant_until_a_successor_is_named(cast):
    old = make_office(OfficeRole.AGREER, cast.association, until=TODAY - DAY)
    make_office(OfficeRole.AGREER, cast.association)
    assert now(old).nobody.startswith("срок ")
    assert now(old).nobody.endswith("закончился 20 ноября 2026\u00a0г.")
    heir = make_office(OfficeRole.AGREER, cast.association, since=TODAY, replaces=old)
    assert (now(old).office, now(old).nobody) == (heir, "")


def test_successor_who_has_not_begun_is_named_with_the_day(cast):
    old = make_office(OfficeRole.AGREER, cast.association, until=TODAY - DAY)
    heir = make_office(OfficeRole.AGREER, cast.association, since=TODAY + DAY, replaces=old)
    assert now(old).nobody == f"{heir.person.short_name} приступит 22 ноября 2026\u00a0г."


@pytest.mark.parametrize("account", ["none", "closed"])
def test_holder_without_an_open_account_needs_a_substitute(cast, account):
    office = make_office(OfficeRole.AGREER, cast.association, make_person(cast.institution))
    if account == "closed":
        office = cast.office("agreer")
        cast.user("agreer").__class__.objects.filter(person=office.person).update(is_active=False)
    assert now(office).nobody.endswith("нет доступа на портал")
    substitution = make_substitution(office)
    assert (now(office).substitution, now(office).nobody) == (substitution, "")


def test_substitute_of_other_days_does_not_count(cast):
    make_substitution(cast.office("agreer"), since=TODAY + DAY, until=TODAY + 2 * DAY)
    assert now(cast.office("agreer")).substitution is None


def test_holders_cost_the_same_for_one_office_and_for_many(cast, django_assert_num_queries):
    for many in (1, 4):
        for _ in range(many):
            old = make_office(OfficeRole.AGREER, cast.association, until=TODAY - DAY)
            heir = make_office(OfficeRole.AGREER, cast.association, since=TODAY, replaces=old)
            make_substitution(heir)
        ended = Office.objects.with_holders().filter(until__lt=TODAY)
        with django_assert_num_queries(3):
            assert all(holding(office, TODAY).substitution for office in ended)
