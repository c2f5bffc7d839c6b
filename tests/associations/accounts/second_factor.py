"""What tests of the second factor share: a person with codes of an application."""

import hmac
import struct
import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from associations.models import User

SECRET = "JBSWY3DPEHPK3PXP"


def with_codes(user: User) -> User:
    """Switch codes on for the account, and give it recovery codes."""
    data = {"secret": get_adapter().encrypt(SECRET)}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    RecoveryCodes.activate(user)
    return user


def code_now(secret: str = SECRET, step: int = 0) -> str:
    """Work out the code by RFC 6238, as an application does."""
    from base64 import b32decode  # noqa: PLC0415

    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.digest(b32decode(secret), counter, "sha1")
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"
