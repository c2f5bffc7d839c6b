"""How and when the person of a session has proved who they are.

allauth keeps a record in the session of each proof: the sign-in, and each one since.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import urlencode

from associations.models import User

# A proof is good for so long.
FRESH: Final = dt.timedelta(minutes=10)
IN_WORDS: Final = {
    "password": "пароль",
    "totp": "код из приложения",
    "webauthn": "ключ устройства",
    "recovery_codes": "резервный код",
    "socialaccount": "вход через институт",
    "link": "одноразовая ссылка",
    "letter_code": "код из письма",
    "phone_code": "код по телефону",
}


@dataclass(frozen=True, slots=True)
class Authentication:
    """What a signature keeps of the session in which it was given.

    `method` names all proofs of the session in their order («password+totp»), or is empty where the
    session has none; `at` is the moment of the last one. `session` tells sessions apart: a hash of
    the key, from which nobody gets the key.
    """

    method: str
    at: dt.datetime
    session: str

    @property
    def in_words(self) -> str:
        """The methods in Russian: «пароль, код из приложения»."""
        return ", ".join(IN_WORDS.get(one, one) for one in self.method.split("+") if one)


def authentication_of(request: HttpRequest) -> Authentication:
    """Tell how the signed-in person has proved who they are. PermissionDenied for a stranger."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied("Войдите в портал.")
    records = get_authentication_records(request, user)
    at = (
        dt.datetime.fromtimestamp(records[-1]["at"], dt.UTC)
        if records
        else user.last_login or user.date_joined
    )
    key = request.session.session_key or ""
    methods = dict.fromkeys(_method_of(record) for record in records)
    return Authentication("+".join(methods), at, hashlib.sha256(key.encode()).hexdigest())


def needs_fresh_proof(request: HttpRequest, within: dt.timedelta = FRESH) -> bool:
    """Tell whether the last proof is older than that; so it is where there was none."""
    known = authentication_of(request)
    return not known.method or timezone.now() - known.at > within


def keep_proof(request: HttpRequest, method: str = "password") -> None:
    """Keep in the session that the person has just proved again who they are."""
    record_authentication(request, request.user, method, reauthenticated=True)


def ask_for_proof(request: HttpRequest, back_to: str = "") -> HttpResponseRedirect:
    """Lead to the page that asks for a password, a code or a key, and from there back.

    For a page that is opened. A form that was sent is shown again with its words and `ProofForm`.
    """
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        raise PermissionDenied("Задайте пароль на странице «Вход и безопасность».")
    query = urlencode({"next": back_to or request.get_full_path()})
    return HttpResponseRedirect(f"{methods[0]['url']}?{query}")


def _method_of(record: dict[str, Any]) -> str:
    return str(record.get("type") or record.get("method") or "")
