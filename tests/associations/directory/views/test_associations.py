"""Pages of associations and of the institution."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages

from associations.models import Association
from associations.vocabulary import OfficeRole
from tests.associations.pages import text_of, url
from tests.factories import (
    make_office,
)


@pytest.fixture
def staff(cast):
    return cast.client("methodist")


def test_list_of_associations_names_chair_and_curator(cast, staff):
    text = text_of(staff.get(url("association_list")))
    for who in ("chair", "curator", "stranger"):
        assert cast.person(who).last_name in text
    assert cast.association.name in text


def test_former_chair_is_not_in_the_list(cast, staff):
    former = make_office(
        OfficeRole.CHAIR, cast.association, since=dt.date(2015, 1, 1), until=dt.date(2019, 12, 31)
    )
    assert former.person.last_name not in text_of(staff.get(url("association_list")))
    assert former.person.last_name in text_of(staff.get(cast.association.get_absolute_url()))


def test_wrong_kind_shows_the_message_and_the_whole_list(cast, staff):
    answer = staff.get(url("association_list"), {"kind": "club"})
    assert answer.status_code == 200
    assert "kind" in answer.context["form"].errors


def test_empty_lists_say_what_to_do(cast):
    foreigner = cast.client("foreigner")
    Association.objects.filter(institution=cast.foreign_institution).delete()
    assert "Запишите первое" in text_of(foreigner.get(url("association_list")))
    nothing = foreigner.get(url("person_list"), {"text": "фывапр"})
    assert "Никто не нашёлся" in text_of(nothing)
    unplaced = cast.client("unplaced")
    assert "методист института" in text_of(unplaced.get(url("association_list")))


def test_association_is_added_through_the_form(cast, staff):
    values = {"kind": "omo", "name": "ОМО химиков", "parent": cast.association.pk}
    answer = staff.post(url("association_add"), values)
    made = Association.objects.get(name="ОМО химиков")
    assert answer.url == made.get_absolute_url()
    assert made.institution == cast.institution
    assert "Теперь назначьте" in str(next(iter(get_messages(answer.wsgi_request))))


def test_refused_edit_leaves_the_heading_and_the_row_alone(cast, staff):
    values = {"kind": "omo", "name": cast.other_association.name}
    answer = staff.post(url("association_edit", cast.association.pk), values)
    assert answer.context["association"].name == cast.association.name
    cast.association.refresh_from_db()
    assert cast.association.kind == "rumo"
