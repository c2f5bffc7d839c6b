"""The admin: a superuser looks at the directory and repairs it. Plans are not here."""

from typing import Any, Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth import admin as _groups  # noqa: F401 (registers what is taken out here)
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from associations.accounts.rules.account_letters import (
    Site,
    write_of_change,
    write_password_link,
)
from associations.journal.noted_admin import NotedAdmin
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
# What guards an account is its owner's matter.
for one in (Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken, UserSession):
    if admin.site.is_registered(one):
        admin.site.unregister(one)
# One at a time, with the page that shows what else would be deleted; never a list at once.
admin.site.disable_action("delete_selected")

# What the owner of an account is told of an administrator's deed.
TOLD: Final = {
    "email": "администратор изменил почту для входа",
    "access": "администратор изменил доступ",
    "person": "администратор связал учётную запись с человеком из справочника",
}


class LowerEmail(forms.EmailField):
    """An address in lower case, as signing in looks for it."""

    def to_python(self, value: Any) -> Any:
        """Give the address in lower case."""
        return str(super().to_python(value) or "").lower()


class AccountForm(forms.ModelForm[User]):
    """An account with its address; its password is its owner's matter."""

    class Meta:
        model = User
        fields = ("email", "is_active", "is_staff", "is_superuser")
        field_classes = {"email": LowerEmail}


@admin.register(User)
class AccountAdmin(NotedAdmin[User]):
    """Accounts; history names them, so they are closed and never deleted.

    Nobody sets the password of another here: a letter with a link is all that can be sent. The
    owner is told of every change, at the old address too.
    """

    form = AccountForm
    ordering = ("email",)
    list_display = ("email", "person", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    list_select_related = ("person",)
    search_fields = ("email", "person__last_name")
    fieldsets = (
        (None, {"fields": ("email",)}),
        ("Доступ", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Даты", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    actions = ("send_password_link",)

    @admin.action(description="Отправить письмо со ссылкой для пароля")
    def send_password_link(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Send the owners of open accounts a link that sets the password."""
        for account in chosen.filter(is_active=True):
            write_password_link("password_reset", account, site=Site.of(request))
            self.message_user(request, f"Письмо скоро придёт на {account.email}.")

    def save_model(
        self,
        request: HttpRequest,
        obj: User,
        form: AccountForm,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Save the account, and tell its owner what was changed."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and form.changed_data:
            what = TOLD["email" if "email" in form.changed_data else "access"]
            for address in sorted({obj.email, form.initial["email"]}):
                write_of_change(obj, what, site=Site.of(request), address=address)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002
        """Never: close the account instead."""
        return False


@admin.register(Institution)
class InstitutionAdmin(NotedAdmin[Institution]):
    """Institutions: the only place where one is added."""

    list_display = ("short_name", "name", "city")


@admin.register(Association)
class AssociationAdmin(NotedAdmin[Association]):
    """Associations of all institutions."""

    list_display = ("name", "kind", "institution", "territory", "is_active")
    list_filter = ("kind", "institution", "is_active")
    list_select_related = ("institution",)
    search_fields = ("name",)
    autocomplete_fields = ("parent",)


@admin.register(Organisation)
class OrganisationAdmin(NotedAdmin[Organisation]):
    """Organisations of all institutions."""

    list_display = ("name", "short_name", "institution")
    list_filter = ("institution",)
    list_select_related = ("institution",)
    search_fields = ("name", "short_name")


@admin.register(Person)
class PersonAdmin(NotedAdmin[Person]):
    """People of all institutions."""

    list_display = ("full_name", "position", "organisation", "institution", "user")
    list_filter = ("institution",)
    list_select_related = ("organisation", "institution", "user")
    search_fields = ("last_name", "first_name", "middle_name")
    autocomplete_fields = ("organisation", "user")

    def get_readonly_fields(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: Person | None = None,
    ) -> tuple[str, ...]:
        """The account of a person stays theirs: what it has signed was signed by them."""
        return ("user",) if obj and obj.user_id else ()

    def save_model(
        self,
        request: HttpRequest,
        obj: Person,
        form: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Save the person, and tell the owner of the account that it was linked."""
        super().save_model(request, obj, form, change)
        if obj.user and "user" in form.changed_data:
            write_of_change(obj.user, TOLD["person"], site=Site.of(request))


@admin.register(Office)
class OfficeAdmin(NotedAdmin[Office]):
    """Offices by period."""

    list_display = ("person", "role", "position", "association", "institution", "since", "until")
    list_filter = ("role",)
    list_select_related = ("person", "association", "institution")
    search_fields = ("person__last_name", "position")
    autocomplete_fields = ("person", "association")


@admin.register(Substitution)
class SubstitutionAdmin(NotedAdmin[Substitution]):
    """Substitutions by period."""

    list_display = ("office", "person", "manner", "since", "until", "basis")
    list_select_related = ("office__person", "person")
    autocomplete_fields = ("office", "person")
