"""The sheet of agreement (лист согласования): who decided what and when, and with what remarks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

from events.plan.content import PlanContent, StepContent
from events.plan.stages import not_needed
from events.plan.stamps import (
    Signed,
    Stamp,
    date_of,
    has_blank_date,
    position_lines,
    signature_mark,
)
from events.plan.vocabulary import Decision, Mode, Verb
from plans_portal.lib.typography import set_type

# ГОСТ Р 7.0.97: more than three stamps of agreement go to a separate sheet.
_MOST_STAMPS: Final = 3
# With more lines of stamps there is no room for the heading under them; by orientation.
_MOST_LINES: Final = {"portrait": 40, "landscape": 26}
_MOST_LINES_ON_TITLE_PAGE: Final = {"portrait": 34, "landscape": 18}
_LINE_LENGTH: Final = 37  # characters in a line of a stamp, 80 mm wide
_MARK_LINE_LENGTH: Final = 54

NOTE: Final = Stamp(heading="СОГЛАСОВАНО", act="Лист согласования прилагается")
_DECISION: Final[dict[str, str]] = {
    Verb.AGREE: Decision.AGREED.label,
    Verb.APPROVE: Decision.APPROVED.label,
    Verb.CLOSE: Decision.CLOSED.label,
}
_NO_REMARKS: Final = "нет"
NOT_NEEDED: Final = "Не понадобилось"
HEADINGS: Final = (
    "№",
    "Должность, инициалы и фамилия",
    "Решение",
    "Дата",
    "Подпись",
    "Замечания",
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One step: who must sign, and the result; a step not signed yet has blank cells.

    `signature` replaces the handwritten one; `signer` is set if another person signed.
    """

    position: tuple[str, ...]
    name: str
    signer: str = ""
    decision: str = ""
    date: str = ""
    signature: tuple[str, ...] = ()
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class AgreementSheet:
    """The whole sheet; `about` names its plan where the sheet is a paper of its own.

    `notes` say under it how the sign-off differs from the route.
    """

    rows: tuple[SheetRow, ...]
    about: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    headings: tuple[str, ...] = HEADINGS


def sheet_of_agreement(
    content: PlanContent,
    signatures: Mapping[str, Signed],
    verbs: Iterable[str] = _DECISION,
    *,
    withdrawn: Iterable[str] = (),
) -> AgreementSheet:
    """The sheet of the steps with these verbs, in their order.

    `withdrawn` are the decisions that were withdrawn, in words: they stand under it.
    """
    wanted = tuple(verbs)
    steps = [step for step in content.steps if step.verb in wanted]
    spared = not_needed(content.steps, signatures)
    rows = (
        _row(
            step,
            signatures.get(step.uid) if step.uid else None,
            is_needed=step.uid not in spared,
        )
        for step in steps
    )
    return AgreementSheet(
        tuple(rows), notes=tuple(map(set_type, (*content.deviations, *withdrawn)))
    )


def needs_sheet(stamps: tuple[Stamp, ...], orientation: str, *, title_page: bool) -> bool:
    """Whether there are too many stamps of agreement, or too tall ones, for the first page."""
    lines = (_MOST_LINES_ON_TITLE_PAGE if title_page else _MOST_LINES)[orientation]
    return len(stamps) > _MOST_STAMPS or sum(_height(stamp) for stamp in stamps) > lines


def _height(stamp: Stamp) -> float:
    """The height of a stamp in lines, with the space to the next one."""
    words = (*stamp.position, stamp.act, stamp.name, stamp.date)
    lines = sum(ceil(len(text) / _LINE_LENGTH) for text in words) + bool(stamp.heading)
    mark = sum(ceil(len(text) / _MARK_LINE_LENGTH) for text in stamp.mark)
    captions = bool(stamp.line_caption or stamp.name_caption)
    return lines + 0.7 * (mark + bool(mark)) + 0.8 * captions + 0.6 * stamp.hand_line + 2


def _row(step: StepContent, signed: Signed | None, *, is_needed: bool) -> SheetRow:
    position = tuple(map(set_type, position_lines(step)))
    name = set_type(step.name)
    if not is_needed:
        return SheetRow(position, name, decision=NOT_NEEDED)
    if signed is None:
        return SheetRow(position, name, signature=_act(step))
    signer = _signer(step, signed)
    if not (position or name):
        # An order or a protocol decides by itself, so the row names who recorded it.
        name, signer = signer, ""
    mark = (*signature_mark(signed, whose=False), *_recorded(signed))
    return SheetRow(
        position,
        name,
        signer=signer,
        decision=signed.decision or _DECISION[step.verb],
        date=_date(step, signed),
        signature=(*_act(step), *map(set_type, mark)),
        remarks=set_type(" ".join(signed.comment.split())) or _NO_REMARKS,
    )


def _signer(step: StepContent, signed: Signed) -> str:
    """Who signed, whom for and on what basis, if not the person of the step; empty on paper."""
    is_named = signed.name.split() == step.name.split()
    if signed.on_paper or (is_named and not signed.manner and not signed.succession):
        return ""
    who = signed.name if signed.for_name else signed.signer
    basis = signed.basis if signed.manner else ""
    return set_type(", ".join(filter(None, (who, signed.stands_for, basis))))


def _recorded(signed: Signed) -> tuple[str, ...]:
    """Who recorded a signature on paper, and when."""
    if not signed.recorded_by:
        return ()
    return (f"Записано в портале {signed.at:%d.%m.%Y}: {signed.recorded_by}",)


def _date(step: StepContent, signed: Signed) -> str:
    # One style in the whole column; what has no day of its own has the author's words.
    if (day := date_of(signed)) or has_blank_date(step):
        return day
    return set_type(step.date_line)


def _act(step: StepContent) -> tuple[str, ...]:
    return (set_type(step.act),) if step.mode != Mode.PERSON and step.act else ()
