"""The stamps (грифы) and closing signatures of a plan: ГОСТ Р 7.0.97-2025, 63-ФЗ.

Page and paper draw the same values, line by line; paper adds only typography.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from associations.vocabulary import SubstituteManner
from events.plan.content import PlanContent, StepContent
from events.plan.heading import year_of
from events.plan.stages import not_needed
from events.plan.stamp_words import approval_ending, stamp_word
from events.plan.vocabulary import Mode, Verb

ELECTRONIC: Final = "Документ подписан простой электронной подписью"
ON_PAPER: Final = "Подписано на бумаге"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature in the words frozen when it was made; `at` is its local time.

    `manner` is «и.о.» or «за» of a substitute, `for_name` (in the genitive) and `for_position` whom
    they sign for. `succession` tells in whose place, where the office of the step had ended. For a
    signature on paper `at` is when it was recorded in the portal and by whom `recorded_by` tells,
    `basis` is the document that was signed and `signed_on` the day on it. `link_address` is where a
    one-time link went, without most of its letters. `carried` tells which edition was agreed to,
    and what has changed since, where that is an earlier one.
    """

    step_uid: str
    name: str
    position: str
    at: dt.datetime
    key: str = ""
    manner: str = ""
    basis: str = ""
    on_paper: bool = False
    signed_on: dt.date | None = None
    recorded_by: str = ""
    comment: str = ""
    for_name: str = ""
    for_position: str = ""
    succession: str = ""
    carried: str = ""
    # «Согласовано с замечаниями»; empty for a specimen.
    decision: str = ""
    link_address: str = ""

    @property
    def by_link(self) -> str:
        """«По одноразовой ссылке, письмо на r***@univ.ru»; empty for other signatures."""
        return f"По одноразовой ссылке, письмо на {self.link_address}" if self.link_address else ""

    @property
    def signer(self) -> str:
        """The name as it stands alone: «и.о. А. Р. Мельникова», «А. Р. Мельникова за …»."""
        if self.for_name and self.manner == SubstituteManner.ON_BEHALF.label:
            return f"{self.name} за {self.for_name}"
        return f"{self.manner} {self.name}".strip()

    @property
    def stands_for(self) -> str:
        """Whom for, as what and in whose place; empty for who holds the office of the step.

        «за А. В. Воронцова (Директор института), и.о., вместо …».
        """
        acting = "" if self.manner == SubstituteManner.ON_BEHALF.label else self.manner
        position = " ".join(self.for_position.split())
        whom = f"за {self.for_name}" + (f" ({position})" if position else "")
        words = (whom, acting) if self.for_name else ()
        return ", ".join(filter(None, (*words, self.succession)))


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp or closing signature.

    `hand_line` is a line for a hand signature; `mark` is printed there instead of it. Captions
    are small words under the line and under the name. `recorded` is when an act or a signature on
    paper was recorded in the portal: the page shows it, paper does not.
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
    recorded: dt.datetime | None = field(default=None, compare=False)
    step_uid: str = field(default="", compare=False)


def stamps_of(
    content: PlanContent, verb: Verb, signatures: Mapping[str, Signed]
) -> tuple[Stamp, ...]:
    """The stamps of one verb in the order of the steps; `signatures` are by the uid of a step.

    A step that was not needed has none.
    """
    ending = approval_ending(content.title)
    year = year_of(content.period)
    spared = not_needed(content.steps, signatures)
    return tuple(
        _stamp(step, ending, year, signatures.get(step.uid) if step.uid else None)
        for step in content.steps
        if step.verb == verb and step.uid not in spared
    )


def stamp_heading(step: StepContent, ending: str) -> str:
    """The stamp's word: the author's own, else the one that its verb and mode give.

    `ending` is that of УТВЕРЖДЕН… (see `approval_ending`).
    """
    return step.heading or stamp_word(step, ending)


def position_lines(step: StepContent) -> tuple[str, ...]:
    """The signer's position as printed, line by line."""
    return tuple(line for line in step.position.splitlines() if line.strip())


def has_blank_date(step: StepContent) -> bool:
    """Whether the date is left to be written by hand or by the portal."""
    return not step.date_line or "_" in step.date_line


def date_of(signed: Signed) -> str:
    """The day of signing; empty for old records of signatures on paper, whose basis tells it."""
    day = signed.signed_on if signed.on_paper else signed.at
    return f"{day:%d.%m.%Y}" if day else ""


def signature_mark(signed: Signed, *, whose: bool = True) -> tuple[str, ...]:
    """The lines in the place of a hand signature; a simple signature has no certificate to name.

    `whose` adds name, position and basis of the signer.
    """
    carried = (f"Согласовано {signed.carried}",) if signed.carried else ()
    if signed.on_paper:
        return (f"{ON_PAPER}: {signed.basis}" if signed.basis else ON_PAPER, *carried)
    # Of signatures that don't say whom for, the manner alone is known.
    who = signed.name if signed.for_name else signed.signer
    position = " ".join(signed.position.split())
    lines = [ELECTRONIC]
    if whose:
        lines.append(f"{who}, {position}" if position else who)
    if whose and signed.stands_for:
        lines.append(signed.stands_for)
    if whose and signed.manner and signed.basis:
        lines.append(f"Основание: {signed.basis}")
    if signed.by_link:
        lines.append(signed.by_link)
    lines.append(f"{signed.at:%d.%m.%Y} в {signed.at:%H:%M} ({zone_in_words(signed.at)})")
    lines.append(f"Ключ {signed.key}")
    return (*lines, *carried)


def _stamp(step: StepContent, ending: str, year: str, signed: Signed | None) -> Stamp:
    by_person = step.mode == Mode.PERSON
    is_recorded = signed is not None and (signed.on_paper or not by_person)
    return Stamp(
        heading=stamp_heading(step, ending),
        position=position_lines(step),
        # An act approves by itself, so only the author may name a person beside it; and print
        # must not depend on `office`, which the fingerprint leaves out.
        name=_name(step, signed) if by_person else step.name,
        name_first=step.name_first,
        hand_line=by_person and signed is None,
        line_caption=step.before_name,
        name_caption=step.after_name,
        mark=signature_mark(signed) if by_person and signed else (),
        act=step.act,
        date=_date(step, year, signed),
        recorded=signed.at if signed and is_recorded else None,
        step_uid=step.uid,
    )


def _name(step: StepContent, signed: Signed | None) -> str:
    if signed is None or signed.on_paper:
        return step.name
    return signed.signer


def _date(step: StepContent, year: str, signed: Signed | None) -> str:
    if not has_blank_date(step):
        return step.date_line
    # A closing signature and an act need no date of their own.
    if step.mode != Mode.PERSON or step.verb == Verb.CLOSE:
        return "" if signed else step.date_line
    if signed:
        return date_of(signed)
    return step.date_line or f"«____» ____________ {year} г."


def zone_in_words(at: dt.datetime) -> str:
    """The time zone of a moment: «UTC+7»."""
    offset = at.utcoffset()
    hours = int(offset.total_seconds() // 3600) if offset else 0
    return f"UTC{hours:+d}" if hours else "UTC"
