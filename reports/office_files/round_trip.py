"""What a file of the portal says of its plan, so that it can be brought back and merged.

Custom properties of the file name the plan, its version, and a seal over both and the *base*: the
canonical JSON of the plan as the file was written. The base is kept in the file too. A row is known
by its uid: in a Word file by a hidden bookmark, in a workbook in a hidden column.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.core.signing import BadSignature, Signer

from events.models import Plan

# Names of the custom properties (docProps/custom.xml).
PLAN: Final = "portal-plan"
VERSION: Final = "portal-version"
SEAL: Final = "portal-seal"
# More digits are no key of a row in the database.
_KEY: Final = re.compile(r"[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class FileStamp:
    """From which plan a file was written, by its primary key, and from which revision of it."""

    plan: int
    version: int


def stamp_of(plan: Plan) -> FileStamp:
    """The stamp of a file that is written from the plan now."""
    return FileStamp(plan.pk, plan.revision)


def properties_of(stamp: FileStamp, base: bytes) -> dict[str, str]:
    """The custom properties of a file; `base` is the canonical JSON that the file keeps."""
    return {
        PLAN: str(stamp.plan),
        VERSION: str(stamp.version),
        SEAL: _signer().signature(_sealed(stamp, base)),
    }


def stamp_in(properties: Mapping[str, str]) -> FileStamp | None:
    """What the file says of itself; None where it has no such properties, or broken ones.

    Anybody may write it: the plan must be looked for among those that the actor may see.
    """
    plan, version = properties.get(PLAN, ""), properties.get(VERSION, "")
    if not _KEY.fullmatch(plan) or not _KEY.fullmatch(version):
        return None
    return FileStamp(int(plan), int(version))


def is_sealed(properties: Mapping[str, str], base: bytes) -> bool:
    """Whether the portal wrote this base for this plan and version."""
    stamp = stamp_in(properties)
    if stamp is None:
        return False
    try:
        _signer().unsign(f"{_sealed(stamp, base)}:{properties.get(SEAL, '')}")
    except BadSignature:
        return False
    return True


def _sealed(stamp: FileStamp, base: bytes) -> str:
    return f"{stamp.plan}.{stamp.version}.{hashlib.sha256(base).hexdigest()}"


def _signer() -> Signer:
    return Signer(salt="plans-portal/file")
