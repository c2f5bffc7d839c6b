"""Rules of a batch: files are kept unread, workers read them, sure ones become drafts.

A worker claims one file at a time by its lease; `reports.tasks` starts workers.
"""

import datetime as dt
import hashlib
import logging
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError, transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association
from associations.offices.queries import actor_of
from events.access import is_author
from events.plan.codec import ContentError
from events.plan.content import PlanContent
from plans_portal.lib import leases
from reports.imports.rules.drafts import TOO_LARGE, sentence_of, source_of
from reports.imports.rules.uploads import (
    MOST_AT_ONCE,
    MOST_KEPT,
    NO_SPACE,
    fill,
    kept_bytes,
    new_import_session,
)
from reports.imports.rules.wizard import make_draft
from reports.models import ImportSession
from reports.sources.docx.parts import MAX_FILE_BYTES
from reports.sources.source_document import SourceError

logger = logging.getLogger(__name__)

State = ImportSession.State
MOST_FILES: Final = 50
MOST_BYTES: Final = 100 * 1024 * 1024

ONE_ONLY: Final = (
    "Несколько файлов сразу приносит методист института. Выберите один файл и повторите."
)
ONE_IS_TOO_LARGE: Final = (
    "Файл «{name}» слишком велик: план занимает не больше 20 МБ. Выберите файлы без него."
)
TOO_MANY_FILES: Final = (
    "Выбрано файлов: {count}, а за один раз портал принимает не больше {most}. "
    "Выберите часть из них, остальные принесите потом."
)
TOO_LARGE_TOGETHER: Final = (
    "Выбранные файлы вместе занимают больше 100 МБ. Выберите часть из них, остальные принесите "
    "потом."
)
NO_ROOM: Final = (
    "В разборе уже есть ваши файлы: {have}, а вместе с новыми их может быть не больше {most}. "
    "Закончите или удалите лишние и повторите."
)
NOT_STAFF_NOW: Final = (
    "Файл не прочитан: несколько файлов сразу приносит методист института, а вы к этому времени "
    "им уже не были."
)
BROKEN_OFF: Final = (
    "Чтение этого файла трижды обрывалось. Откройте его в Word, сохраните как «Документ Word "
    "(.docx)» и принесите отдельно."
)
NOT_READ: Final = (
    "Портал не смог прочитать этот файл. Причина записана в журнале портала, сообщите "
    "администратору номер {number}."
)
DRAFT_BROKEN_OFF: Final = (
    "Создание черновика трижды обрывалось. Откройте файл и создайте черновик на его странице."
)
NO_DRAFT: Final = (
    "Портал не смог создать черновик. Причина записана в журнале портала, сообщите "
    "администратору номер {number}."
)
NOTHING_READY: Final = (
    "Файлов без сомнений и повторов, у которых известны объединение и период, нет: посмотрите"
    " каждый."
)


def objection_to_files(files: Sequence[UploadedFile[bytes]], by: Actor) -> str | None:
    """Why these files cannot be uploaded together, by their number and sizes, or None."""
    count, sizes = len(files), [file.size or 0 for file in files]
    if count > 1 and not by.is_methodist:
        return ONE_ONLY
    if count > MOST_FILES:
        return TOO_MANY_FILES.format(count=count, most=MOST_FILES)
    for file, size in zip(files, sizes, strict=True):
        if size > MAX_FILE_BYTES:
            return ONE_IS_TOO_LARGE.format(name=file.name) if count > 1 else TOO_LARGE
    if sum(sizes) > MOST_BYTES:
        return TOO_LARGE_TOGETHER
    have = (
        ImportSession.objects.visible_to(by).exclude(state=State.DONE).count() if count > 1 else 0
    )
    if have + count > MOST_AT_ONCE:
        return NO_ROOM.format(have=have, most=MOST_AT_ONCE)
    if count > 1 and kept_bytes(by) + sum(sizes) > MOST_KEPT:
        return NO_SPACE
    return None


@transaction.atomic
def upload_many(*, files: Sequence[UploadedFile[bytes]], by: Actor) -> uuid.UUID:
    """Keep several files until a worker reads them; return the key of their batch.

    Raises:
        PermissionDenied: the actor writes no plans.
        ValidationError: see `objection_to_files`; nothing is kept.

    """
    if objection := objection_to_files(files, by):
        raise ValidationError(objection)
    batch = uuid.uuid4()
    for file in files:
        import_session = new_import_session(name=file.name or "", association=None, by=by)
        data = file.read()
        import_session.batch, import_session.data = batch, data
        import_session.size = file.size or 0
        import_session.sha256 = hashlib.sha256(data).hexdigest()
        import_session.save(force_insert=True)
    return batch


