"""Who left an office that a row names, and who holds it today."""

import datetime as dt

import pytest

from events.checks import CarriedDoubt
from events.drafting.queries.successors import who_left
from events.plan.content import PlanContent, ResponsibleContent
from tests.drafts import plan_of, row
from tests.factories import TODAY, make_office, make_person

ENDED = TODAY - dt.timedelta(days=40)


def content(*texts: str) -> PlanContent:
    return plan_of(row(uid="e1", responsible=tuple(ResponsibleContent(one) for one in texts)))


def left(cast, *texts: str) -> list[CarriedDoubt]:
    return list(who_left(content(*texts), cast.association, TODAY))


def end(office, until=ENDED):
    office.until = until
    office.save(update_fields=["until"])
    return office


@pytest.fixture
def chair(cast):
    """Give the chair's office, of a person with a name as people have it."""
    office = cast.office("chair")
    office.person.last_name = "Светлова"
    office.person.save(update_fields=["last_name"])
    return office


def successor(office, last_name="Рябинина"):
    person = make_person(office.association.institution, last_name=last_name)
    values = {"since": ENDED, "position": office.position}
    return make_office(office.role, office.association, person, **values)


def test_who_left_is_told_with_the_holder_of_today(cast, chair):
    end(chair)
    new = successor(chair).person
    text = f"{chair.person.short_name}, {chair.position}"
    (doubt,) = left(cast, "Совет объединения", text)
    assert (doubt.uid, doubt.field, doubt.words) == ("e1", "responsible", text)
    assert doubt.proposed == f"{new.short_name}, {chair.position}"
    assert doubt.why == "больше не председатель (руководитель)"


def test_name_is_replaced_in_the_way_it_is_written(cast, chair):
    end(chair)
    new = successor(chair).person
    for written, proposed in (
        (chair.person.signing_name, new.signing_name),
        (chair.person.full_name, new.full_name),
    ):
        assert [one.proposed for one in left(cast, written)] == [proposed]


def test_who_holds_the_office_or_another_one_stays(cast, chair):
    assert left(cast, chair.person.short_name) == []
    end(chair)
    make_office("secretary", cast.association, chair.person, position="Секретарь")
    successor(chair)
    assert left(cast, chair.person.short_name) == []


def test_former_position_in_the_words_is_told_though_the_person_holds_another(cast, chair):
    end(chair)
    make_office("secretary", cast.association, chair.person, position="Секретарь")
    successor(chair)
    assert len(left(cast, f"{chair.person.short_name}, {chair.position}")) == 1


def test_nobody_is_guessed(cast, chair):
    end(chair)
    name = chair.person.short_name
    # Nobody holds the office, then two do.
    assert left(cast, name) == []
    successor(chair)
    successor(chair, "Кленова")
    assert left(cast, name) == []


def test_name_of_two_people_is_left_alone(cast, chair):
    end(chair)
    successor(chair)
    namesake = make_person(
        cast.institution, last_name=chair.person.last_name, first_name="Олег", middle_name="Никитич"
    )
    end(make_office("secretary", cast.association, namesake))
    assert left(cast, chair.person.short_name) == []


def test_one_query_for_any_number_of_rows(cast, chair, django_assert_num_queries):
    end(chair)
    successor(chair)
    names = [chair.person.short_name] * 30
    with django_assert_num_queries(1):
        assert len(left(cast, *names)) == 30
