"""Takes in a file or a paste: it is read once and its words are kept, or nothing is."""

import json
import re
from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet, Sum
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association
from events.access import associations_to_draft
from events.drafting.rules.importing import MAX_ROWS
from events.plan.codec import to_json
from events.plan.content import AssociationContent, PlanContent
from plans_portal.lib import leases
from reports.imports.queries.recognised import Reading, reading_of
from reports.imports.rules.drafts import source_of
from reports.models import ImportSession
from reports.recognition.plan_heading import LOCAL
from reports.sources import read_paste, stored
from reports.sources.source_document import SourceDocument, SourceError

MOST_AT_ONCE: Final = 100
TOO_MANY: Final = (
    f"В разборе уже {MOST_AT_ONCE} ваших файлов. Закончите или удалите лишние и повторите."
)
TOO_LONG: Final = (
    "В файле строк плана: {rows}, а портал принимает не больше {most}. "
    "Разделите файл на несколько планов."
)
# Of one person: files that wait and words of files, whether drafts were made or not.
MOST_KEPT: Final = 200 * 1024 * 1024
NO_SPACE: Final = (
    f"Ваши файлы в разборе заняли бы на портале больше {MOST_KEPT // 1024**2} МБ. Откройте их в "
    "списке «Уже прочитано», удалите ненужные и повторите."
)
LONGEST_NAME: Final = 300
PASTE_CHARS: Final = 5_000_000
PASTE_TOO_LONG: Final = "Вставлено слишком много: сохраните таблицу файлом и загрузите его."
# A plan of two thousand rows has so many cells.
PASTE_CELLS: Final = 30_000
PASTE_TOO_WIDE: Final = (
    "В таблице больше {most} ячеек (их {cells}): столько в плане не бывает. Выделите только строки "
    "плана, без пустых столбцов, и вставьте их по частям."
)
_CELL: Final = re.compile(r"<t[dh]\b", re.IGNORECASE)
NOT_YOURS: Final = "План создают председатель, секретарь или методист института."
# Words are compared by their first letters; names must share so much of their words.
_STEM, _ALIKE = 5, 0.6
# Words of the association's kind, which are often shortened.
_OF_KIND: Final = re.compile(
    r"румо|регио|облас|респу|краев|учебн|метод|объед|муниц|опорн|модел|ресур|центр"
)


def upload(
    *, data: bytes, name: str, association: Association | None = None, by: Actor
) -> ImportSession:
    """Read a file and keep its words.

    Raises:
        PermissionDenied: the actor writes no plans.
        SourceError, ContentError: the file can't be read as a plan; nothing of it is kept.
        ValidationError: the person has too many import sessions.

    """
    import_session = new_import_session(name=name, association=association, by=by)
    fill(import_session, source_of(data, name), by)
    import_session.save(force_insert=True)
    return import_session


def upload_paste(
    *,
    markup: str,
    text: str,
    association: Association | None = None,
    by: Actor,
) -> ImportSession:
    """Read what was pasted and keep its words.

    Raises: as `upload`.
    """
    source = read_within_limits(markup, text)
    import_session = new_import_session(name="Вставленная таблица", association=association, by=by)
    fill(import_session, source, by)
    import_session.save(force_insert=True)
    return import_session


def objection_to_paste(markup: str, text: str) -> str | None:
    """Why this is too much to be read as a table, found without reading it; or None."""
    if len(markup) + len(text) > PASTE_CHARS:
        return PASTE_TOO_LONG
    cells = max(len(_CELL.findall(markup)), text.count("\t") + text.count("\n"))
    if cells > PASTE_CELLS:
        return PASTE_TOO_WIDE.format(cells=cells, most=PASTE_CELLS)
    return None


def read_within_limits(
    markup: str, text: str, read: Callable[[str, str], SourceDocument] = read_paste
) -> SourceDocument:
    """Read what was pasted, if it isn't too much.

    Raises:
        SourceError: it is too much, or no table is in it.

    """
    if objection := objection_to_paste(markup, text):
        raise SourceError(objection)
    return read(markup, text)


