"""The meanings that a doubtful term may have, and the one that its author chose.

It knows how a meaning is written down in one line, so that the choice can be kept; it refuses
to know who chose, and keeps no choice that the words no longer offer.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from events.terms.meaning import Span, Term, TermKind
from events.terms.say import explain

# What tells days can be chosen; a meaning without any («не разобрано») is no answer.
_OPEN: Final = ".."


def meanings(term: Term) -> tuple[Term, ...]:
    """The meanings to choose from: the reading itself and the others; none where it is sure."""
    if term.doubt is None or not term.doubt.readings:
        return ()
    offered: dict[str, Term] = {}
    for one in (term, *term.doubt.readings):
        if one.understood and one.spans:
            offered.setdefault(code(one), one)
    return tuple(offered.values())


def code(term: Term) -> str:
    """A meaning in one line, with ISO intervals: «month 2026-08-01/2026-08-31»."""
    return f"{term.kind} {';'.join(_interval(span) for span in term.spans)}"


def fitting(term: Term, choice: str) -> str:
    """The choice, if it is still one of the meanings that the words offer; else nothing."""
    return choice if any(code(one) == choice for one in meanings(term)) else ""


def settled(term: Term, choice: str) -> Term:
    """The meaning that was chosen, without doubt; the reading itself where nothing was chosen."""
    for one in meanings(term):
        if code(one) == choice:
            return replace(one, doubt=None, words=term.words, place=term.place, form=term.form)
    return term


def in_days(choice: str) -> str:
    """A choice as a person reads it: «1 августа – 31 августа 2026»; as it is where it is none."""
    kind, _, intervals = choice.partition(" ")
    try:
        spans = tuple(_span(one) for one in intervals.split(";"))
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
