"""The code on an approved paper that leads to its check page.

It is computed from the edition's number and fingerprint and not stored, so it never changes.
"""

import base64
import hashlib
import hmac
import re
from typing import Final

_LENGTH: Final = 16
# Base 32 has no 0, 1, 8 and 9: a person who types one of them has seen a letter.
_LOOK_ALIKE: Final = str.maketrans("018 ", "olb-")
# Cyrillic letters that look the same, or are on the same keys, as people type them from paper.
_CYRILLIC: Final = str.maketrans("авсеһкмортху", "abcehkmoptxy")
_CODE: Final = re.compile(rf"(?P<edition>\d{{1,12}})-?(?P<digest>[a-z2-7]{{{_LENGTH}}})", re.ASCII)


def code_of(edition_id: int, sha256: str) -> str:
    """The code of an edition: its number and 80 bits of a hash, as «57-k7q2…»."""
    digest = hashlib.sha256(f"check:{edition_id}:{sha256}".encode()).digest()
    return f"{edition_id}-{base64.b32encode(digest)[:_LENGTH].decode().lower()}"


def grouped_code(code: str) -> str:
    """The code as it is printed, in groups of four that are easy to type."""
    edition, _, digest = code.partition("-")
    groups = (digest[start : start + 4] for start in range(0, _LENGTH, 4))
    return "-".join([edition, *groups])


def read_code(typed: str) -> tuple[int, str] | None:
    """The edition's number and the whole code; case, spaces and dashes do not matter.

    None if it is not a code.
    """
    edition, _, rest = typed.strip().lower().replace("—", "-").replace("–", "-").partition("-")
    digest = re.sub(r"[\s-]+", "", rest.translate(_CYRILLIC)).translate(_LOOK_ALIKE)
    match = _CODE.fullmatch(f"{edition.strip()}-{digest}")
    if match is None:
        return None
    return int(match["edition"]), f"{match['edition']}-{match['digest']}"


def is_code_of(code: str, edition_id: int, sha256: str) -> bool:
    """Whether the code is this edition's, compared in constant time."""
    return hmac.compare_digest(code, code_of(edition_id, sha256))
