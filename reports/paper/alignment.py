"""Aligns the lines of a document with what was read of its file, at the least cost.

Each column is followed by itself: what a row's parts on several pages say in it must give the words
of its cell, whole and in order. Nothing costs nothing only where everything is there, in its place,
and nothing else is; so a file is right exactly if the cost is nought.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import count
from typing import Final

# A cell that is changed or missing costs 1: less than a line that is missing and one too many.
_LINE: Final = 2
# What the search may cost: so much at least, and so much for each cell: the worst paper then takes
# seconds. A whole paper of tables costs about 3 a cell; a unit takes some 2 µs.
_LEAST_WORK: Final = 1_000_000
_WORK_OF_CELL: Final = 40
_WORK_OF_STEP: Final = 5
# Words so long are as much work as one more way to read a cell.
_LETTERS: Final = 500
# Of the ways to read one part no more are followed: those with the fewest faults.
_MOST_FITS: Final = 256


@dataclass(frozen=True, slots=True)
class Line:
    """A text, or a row of a table, that must be in the file.

    `cells` are compared; None is covered by the cell above. `again` are the words that may be
    repeated in a column where the row, or its merged cell, goes on after the beginning of a page.
    """

    cells: tuple[str | None, ...]
    again: tuple[frozenset[str], ...] = ()
    is_text: bool = False

    def repeats(self, column: int) -> frozenset[str]:
        """What may be repeated in the column."""
        return self.again[column] if self.again else frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """A text, or a row or a part of it, that was read; `page` tells pages apart."""

    cells: tuple[str, ...]
    page: int = 0
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: a cell of a line, a whole line (no column), or a part too many (`extra`).

    A part that is too much stands before the line; `line` is the number of lines after the last.
    With `is_open` the search ended here: what follows was not compared.
    """

    line: int
    column: int | None = None
    extra: Part | None = None
    is_open: bool = False


# What may still be wanted in a column, by each way to read what stands there. None: the cell counts
# as wrong already, and whatever stands there is accepted.
type _Left = frozenset[str] | None
_NOTHING: Final[_Left] = frozenset({""})


@dataclass(frozen=True, slots=True)
class _State:
    """The line that was begun, the next part, and what is still wanted in each column."""

    line: int = -1
    part: int = 0
    left: tuple[_Left, ...] = ()


type _Faults = tuple[Fault, ...]
# The faults of the steps so far: those of the last step behind those before.
type _Trail = tuple[_Trail, _Faults] | None
# How many cells of a part were used and what its columns still want; the columns that are wrong.
type _Fits = dict[tuple[int, tuple[_Left, ...]], tuple[int, ...]]
type _Step = tuple[int, _State, _Faults]


def faults_of(lines: Sequence[Line], parts: Sequence[Part]) -> tuple[Fault, ...]:
    """What differs, in the order of the document; nothing where the file says all and no more."""
    return _Search(lines, parts).run()


