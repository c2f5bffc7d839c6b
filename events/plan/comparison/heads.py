"""Compares what stands around the rows: the title and other fields, the stamps and signatures."""

from collections.abc import Iterator

from associations.vocabulary import OfficeRole
from events.plan.comparison.matching import matched, moved
from events.plan.comparison.values import FieldChange, PartFate, StepChange
from events.plan.content import PlanContent, StepContent
from events.plan.dated_rows import period_of
from events.plan.stamp_words import approval_ending
from events.plan.stamps import position_lines, stamp_heading
from events.plan.vocabulary import DECISIONS, Numbering, Orientation, ResponsibleAs, ShownAs
from plans_portal.lib.word_changes import word_changes


def field_changes(before: PlanContent, after: PlanContent) -> tuple[FieldChange, ...]:
    """The fields of the head that differ, in the order of the paper."""
    pairs = zip(_fields(before), _fields(after), strict=True)
    return tuple(
        FieldChange(label, word_changes(was, now)) for (label, was), (_, now) in pairs if was != now
    )


def step_changes(before: PlanContent, after: PlanContent) -> tuple[StepChange, ...]:
    """The steps that differ: present ones in their order, then those that were removed."""
    old, new = before.steps, after.steps
    endings = approval_ending(before.title), approval_ending(after.title)
    same = matched((step.uid for step in old), (step.uid for step in new))
    ordered = sorted(same)
    slid = {ordered[index] for index in moved([same[place] for place in ordered])}
    found = []
    for place, step in enumerate(new):
        was = old[same[place]] if place in same else None
        found.append(_step(was, step, endings, is_moved=place in slid))
    gone = [step for place, step in enumerate(old) if place not in same.values()]
    found += [
        StepChange(
            PartFate.REMOVED, step.verb.label, word_changes(_step_words(step, endings[0]), "")
        )
        for step in gone
    ]
    return tuple(one for one in found if one.fate != PartFate.SAME or one.is_moved)


def _step(
    was: StepContent | None, step: StepContent, endings: tuple[str, str], *, is_moved: bool
) -> StepChange:
    words = _step_words(step, endings[1])
    if was is None:
        return StepChange(PartFate.ADDED, step.verb.label, word_changes("", words))
    former = _step_words(was, endings[0])
    notes: tuple[str, ...] = ()
    if was != step and former == words:
        notes = ("Изменены сведения, которых в грифе не видно.",)
    fate = PartFate.CHANGED if notes or former != words else PartFate.SAME
    return StepChange(fate, step.verb.label, word_changes(former, words), is_moved, notes)


def _step_words(step: StepContent, ending: str) -> str:
    """The stamp in lines, with what the portal does with it."""
    lines = [
        stamp_heading(step, ending),
        *position_lines(step),
        step.name,
        step.act,
        step.date_line,
        step.before_name,
        step.after_name,
        f"{step.mode.label}, этап {step.stage}" if step.verb in DECISIONS else "",
        f"Решает в портале: {OfficeRole(step.office).label}" if step.office else "",
    ]
    return "\n".join(filter(None, lines))


def _fields(content: PlanContent) -> Iterator[tuple[str, str]]:
    layout = content.layout
    period = period_of(content)
    days = f"{content.period.starts} — {content.period.ends}"
    yield "Объединение", content.association.name
    yield "Период", period.label() if period else days
    yield "Заголовок", "\n".join(content.title)
    yield "Город", content.city
    yield "Выходные данные", content.imprint
    yield "Форма плана", layout.name
    yield "Графы таблицы", "\n".join(column.heading for column in layout.columns)
    yield (
        "Вид на бумаге",
        "\n".join(
            (
                Orientation(layout.orientation).label,
                "С титульным листом" if layout.title_page else "Без титульного листа",
                f"Разделы: {ShownAs(layout.sections_as).label}",
                f"Номера строк: {Numbering(layout.numbering).label}",
                f"Ответственные: {ResponsibleAs(layout.responsible_as).label}",
            )
        ),
    )
