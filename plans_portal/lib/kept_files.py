"""Reads files that are kept with their hash: what is not as it was kept is never given out."""

import hashlib

from django.core.files.storage import default_storage


def kept_bytes(name: str, sha256: str) -> bytes | None:
    """The bytes of a stored file; None where it is gone, or has another hash than it had."""
    try:
        with default_storage.open(name, "rb") as file:
            data = bytes(file.read())
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
