import pytest
from django.db import DatabaseError, connection


@pytest.mark.django_db
def test_it_answers_without_a_sign_in(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_it_rejects_post(client):
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_it_tells_that_the_database_is_gone(client):
    def refuse(*_args):
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        assert client.get("/healthz").status_code == 503
