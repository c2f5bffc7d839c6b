"""The pages of the directory: what they show, how they take a form, what they cost."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from associations.models import Association, Person
from associations.vocabulary import OfficeRole
from tests.factories import (
    make_association,
    make_office,
    make_organisation,
    make_person,
    make_substitution,
)

today = timezone.localdate


def url(name, *args) -> str:
    return reverse(f"associations:{name}", args=args)


@pytest.fixture
def staff(cast):
    return cast.client("methodist")


def text_of(answer) -> str:
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


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


def test_long_list_has_pages_that_keep_the_filter(cast, staff):
    for _ in range(51):
        make_organisation(cast.institution)
    first = staff.get(url("organisation_list"), {"text": "колледж"})
    assert len(first.context["page"]) == 50
    assert "?text=" in text_of(first)
    assert "page=2" in text_of(first)
    second = staff.get(url("organisation_list"), {"text": "колледж", "page": 2})
    assert len(second.context["page"]) == 1


def test_association_is_added_through_the_form(cast, staff):
    values = {"kind": "omo", "name": "ОМО химиков", "parent": cast.association.pk}
    answer = staff.post(url("association_add"), values)
    made = Association.objects.get(name="ОМО химиков")
    assert answer.url == made.get_absolute_url()
    assert made.institution == cast.institution
    assert "Теперь назначьте" in str(next(iter(get_messages(answer.wsgi_request))))


def test_wrong_form_keeps_what_was_typed_and_marks_the_field(cast, staff):
    values = {"kind": "omo", "name": cast.association.name, "territory": "Северный <округ>"}
    answer = staff.post(url("association_add"), values)
    assert list(answer.context["form"].errors) == ["name"]
    text = text_of(answer)
    assert 'value="Северный &lt;округ&gt;"' in text
    assert 'aria-invalid="true"' in text
    assert 'id="id_name_error"' in text
    assert "id_name_error" in text.split("<textarea")[1].split(">")[0]


def test_refused_edit_leaves_the_heading_and_the_row_alone(cast, staff):
    values = {"kind": "omo", "name": cast.other_association.name}
    answer = staff.post(url("association_edit", cast.association.pk), values)
    assert answer.context["association"].name == cast.association.name
    cast.association.refresh_from_db()
    assert cast.association.kind == "rumo"


def test_parent_is_chosen_only_among_ones_own(cast, staff):
    values = {"kind": "omo", "name": "Новое", "parent": cast.foreign_association.pk}
    answer = staff.post(url("association_add"), values)
    assert list(answer.context["form"].errors) == ["parent"]


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


def test_office_form_offers_the_roles_of_the_place(cast, staff):
    here = staff.get(url("association_office_add", cast.association.pk)).context["form"]
    above = staff.get(url("institution_office_add", cast.institution.pk)).context["form"]
    assert "methodist" not in dict(here.fields["role"].choices)
    assert "chair" not in dict(above.fields["role"].choices)
    assert cast.person("foreigner") not in here.fields["person"].queryset


def test_refused_seat_stands_at_its_field(cast, staff):
    values = {
        "person": cast.person("secretary").pk,
        "role": "chair",
        "position": "Председатель",
        "since": today().isoformat(),
    }
    answer = staff.post(url("association_office_add", cast.association.pk), values)
    assert "Сначала завершите тот срок" in str(answer.context["form"].errors["since"])


def test_substitution_is_recorded_shown_and_ended(cast, staff):
    chair = cast.office("chair")
    values = {
        "person": cast.person("secretary").pk,
        "manner": "acting",
        "since": today().isoformat(),
        "until": (today() + dt.timedelta(days=3)).isoformat(),
        "basis": "приказ № 5",
    }
    staff.post(url("substitution_add", chair.pk), values)
    substitution = chair.substitutions.get()
    page = text_of(staff.get(cast.association.get_absolute_url()))
    assert "Завершить замещение" in page
    staff.post(url("substitution_end", substitution.pk), {"until": today().isoformat()})
    substitution.refresh_from_db()
    assert substitution.until == today()


def test_empty_choices_are_in_russian(cast, staff):
    pages = ("association_add", "person_add")
    text = "".join(text_of(staff.get(url(name))) for name in pages)
    text += text_of(staff.get(url("association_office_add", cast.association.pk)))
    text += text_of(staff.get(url("substitution_add", cast.office("chair").pk)))
    assert "Select an option" not in text
    assert "-----" not in text


def fill(cast) -> None:
    """Put one more of everything into the directory."""
    association = make_association(cast.institution, parent=cast.association)
    organisation = make_organisation(cast.institution)
    for role in (OfficeRole.CHAIR, OfficeRole.CURATOR):
        person = make_person(cast.institution, account=True, organisation=organisation)
        make_office(role, association, person)
    for place in (cast.association, cast.institution):
        office = make_office(OfficeRole.AGREER, place)
        make_substitution(office, cast.person("chair"), since=today(), until=today())
        make_office(OfficeRole.AGREER, place, until=dt.date(2021, 1, 1))
        make_office(OfficeRole.AGREER, place, cast.person("chair"), until=dt.date(2021, 1, 1))


@pytest.mark.parametrize(
    "name",
    [
        "association_list",
        "association_detail",
        "institution_detail",
        "person_list",
        "person_detail",
        "organisation_list",
    ],
)
def test_page_costs_the_same_at_one_row_and_at_many(
    cast, staff, name, django_assert_num_queries, django_assert_max_num_queries
):
    keys = {
        "association_detail": [cast.association.pk],
        "institution_detail": [cast.institution.pk],
        "person_detail": [cast.person("chair").pk],
    }
    address = url(name, *keys.get(name, []))
    fill(cast)
    with django_assert_max_num_queries(15) as at_one:
        staff.get(address)
    for _ in range(4):
        fill(cast)
    with django_assert_num_queries(len(at_one)):
        staff.get(address)
