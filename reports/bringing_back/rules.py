"""Takes in a file of the portal that was filled without network, and merges it with its plan."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from events.access import is_author
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.bringing import PlacedRow, TypedPart, bring_back
from events.drafting.rules.draft_lock import objection_to_drafting, plan_to_change
from events.history.rules import done_before
from events.models import Change, Plan
from reports.bringing_back.queries.brought import BROUGHT, brought_file, file_of, plan_of
from reports.bringing_back.queries.file_merge import FileMerge, MergedPart, NewRow, merge_file
from reports.imports.rules.uploads import keep_words, new_import_session
from reports.imports.rules.wizard import owned
from reports.models import ImportSession
from reports.office_files.brought_file import to_values
from reports.sources.source_document import SourceError

NOT_OWN: Final = (
    "Этот файл выгружен не из портала или потерял его пометки. Вернуть можно файл «Word (DOCX)» "
    "или «Excel (XLSX)» со страницы плана; любой другой загрузите на странице «План из файла»."
)
OTHER_PLAN: Final = (
    "Этот файл выгружен не из этого плана. Откройте план, из которого его выгрузили, и верните "
    "файл туда."
)
GONE: Final = "Этот файл уже внесён в план или удалён: откройте план или загрузите файл ещё раз."
STALE: Final = (
    "Пока вы смотрели, план изменили: ниже файл сравнён с ним заново. Проверьте и внесите ещё раз."
)
UNDECIDED: Final = "Решите, что оставить, в каждом отмеченном месте. Осталось решить: {count}."
# A person can decide on so many, and a page can show them.
MOST_QUESTIONS: Final = 300
TOO_MANY: Final = (
    "Файл разошёлся с планом более чем в {most} местах: скорее всего, план с тех пор переписали. "
    "Выгрузите файл из плана заново и внесите в него свои правки."
)
FILE, PLAN = "file", "plan"
_LONGEST_NAME: Final = 80

type Choices = Mapping[str, str]


@transaction.atomic
def keep_file(
    *, data: bytes, name: str, plan: Plan | None = None, by: Actor
) -> ImportSession | None:
    """Read a file of the portal and keep its words until it is decided what becomes of them.

    With a `plan` it must be a file of it. None without one, where the file is not the portal's, or
    is of no plan that the actor writes, or of an approved one: a new plan may be made of it.

    Raises:
        PermissionDenied: the actor does not write the plan.
        SourceError: the file can't be read, or (with a plan) is not one of its files.
        ValidationError: the plan is closed, or the person has too many import sessions.

    """
    if plan is not None:
        _refuse_closed(plan, by)
    file = brought_file(data)
    if plan is None:
        target = plan_of(file, by) if file else None
        if target is not None and target.status == Plan.Status.APPROVED:
            return None
    elif file is None:
        raise SourceError(NOT_OWN)
    elif file.stamp.plan != plan.pk:
        raise SourceError(OTHER_PLAN)
    else:
        target = plan
    if file is None or target is None:
        return None
    one = new_import_session(name=name, association=target.association, by=by)
    one.brought_to, one.rows = target, file.row_count
    keep_words(one, {BROUGHT: to_values(file)}, by)
    one.save(force_insert=True)
    return one


@transaction.atomic
def bring_file(*, import_session: ImportSession, choices: Choices, seen: str, by: Actor) -> Change:
    """Merge the file with its plan as it was shown (`seen`), with what a person has decided.

    `choices` are FILE or PLAN by the names of questions. Done again, it gives the same change.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; something is undecided, the plan
            has changed meanwhile (code "stale"), or nothing is left to write.

    """
    import_session = owned(import_session, by)
    plan, key = import_session.brought_to, import_session.pk.hex
    if plan is None:
        raise ValidationError(GONE, code="gone")
    plan = plan_to_change(plan, by)
    if done := done_before(plan, key, by):
        return done
    file = file_of(import_session)
    merge = merge_file(file, read_content(plan))
    if objection := objection_to_size(merge):
        raise ValidationError(objection)
    if merge.seen != seen:
        raise ValidationError(STALE, code="stale")
    open_questions = [name for name in questions(merge) if choices.get(name) not in (FILE, PLAN)]
    if open_questions:
        raise ValidationError(UNDECIDED.format(count=len(open_questions)), code="undecided")
    typed = list(_typed(merge, choices))
    added = [*merge.added, *_again(merge, choices)]
    deleted = [row.uid for row in merge.deleted if chosen(choices, f"deleted-{row.uid}") == FILE]
    change = bring_back(
        plan=plan,
        typed=typed,
        added=[PlacedRow(one.event, one.section, one.parent, one.after) for one in added],
        deleted=deleted,
        words=_words(import_session.name, typed, added, deleted),
        key=key,
        by=by,
    )
    import_session.state, import_session.touched_at = ImportSession.State.DONE, timezone.now()
    import_session.save(update_fields=["state", "touched_at"])
    return change


def objection_to_size(merge: FileMerge) -> str | None:
    """Why nobody can decide on so much, or None."""
    return TOO_MANY.format(most=MOST_QUESTIONS) if merge.conflicts > MOST_QUESTIONS else None


def questions(merge: FileMerge) -> Iterator[str]:
    """The names of what a person must decide."""
    for part in merge.changed:
        yield from (question(part, one.name) for one in part.conflicts)
    yield from (f"deleted-{row.uid}" for row in merge.deleted if row.is_conflict)
    yield from (f"gone-{row.uid}" for row in merge.gone)


def question(part: MergedPart, name: str) -> str:
    """The name of the question about a field."""
    return f"{part.kind.value}-{part.uid}-{name}"


def chosen(choices: Choices, name: str) -> str:
    """What was chosen where there is no conflict: the file's, unless a person wants the plan's."""
    return PLAN if choices.get(name) == PLAN else FILE


def _refuse_closed(plan: Plan, by: Actor) -> None:
    objection = objection_to_drafting(plan, by)
    if objection and is_author(plan.association, by):
        raise ValidationError(objection, code="closed")
    if objection:
        raise PermissionDenied(objection)


def _typed(merge: FileMerge, choices: Choices) -> Iterator[TypedPart]:
    for part in merge.changed:
        texts = {
            one.name: one.theirs
            for one in part.fields
            if chosen(choices, question(part, one.name)) == FILE
        }
        if texts:
            yield TypedPart(part.kind, part.uid, texts)


def _again(merge: FileMerge, choices: Choices) -> Iterator[NewRow]:
    """The rows that come back; a part comes within its row, if that comes back too."""
    wanted = {
        row.uid: row.again
        for row in merge.gone
        if row.again is not None and choices.get(f"gone-{row.uid}") == FILE
    }
    refused = {row.uid for row in merge.gone} - wanted.keys()
    for one in wanted.values():
        if one.parent in wanted:
            continue
        parts = tuple(
            wanted[part.uid].event if part.uid in wanted else part
            for part in one.event.events
            if part.uid not in refused
        )
        yield replace(one, event=replace(one.event, events=parts))


def _words(name: str, typed: list[TypedPart], added: list[NewRow], deleted: list[str]) -> str:
    cells = sum(len(one.texts) for one in typed)
    counts = (("изменено ячеек", cells), ("добавлено строк", len(added)),
              ("удалено строк", len(deleted)))  # fmt: skip
    told = ", ".join(f"{words}: {count}" for words, count in counts if count)
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    return f"Принесён файл «{short}»: {told}."
