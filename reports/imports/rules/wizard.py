"""What the owner of an import session does with it: correct, undo, settle, make a draft.

Each rule reads the source again before it writes, so nothing is kept that can't be read.
"""

import datetime as dt
from dataclasses import asdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association
from events.access import is_author
from events.drafting.rules.removal import remove_draft
from events.models import Plan
from reports.imports.queries.recognised import Reading, reading_of
from reports.imports.rules.drafts import create_draft_from_import
from reports.models import ImportSession
from reports.recognition import Correction, CorrectionError
from reports.recognition.corrections import MOST_CORRECTIONS
from reports.sources.source_document import SourceError

STALE = "Этот разбор уже изменён в другом окне: ниже он такой, какой сейчас. Повторите поправку."
NOTHING_LEFT = "Поправка не записана: с ней в файле не осталось бы ни одной строки плана."
NOT_NOW = "Этот файл уже перенесён в план."
NO_ASSOCIATION = "Выберите объединение, чей это план."


@transaction.atomic
def correct(
    *, import_session: ImportSession, correction: Correction, seen: int, by: Actor
) -> Reading:
    """Add one correction to the journal; `seen` is the number of them on the page.

    Raises:
        ValidationError: no plan would be left, or the journal has changed meanwhile.

    """
    import_session = _locked(import_session, by)
    if len(import_session.corrections) != seen:
        raise ValidationError(STALE)
    if seen >= MOST_CORRECTIONS:
        raise ValidationError(
            "Поправок слишком много: создайте черновик и исправьте остальное в нём."
        )
    return _rewritten(import_session, [*import_session.corrections, asdict(correction)])


@transaction.atomic
def undo(*, import_session: ImportSession, by: Actor) -> Reading:
    """Remove the last correction, if there is one."""
    import_session = _locked(import_session, by)
    return _rewritten(import_session, import_session.corrections[:-1])


@transaction.atomic
def start_over(*, import_session: ImportSession, by: Actor) -> Reading:
    """Remove all corrections."""
    return _rewritten(_locked(import_session, by), [])


@transaction.atomic
def settle(
    *,
    import_session: ImportSession,
    association: Association,
    period: tuple[dt.date, dt.date] | None,
    by: Actor,
) -> None:
    """Set the association and the period; without a period it is the one that was read.

    Raises:
        PermissionDenied: the actor does not write this association's plans.

    """
    import_session = _locked(import_session, by)
    if not is_author(association, by):
        raise PermissionDenied("Планы этого объединения пишут другие.")
    import_session.association = association
    import_session.period_start, import_session.period_end = period or (None, None)
    import_session.touched_at = timezone.now()
    import_session.save(update_fields=["association", "period_start", "period_end", "touched_at"])


@transaction.atomic
def make_draft(*, import_session: ImportSession, by: Actor) -> Plan:
    """Make a draft of the present reading; its doubts become open remarks.

    Raises:
        PermissionDenied, ValidationError: see `create_draft_from_import`; no association is set.

    """
    import_session = _locked(import_session, by)
    if import_session.association is None or import_session.section_uid:
        raise ValidationError(NO_ASSOCIATION)
    reading = reading_of(import_session)
    doubts = reading.doubts
    remarks = [(one.text, one.event) for one in doubts]
    plan = create_draft_from_import(
        association=import_session.association, content=reading.content, doubts=remarks, by=by
    )
    import_session.plan, import_session.state, import_session.touched_at = (
        plan,
        ImportSession.State.DONE,
        timezone.now(),
    )
    # In a batch, an earlier attempt may have failed.
    import_session.refusal, import_session.doubts = "", len(doubts)
    import_session.save(update_fields=["plan", "state", "refusal", "doubts", "touched_at"])
    return plan


@transaction.atomic
def undo_import(*, import_session: ImportSession, by: Actor) -> ImportSession:
    """Undo the whole import: remove the draft, so that the file can be corrected again.

    Raises:
        PermissionDenied, ValidationError: see `remove_draft`; it was not imported.

    """
    import_session = owned(import_session, by)
    if (
        import_session.state != ImportSession.State.DONE
        or import_session.plan is None
        or import_session.section_uid
    ):
        raise ValidationError("Отменять нечего: черновик из этого файла не создан.")
    if import_session.plan.removed_at is None:
        remove_draft(plan=import_session.plan, by=by)
    import_session.plan, import_session.state, import_session.touched_at = (
        None,
        ImportSession.State.READ,
        timezone.now(),
    )
    import_session.save(update_fields=["plan", "state", "touched_at"])
    return import_session


@transaction.atomic
def discard_import(*, import_session: ImportSession, by: Actor) -> None:
    """Delete the import session; a draft made of it stays."""
    owned(import_session, by).delete()


def owned(import_session: ImportSession, by: Actor) -> ImportSession:
    """The import session, locked and read again.

    Raises:
        PermissionDenied: it is another person's.
        ImportSession.DoesNotExist: it was discarded meanwhile.

    """
    ImportSession.objects.select_for_update().values_list("pk").get(pk=import_session.pk)
    found = ImportSession.objects.visible_to(by).select_related(
        "association", "plan__layout", "brought_to__layout"
    )
    current = found.filter(pk=import_session.pk).first()
    if current is None:
        raise PermissionDenied("Этот файл разбирает другой человек.")
    return current


def _locked(import_session: ImportSession, by: Actor) -> ImportSession:
    current = owned(import_session, by)
    if current.state != ImportSession.State.READ or current.brought_to_id is not None:
        raise ValidationError(NOT_NOW)
    return current


def _rewritten(import_session: ImportSession, corrections: list[dict[str, object]]) -> Reading:
    import_session.corrections = corrections
    try:
        reading = reading_of(import_session)
    except SourceError as nothing:
        raise ValidationError(NOTHING_LEFT if corrections else str(nothing)) from nothing
    except CorrectionError as refusal:
        raise ValidationError(str(refusal)) from refusal
    import_session.rows, import_session.doubts = reading.rows, len(reading.doubts)
    import_session.touched_at = timezone.now()
    import_session.save(update_fields=["corrections", "rows", "doubts", "touched_at"])
    return reading
