import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tests.factories import PASSWORD, make_user

WRONG = {"username": "chair@example.org", "password": "wrong"}


@pytest.mark.django_db
def test_name_is_locked_out_after_too_many_wrong_passwords(client):
    address = reverse("login")
    codes = [client.post(address, WRONG).status_code for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert codes == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    response = client.post(address, WRONG)
    assert response.status_code == 429
    assert "Вход приостановлен" in response.content.decode()


@pytest.mark.django_db
def test_another_name_from_that_address_is_not(client):
    address = reverse("login")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post(address, WRONG)
    other = client.post(address, {**WRONG, "username": "curator@example.org"})
    assert other.status_code == 200


def fail(client, name, address):
    """Give a wrong password; the browser differs each time, as a guesser's does."""
    values = {"username": name, "password": "мимо"}
    return client.post(reverse("login"), values, REMOTE_ADDR=address, HTTP_USER_AGENT=name)


def sign_in(client, name, address):
    values = {"username": name, "password": PASSWORD}
    return client.post(reverse("login"), values, REMOTE_ADDR=address).status_code


@pytest.fixture
def wide(settings):
    """Bring the wide limits nearer: a hundred pages take long."""
    settings.SIGN_IN_FAILURES_OF_A_NAME = settings.SIGN_IN_FAILURES_FROM_AN_ADDRESS = 12
    return 12


@pytest.mark.django_db
def test_one_password_is_not_tried_on_every_name(client, wide):
    make_user("chair@example.org", PASSWORD)
    codes = [fail(client, f"name{n}@example.org", "192.0.2.1").status_code for n in range(wide)]
    assert codes == [200] * (wide - 1) + [429]
    assert sign_in(client, "chair@example.org", "192.0.2.1") == 429
    assert sign_in(client, "chair@example.org", "192.0.2.2") == 302


@pytest.mark.django_db
def test_one_name_is_not_tried_from_every_address(client, wide):
    make_user("chair@example.org", PASSWORD)
    make_user("curator@example.org", PASSWORD)
    codes = [fail(client, "chair@example.org", f"192.0.2.{n}").status_code for n in range(wide)]
    assert codes == [200] * (wide - 1) + [429]
    assert sign_in(client, "chair@example.org", "198.51.100.7") == 429
    assert sign_in(client, "curator@example.org", "192.0.2.1") == 302


@pytest.mark.django_db
def test_own_success_does_not_forgive_the_address(client, wide):
    make_user("guesser@example.org", PASSWORD)
    for n in range(wide - 1):
        fail(client, f"name{n}@example.org", "192.0.2.1")
    assert sign_in(client, "guesser@example.org", "192.0.2.1") == 302
    client.logout()
    assert fail(client, "last@example.org", "192.0.2.1").status_code == 429


@pytest.mark.django_db
def test_lock_opens_after_its_time(client):
    make_user("chair@example.org", PASSWORD)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        fail(client, "chair@example.org", "192.0.2.1")
    assert sign_in(client, "chair@example.org", "192.0.2.1") == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME * 1.1)
    assert sign_in(client, "chair@example.org", "192.0.2.1") == 302


HERE = "127.0.0.1"


@pytest.fixture
def user(db):
    return make_user("chair@example.org", PASSWORD)


def test_letters_case_gives_no_further_tries(client, user):
    names = ["chair@example.org", "CHAIR@example.org", "Chair@Example.Org"]
    codes = [
        fail(client, names[n % 3], HERE).status_code for n in range(settings.AXES_FAILURE_LIMIT)
    ]
    assert codes[-1] == 429
    assert sign_in(client, "chair@example.org", HERE) == 429


def test_tries_at_the_admins_door_are_counted_with_the_others(client, user):
    for name in ["chair@example.org", "CHAIR@example.org"] * settings.AXES_FAILURE_LIMIT:
        client.post("/admin/login/", {"username": name, "password": "мимо"})
    assert sign_in(client, "chair@example.org", HERE) == 429
