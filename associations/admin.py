"""The admin: a superuser looks at the directory and repairs it. Plans are not here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest

from associations.models import (
    Association,
    Institution,
    Office,
    Organisation,
    Person,
    Substitution,
    User,
)

admin.site.unregister(Group)
# One at a time, with the page that shows what else would be deleted; never a list at once.
admin.site.disable_action("delete_selected")


class LowerEmail(forms.EmailField):
    """An address in lower case, as signing in looks for it."""

    def to_python(self, value: Any) -> Any:
        """Give the address in lower case."""
        return str(super().to_python(value) or "").lower()


class AccountAddForm(AdminUserCreationForm[User]):
    """A new account with its address."""

    class Meta:
        model = User
        fields = ("email",)
        field_classes = {"email": LowerEmail}


class AccountChangeForm(UserChangeForm[User]):
    """An account with its address."""

    class Meta:
        model = User
        fields = "__all__"
        field_classes = {"email": LowerEmail}


@admin.register(User)
class AccountAdmin(UserAdmin[User]):
    """Accounts; history names them, so they are closed and never deleted."""

    form = AccountChangeForm
    add_form = AccountAddForm
    ordering = ("email",)
    list_display = ("email", "person", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    list_select_related = ("person",)
    search_fields = ("email", "person__last_name")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        ("Доступ", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Даты", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "usable_password", "password1", "password2")}),)
    filter_horizontal = ()

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002
        """Never: close the account instead."""
        return False


@admin.register(Institution)
class InstitutionAdmin(admin.ModelAdmin[Institution]):
    """Institutions: the only place where one is added."""

    list_display = ("short_name", "name", "city")


@admin.register(Association)
class AssociationAdmin(admin.ModelAdmin[Association]):
    """Associations of all institutions."""

    list_display = ("name", "kind", "institution", "territory", "is_active")
    list_filter = ("kind", "institution", "is_active")
    list_select_related = ("institution",)
    search_fields = ("name",)
    autocomplete_fields = ("parent",)


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin[Organisation]):
    """Organisations of all institutions."""

    list_display = ("name", "short_name", "institution")
    list_filter = ("institution",)
    list_select_related = ("institution",)
    search_fields = ("name", "short_name")


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin[Person]):
    """People of all institutions."""

    list_display = ("full_name", "position", "organisation", "institution", "user")
    list_filter = ("institution",)
    list_select_related = ("organisation", "institution", "user")
    search_fields = ("last_name", "first_name", "middle_name")
    autocomplete_fields = ("organisation", "user")


@admin.register(Office)
class OfficeAdmin(admin.ModelAdmin[Office]):
    """Offices by period."""

    list_display = ("person", "role", "position", "association", "institution", "since", "until")
    list_filter = ("role",)
    list_select_related = ("person", "association", "institution")
    search_fields = ("person__last_name", "position")
    autocomplete_fields = ("person", "association", "replaces")


@admin.register(Substitution)
class SubstitutionAdmin(admin.ModelAdmin[Substitution]):
    """Substitutions by period."""

    list_display = ("office", "person", "manner", "since", "until", "basis")
    list_select_related = ("office__person", "person")
    autocomplete_fields = ("office", "person")
