"""Every request carries its actor, and no word of a form is lost or wiped without its being taken."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from plans_portal.middleware import ActorMiddleware
from tests.factories import PASSWORD
from tests.plans import make_plan


def test_actor_is_read_at_its_first_use(cast, django_assert_num_queries):
    def view(request):
        with django_assert_num_queries(1):
            assert request.actor.person_id == cast.person("chair").pk
        with django_assert_num_queries(0):
            assert request.actor.on == timezone.localdate()
        return HttpResponse("ok")

    request = RequestFactory().get("/")
    request.user = cast.user("chair")
    with django_assert_num_queries(1):
        answer = ActorMiddleware(view)(request)
    assert answer.content == b"ok"


def taken(client, values):
    """Post an organisation, and give what the browser is told of the words it keeps."""
    address = reverse("associations:organisation_add")
    cookie = client.post(address, values).cookies.get("taken")
    return cookie.value if cookie else ""


def test_browser_is_told_which_words_were_taken(cast):
    client = cast.client("methodist")
    assert taken(client, {"name": "", "sent_as": "1:a"}) == ""
    assert taken(client, {"name": "Лицей", "sent_as": "1:%2Fa%23b"}) == "1:%2Fa%23b"
    # Two tabs may have sent before a page is opened that reads the cookie; not without end.
    for number in range(2, 9):
        last = taken(client, {"name": f"Лицей {number}", "sent_as": f"{number}:a"})
    assert last == "4:a|5:a|6:a|7:a|8:a"


@pytest.mark.parametrize("made_up", ["", "a b", "a;b", "a|b", "щ", "a" * 201])
def test_made_up_name_of_words_is_not_repeated(cast, made_up):
    assert taken(cast.client("methodist"), {"name": "Лицей", "sent_as": made_up}) == ""


def test_redirect_to_the_sign_in_takes_nothing(db):
    assert taken(Client(), {"name": "Лицей", "sent_as": "1:a"}) == ""


def test_redirect_to_a_proof_takes_nothing(cast):
    """A deed that needs a fresh proof was not done yet."""
    client = cast.client("chair")
    cast.user("chair").set_password(PASSWORD)
    cast.user("chair").save()
    client.force_login(cast.user("chair"))
    answer = client.post(reverse("mfa_add_webauthn"), {"name": "Ключ", "sent_as": "1:a"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert "taken" not in answer.cookies


def test_redirect_with_a_warning_takes_nothing_and_is_read(cast):
    plan = make_plan(association=cast.association, status="on_agreement")
    client = cast.client("curator")
    address = f"/plans/{plan.pk}/steps/{'0' * 32}/decide/"
    answer = client.post(address, {"comment": "Уточните", "outcome": "return", "sent_as": "1:a"})
    assert answer.status_code == 302
    assert "taken" not in answer.cookies
    assert "Ваше замечание не записано: «Уточните»" in client.get(answer.url).content.decode()


def test_form_without_words_of_a_stranger_leads_to_the_sign_in(db):
    client, address = Client(), reverse("associations:organisation_add")
    assert client.post(address, {"name": "Лицей"})["Location"].startswith(reverse("account_login"))
    typed = {"name": "Лицей", "typed_by": "mark"}
    page = client.post(address, typed, headers={"Origin": "http://testserver"})
    assert page.context["words"].by == "mark"
