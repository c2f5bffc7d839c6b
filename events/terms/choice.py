"""The meanings that a doubtful term may have, and the one that its author chose.

A choice is kept as one line of text; it counts only while the words still offer it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from events.terms.meaning import Span, Term, TermKind
from events.terms.say import explain

_OPEN: Final = ".."


def meanings(term: Term) -> tuple[Term, ...]:
    """The meanings to choose from: the reading itself and the others; none where it is sure."""
    if term.doubt is None or not term.doubt.readings:
        return ()
    offered: dict[str, Term] = {}
    for reading in (term, *term.doubt.readings):
        if reading.understood and reading.spans:
            offered.setdefault(code(reading), reading)
    return tuple(offered.values())


def code(term: Term) -> str:
    """A meaning in one line, with ISO intervals: «month 2026-08-01/2026-08-31»."""
    return f"{term.kind} {';'.join(_interval(span) for span in term.spans)}"


def fitting(term: Term, choice: str) -> str:
    """The choice if the words still offer it, else an empty string."""
    return choice if choice in map(code, meanings(term)) else ""


def settled(term: Term, choice: str) -> Term:
    """The chosen meaning, without doubt; the reading itself where nothing was chosen."""
    for meaning in meanings(term):
        if code(meaning) == choice:
            return replace(
                meaning,
                doubt=None,
                words=term.words,
                place=term.place,
                form=term.form,
                basis=term.basis,
            )
    return term


def in_days(choice: str) -> str:
    """A choice as people read it: «1 августа – 31 августа 2026»; other text is not changed."""
    kind, _, intervals = choice.partition(" ")
    try:
        spans = tuple(_span(interval) for interval in intervals.split(";"))
    except ValueError:
        return choice
    return explain(Term(TermKind.MONTHS, spans)) if kind else choice


def _span(interval: str) -> Span:
    starts, ends = interval.split("/")
    return Span(
        None if starts == _OPEN else date.fromisoformat(starts),
        None if ends == _OPEN else date.fromisoformat(ends),
    )


def _interval(span: Span) -> str:
    starts = span.starts.isoformat() if span.starts else _OPEN
    ends = span.ends.isoformat() if span.ends else _OPEN
    return f"{starts}/{ends}"
