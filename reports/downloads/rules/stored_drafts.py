"""Stored drafts: an unchanged draft is given out again without printing."""

import datetime as dt
import hashlib
import logging
import uuid
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from events.drafting.queries.stored_content import layout_content
from events.models import Edition, Plan
from reports.downloads.rules.release import RELEASE
from reports.models import StoredDraft

logger = logging.getLogger(__name__)

FOLDER: Final = "drafts"
# A file without its row is being written, or its process died; after a day it is the latter.
_STRAY_AFTER: Final = dt.timedelta(days=1)


def key_of(plan: Plan, edition: Edition | None) -> str:
    """A hash of all that the paper of the edition, or of the present rows, depends on (1 query).

    Every change of a plan's content increases its revision; an edition never changes, and
    signatures and withdrawals are only added. Call it before reading the content, so that a change
    in between gives another key.
    """
    parts: tuple[object, ...] = (RELEASE, settings.PUBLIC_ADDRESS, plan.pk, str(plan.status))
    if edition is not None:
        standing = plan.edition_id == edition.pk, plan.official_id == edition.pk
        made = edition.signatures.aggregate(made=Count("pk"), withdrawn=Count("withdrawal"))
        parts = (*parts, "edition", edition.pk, standing, made["made"], made["withdrawn"])
    else:
        heading = (plan.title, plan.city, plan.imprint, plan.association.name)
        days = (plan.period_start.isoformat(), plan.period_end.isoformat())
        parts = (*parts, "rows", plan.revision, heading, days, layout_content(plan.layout))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A stored draft: its title, its length in bytes, and the file, opened."""

    title: str
    size: int
    file: File[bytes]


def find(key: str) -> OpenDraft | None:
    """The draft of this key, if it is stored (1 query); the caller closes its file."""
    draft = StoredDraft.objects.filter(key=key).first()
    if draft is None:
        return None
    try:
        return OpenDraft(draft.title, draft.size, default_storage.open(str(draft.file), "rb"))
    except OSError:
        # The folder was restored from an older copy than the database's.
        logger.warning("The file of a stored draft is gone: %s", draft.file)
        remove(StoredDraft.objects.filter(key=key))
        return None


def store(*, key: str, plan: Plan, edition: Edition | None, title: str, data: bytes) -> None:
    """Store what was printed, in place of what was stored of the plan before.

    A storage that fails is only logged: the reader has the paper either way.
    """
    wanted = f"{FOLDER}/{key[:2]}/{key}-{uuid.uuid4().hex[:8]}.pdf"
    try:
        name = default_storage.save(wanted, ContentFile(data))
    except OSError:
        logger.exception("A draft of plan %s could not be kept", plan.pk)
        return
    try:
        with transaction.atomic():
            StoredDraft.objects.create(
                key=key,
                plan=plan,
                as_sent=edition is not None,
                title=title,
                file=name,
                size=len(data),
                made_at=timezone.now(),
            )
    except IntegrityError:
        # Another process has printed the same content meanwhile.
        _delete(name)
    else:
        like = StoredDraft.objects.filter(plan=plan, as_sent=edition is not None)
        remove(like.exclude(key=key))


def remove(drafts: QuerySet[StoredDraft]) -> int:
    """Remove the rows, then their files; a reader of one can finish."""
    found = list(drafts.values_list("key", "file"))
    StoredDraft.objects.filter(key__in=[key for key, _file in found]).delete()
    for _key, file in found:
        _delete(file)
    return len(found)


def remove_old_drafts(now: dt.datetime) -> int:
    """Remove old drafts, then the oldest until the rest fits, then files without a row."""
    gone = remove(StoredDraft.objects.filter(made_at__lt=now - settings.STORED_DRAFTS_KEPT))
    room = settings.STORED_DRAFTS_BYTES
    too_many = []
    for key, size in StoredDraft.objects.order_by("-made_at").values_list("key", "size"):
        room -= size
        if room < 0:
            too_many.append(key)
    gone += remove(StoredDraft.objects.filter(key__in=too_many))
    kept = set(StoredDraft.objects.values_list("file", flat=True))
    return gone + sum(_delete(file) for file in _strays(now) if file not in kept)


def _strays(now: dt.datetime) -> list[str]:
    if not default_storage.exists(FOLDER):
        return []
    files = [
        f"{FOLDER}/{folder}/{name}"
        for folder in default_storage.listdir(FOLDER)[0]
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]
    ]
    return [one for one in files if default_storage.get_modified_time(one) < now - _STRAY_AFTER]


def _delete(file: str) -> bool:
    try:
        default_storage.delete(file)
    except OSError:
        logger.exception("The file of a draft could not be removed: %s", file)
        return False
    return True