def new_import_session(*, name: str, association: Association | None, by: Actor) -> ImportSession:
    """A new import session, not stored yet."""
    if by.user_id is None or not associations_to_draft(by).exists():
        raise PermissionDenied(NOT_YOURS)
    if (
        ImportSession.objects.visible_to(by).exclude(state=ImportSession.State.DONE).count()
        >= MOST_AT_ONCE
    ):
        raise ValidationError(TOO_MANY)
    now = timezone.now()
    short = name.replace("\x00", "")[-200:]
    times = {"made_at": now, "touched_at": now, **leases.fresh(now)}
    return ImportSession(owner_id=by.user_id, name=short, association=association, **times)


def fill(import_session: ImportSession, source: SourceDocument | PlanContent, by: Actor) -> Reading:
    """Put what was read into the import session; guess its association where it has none.

    Raises:
        SourceError: there is no plan in it, or no room for its words.

    """
    values: dict[str, Any]
    if isinstance(source, PlanContent):
        values = {"content": to_json(source)}
    else:
        values = stored.source_as_json(source)
    keep_words(import_session, values, by)
    reading = reading_of(import_session)
    if reading.rows > MAX_ROWS:
        raise SourceError(TOO_LONG.format(rows=reading.rows, most=MAX_ROWS))
    whose = reading.found.content.association
    import_session.named = " ".join(whose.name.split())[:LONGEST_NAME]
    if import_session.association is None:
        choices = associations_to_draft(by)
        import_session.association = guess_association(whose, reading.found.name_genitive, choices)
    import_session.rows, import_session.doubts = reading.rows, len(reading.doubts)
    return reading


def keep_words(import_session: ImportSession, values: dict[str, Any], by: Actor) -> None:
    """Put what was read into the import session instead of the file.

    Raises:
        SourceError: there is no room for its words.

    """
    import_session.source, import_session.data, import_session.state = (
        values,
        None,
        ImportSession.State.READ,
    )
    import_session.size = len(json.dumps(values))
    if kept_bytes(by, beside=import_session) + import_session.size > MOST_KEPT:
        raise SourceError(NO_SPACE)


def kept_bytes(by: Actor, *, beside: ImportSession | None = None) -> int:
    """How many bytes are kept for the actor, without the import session `beside`."""
    files = ImportSession.objects.visible_to(by)
    if beside is not None:
        files = files.exclude(pk=beside.pk)
    return files.aggregate(total=Sum("size"))["total"] or 0


def guess_association(
    whose: AssociationContent, genitive: str, choices: QuerySet[Association]
) -> Association | None:
    """The association in the title: the only one, the same name, or the most similar."""
    known = list(choices)
    if len(known) == 1:
        return known[0]
    names = {name.casefold() for name in (whose.name, genitive) if name}
    for one in known:
        if names & {one.name.casefold(), one.name_genitive.casefold()}:
            return one
    of_kind = [one for one in known if one.kind == whose.kind]
    likeness = sorted((_likeness(whose.name, genitive, one), one.pk) for one in of_kind)[::-1]
    if not likeness or likeness[0][0] < _ALIKE:
        return None
    # Two equally similar are no guess.
    if len(likeness) > 1 and likeness[0][0] == likeness[1][0]:
        return None
    return next(one for one in known if one.pk == likeness[0][1])


def _likeness(name: str, genitive: str, one: Association) -> float:
    """The share of the title's words in the association's name, in the better case; 0 to 1.

    0 where the name has a word that the title lacks (another district, another subject), or where
    only one of the two is of a district.
    """
    local = [LOCAL.search(said) is not None for said in (name, one.name)]
    if one.kind == Association.Kind.OMO and local[0] != local[1]:
        return 0.0
    pairs = ((name, one.name), (genitive, one.name_genitive))
    shares = [0.0]
    for told, own in (
        (_stems(first), _stems(second)) for first, second in pairs if first and second
    ):
        if own <= told:
            shares.append(len(own) / len(told) if told else 1.0)
    return max(shares)


def _stems(text: str) -> set[str]:
    stems = {word[:_STEM] for word in re.findall(r"\w{4,}|\d+", text.casefold())}
    return {one for one in stems if not _OF_KIND.match(one)}
