"""The back room: a superuser repairs the directory there, and everybody else stays outside."""

import pytest
from django.contrib import admin
from django.urls import reverse

from associations.models import User
from tests.factories import PASSWORD, make_office

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
    values = {
        "email": "Anna@Example.ORG",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    answer = cast.client("superuser").post(reverse("admin:associations_user_add"), values)
    assert answer.status_code == 302
    assert User.objects.filter(email="anna@example.org").exists()


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