@dataclass(slots=True)
class _Search:
    """The search for the cheapest alignment (Dijkstra's)."""

    lines: Sequence[Line]
    parts: Sequence[Part]
    work: int = 0
    seen: set[_State] = field(default_factory=set)

    def run(self) -> _Faults:
        cells = sum(len(one.cells) for some in (self.lines, self.parts) for one in some)
        most = _LEAST_WORK + _WORK_OF_CELL * cells
        order = count()
        queue: list[tuple[int, int, int, _State, _Trail]] = [(0, 0, 0, _State(), None)]
        end = _State(len(self.lines), len(self.parts))
        while True:
            cost, _, _, state, trail = heappop(queue)
            if state == end:
                return _along(trail)
            if state in self.seen:
                continue
            self.seen.add(state)
            if self.work > most:
                at = max(min(state.line + 1, len(self.lines) - 1), 0)
                return (*_along(trail), Fault(at, is_open=True))
            for more, reached, new in self._steps(state):
                self.work += _WORK_OF_STEP
                ahead = -(reached.line + reached.part)
                item = (cost + more, ahead, next(order), reached, (trail, new) if new else trail)
                heappush(queue, item)

    def _steps(self, state: _State) -> Iterator[_Step]:
        number = state.line + 1
        line = self.lines[number] if number < len(self.lines) else None
        unfinished, left = self._unfinished(state, line)
        if state.part < len(self.parts):
            part = self.parts[state.part]
            extra = (Fault(number, extra=part),)
            yield _LINE, replace(state, part=state.part + 1), extra
            is_top = state.part > 0 and self.parts[state.part - 1].page != part.page
            if is_top and state.line >= 0:
                yield from self._taken(self.lines[state.line], state, part, is_top=True)
            if line is not None:
                begun = _State(number, state.part, _wanted(line, left))
                fits = self._taken(line, begun, part, is_top=is_top, is_first=True)
                for cost, reached, faults in fits:
                    yield cost + len(unfinished), reached, (*unfinished, *faults)
        elif line is None:
            yield len(unfinished), _State(number, state.part), unfinished
        if line is not None:
            skipped = _State(number, state.part, (_NOTHING,) * len(line.cells))
            yield len(unfinished) + _LINE, skipped, (*unfinished, Fault(number))

    def _unfinished(self, state: _State, below: Line | None) -> tuple[_Faults, tuple[_Left, ...]]:
        """The cells that still want words, and what the columns may want in the line below.

        Only a merged cell that was begun goes on below.
        """
        covered = [cell is None for cell in below.cells] if below else []
        whole = self.lines[state.line].cells if state.left else ()
        faults: list[Fault] = []
        ends: list[_Left] = []
        for column, left in enumerate(state.left):
            goes_on = any(covered[column : column + 1])
            end = left and frozenset(
                one for one in left if not one or (goes_on and one != whole[column])
            )
            if end is not None and not end:
                faults.append(Fault(state.line, column))
                end = left
            ends.append(end)
        return tuple(faults), tuple(ends)

    def _taken(
        self, line: Line, state: _State, part: Part, *, is_top: bool, is_first: bool = False
    ) -> Iterator[_Step]:
        """The ways to read the part as the line, or as its continuation, at the least cost."""
        if line.is_text != part.is_text or len(part.cells) > len(line.cells):
            return
        fits: _Fits = {(0, ()): ()}
        for column, cell in enumerate(line.cells):
            again = line.repeats(column) if is_top and not (is_first and cell is not None) else ()
            wanted = state.left[column]
            self.work += len(fits) * _work_of(wanted, again)
            fits = _with_column(fits, wanted, part.cells, again, must=cell is not None)
            fits = _likely(fits, least=len(part.cells) - (len(line.cells) - column - 1))
        whole = {fit: wrong for fit, wrong in fits.items() if fit[0] == len(part.cells)}
        least = min(map(len, whole.values()), default=0)
        for (_, left), wrong in whole.items():
            if len(wrong) == least:
                faults = tuple(Fault(state.line, column) for column in wrong)
                yield least, _State(state.line, state.part + 1, left), faults


def _along(trail: _Trail) -> _Faults:
    """The faults of all steps, the first of them first."""
    found: list[_Faults] = []
    while trail is not None:
        trail, last = trail
        found.append(last)
    return tuple(fault for faults in reversed(found) for fault in faults)


def _wanted(line: Line, left: tuple[_Left, ...]) -> tuple[_Left, ...]:
    """What a line wants in each column; a merged cell may still want words of its own."""
    return tuple(
        frozenset({cell}) if cell is not None else left[column] if column < len(left) else _NOTHING
        for column, cell in enumerate(line.cells)
    )


def _work_of(left: _Left, again: Collection[str]) -> int:
    """What it costs to read one cell in a column."""
    if left is None:
        return 1
    letters = sum(map(len, left)) // _LETTERS
    return 1 + letters + len(left) * (1 + len(again))


def _with_column(
    fits: _Fits, left: _Left, cells: tuple[str, ...], again: Collection[str], *, must: bool
) -> _Fits:
    """The fits after one more column: cells that were used, what is left, the wrong columns.

    A cell `must` be there unless the cell above covers it.
    """
    rests: dict[int, _Left] = {}
    more: _Fits = {}
    for (used, before), wrong in fits.items():
        column = len(before)
        if used < len(cells):
            if used not in rests:
                rests[used] = _rests(left, cells[used], again)
            rest = rests[used]
            if rest is None or rest:
                _keep(more, (used + 1, (*before, rest)), wrong)
            else:
                _keep(more, (used + 1, (*before, None)), (*wrong, column))
        if must:
            _keep(more, (used, (*before, None)), (*wrong, column))
        else:
            _keep(more, (used, (*before, left)), wrong)
    return more


def _likely(fits: _Fits, least: int) -> _Fits:
    """The fits that have used at least so many cells, and of very many the best.

    Fewer can't use all cells of the part in the columns that are left.
    """
    able = {fit: wrong for fit, wrong in fits.items() if fit[0] >= least}
    if len(able) <= _MOST_FITS:
        return able
    return dict(sorted(able.items(), key=lambda item: len(item[1]))[:_MOST_FITS])


def _keep(fits: _Fits, fit: tuple[int, tuple[_Left, ...]], wrong: tuple[int, ...]) -> None:
    if fit not in fits or len(wrong) < len(fits[fit]):
        fits[fit] = wrong


def _rests(left: _Left, read: str, again: Collection[str]) -> _Left:
    """What may be left of the wanted words after these; an empty set where they are others."""
    if left is None:
        return None
    new = [read, *(read.removeprefix(label) for label in again if read.startswith(label))]
    return frozenset(
        one.removeprefix(words) for one in left for words in new if one.startswith(words)
    )
