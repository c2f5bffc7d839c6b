"""Pages of people and of their accounts."""

import pytest
from django.utils import timezone

from associations.models import Letter, Person
from tests.associations.pages import text_of, url
from tests.factories import make_person
from tests.letters import deliver

today = timezone.localdate


@pytest.fixture
def staff(cast):
    return cast.client("methodist")


def test_person_is_added_appointed_invited_and_ended(cast, staff, mailoutbox):
    """A new secretary's whole way, as a methodist clicks it."""
    values = {"last_name": "Рябинин", "first_name": "Степан", "middle_name": ""}
    person = Person.objects.get(
        pk=staff.post(url("person_add"), values).url.rstrip("/").rsplit("/", 1)[1]
    )
    appointment = {
        "person": person.pk,
        "role": "secretary",
        "position": "Секретарь",
        "since": today().isoformat(),
    }
    answer = staff.post(url("association_office_add", cast.association.pk), appointment)
    assert answer.url == cast.association.get_absolute_url()
    staff.post(url("person_invite", person.pk), {"email": "ryabinin@example.org"})
    deliver()
    assert [letter.to for letter in mailoutbox] == [["ryabinin@example.org"]]
    office = person.offices.get()
    staff.post(url("office_end", office.pk), {"until": today().isoformat()})
    office.refresh_from_db()
    assert office.until == today()


def test_refused_invitation_comes_back_with_its_address(cast, staff):
    person = make_person(cast.institution)
    answer = staff.post(url("person_invite", person.pk), {"email": cast.user("chair").email})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["email"]
    assert f'value="{cast.user("chair").email}"' in text_of(answer)


def test_invitation_is_written_while_no_mail_server_answers(cast, dead_mail):
    person = make_person(cast.institution)
    address = f"{person.get_absolute_url()}invite/"
    answer = cast.client("methodist").post(address, {"email": "novaya@example.org"}, follow=True)
    text = answer.content.decode()
    assert "Приглашение скоро придёт на novaya@example.org" in text
    assert "Отправить приглашение ещё раз" in text
    assert Letter.objects.get().state == "waiting"


def test_namesake_is_written_down_only_where_staff_say_that_it_is_another(cast, staff):
    make_person(cast.institution, last_name="Кузнецов", first_name="Пётр", middle_name="Ильич")
    double = {"last_name": "кузнецов", "first_name": " Петр", "middle_name": "Ильич"}
    asked = staff.post(url("person_add"), double)
    assert asked.status_code == 200
    assert "В справочнике уже есть: Кузнецов Пётр Ильич" in asked.text
    assert Person.objects.filter(middle_name="Ильич").count() == 1
    assert staff.post(url("person_add"), {**double, "is_other": "on"}).status_code == 302
    assert Person.objects.filter(middle_name="Ильич").count() == 2
    # Others with that surname are no doubles, and an edit asks nothing.
    sister = {"last_name": "Кузнецова", "first_name": "Пётр", "middle_name": "Ильич"}
    assert staff.post(url("person_add"), sister).status_code == 302
