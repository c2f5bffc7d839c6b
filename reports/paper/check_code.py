"""The code on an approved paper by which anybody finds the paper's check page.

It is worked out from an edition's number and fingerprint and kept nowhere, so it is the same for
ever; it refuses to know the database and addresses.
"""

import base64
import hashlib
import hmac
import re
from typing import Final

_LENGTH: Final = 16
# Base 32 has no 0, 1, 8 and 9: whoever types one of them has seen a letter.
_LOOK_ALIKE: Final = str.maketrans("018 ", "olb-")
# Cyrillic letters on the same keys or of the same look, as people type them from paper.
_CYRILLIC: Final = str.maketrans("авсеһкмортху", "abcehkmoptxy")
_CODE: Final = re.compile(rf"(?P<edition>\d{{1,12}})-?(?P<mark>[a-z2-7]{{{_LENGTH}}})", re.ASCII)


def code_of(edition_id: int, sha256: str) -> str:
    """The code of an edition: «57-k7q2…», its number and 80 bits that only its words give."""
    digest = hashlib.sha256(f"check:{edition_id}:{sha256}".encode()).digest()
    return f"{edition_id}-{base64.b32encode(digest)[:_LENGTH].decode().lower()}"


def in_groups(code: str) -> str:
    """The code as it is printed, in groups of four that are easy to type."""
    edition, _, mark = code.partition("-")
    return "-".join([edition, *(mark[at : at + 4] for at in range(0, _LENGTH, 4))])


def read_code(typed: str) -> tuple[int, str] | None:
    """The edition's number and the whole code, whatever case, blanks and marks it was typed in.

    None where it is no code at all.
    """
    edition, _, rest = typed.strip().lower().replace("—", "-").replace("–", "-").partition("-")
    mark = re.sub(r"[\s-]+", "", rest.translate(_CYRILLIC)).translate(_LOOK_ALIKE)
    match = _CODE.fullmatch(f"{edition.strip()}-{mark}")
    if match is None:
        return None
    return int(match["edition"]), f"{match['edition']}-{match['mark']}"


def is_code_of(code: str, edition_id: int, sha256: str) -> bool:
    """Whether the code is this edition's; it takes as long whatever the answer is."""
    return hmac.compare_digest(code, code_of(edition_id, sha256))
