"""Letters to the owner of an account: a link that sets the password, and what was changed."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import int_to_base36

from associations.accounts.rules.letters import write_account_letter
from associations.accounts.tokens import link_tokens
from associations.models import User


@dataclass(frozen=True, slots=True)
class Site:
    """The address of the portal, for links in letters."""

    domain: str
    protocol: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Site":
        """Read it from a request; ALLOWED_HOSTS has already refused a false host."""
        return cls(request.get_host(), "https" if request.is_secure() else "http")


def write_password_link(name: str, user: User, *, site: Site, **told: object) -> None:
    """Write a letter with a link that sets the password.

    `name` is that of its two templates, `told` what they need besides.
    """
    key = {"uidb36": int_to_base36(user.pk), "key": link_tokens.make_token(user)}
    seconds = (
        settings.PASSWORD_LETTER_TIMEOUT
        if user.has_usable_password()
        else settings.PASSWORD_RESET_TIMEOUT
    )
    context = {
        "email": user.email,
        "link": reverse("account_reset_password_from_key", kwargs=key),
        "days": timedelta(seconds=seconds).days,
        "domain": site.domain,
        "protocol": site.protocol,
    }
    write_account_letter(name, user, {**context, **told})


def write_of_change(user: User, what: str, *, site: Site, address: str = "") -> None:
    """Tell the owner of an account what was changed in it.

    `address` is where to write, if not to the account's own: the one that it had before.
    """
    address = address or user.email
    context = {"what": what, "at": timezone.localtime(), "email": address}
    site_words = {"domain": site.domain, "protocol": site.protocol}
    write_account_letter("account_changed", user, {**context, **site_words}, address=address)
