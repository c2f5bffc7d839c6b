"""Tells what each column of a table is: by hand, by its heading, by its place, by its contents.

It knows the vocabulary of headings and what looks like a term or a name; it refuses to know
where the head of a table is and what its rows mean.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from events.content import ColumnContent, ColumnRole

from . import people
from .corrections import ColumnUse
from .model import BY_HAND
from .phrases import NUMBER, is_term

# The word that stands first in a heading decides: «Срок проведения мероприятия» is a term.
VOCABULARY: tuple[tuple[ColumnRole, str], ...] = (
    ("number", r"№|\bn\b|\bп/п|\bномер\b"),
    (
        "responsible",
        r"ответств|\bотв\b|исполнител|организатор|\bкто\b|ведущ|докладчик|\bкоординатор|\bфио\b",
    ),
    ("term", r"\bсрок|\bдат[аы]\b|период|месяц|\bкогда\b|\bвремя\b|график|\bквартал"),
    ("place", r"\bмест[оа]\b|площадк|где провод"),
    ("result", r"результат|\bитог|\bвыход|\bпродукт|показател|отчетны"),
    ("audience", r"участник|аудитори|категори|контингент|слушател|целев[аы][яе]|адресат|для кого"),
    ("note", r"примеч|\bприм\b|отметк|комментар|\bвыполнен|\bисполнено"),
    ("form", r"\bформ[аы]\b|формат"),
    ("direction", r"направлени|\bраздел|\bмодул|\bблок|вид[ы]? деятельност"),
    (
        "event",
        r"мероприят|наименован|содержани|\bтем[аы]\b|\bтематик|\bработ|\bназвани|\bвопрос|повестк|\bдел[оа]\b",
    ),
)
SPARE: tuple[ColumnRole, ...] = ("note", "form", "audience", "result", "place")
# How far a heading alone is believed.
SURE = 0.9
# Letters that a cell of events has at the least, taken all together.
SENTENCE = 9
BEGINS = re.compile(r"начал|\bс$|\bот$")
ENDS = re.compile(r"оконч|\bкон[еч]|заверш|\bпо$|\bдо$")
# A tick of any hand in a cell of a quarter or a month.
MARK: Final = re.compile(r"^[+xхv✓✔☑√*•●■–—-]{1,3}$", re.IGNORECASE)
# A month or a quarter in the heading of a column.
STRETCH: Final = re.compile(
    r"\b(?:[IVX]{1,4}|[1-4])(?:-?[йяе])?\s*(?:кв|полуг|недел)"
    r"|\b(?:янв|фев|март|апр|ма[йя]\b|июн|июл|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)
# How far the order of a plan's own columns is believed.
USUAL: Final = 0.7
type Read = tuple[ColumnUse, float, str]


def by_heading(heading: str) -> ColumnRole | None:
    """The role that a heading names; None where it names none."""
    text = heading.casefold().replace("ё", "е")
    best: tuple[int, ColumnRole] | None = None
    for role, pattern in VOCABULARY:
        match = re.search(pattern, text)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), role)
    return best[1] if best else None


def uses_of(
    headings: list[str],
    contents: list[list[str]],
    by_hand: Mapping[int, ColumnUse],
    usual: tuple[ColumnContent, ...],
) -> list[Read]:
    """The use of each column, how surely (0 to 1) and why.

    `contents` are the texts of each column's cells; `usual` the columns that the table has if
    nothing speaks against it.
    """
    said: dict[int, Read] = {
        at: (use, 1.0, BY_HAND) for at, use in by_hand.items() if at < len(headings)
    }
    taken: set[ColumnUse] = {use for use, _, _ in said.values()}
    if _stand_as_usual(usual, contents):
        for at, column in enumerate(usual):
            if at not in said and column.role not in taken:
                said[at] = (column.role, USUAL, "по порядку граф плана")
                taken.add(column.role)
    roles: list[Read | None] = [said.get(at) for at in range(len(headings))]
    for at, heading in enumerate(headings):
        role = by_heading(heading)
        if role is None or role in taken or roles[at]:
            continue
        taken.add(role)
        roles[at] = (role, SURE, f"заголовок «{heading}»")
    _take_place_for_term(roles, taken, headings, contents)
    _take_marks_for_term(roles, taken, headings, contents)
    _take_direction_for_event(roles, taken, headings, contents)
    read: list[Read] = []
    for at, heading in enumerate(headings):
        one = roles[at]
        if at and read[at - 1][0] == "term" and at not in said and _ends_term(
            headings[at - 1], heading
        ):  # fmt: skip
            read.append(("until", 0.8, "конец срока из соседней графы"))
            continue
        use, sure, reason = one or _by_contents(contents[at], taken)
        taken.add(use)
        if one and sure == SURE and _agrees(use, contents[at]):
            sure, reason = 1.0, f"{reason} и содержимое графы"
        read.append((use, sure, reason))
    return read


def _stand_as_usual(usual: tuple[ColumnContent, ...], contents: list[list[str]]) -> bool:
    """Whether a table without a head may have these columns: none looks like another one."""
    if len(usual) != len(contents):
        return False
    for column, texts in zip(usual, contents, strict=True):
        looks = next((role for role, sign in SIGNS.items() if share(texts, sign) > 2 / 3), None)
        if looks not in (None, column.role):
            return False
    return True


def _take_place_for_term(
    roles: list[Read | None],
    taken: set[ColumnUse],
    headings: list[str],
    contents: list[list[str]],
) -> None:
    """Read a column of places as terms where it holds the only terms of the table."""
    if "term" in taken or any(not r and share(contents[at], is_term) > 2 / 3
                              for at, r in enumerate(roles)):  # fmt: skip
        return
    for at, one in enumerate(roles):
        if one and one[:2] == ("place", SURE) and share(contents[at], is_term) > 2 / 3:
            roles[at] = ("term", 0.6, f"в графе «{headings[at]}» стоят сроки")
            taken.add("term")


def _take_marks_for_term(
    roles: list[Read | None],
    taken: set[ColumnUse],
    headings: list[str],
    contents: list[list[str]],
) -> None:
    """Read columns of months or quarters that hold marks as one term."""
    found = [
        at
        for at, (one, heading) in enumerate(zip(roles, headings, strict=True))
        if (one is None or one[:2] == ("term", SURE))
        and STRETCH.search(heading)
        and all(MARK.match(text) for text in contents[at])
    ]
    others = any(one and one[0] == "term" and at not in found for at, one in enumerate(roles))
    if len(found) > 1 and any(contents[at] for at in found) and not others:
        for at in found:
            roles[at] = ("mark", 0.8, f"отметки под словами «{headings[at]}»")
        taken |= {"mark", "term"}


def _take_direction_for_event(
    roles: list[Read | None],
    taken: set[ColumnUse],
    headings: list[str],
    contents: list[list[str]],
) -> None:
    """Read a column of directions as events where no other column could hold them."""
    others = any(one is None and wordy(contents[at]) for at, one in enumerate(roles))
    if "event" in taken or others:
        return
    for at, one in enumerate(roles):
        if one and one[:2] == ("direction", SURE):
            words = f"заголовок «{headings[at]}», а другой графы мероприятий нет"
            roles[at] = ("event", 0.8, words)
            taken -= {"direction"}
            taken |= {"event"}
            return


def _ends_term(begins: str, ends: str) -> bool:
    return bool(BEGINS.search(begins.casefold()) and ENDS.search(ends.casefold()))


def wordy(texts: list[str]) -> bool:
    """Whether the cells of a column hold sentences, as what is planned does."""
    told = [text for text in texts if not is_term(text)]
    return len(told) * 2 > len(texts) and sum(map(len, texts)) >= SENTENCE * len(texts)


SIGNS: dict[ColumnUse, Callable[[str], bool]] = {
    "number": lambda text: NUMBER.match(text) is not None,
    "term": is_term,
    "responsible": lambda text: all(one.who != "words" for one in people.split(text, frozenset())),
}


def _agrees(role: ColumnUse, texts: list[str]) -> bool:
    sign = SIGNS.get(role)
    return sign is not None and share(texts, sign) > 1 / 2


def share(texts: list[str], sign: Callable[[str], bool]) -> float:
    """How much of the cells show the sign, from 0 to 1."""
    return sum(sign(text) for text in texts) / len(texts) if texts else 0.0


def _by_contents(texts: list[str], taken: set[ColumnUse]) -> Read:
    for role, sign in SIGNS.items():
        if role not in taken and share(texts, sign) > 2 / 3:
            return role, 0.6, "по содержимому графы"
    if "event" not in taken:
        return "event", 0.4, "графа без понятного заголовка"
    spare: ColumnRole = next((role for role in SPARE if role not in taken), "note")
    return spare, 0.3, "графа без понятного заголовка"
