"""The words of headings: which of them name the number, the term, the responsible and so on.

It knows how chairs head their columns; it refuses to know tables and what stands in them.
"""

import re

from events.content import ColumnRole

# The word that stands first in a heading decides: «Срок проведения мероприятия» is a term.
# Of two that stand at the same place the earlier line here wins.
VOCABULARY: tuple[tuple[ColumnRole, str], ...] = (
    ("number", r"№|\bn\b|\bп\s?/\s?п|\bномер\b"),
    ("audience", r"\bкто\s+(?:приглаш|участв)|для\s+кого|адресат"),
    (
        "responsible",
        (
            r"ответств|\bотв\b|исполни|организатор|\bкто\b|ведущ|доклад|выступа|координатор"
            r"|\bпартн[её]р|^(?:педагоги?|воспитатели?|вожатые?)\b|\bф\.?\s?и\.?\s?о\b"
        ),
    ),
    (
        "term",
        (
            r"\bсрок|\bдат[аы]\b|период|месяц|\bкогда\b|\bвремя\b|график|\bквартал|\bчисл[оа]\b|\bдень\b"
            r"|\bдни\b|недел[ия]"
        ),
    ),
    ("place", r"\bмест[оа]\b|площадк|\bгде\b|\bадрес|\bбаза\b"),
    (
        "result",
        (
            r"форм[аы]\s+(?:отч[её]т|представлен|заверш|контрол|итог)|виды?\s+документ|результат|\bитог|\bвыход|\bпродукт"
            r"|показател|\bотч[её]т|документ|индикатор|критери|эффект"
        ),
    ),
    (
        "audience",
        r"участник|аудитори|категори|контингент|слушател|целев[аы][яе]|\bкласс[ы]?\b|охват|возраст",
    ),
    (
        "note",
        (
            r"примеч|\bприм\b|отметк|комментар|финансир|источник|(?:кол-?\s?во|количеств)(?!.*участ)|\bвыполнен"
            r"|\bисполнен|контрол|ссылк|\bцель\b"
        ),
    ),
    (
        "direction",
        r"направлени|\bраздел|\bмодул|\bблок|виды?\s+(?:деятельн|работ)|\bэтап|\bзадач|^мо$",
    ),
    ("form", r"\bформ[аы]\b|формат|\bуров|\bстатус|\bвиды?\b|\bтип\b"),
    (
        "event",
        (
            r"меропри|наимен|содерж|\bтем[аы]\b|темати|\bработ|\bназвани|\bвопрос|повестк|\bдел[оа]\b"
            r"|\bчто\b|деятельн|действи|заседани"
        ),
    ),
)
# What is longer is no heading of a column.
LONGEST = 120
QUESTIONS = re.compile(r"\bвопрос|повестк")
# Columns of a list of people, which is no plan unless it has terms.
OF_PEOPLE = re.compile(
    r"\bстаж|квалификац|должност|\bф\.?\s?и\.?\s?о\b|самообразован|\bтелефон|e-?mail"
)
OF_DEEDS = re.compile(r"меропри|ответств|исполнит")
OF_SPEAKERS = re.compile(r"доклад|выступа")
# A second term that tells what was done, not what is planned.
OF_FACT = re.compile(r"факт|выполн")
# A quarter, a half-year, a month or a week that heads a column of marks.
STRETCH = re.compile(
    r"\b(?:[IVX]{1,4}|[1-4])(?:-?[йяе])?\s*(?:кв|полуг|недел)"
    r"|\b(?:янв|фев|март|апр|ма[йя]\b|июн|июл|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)
# A tick of any hand in a cell of a quarter or a month.
MARK = re.compile(r"^[+xхv✓✔☑√*•●■–—-]{1,3}$", re.IGNORECASE)
NAME_OF = re.compile(r"^(?:наименование|название)\s+")
QUANTITY = re.compile(r"кол-?\s?во|количеств|числен|\bохват|\bчел(?:\.|$|овек)")
CLOCK = re.compile(r"\bврем|\bчас")


def comparable_heading(heading: str) -> str:
    """A heading as it is compared: small letters, ё as е, words that a line broke made whole."""
    return re.sub(r"(?<=[а-я])- (?=[а-я])", "", heading.casefold().replace("ё", "е"))


def role_of(heading: str) -> ColumnRole | None:
    """The role that a heading names; None where it says nothing known."""
    text = comparable_heading(heading) if len(heading) <= LONGEST else ""
    # «Наименование этапа» names the stage; «Наименование» alone what is planned.
    best = _first(NAME_OF.sub("", text)) or _first(text)
    if best == "place" and names(heading, "term"):
        # «Место и дата проведения»
        return "term"
    return best


def _first(text: str) -> ColumnRole | None:
    """The role whose word stands first in a heading."""
    best: tuple[int, ColumnRole] | None = None
    for role, pattern in VOCABULARY:
        match = re.search(pattern, text)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), role)
    return best[1] if best else None


def names(heading: str, role: ColumnRole) -> bool:
    """Whether a heading speaks of this role at all, wherever the word stands."""
    text = comparable_heading(heading) if len(heading) <= LONGEST else ""
    return any(re.search(pattern, text) for one, pattern in VOCABULARY if one == role)
