"""Forms of the directory: choices, filters, what is shown of a refusal."""

import pytest

from associations.vocabulary import OfficeRole
from tests.associations.pages import text_of, url
from tests.factories import (
    make_association,
    make_office,
    make_person,
)


@pytest.fixture
def staff(cast):
    return cast.client("methodist")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"text": "АГРАРНОЕ"}, ["Аграрное объединение"]),
        ({"text": "объединение полёвка"}, ["Аграрное объединение"]),
        ({"text": "полевка"}, ["Аграрное объединение"]),
        ({"text": "тумано"}, ["Аграрное объединение"]),
        ({"text": "(*["}, []),
        ({"kind": "moc"}, ["Опорный центр"]),
        ({"kind": "moc", "text": "аграрное"}, []),
    ],
)
def test_associations_are_found_by_kind_and_words(cast, staff, query, found):
    first = make_association(
        cast.institution, name="Аграрное объединение", territory="Полёвка", kind="rmc"
    )
    make_association(cast.institution, name="Опорный центр", kind="moc")
    chair = make_person(cast.institution, last_name="Туманова")
    make_office(OfficeRole.CHAIR, first, chair)
    page = staff.get(url("association_list"), query).context["page"]
    assert [association.name for association in page] == found


def test_wrong_form_keeps_what_was_typed_and_marks_the_field(cast, staff):
    values = {"kind": "omo", "name": cast.association.name, "territory": "Северный <округ>"}
    answer = staff.post(url("association_add"), values)
    assert list(answer.context["form"].errors) == ["name"]
    text = text_of(answer)
    assert 'value="Северный &lt;округ&gt;"' in text
    assert 'aria-invalid="true"' in text
    assert 'id="id_name_error"' in text
    assert "id_name_error" in text.split("<textarea")[1].split(">")[0]


def test_parent_is_chosen_only_among_ones_own(cast, staff):
    values = {"kind": "omo", "name": "Новое", "parent": cast.foreign_association.pk}
    answer = staff.post(url("association_add"), values)
    assert list(answer.context["form"].errors) == ["parent"]


def test_empty_choices_are_in_russian(cast, staff):
    pages = ("association_add", "person_add")
    text = "".join(text_of(staff.get(url(name))) for name in pages)
    text += text_of(staff.get(url("association_office_add", cast.association.pk)))
    text += text_of(staff.get(url("substitution_add", cast.office("chair").pk)))
    assert "Select an option" not in text
    assert "-----" not in text
