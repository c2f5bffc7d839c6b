"""Two methodists with the same form open: the second is shown what the first has written."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from plans_portal.lib.versions import version_of_fields
from tests.factories import make_association, make_office, make_organisation, make_person


def row_of(kind: str, cast) -> Any:
    if kind == "association":
        return make_association(cast.institution, parent=cast.association)
    if kind == "organisation":
        return make_organisation(cast.institution)
    if kind == "person":
        return make_person(cast.institution, organisation=make_organisation(cast.institution))
    return make_office("agreer", cast.association)


# For each form: what the first writes, what the fields then show, what the second writes.
FORMS: dict[str, tuple[dict[str, Any], dict[str, str], dict[str, str]]] = {
    "association": (
        {"kind": "omo", "parent": None, "is_active": False},
        {"kind": "«ОМО»", "parent": "пусто", "is_active": "нет"},
        {"territory": "Приозёрный край"},
    ),
    "organisation": ({"short_name": "Колледж"}, {"short_name": "«Колледж»"}, {"name": "Лицей"}),
    "person": (
        {"position": "декан", "organisation": None},
        {"position": "«декан»", "organisation": "пусто"},
        {"first_name": "Анна"},
    ),
    "office": (
        {"until": dt.date(2027, 5, 9), "basis": "приказ № 9"},
        {"until": "9 мая 2027 г", "basis": "«приказ № 9»"},
        {"position": "Заместитель министра"},
    ),
}


def as_posted(form) -> dict[str, Any]:
    """Give what a browser sends of the form."""
    return {field.name: field.value() for field in form if field.value() not in (None, False)}


@pytest.mark.parametrize("kind", FORMS)
def test_second_is_shown_what_the_first_wrote_and_may_write_over_it(cast, kind):
    first, stored, second = FORMS[kind]
    row = row_of(kind, cast)
    client, address = cast.client("methodist"), reverse(f"associations:{kind}_edit", args=[row.pk])
    typed = {**as_posted(client.get(address).context["form"]), **second}
    type(row).objects.filter(pk=row.pk).update(**first)

    answer = client.post(address, typed)
    assert answer.status_code == 200
    errors = {**answer.context["form"].errors}
    assert "изменил другой человек" in str(errors.pop("__all__"))
    # What was typed differs from what stands there in both.
    (own,) = second
    assert set(errors) == {*stored, own}
    for name, words in stored.items():
        assert [one.replace("\u00a0", " ") for one in errors[name]] == [
            f"Сейчас записано: {words}."
        ]
    now = type(row).objects.get(pk=row.pk)
    assert {name: getattr(now, name) for name in first} == first
    assert getattr(now, own) == getattr(row, own)

    form = answer.context["form"]
    kept = {name: str(value) for name, value in as_posted(form).items()}
    version = version_of_fields(now, form.Meta.fields)
    assert kept == {
        **{name: str(value) for name, value in typed.items()},
        "expected_version": version,
    }
    again = client.post(address, kept)
    assert again.status_code == 302
    assert getattr(type(row).objects.get(pk=row.pk), own) == second[own]


@pytest.mark.parametrize("kind", FORMS)
def test_form_alone_is_simply_written(cast, kind):
    *_, second = FORMS[kind]
    row = row_of(kind, cast)
    client, address = cast.client("methodist"), reverse(f"associations:{kind}_edit", args=[row.pk])
    typed = {**as_posted(client.get(address).context["form"]), **second}
    assert client.post(address, typed).status_code == 302
    (own,) = second
    assert getattr(type(row).objects.get(pk=row.pk), own) == second[own]
