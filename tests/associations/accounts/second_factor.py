"""What tests of the second factor share: a person with codes of an application."""

import hmac
import struct
import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from associations.models import User
from tests.cast import Cast
from tests.factories import PASSWORD

SECRET = "JBSWY3DPEHPK3PXP"


def with_codes(user: User) -> User:
    """Switch codes on for the account, and give it recovery codes."""
    data = {"secret": get_adapter().encrypt(SECRET)}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    RecoveryCodes.activate(user)
    return user


def left_alone(cast: Cast, who: str = "curator", password: str | None = PASSWORD) -> Client:
    """Give a client whose last proof is an hour old."""
    user = cast.user(who)
    user.set_password(password)
    user.save()
    client = cast.client(who)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 3600
    session.save()
    return client


def code_now(secret: str = SECRET, step: int = 0) -> str:
    """Work out the code by RFC 6238, as an application does."""
    from base64 import b32decode  # noqa: PLC0415

    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.digest(b32decode(secret), counter, "sha1")
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"
