"""Every request carries its actor, read from the database only when it is used."""

from django.http import HttpResponse
from django.test import RequestFactory
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
