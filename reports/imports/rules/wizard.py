"""What the owner of an intake does with it: correct, undo, settle, make a draft, take it back.

Each deed reads the source anew before it writes, so nothing is kept that can't be read.
"""

import datetime as dt
from dataclasses import asdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association
from events.access import is_author
from events.drafting.rules.paste_rows import paste_rows
from events.drafting.rules.removal import remove_draft
from events.models import Change, Plan, Section
from reports.imports.queries.recognised import Reading, reading_of
from reports.imports.rules.drafts import create_draft_from_import
from reports.models import Intake
from reports.recognition import Correction, CorrectionError
from reports.recognition.corrections import MOST_CORRECTIONS
from reports.sources.source_document import SourceError

STALE = "Этот разбор уже изменён в другом окне: ниже он такой, какой сейчас. Повторите поправку."
NOTHING_LEFT = "Поправка не записана: с ней в файле не осталось бы ни одной строки плана."
NOT_NOW = "Этот файл уже перенесён в план."
NO_ASSOCIATION = "Выберите объединение, чей это план."
NO_SECTION = "Раздела, куда вставляли строки, в плане уже нет: вставьте таблицу в другой раздел."


@transaction.atomic
def correct(*, intake: Intake, correction: Correction, seen: int, by: Actor) -> Reading:
    """Add one correction to the journal; `seen` is how many there were on the page.

    Raises:
        ValidationError: it can't be read so, or the journal has changed meanwhile.

    """
    intake = _locked(intake, by)
    if len(intake.corrections) != seen:
        raise ValidationError(STALE)
    if seen >= MOST_CORRECTIONS:
        raise ValidationError(
            "Поправок слишком много: создайте черновик и исправьте остальное в нём."
        )
    return _rewritten(intake, [*intake.corrections, asdict(correction)])


@transaction.atomic
def undo(*, intake: Intake, by: Actor) -> Reading:
    """Take the last correction back; where there is none, nothing happens."""
    intake = _locked(intake, by)
    return _rewritten(intake, intake.corrections[:-1])


@transaction.atomic
def start_over(*, intake: Intake, by: Actor) -> Reading:
    """Take all corrections back."""
    return _rewritten(_locked(intake, by), [])


@transaction.atomic
def settle(
    *,
    intake: Intake,
    association: Association,
    period: tuple[dt.date, dt.date] | None,
    by: Actor,
) -> None:
    """Say whose plan it is and for which days; without a period it is the one that was read.

    Raises:
        PermissionDenied: the actor does not write this association's plans.

    """
    intake = _locked(intake, by)
    if not is_author(association, by):
        raise PermissionDenied("Планы этого объединения пишут другие.")
    intake.association = association
    intake.period_start, intake.period_end = period or (None, None)
    intake.touched_at = timezone.now()
    intake.save(update_fields=["association", "period_start", "period_end", "touched_at"])


@transaction.atomic
def make_draft(*, intake: Intake, by: Actor) -> Plan:
    """Make a draft of what is read now; its doubts become open remarks.

    Raises:
        PermissionDenied, ValidationError: see `bring_in`; nobody said whose plan it is.

    """
    intake = _locked(intake, by)
    if intake.association is None or intake.section_uid:
        raise ValidationError(NO_ASSOCIATION)
    reading = reading_of(intake)
    doubts = reading.doubts
    told = [(one.text, one.event) for one in doubts]
    plan = create_draft_from_import(
        association=intake.association, content=reading.content, doubts=told, by=by
    )
    intake.plan, intake.state, intake.touched_at = plan, Intake.State.DONE, timezone.now()
    # Of many files it may have been said that no draft could be made of this one.
    intake.refusal, intake.doubts = "", len(doubts)
    intake.save(update_fields=["plan", "state", "refusal", "doubts", "touched_at"])
    return plan


@transaction.atomic
def add_rows(*, intake: Intake, by: Actor) -> Change:
    """Put the rows that are read now into the plan where the paste was made.

    Raises:
        PermissionDenied, ValidationError: see `bring_rows`; the section is there no more.

    """
    intake = _locked(intake, by)
    section = Section.objects.filter(plan=intake.plan, uid=intake.section_uid).first()
    if section is None:
        raise ValidationError(NO_SECTION)
    change = paste_rows(
        section=section,
        after_uid=intake.after_uid,
        sections=reading_of(intake).content.sections,
        by=by,
    )
    intake.state, intake.touched_at = Intake.State.DONE, timezone.now()
    intake.save(update_fields=["state", "touched_at"])
    return change


@transaction.atomic
def undo_import(*, intake: Intake, by: Actor) -> Intake:
    """Undo the whole import: the draft is taken away, and the file is in work again.

    Raises:
        PermissionDenied, ValidationError: see `remove_draft`; it was not imported.

    """
    intake = _owned(intake, by)
    if intake.state != Intake.State.DONE or intake.plan is None or intake.section_uid:
        raise ValidationError("Отменять нечего: черновик из этого файла не создан.")
    if intake.plan.removed_at is None:
        remove_draft(plan=intake.plan, by=by)
    intake.plan, intake.state, intake.touched_at = None, Intake.State.READ, timezone.now()
    intake.save(update_fields=["plan", "state", "touched_at"])
    return intake


@transaction.atomic
def discard_import(*, intake: Intake, by: Actor) -> None:
    """Throw away what was read; a draft that was made of it stays."""
    _owned(intake, by).delete()


def _owned(intake: Intake, by: Actor) -> Intake:
    """The intake locked and read anew."""
    Intake.objects.select_for_update().values_list("pk").get(pk=intake.pk)
    found = Intake.objects.visible_to(by).select_related("association", "plan__layout")
    current = found.filter(pk=intake.pk).first()
    if current is None:
        raise PermissionDenied("Этот файл разбирает другой человек.")
    return current


def _locked(intake: Intake, by: Actor) -> Intake:
    current = _owned(intake, by)
    if current.state != Intake.State.READ:
        raise ValidationError(NOT_NOW)
    return current


def _rewritten(intake: Intake, corrections: list[dict[str, object]]) -> Reading:
    intake.corrections = corrections
    try:
        reading = reading_of(intake)
    except SourceError as nothing:
        raise ValidationError(NOTHING_LEFT if corrections else str(nothing)) from nothing
    except CorrectionError as refusal:
        raise ValidationError(str(refusal)) from refusal
    intake.rows, intake.doubts = reading.rows, len(reading.doubts)
    intake.touched_at = timezone.now()
    intake.save(update_fields=["corrections", "rows", "doubts", "touched_at"])
    return reading
