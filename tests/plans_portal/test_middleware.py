"""Every request carries its actor, and no word of a form is lost."""

from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from plans_portal.middleware import ActorMiddleware


def test_actor_is_read_at_its_first_use(cast, django_assert_num_queries):
    def view(request):
        with django_assert_num_queries(3):
            assert request.actor.person_id == cast.person("chair").pk
        with django_assert_num_queries(0):
            assert request.actor.on == timezone.localdate()
        return HttpResponse("ok")

    request = RequestFactory().get("/")
    request.user = cast.user("chair")
    with django_assert_num_queries(3):
        answer = ActorMiddleware(view)(request)
    assert answer.content == b"ok"


def test_form_without_words_of_a_stranger_leads_to_the_sign_in(db):
    client, address = Client(), reverse("associations:organisation_add")
    assert client.post(address, {"name": "Лицей"})["Location"].startswith(reverse("login"))
    typed = {"name": "Лицей", "typed_by": "mark"}
    page = client.post(address, typed, headers={"Origin": "http://testserver"})
    assert page.context["words"].by == "mark"
