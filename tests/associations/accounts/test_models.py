"""Accounts: known by an e-mail address in any letter case."""

import pytest
from django.db import IntegrityError

from associations.models import User

pytestmark = pytest.mark.django_db


def test_address_is_stored_in_lower_case_and_found_in_any():
    user = User.objects.create_user(" Anna@Example.ORG ")
    assert user.email == "anna@example.org"
    assert not user.has_usable_password()
    assert User.objects.get_by_natural_key("ANNA@example.org ") == user


def test_address_is_taken_once_in_any_letter_case():
    user = User.objects.create_user("anna@example.org")
    with pytest.raises(IntegrityError):
        User(email="Anna@Example.org", password=user.password).save()


def test_superuser_opens_the_admin():
    user = User.objects.create_superuser("root@example.org", "пароль-1234")
    assert (user.is_staff, user.is_superuser) == (True, True)
    assert user.check_password("пароль-1234")
