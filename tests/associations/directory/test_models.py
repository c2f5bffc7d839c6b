"""The directory's models: who sees them, and how names are written."""

import pytest

from associations.models import Association, Person
from tests.factories import (
    make_actor,
    make_person,
)


@pytest.mark.parametrize(
    ("who", "associations"),
    [("chair", 2), ("stranger", 2), ("foreigner", 1), ("superuser", 3), ("unplaced", 0)],
)
def test_directory_is_open_to_those_who_stand_in_the_institution(cast, who, associations):
    actor = cast.actor(who)
    assert Association.objects.visible_to(actor).count() == associations
    people = Person.objects.visible_to(actor)
    assert people.filter(institution=cast.foreign_institution).exists() is (
        who in {"foreigner", "superuser"}
    )


@pytest.mark.django_db
def test_person_without_offices_sees_no_directory():
    person = make_person(account=True)
    assert not Person.objects.visible_to(make_actor(person)).exists()


@pytest.mark.parametrize(
    ("names", "short", "signing"),
    [
        (("Туманова", "Елена", "Юрьевна"), "Туманова Е. Ю.", "Е. Ю. Туманова"),
        (("Ли", "Чен", ""), "Ли Ч.", "Ч. Ли"),
    ],
)
def test_names_are_shortened_as_papers_want(names, short, signing):
    last, first, middle = names
    person = Person(last_name=last, first_name=first, middle_name=middle)
    assert person.short_name.replace("\u00a0", " ") == short
    assert person.signing_name.replace("\u00a0", " ") == signing
