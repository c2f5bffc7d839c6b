"""The back room: a superuser repairs the directory there, and everybody else stays outside."""

import pytest
from django.contrib import admin
from django.urls import reverse

from associations.models import User
from tests.factories import PASSWORD, make_office, make_person, make_user
from tests.letters import deliver

MODELS = [model for model in admin.site._registry if model._meta.app_label == "associations"]


def test_only_what_is_reference_data_is_there():
    names = {model.__name__ for model in admin.site._registry}
    directory = {"Institution", "Association", "Organisation", "Person", "Office"}
    assert names >= {*directory, "Substitution", "User"}
    assert not names & {"Plan", "Event", "Section", "Signature", "Edition", "Change", "Step"}
    assert not names & {"AccessAttempt", "Group", "IssuedDocument"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_pages_open_in_russian(cast, model):
    client = cast.client("superuser")
    name = f"admin:associations_{model._meta.model_name}"
    for address in (reverse(f"{name}_changelist"), reverse(f"{name}_add")):
        answer = client.get(address)
        assert answer.status_code == 200
        assert str(model._meta.verbose_name) in answer.content.decode().lower()


def test_list_costs_the_same_at_one_row_and_at_many(
    cast, django_assert_num_queries, django_assert_max_num_queries
):
    client = cast.client("superuser")
    offices = reverse("admin:associations_office_changelist")
    with django_assert_max_num_queries(10) as at_one:
        client.get(offices, {"role": "approver"})
    for _ in range(4):
        make_office("approver", cast.institution)
    with django_assert_num_queries(len(at_one)):
        client.get(offices, {"role": "approver"})


def test_new_account_is_kept_in_lower_case(cast):
    values = {"email": "Anna@Example.ORG", "is_active": "on", "password1": PASSWORD}
    answer = cast.client("superuser").post(reverse("admin:associations_user_add"), values)
    assert answer.status_code == 302
    assert not User.objects.get(email="anna@example.org").has_usable_password()


def test_office_of_a_foreign_person_is_refused_here_too(cast):
    values = {
        "person": cast.person("foreigner").pk,
        "role": "agreer",
        "association": cast.association.pk,
        "institution": "",
        "position": "Ректор",
        "since": "2026-01-01",
        "until": "",
        "basis": "",
    }
    answer = cast.client("superuser").post(reverse("admin:associations_office_add"), values)
    assert answer.status_code == 200
    assert "другого института" in answer.content.decode()


def test_accounts_are_never_deleted(cast):
    user = cast.user("chair")
    answer = cast.client("superuser").post(
        reverse("admin:associations_user_delete", args=[user.pk]), {"post": "yes"}
    )
    assert answer.status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def account_values(user, **changed):
    return {"email": user.email, "is_active": "on", **changed}


def test_nobody_sets_the_password_of_another(cast):
    user, client = cast.user("approver"), cast.client("superuser")
    before = user.password
    address = reverse("admin:associations_user_change", args=[user.pk])
    assert "password" not in client.get(address).content.decode()
    client.post(f"/admin/associations/user/{user.pk}/password/", {"password1": PASSWORD})
    client.post(address, account_values(user, password=PASSWORD, password1=PASSWORD))
    user.refresh_from_db()
    assert user.password == before


def test_letter_with_a_link_is_all_that_can_be_sent(cast):
    user = cast.user("approver")
    values = {"action": "send_password_link", "_selected_action": [user.pk]}
    cast.client("superuser").post(reverse("admin:associations_user_changelist"), values)
    (letter,) = deliver()
    assert letter.to == [user.email]
    assert "/accounts/reset/" in letter.body


def test_owner_is_told_of_another_address_at_both(cast):
    user = cast.user("approver")
    address = reverse("admin:associations_user_change", args=[user.pk])
    cast.client("superuser").post(address, account_values(user, email="Other@example.org"))
    letters = deliver()
    assert sorted(to for letter in letters for to in letter.to) == sorted(
        [user.email, "other@example.org"]
    )
    assert "изменил почту" in letters[0].subject


def test_owner_is_told_that_the_account_was_closed(cast):
    user = cast.user("approver")
    address = reverse("admin:associations_user_change", args=[user.pk])
    cast.client("superuser").post(address, {"email": user.email})
    assert [letter.to for letter in deliver()] == [[user.email]]


def person_values(person, **changed):
    names = ("last_name", "first_name", "middle_name", "position")
    values = {name: getattr(person, name) for name in names}
    return {**values, "institution": person.institution_id, "organisation": "", **changed}


def test_account_of_a_person_is_linked_once_and_told(cast):
    person, client = cast.person("approver"), cast.client("superuser")
    own, other = person.user, make_user("other@example.org")
    address = reverse("admin:associations_person_change", args=[person.pk])
    client.post(address, person_values(person, user=other.pk))
    person.refresh_from_db()
    assert person.user == own
    fresh = make_person(cast.institution)
    address = reverse("admin:associations_person_change", args=[fresh.pk])
    client.post(address, person_values(fresh, user=other.pk))
    fresh.refresh_from_db()
    assert fresh.user == other
    assert [letter.to for letter in deliver()] == [["other@example.org"]]


def test_what_guards_an_account_is_not_there():
    names = {model.__name__ for model in admin.site._registry}
    assert not names & {"Authenticator", "EmailAddress", "SocialAccount", "UserSession"}
