"""Two at the same moment: a double click, two methodists, one seat. On PostgreSQL only."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from associations.accounts.rules import accounts
from associations.directory import rules as directory
from associations.models import Association, Office, User
from associations.offices import rules as offices
from plans_portal.lib.versions import version_of_fields
from tests.cast import make_cast
from tests.factories import TODAY, make_organisation, make_person

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(commands: list[Callable[[], object]]) -> list[str]:
    """Run the commands in threads that start together; give for each "done" or what was refused."""
    barrier = Barrier(len(commands))

    def run(command: Callable[[], object]) -> str:
        try:
            barrier.wait()
            command()
        except ValidationError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(commands)) as threads:
        return sorted(threads.map(run, commands))


def test_two_chairs_appointed_at_once_are_one():
    cast = make_cast()
    association = cast.association
    Office.objects.filter(pk=cast.office("chair").pk).update(until="2021-01-01")
    people = [make_person(cast.institution) for _ in range(2)]
    staff = cast.actor("methodist")

    def appoint(person):
        return lambda: offices.add_office(
            person=person,
            role="chair",
            association=association,
            position="Председатель",
            since=TODAY,
            by=staff,
        )

    assert at_once([appoint(person) for person in people]) == ["done", "refused"]
    assert Office.objects.in_force(TODAY).filter(role="chair", association=association).count() == 1


def test_double_click_writes_an_association_once():
    cast = make_cast()
    staff = cast.actor("methodist")

    def add():
        return directory.add_association(
            institution=cast.institution, kind="omo", name="ОМО химиков", by=staff
        )

    assert at_once([add, add]) == ["done", "refused"]
    assert Association.objects.filter(name="ОМО химиков").count() == 1


def test_of_two_edits_at_once_the_second_sees_the_first():
    cast = make_cast()
    staff = cast.actor("methodist")
    organisation = make_organisation(cast.institution)
    version = version_of_fields(organisation, ("name", "short_name"))

    def rename(name):
        return lambda: directory.edit_organisation(
            organisation=organisation, name=name, short_name="", expected_version=version, by=staff
        )

    assert at_once([rename("Колледж связи"), rename("Колледж права")]) == ["done", "refused"]


def test_two_people_are_not_invited_to_one_address():
    cast = make_cast()
    staff = cast.actor("methodist")
    people = [make_person(cast.institution) for _ in range(2)]

    def invite(person):
        return lambda: accounts.open_account(person=person, email="one@example.org", by=staff)

    assert at_once([invite(person) for person in people]) == ["done", "refused"]
    assert User.objects.filter(email="one@example.org").count() == 1
