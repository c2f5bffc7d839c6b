"""Finds what is wrong with stamps: ГОСТ Р 7.0.97, stamps of approval and agreement.

What is left to be filled by hand, such as a blank date, is right.
"""

import re
from collections.abc import Iterable, Iterator

from events.checks.finding import Finding, Repair, SetField
from events.checks.survey import Survey
from events.plan.content import PlanContent, StepContent
from events.plan.stamp_words import approval_ending, stamp_word
from events.plan.vocabulary import DECISIONS, Mode, Verb
from plans_portal.lib.typography import within_quotes

LABEL = "Поставить слово грифа по ГОСТу"
# A position is often written in the genitive: «Утверждено: директора».
_GENITIVES = {
    "директора": "директор",
    "председателя": "председатель",
    "руководителя": "руководитель",
    "ректора": "ректор",
    "проректора": "проректор",
    "начальника": "начальник",
    "министра": "министр",
    "заместителя": "заместитель",
    "заведующего": "заведующий",
    "заведующей": "заведующая",
    "декана": "декан",
    "методиста": "методист",
    "куратора": "куратор",
}
_ACT_NOMINATIVE = re.compile(r"(?P<word>приказ|решение|распоряжение|протокол)\b", re.IGNORECASE)
_ACT_GENITIVES = {
    "приказ": "приказом",
    "решение": "решением",
    "распоряжение": "распоряжением",
    "протокол": "решением … (протокол …)",
}


def stamps(plan: Survey) -> Iterator[Finding]:
    """A plan without agreement and approval, and stamps worded against the standard."""
    steps = [step for step in plan.content.steps if step.verb in DECISIONS]
    if not steps:
        text = "Некому согласовать и утвердить план: нет ни одного шага согласования."
        yield Finding("no_steps", "blocks", text, field="steps")
    yield from _approval_first(steps)
    for step in steps:
        faults = [*_heading(step, plan.content), *_position(step), *_act(step)]
        if faults:
            name = "Гриф утверждения" if step.verb == Verb.APPROVE else "Гриф согласования"
            text = f"{name}: {'; '.join(fault for fault, _ in faults)}."
            where = faults[0][1]
            yield Finding("stamp", "warns", text, step.uid, where, repair=_repair(step, faults))


def _approval_first(steps: Iterable[StepContent]) -> Iterator[Finding]:
    agreed = max((step.stage for step in steps if step.verb == Verb.AGREE), default=0)
    for step in steps:
        if step.verb == Verb.APPROVE and step.stage <= agreed:
            text = (
                "План утверждают после того, как его все согласовали: поставьте утверждению этап"
                f" {agreed + 1}."
            )
            edit = SetField(step.uid, "stage", agreed + 1)
            repair = Repair("Поставить утверждение последним", (edit,)) if step.uid else None
            yield Finding("approval_first", "blocks", text, step.uid, "stage", repair=repair)


def _heading(step: StepContent, content: PlanContent) -> Iterator[tuple[str, str]]:
    written = step.heading.strip()
    if not written:
        return
    shown = within_quotes(written)
    right = stamp_word(step, approval_ending(content.title))
    plain = written.strip('«»" :').upper().replace("Ё", "Е")
    if plain != right:
        yield f"вместо «{shown}» по ГОСТу пишут «{right}»", "heading"
    elif written.replace("ё", "е").replace("Ё", "Е") != plain:
        yield f"вместо «{shown}» пишут «{plain}», без двоеточия и кавычек", "heading"


def _position(step: StepContent) -> Iterator[tuple[str, str]]:
    first = next(iter(step.position.split()), "")
    nominative = _GENITIVES.get(first.casefold())
    if nominative:
        right = nominative.capitalize() if first[:1].isupper() else nominative
        yield f"должность пишут в именительном падеже: «{right}», а не «{first}»", "position"


def _act(step: StepContent) -> Iterator[tuple[str, str]]:
    if step.mode == Mode.PERSON or step.verb != Verb.APPROVE:
        return
    if not step.act.strip():
        yield "не указан документ, которым утверждён план", "act"
        return
    match = _ACT_NOMINATIVE.match(step.act.strip())
    if match and step.act.strip()[len(match.group()) :][:1] in (" ", "\u00a0"):
        right = _ACT_GENITIVES[match["word"].casefold()]
        yield f"документ пишут в творительном падеже: «{right} … от … № …»", "act"


def _repair(step: StepContent, faults: list[tuple[str, str]]) -> Repair | None:
    """An empty heading gets its word from the portal; no other repair is certain."""
    if not step.uid or [where for _, where in faults] != ["heading"]:
        return None
    return Repair(LABEL, (SetField(step.uid, "heading", ""),))