def work_at_file(key: uuid.UUID, *, on: dt.date) -> None:
    """Read a waiting file or make its draft; where that fails, store the reason.

    A file that is finished, deleted or claimed by another worker is left alone.
    """
    import_session = claim_file(key)
    if import_session is None:
        return
    by = actor_of(import_session.owner, on)
    if import_session.state == State.WAITING:
        _end(
            import_session,
            **(_refused(BROKEN_OFF) if import_session.is_given_up else _read(import_session, by)),
        )
    elif why := DRAFT_BROKEN_OFF if import_session.is_given_up else _draft(import_session, by):
        _end(import_session, state=State.READ, refusal=why)


@transaction.atomic
def set_associations(*, batch: uuid.UUID, whose: Mapping[uuid.UUID, Association], by: Actor) -> int:
    """Set the associations of some files of the batch; return how many were changed.

    A file that is meanwhile in another state than «read» is left alone.

    Raises:
        PermissionDenied: the actor does not write the plans of one of the associations.

    """
    if not all(is_author(one, by) for one in whose.values()):
        raise PermissionDenied("Планы одного из этих объединений пишут другие.")
    found = ImportSession.objects.visible_to(by).filter(
        batch=batch, state=State.READ, section_uid=""
    )
    files = list(found.filter(pk__in=whose).select_for_update().only("association"))
    for one in files:
        one.association, one.touched_at = whose[one.pk], timezone.now()
        # The reason why there was no draft was about another association.
        one.refusal = ""
    ImportSession.objects.bulk_update(files, ["association", "refusal", "touched_at"])
    return len(files)


@transaction.atomic
def ask_drafts(*, batch: uuid.UUID, by: Actor) -> int:
    """Ask for a draft of each ready file of the batch; return how many there are.

    Raises:
        ValidationError: no file is ready.

    """
    now = timezone.now()
    asked = {"state": State.ASKED, "refusal": "", "touched_at": now, **leases.fresh(now)}
    count = ImportSession.objects.visible_to(by).ready().filter(batch=batch).update(**asked)
    if not count:
        raise ValidationError(NOTHING_READY)
    return count


@transaction.atomic
def drop_files(*, batch: uuid.UUID, keys: Collection[uuid.UUID] | None = None, by: Actor) -> int:
    """Delete the files of a batch, or some of them; drafts made of them stay."""
    files = ImportSession.objects.visible_to(by).filter(batch=batch)
    if keys is not None:
        files = files.filter(pk__in=keys)
    return files.delete()[0]


def claim_file(key: uuid.UUID) -> ImportSession | None:
    """Lease an unfinished file to this worker; None where another has it."""
    files = ImportSession.objects.unfinished().select_related("owner", "association")
    return leases.claim(files, key, now=timezone.now())


def _end(import_session: ImportSession, **said: object) -> bool:
    """Store the result if the lease is still this worker's; tell whether it was."""
    now = timezone.now()
    return leases.finish(import_session, now=now, touched_at=now, **said)


def _read(import_session: ImportSession, by: Actor) -> dict[str, object]:
    """The fields to store: the file's words, or only why it was refused."""
    if not by.is_methodist:
        return _refused(NOT_STAFF_NOW)
    try:
        source = source_of(bytes(import_session.data or b""), import_session.name)
        starts, ends = _days(fill(import_session, source, by).content)
    except (SourceError, ContentError) as refusal:
        return _refused(str(refusal))
    except OperationalError:
        # Troubles of the database pass: the file is claimed again when it has stalled.
        raise
    except Exception:
        logger.exception("File %s could not be read", import_session.pk)
        return _refused(NOT_READ.format(number=str(import_session.pk)[:8]))
    return {
        "state": State.READ,
        "data": None,
        "source": import_session.source,
        "size": import_session.size,
        "association": import_session.association,
        "named": import_session.named,
        "period_start": starts,
        "period_end": ends,
        "rows": import_session.rows,
        "doubts": import_session.doubts,
    }


def _refused(why: str) -> dict[str, object]:
    return {"state": State.REFUSED, "data": None, "source": None, "size": 0, "refusal": why}


def _days(content: PlanContent) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day of the plan, where the file has both."""
    period = content.period
    if not period.starts or not period.ends or period.ends < period.starts:
        return None, None
    return dt.date.fromisoformat(period.starts), dt.date.fromisoformat(period.ends)


def _draft(import_session: ImportSession, by: Actor) -> str:
    """Make the draft; return why there is none, or an empty text."""
    try:
        with transaction.atomic():
            if _end(import_session, state=State.READ):
                make_draft(import_session=import_session, by=by)
    except ValidationError as refusal:
        return sentence_of(refusal)
    except (PermissionDenied, SourceError) as refusal:
        return str(refusal)
    except OperationalError:
        raise
    except Exception:
        logger.exception("No draft could be made of file %s", import_session.pk)
        return NO_DRAFT.format(number=str(import_session.pk)[:8])
    return ""
