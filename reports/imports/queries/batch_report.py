"""The result of a batch, one line a file, for its page and its workbook."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Max, Min, Q, Sum
from django.urls import reverse
from django.utils import timezone

from associations.actor import Actor
from events.models import Plan
from events.plan.period import Period
from reports.imports.models import ImportSessionQuerySet
from reports.models import ImportSession
from reports.office_files.xlsx.book import BookProperties, Column, Record, WorkbookTable, write_book

State = ImportSession.State
# How many lines the upload page lists.
MOST_LINES: Final = 100
NO_ASSOCIATION: Final = "непонятно, чей"
NO_PERIOD: Final = "не найден"
SAME_FILE: Final = "Тот же файл, что и «{name}»."
SAME_PLAN: Final = "План того же объединения на тот же период, что и в «{name}»."
_SAID: Final = (
    (State.WAITING, "ждут чтения"),
    (State.READ, "прочитано"),
    (State.ASKED, "создаются черновики"),
    (State.REFUSED, "не прочитано"),
    (State.DONE, "черновиков"),
)
_COLUMNS: Final = (
    Column("№", 6, centred=True),
    Column("Файл", 44),
    Column("Чей план", 48),
    Column("Период", 24),
    Column("Строк", 9, centred=True),
    Column("Сомнений", 11, centred=True),
    Column("Что вышло", 28),
    Column("Почему", 70),
)


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file: what was read of it, the result, and why there is no draft."""

    import_session: ImportSession
    whose: str
    period: str
    came: str
    why: str
    is_ready: bool
    # What is like it: an earlier file of the batch, in words, or a plan of the same period.
    same_as: str = ""
    other: Plan | None = None

    @property
    def key(self) -> str:
        """Its key as text, for forms."""
        return str(self.import_session.pk)

    @property
    def named_in_file(self) -> str:
        """The association named in the file, where it differs from the one chosen."""
        named, whose = self.import_session.named, self.import_session.association
        same = {whose.name.casefold(), whose.name_genitive.casefold()} if whose else ()
        return "" if named.casefold() in same else named

    @property
    def is_open(self) -> bool:
        """Whether its association can be chosen now."""
        return self.import_session.state == State.READ

    @property
    def was_read(self) -> bool:
        """Whether its contents are known."""
        return self.import_session.state in (State.READ, State.ASKED, State.DONE)


@dataclass(frozen=True, slots=True)
class BatchLines:
    """A batch: its lines in the order of names, and counts by state."""

    lines: tuple[FileLine, ...]

    @property
    def total(self) -> int:
        """All its files."""
        return len(self.lines)

    @property
    def waiting(self) -> int:
        """Not read yet."""
        return self._in(State.WAITING)

    @property
    def asked(self) -> int:
        """Drafts being made."""
        return self._in(State.ASKED)

    @property
    def refused(self) -> int:
        """Could not be read."""
        return self._in(State.REFUSED)

    @property
    def done(self) -> int:
        """Have become drafts."""
        return self._in(State.DONE)

    @property
    def ready(self) -> int:
        """Ready for a draft unseen."""
        return sum(line.is_ready for line in self.lines)

    @property
    def to_look_at(self) -> int:
        """To be looked through by a person."""
        return self._in(State.READ) - self.ready

    @property
    def is_finished(self) -> bool:
        """Whether no file waits for a worker."""
        return not self.waiting and not self.asked

    @property
    def over(self) -> int:
        """How many do not wait for a worker."""
        return self.total - self.waiting - self.asked

    def _in(self, state: str) -> int:
        return sum(line.import_session.state == state for line in self.lines)


@dataclass(frozen=True, slots=True)
class RecentImport:
    """A line of the upload page: one file or a batch."""

    name: str
    address: str
    rows: int
    state: str
    whose: str
    touched_at: dt.datetime
    kept_until: dt.datetime


def batch_lines(files: ImportSessionQuerySet, actor: Actor) -> BatchLines:
    """The files of a batch as they are now (3 queries, without their contents)."""
    found = files.select_related("association", "plan").defer("data", "source", "corrections")
    sure = set(files.ready().values_list("pk", flat=True))
    sessions = list(found.order_by("name", "pk"))
    plans = _plans_made(sessions, actor)
    same = dict(_repeated(sessions))
    return BatchLines(
        tuple(
            _line(
                one,
                is_ready=one.pk in sure,
                same_as=same.get(one.pk, ""),
                other=plans.get(_plan_of(one)) if one.state == State.READ else None,
            )
            for one in sessions
        )
    )


def _plan_of(one: ImportSession) -> tuple[object, ...]:
    """By what a second plan is known: whose it is, and its days."""
    return (one.association_id, one.period_start, one.period_end)


def _plans_made(sessions: Sequence[ImportSession], actor: Actor) -> dict[tuple[object, ...], Plan]:
    """The plans that there are already for these associations (1 query), by `_plan_of`."""
    plans = Plan.objects.visible_to(actor).not_removed().with_shown_title(actor)
    whose = {one.association_id for one in sessions if one.state == State.READ}
    found = plans.filter(association__in=whose - {None}).order_by("pk")
    return {(one.association_id, one.period_start, one.period_end): one for one in found}


