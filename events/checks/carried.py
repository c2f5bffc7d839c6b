"""Finds what was not certain when the plan was begun from that of another year.

A doubt stands while its words do: who writes others there has settled it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from events.checks.finding import CarriedDoubt, Finding, Repair, SetField
from events.checks.survey import Survey, parts_of, quoted_start
from events.plan.content import AgendaItemContent, PlanContent, ResponsibleContent
from plans_portal.lib.typography import within_quotes

DATES = "carried_date"
PEOPLE = "carried_person"
# So many doubts of one field are named, the others are counted.
NAMED = 4

type Values = dict[tuple[str, str], Any]


def carried_doubts(plan: Survey) -> Iterator[Finding]:
    """The doubts that still stand: one finding for each field."""
    if not plan.carried:
        return
    values = _values(plan.content)
    rows = {part.uid: row for row in plan.rows for part in parts_of(row.event)}
    headings = {section.uid: section.heading for section in plan.content.all_sections()}
    for (uid, name), doubts in _standing(plan.carried, values).items():
        row = rows.get(uid)
        whose = row.label if row else _whose(headings.get(uid), name)
        found = _listed([f"«{within_quotes(one.words)}» — {one.why}" for one in doubts], "; ")
        code = PEOPLE if name == "responsible" else DATES
        edit = SetField(uid, name, _settled(values[uid, name], doubts))
        repair = Repair(_listed([_change_in_words(one) for one in doubts], ", "), (edit,))
        text = f"{whose}: {found}."
        yield Finding(code, "warns", text, uid, name, row.number if row else "", repair)


def _standing(
    carried: Iterable[CarriedDoubt], values: Values
) -> dict[tuple[str, str], list[CarriedDoubt]]:
    """The doubts whose words still stand where they stood, by uid and field."""
    standing: defaultdict[tuple[str, str], list[CarriedDoubt]] = defaultdict(list)
    for doubt in carried:
        place = (doubt.uid, doubt.field)
        if any(doubt.words in text for text in _texts(values.get(place, ""))):
            standing[place].append(doubt)
    return dict(standing)


def _settled(value: Any, doubts: Iterable[CarriedDoubt]) -> Any:
    """The value of a field (a text, lines, an agenda or the responsible) as it is proposed."""
    for doubt in doubts:
        value = _replaced(value, doubt)
    return value


def _values(content: PlanContent) -> Values:
    """The fields in which a doubt may stand, by uid and name."""
    values: Values = {
        ("", "title"): content.title,
        ("", "imprint"): content.imprint,
    }
    for section in content.all_sections():
        for name in ("heading", "lead_in", "paragraphs"):
            values[section.uid, name] = getattr(section, name)
    for event in content.all_events():
        for name in event.__slots__:
            values[event.uid, name] = getattr(event, name)
    return values


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(one if isinstance(one, str) else one.text for one in value)
    return (value,)


def _replaced(value: Any, doubt: CarriedDoubt) -> Any:
    """The value with the first of the doubtful words replaced."""
    if isinstance(value, str):
        return value.replace(doubt.words, doubt.proposed, 1)
    items: list[str | AgendaItemContent | ResponsibleContent] = list(value)
    for place, item in enumerate(items):
        text = item if isinstance(item, str) else item.text
        if doubt.words in text:
            new = text.replace(doubt.words, doubt.proposed, 1)
            items[place] = new if isinstance(item, str) else replace(item, text=new)
            break
    return tuple(items)


def _whose(heading: str | None, name: str) -> str:
    if heading is not None:
        return f"Раздел «{quoted_start(heading)}»"
    return "Заголовок" if name == "title" else "Подпись титульного листа"


def _listed(items: list[str], joint: str) -> str:
    """The first items in one line, the others counted."""
    more = len(items) - NAMED
    return joint.join([*items[:NAMED], *([f"и ещё {more}"] if more > 0 else [])])


def _change_in_words(doubt: CarriedDoubt) -> str:
    """What the repair changes: «2026 → 2027»."""
    old, new = doubt.words.split(), doubt.proposed.split()
    changed = [pair for pair in zip_longest(old, new, fillvalue="") if pair[0] != pair[1]]
    before, after = (" ".join(words).strip("«»()[].,;: ") for words in zip(*changed, strict=True))
    return f"{before} → {after}"
