import pytest
from django.conf import settings
from django.urls import reverse

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