def _repeated(sessions: Iterable[ImportSession]) -> Iterator[tuple[uuid.UUID, str]]:
    """The files that are to be read of which an earlier one says the same, with that in words."""
    files: dict[str, str] = {}
    plans: dict[tuple[object, ...], str] = {}
    for one in sessions:
        if one.state not in (State.READ, State.ASKED):
            continue
        if one.state == State.READ and one.sha256 in files:
            yield one.pk, SAME_FILE.format(name=files[one.sha256])
        elif one.state == State.READ and _plan_of(one) in plans:
            yield one.pk, SAME_PLAN.format(name=plans[_plan_of(one)])
        if one.sha256:
            files.setdefault(one.sha256, one.name)
        if None not in _plan_of(one):
            plans.setdefault(_plan_of(one), one.name)


def recent_imports(files: ImportSessionQuerySet) -> list[RecentImport]:
    """The latest files and batches, a line each (2 queries)."""
    single = files.filter(batch=None).select_related("association")
    single = single.defer("data", "source", "corrections").order_by("-touched_at")
    found = [
        RecentImport(
            name=one.name,
            address=one.get_absolute_url(),
            rows=one.rows,
            state=one.get_state_display(),
            whose=one.association.name if one.association else "",
            touched_at=one.touched_at,
            kept_until=one.kept_until,
        )
        for one in single[:MOST_LINES]
    ]
    of_state = {state: Count("pk", filter=Q(state=state)) for state, _ in _SAID}
    batches = files.exclude(batch=None).order_by().values("batch")
    batches = batches.annotate(
        count=Count("pk"),
        all_rows=Sum("rows"),
        first=Min("touched_at"),
        last=Max("touched_at"),
        **of_state,
    )
    for one in batches.order_by("-last")[:MOST_LINES]:
        counts: dict[str, Any] = {**one}
        totals = ", ".join(f"{words}: {counts[state]}" for state, words in _SAID if counts[state])
        found.append(
            RecentImport(
                name=f"Планы из файлов: {one['count']}",
                address=reverse("reports:import_session_batch", args=[one["batch"]]),
                rows=one["all_rows"],
                state=totals,
                whose="",
                touched_at=one["last"],
                kept_until=one["first"] + settings.IMPORTS_KEPT,
            )
        )
    return sorted(found, key=lambda one: one.touched_at, reverse=True)[:MOST_LINES]


def report_xlsx(batch: BatchLines, made_at: dt.datetime) -> bytes:
    """The lines as a workbook."""
    return write_book(
        BookProperties("Отчёт о чтении файлов", at=made_at),
        [WorkbookTable("Файлы", _COLUMNS, list(_records(batch.lines)), keys=2)],
    )


def report_title(made_at: dt.datetime) -> str:
    """The name of the workbook's file."""
    return f"Отчёт о файлах {timezone.localtime(made_at):%d.%m.%Y %H-%M}"


def _records(lines: Sequence[FileLine]) -> Iterable[Record]:
    for number, line in enumerate(lines, 1):
        facts = (line.whose, line.period, line.import_session.rows, line.import_session.doubts)
        yield Record(
            (
                number,
                line.import_session.name,
                *(facts if line.was_read else ("", "", None, None)),
                line.came,
                line.why,
            )
        )


def _line(
    import_session: ImportSession, *, is_ready: bool, same_as: str, other: Plan | None
) -> FileLine:
    period = NO_PERIOD
    if import_session.period_start and import_session.period_end:
        period = Period.recognise(import_session.period_start, import_session.period_end).label()
    return FileLine(
        import_session=import_session,
        whose=import_session.association.name if import_session.association else NO_ASSOCIATION,
        period=period,
        came=_came(import_session),
        why=" ".join(_reasons(import_session, same_as, is_made=other is not None)),
        is_ready=is_ready,
        same_as=same_as,
        other=other,
    )


def _came(import_session: ImportSession) -> str:
    if import_session.state == State.WAITING and import_session.worker:
        return "Читается"
    if import_session.state == State.DONE:
        gone = import_session.plan is None or import_session.plan.removed_at is not None
        return "Черновик создан, потом снят" if gone else "Черновик создан"
    if import_session.state == State.READ and import_session.refusal:
        return "Черновик не создан"
    return str(import_session.get_state_display())


def _reasons(import_session: ImportSession, same_as: str, *, is_made: bool) -> Iterable[str]:
    """Why a file was refused, or is not a draft yet."""
    if import_session.state not in (State.READ, State.REFUSED):
        return
    if import_session.refusal:
        yield import_session.refusal
    if import_session.state == State.REFUSED:
        return
    if same_as:
        yield same_as
    if is_made:
        yield "На этот период у объединения уже есть план."
    if import_session.association is None:
        yield "Непонятно, чей это план."
    if not import_session.period_start or not import_session.period_end:
        yield "Период не найден."
    if import_session.doubts:
        yield f"Сомнений: {import_session.doubts}."
