"""The wording of stamps (грифы) and signature lines by rule: ГОСТ Р 7.0.97-2025, 63-ФЗ.

It knows a step's words and who has signed it; it refuses to know the database and how the
paper is drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from events.content import PlanContent, StepContent
from events.plan.vocabulary import Mode, Verb
from events.stamp_words import approval_ending, stamp_word
from reports.typography import NBSP, set_type

ELECTRONIC: Final = "Документ подписан простой электронной подписью"
ON_PAPER: Final = "Подписано на бумаге"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature as the paper needs it: words frozen when it was made, and its local time."""

    step_uid: str
    name: str
    position: str
    at: datetime
    key: str = ""
    manner: str = ""
    basis: str = ""
    on_paper: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp or closing signature, line by line as printed.

    `hand_line` is a place for a hand signature; `mark` is what stands there instead of it.
    Captions are small words under the line and under the name.
    """

    heading: str = ""
    position: tuple[str, ...] = ()
    name: str = ""
    name_first: bool = False
    hand_line: bool = False
    line_caption: str = ""
    name_caption: str = ""
    mark: tuple[str, ...] = ()
    act: str = ""
    date: str = ""


def stamps_of(
    content: PlanContent, verb: str, signatures: Mapping[str, Signed]
) -> tuple[Stamp, ...]:
    """The stamps of one verb ("agree", "approve", "close") in the order of the steps."""
    ending = approval_ending(content.title)
    year = content.period.starts[:4]
    return tuple(
        _stamp(step, ending, year, signatures.get(step.uid) if step.uid else None)
        for step in content.steps
        if step.verb == verb
    )


def heading_of(step: StepContent, ending: str) -> str:
    """The stamp's word: the author's own, else the one that its verb and mode give."""
    return step.heading or stamp_word(step, ending)


def _stamp(step: StepContent, ending: str, year: str, signed: Signed | None) -> Stamp:
    by_person = step.mode == Mode.PERSON
    # An act approves by itself, so nobody but the author names a person beside it; and what is
    # printed must not depend on `office`, which the fingerprint leaves out.
    name = _name(step, signed) if by_person else step.name
    position = tuple(set_type(line) for line in step.position.splitlines() if line.strip())
    return Stamp(
        heading=heading_of(step, ending),
        position=position,
        name=set_type(name),
        name_first=step.name_first,
        hand_line=by_person and signed is None,
        line_caption=step.before_name,
        name_caption=step.after_name,
        mark=mark_of(signed) if by_person and signed else (),
        act=set_type(step.act),
        date=set_type(_date(step, year, signed)),
    )


def _name(step: StepContent, signed: Signed | None) -> str:
    if signed is None or signed.on_paper:
        return step.name
    return f"{signed.manner} {signed.name}".strip()


def _date(step: StepContent, year: str, signed: Signed | None) -> str:
    is_blank = not step.date_line or "_" in step.date_line
    if not is_blank:
        return step.date_line
    # A closing signature and an act need no date of their own.
    if step.mode != Mode.PERSON or step.verb == Verb.CLOSE:
        return "" if signed else step.date_line
    if signed:
        # What was signed on paper has its date in the words about it.
        return "" if signed.on_paper else f"{signed.at:%d.%m.%Y}"
    return step.date_line or f"«____»{NBSP}____________{NBSP}{year}{NBSP}г."


def mark_of(signed: Signed, *, whose: bool = True) -> tuple[str, ...]:
    """What stands where the hand signature would: never fields of a certificate, it has none.

    `whose` adds name, position and right of who signed.
    """
    if signed.on_paper:
        return (f"{ON_PAPER}: {signed.basis}" if signed.basis else ON_PAPER,)
    who = " ".join(f"{signed.manner} {signed.name}".split(" ")).strip()
    position = " ".join(signed.position.split())
    lines = [ELECTRONIC]
    if whose:
        lines.append(f"{who}, {position}" if position else who)
    if whose and signed.manner and signed.basis:
        lines.append(f"Основание: {signed.basis}")
    lines.append(f"{signed.at:%d.%m.%Y} в {signed.at:%H:%M} ({_zone(signed.at)})")
    lines.append(f"Ключ {signed.key}")
    return tuple(set_type(line) for line in lines)


def _zone(at: datetime) -> str:
    offset = at.utcoffset()
    hours = int(offset.total_seconds() // 3600) if offset else 0
    return f"UTC{hours:+d}" if hours else "UTC"
