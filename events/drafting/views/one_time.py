"""One-time keys: a form that comes twice (Back, a retry, a double click) does its action once."""

import uuid

from django.http import HttpRequest

from events.drafting.models.plan import UID, new_uid


def key_of_form(request: HttpRequest) -> str:
    """The key for the form of a page: the one that was sent, or a new one."""
    return sent_key(request) or new_uid()


def sent_key(request: HttpRequest, about: str = "") -> str:
    """The key that a form was sent with, or nothing.

    `about` is the uid of a part where one form has a button for each: its key is then its own.
    """
    key = request.POST.get("key", "")
    if not UID.fullmatch(key):
        return ""
    return uuid.uuid5(uuid.UUID(key), about).hex if about else key
