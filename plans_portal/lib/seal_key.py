"""The key of the seals: Ed25519, kept outside of the database; the one door to it.

It seals the ends of the chains, and by itself each row that nobody else may write.

Whoever has only the public key, such as a court, can check a seal with any program.
"""

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

# What is signed begins with it, so that a signature of something else is never taken for a seal.
_SAID: Final = b"plans-portal seal 1\n"
_SAID_OF_ROW: Final = b"plans-portal row 1\n"


def sign(digest: str) -> str:
    """The signature of a digest, in hexadecimal digits."""
    return _private_key().sign(_SAID + digest.encode()).hex()


def public_key() -> str:
    """The public half of the key, in hexadecimal digits."""
    return _private_key().public_key().public_bytes_raw().hex()


def is_signed(digest: str, signature: str, key: str) -> bool:
    """Whether the digest was signed by the portal's key, or by one that it had before."""
    return key in _known_keys() and _is_said(_SAID + digest.encode(), signature, key)


def seal_row(row_hash: str) -> str:
    """The seal of one row, by its hash, in hexadecimal digits."""
    return _private_key().sign(_SAID_OF_ROW + row_hash.encode()).hex()


def is_sealed_row(row_hash: str, seal: str) -> bool:
    """Whether the portal has written the row of this hash, with this key or one that it had."""
    said = _SAID_OF_ROW + row_hash.encode()
    return any(_is_said(said, seal, key) for key in _known_keys())


def _known_keys() -> tuple[str, ...]:
    return public_key(), *settings.SEAL_KEYS_BEFORE


def _is_said(said: bytes, signature: str, key: str) -> bool:
    try:
        known = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        known.verify(bytes.fromhex(signature), said)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.SEAL_KEY))
