"""The command: what it prints, and when it refuses."""

import datetime as dt
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from associations.models import Institution, Office, Person, User
from associations.offices.queries import actor_of
from associations.vocabulary import OfficeRole
from events.models import (
    Change,
    Event,
    Plan,
    Responsible,
    Section,
    Signature,
)
from events.signoff.queries.waiting import waiting_for
from plans_portal.demo import cast
from plans_portal.demo.management.commands.load_demo import FEW
from tests.factories import make_institution

TODAY = dt.date(2026, 11, 20)


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demo", "--today", TODAY.isoformat(), *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The demo in a portal in use, forced once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        address = override_settings(PUBLIC_ADDRESS="https://plans.example.org")
        with address, pytest.raises(CommandError, match=r"plans\.example\.org.*--force"):
            load()
        assert not User.objects.exists()
        make_institution()
        with pytest.raises(CommandError, match="--force"):
            load()
        assert Institution.objects.count() == 1
        yield load("--force")
        transaction.set_rollback(True)


@pytest.fixture
def printed(demo, db) -> str:
    return demo


def test_demo_is_refused_in_a_portal_in_use_until_it_is_forced(printed):
    assert "plany.example" in printed
    assert Plan.objects.count() == 10 + FEW
    waiting = waiting_for(actor_of(User.objects.get(email="approver@plany.example"), TODAY))
    assert len(waiting) == FEW + 1


def counts() -> dict[str, int]:
    models = (User, Person, Office, Plan, Section, Event, Responsible, Signature, Change)
    return {model.__name__: model.objects.count() for model in models}


def test_each_role_has_somebody_who_can_sign_in(printed, client):
    assert set(Office.objects.values_list("role", flat=True)) == set(OfficeRole.values)
    for account in cast.accounts():
        assert account.email in printed
        known = {"login": account.email, "password": cast.PASSWORD}
        assert client.post(reverse("account_login"), known).status_code == 302, account.email
        client.post(reverse("account_logout"))
    assert User.objects.filter(is_superuser=True).count() == 1
    assert {one.email for one in User.objects.all()} == {one.email for one in cast.accounts()}


def test_second_run_adds_nothing_and_asks_the_database_once(printed, django_assert_max_num_queries):
    before = counts()
    with django_assert_max_num_queries(1):
        assert load() == printed
    assert counts() == before
