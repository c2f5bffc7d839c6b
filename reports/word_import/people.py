"""Splits a cell of the responsible into people, offices and organisations, one by one.

It knows how such cells are written; it refuses to know the directory and to change a word.
"""

import re
from itertools import pairwise

from events.content import ResponsibleContent, ResponsibleKind

from .phrases import BULLET, NAME, is_name, tidy

# Those whom plans name in the nominative: such a word begins a responsible of its own.
SOMEBODY = (
    r"председател[ьи]|заместител[ьи]|руководител[ьи]|организатор[ы]?|координатор[ы]?|куратор[ы]?|"
    r"методист[ы]?|секретар[ьи]|члены?|директора?|завуч[и]?|заведующ(?:ий|ая|ие)|начальник[и]?|"
    r"учител[ья]|преподавател[ьи]|воспитател[ьи]|педагог[и]?(?:-[а-я]+)?|психолог[и]?|логопед[ы]?|"
    r"библиотекар[ьи]|вожат(?:ый|ая|ые)|наставник[и]?|тьютор[ы]?|специалист[ы]?|эксперт[ы]?|мастера?|"
    r"сотрудник[и]?|"
    r"администраци[яи]|жюри|оргкомитет|редакци[яи]|редколлеги[яи]|комисси[яи]|комитет|совет|бюро|актив|групп[аы]|управлени[ея]|"
    r"отдел[ы]?|орган[ы]?|учреждени[ея]|организаци[ии]|школ[аы]|колледж[и]?|техникум[ы]?|центр[ы]?|"
    r"кафедр[аы]|служб[аы]|вуз[ы]?|институт[ы]?|библиотек[аи]|музе[ий]|лице[ий]|гимнази[ия]|"
    r"сообществ[оа]|ассоциаци[ия]|объединени[ея]|площадк[аи]|работник[и]?|представител[ьи]|физрук"
)
# Who holds no office: they are words, but words of their own.
FOLK = r"участник[и]?|родители|студенты|обучающиеся|волонт[её]ры|коллеги|партн[её]ры"
ADJECTIVES = r"^(?:все\s+)?(?:[а-яё-]+(?:[ыио]й|[ая]я|[ыи]е|[ое]е)\s+){0,3}"
HOLDER = re.compile(rf"{ADJECTIVES}(?:{SOMEBODY})\b", re.IGNORECASE)
ANOTHER = re.compile(rf"{ADJECTIVES}(?:{SOMEBODY}|{FOLK})\b", re.IGNORECASE)
OFFICE = re.compile(
    r"^(?:зам(?:\.|естител[ьи])|ст\.\s|председател[ьи]|руководител[ьи]|директор[а]?|методист[ы]?|куратор[ы]?"
    r"|секретар[ьи]|член[ы]?|заведующ(?:ий|ая|ие)|завуч|начальник|ректор|проректор|декан|министр"
    r"|преподавател[ьи]|педагог[и]?|учител[ья]|специалист[ы]?|координатор[ы]?|тьютор[ы]?|наставник[и]?"
    r"|воспитател[ьи]|библиотекар[ьи]|психолог[и]?|логопед[ы]?|вожат(?:ый|ая|ые)|мастера?|завучи|начальники"
    r"|классные руководители|молодые (?:педагоги|специалисты)|совет|бюро|актив|рабочая группа"
    r"|творческая группа|научный руководитель|старш(?:ий|ая|ие)|главный|ведущий|и\.\s?о\.)\b"
    r"|^зам\.|^ст\.\s|^и\.\s?о\.",
    re.IGNORECASE,
)
# An office without a capital inside a phrase, nothing before it: two were written as one.
GLUED_OFFICE = re.compile(
    r"(?<=[\w»)])(?<!\bи)(?<![ыио]й)\s+(?=(?:председатель|руководитель|директор|методист|куратор|секретарь"
    r"|заместитель|совет)\s+[А-ЯЁ]{2,})"
)
# An office with a capital after words that are no adjective: lines that lost their end.
NEXT_OFFICE = re.compile(
    r"(?<=[\w».)])(?<!\bи)(?<![ыио]й)(?<![ая]я)(?<!\bпо)(?<!\bв)\s+(?=(?:Председател[ьи]"
    r"|Руководител[ьи]|Директор|Методист[ы]?|Куратор[ы]?|Секретарь|Заместител[ьи]|Зам\.|Учител[ья]"
    r"|Преподавател[ьи]|Педагог[и]?|Воспитател[ьи]|Администрация|Члены|Совет|Классные руководители"
    r"|Специалист[ы]?)(?:\s|-|$))"
)
ORGANISATION = re.compile(
    r"министерств|департамент|управлени|комитет|администраци|отдел|институт|университет|академи"
    r"|колледж|техникум|училищ|школ|гимнази|лице[йя]|центр|площадк|организаци|учреждени|библиотек"
    r"|музе[йя]|ассоциаци|союз|фонд|общество|объединени|кафедр|факультет|лаборатори|палат|служб|\bвуз",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"\b[А-ЯЁ]{2,}(?:\s+[А-ЯЁ]{2,})*\b")
# «…, осуществляющие функции центра» goes on with the same one, and so does a relative clause.
GOES_ON = re.compile(
    r"^(?:[а-яё]+(?:щ|вш|нн|ем|им)(?:ий|ая|ее|ие|ые|ый|ого|ых|их)\b|котор|в том числе|а также|где|"
    r"(?:по|при|на|в|для|от|из|с|и)\s)",
    re.IGNORECASE,
)
# Several of them are somebody else than the one person before: «Иванова И. И., члены РМО».
MANY = re.compile(
    r"^(?:[а-яё-]+[ыи]е\s+){0,3}(?:\w+(?:ители|исты|логи|гоги|рены|ники|торы|арты|ари|ены|ата|еля)|вожатые"
    r"|совет|бюро|актив|жюри|оргкомитет|комиссия|администрация|группа|учителя|специалисты|эксперты)\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(r"\bпо\s+[А-ЯЁ]{2,5}$")
SUBJECT_GOES_ON = re.compile(r"^[А-ЯЁ]{2,5}(?:\s*[,;]|$)")
LOOK_AHEAD = 200
MOST_WORDS = 60


def split(text: str, known: frozenset[str]) -> tuple[ResponsibleContent, ...]:
    """The responsible of a cell in order, words as written.

    `known` holds phrases that stand alone elsewhere in the file: two of them written in one
    paragraph are taken apart.
    """
    parts: list[str] = []
    for line in _lines(text):
        for piece in _by_commas(line):
            for single in _unglued(piece, known):
                parts.extend(_names(single))
    return tuple(ResponsibleContent(part, kind_of(part)) for part in parts if part)


def _lines(text: str) -> list[str]:
    """The lines of a cell without bullets; one that only goes on with the line above joins it."""
    lines: list[str] = []
    for raw in tidy(text).splitlines():
        line = BULLET.sub("", raw)
        begins = line is not raw or not line[:1].islower() or not lines
        if begins or any(sign.match(line) for sign in (OFFICE, ANOTHER)):
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return lines


def joined(
    one: tuple[ResponsibleContent, ...], more: tuple[ResponsibleContent, ...]
) -> tuple[ResponsibleContent, ...]:
    """Responsible and those of the row's continuation, which may begin in the middle of one."""
    if one and more and more[0].who == "words" and more[0].text[:1].islower():
        text = f"{one[-1].text} {more[0].text}"
        return (*one[:-1], ResponsibleContent(text, kind_of(text)), *more[1:])
    return one + more


def alone(texts: list[str]) -> frozenset[str]:
    """Phrases that make a whole paragraph, or a whole item between commas, of these cells."""
    found: set[str] = set()
    for text in texts:
        for line in _lines(text):
            found.update(_by_commas(line))
    return frozenset(found)


def kind_of(text: str) -> ResponsibleKind:
    """Whether the words name a person, an office, an organisation, or are just words."""
    if is_name(text) or NAME.match(text) or _ends_with_name(text):
        return "person"
    if OFFICE.match(text):
        return "office"
    if ABBREVIATION.search(text) or ORGANISATION.search(text):
        return "organisation"
    return "office" if HOLDER.match(text) else "words"


def _ends_with_name(text: str) -> bool:
    """«Руководитель РМО Иванова И.И.» names a person whose office stands before the name."""
    names = list(NAME.finditer(text))
    return len(names) == 1 and names[0].end() == len(text.rstrip()) and bool(OFFICE.match(text))


def _by_commas(line: str) -> list[str]:
    pieces: list[str] = []
    depth = 0
    begins = 0
    for at, letter in enumerate(line):
        depth += letter in "(«" or -(letter in ")»")
        if letter == "," and depth <= 0:
            # What follows is judged by its beginning, so a long line costs no more than its length.
            before = line[begins : min(at, begins + LOOK_AHEAD)].strip()
            ends = _begins_another(before, line[at + 1 : at + 1 + LOOK_AHEAD].strip())
        else:
            ends = letter == ";"
        if ends:
            pieces.append(line[begins:at].strip())
            begins = at + 1
    pieces.append(line[begins:].strip())
    told = (one.rstrip(",;").rstrip() for one in pieces)
    return [one for one in told if one]


def _begins_another(before: str, rest: str) -> bool:
    """Whether what follows a comma is one more responsible and not more words of the same."""
    if not rest or rest[0] == "," or GOES_ON.match(rest):
        return False
    follows = rest.split(",", 1)[0]
    if NAME.match(before) and rest[0].islower() and not (MANY.match(rest) or NAME.search(follows)):
        # «Иванова И. И., методист колледжа»: the office belongs to the name before it.
        return False
    if SUBJECT_GOES_ON.match(rest) and SUBJECT.search(before):
        # «зам. директора по УВР, ВР»
        return False
    if OFFICE.match(before) and NAME.match(rest) and not ABBREVIATION.search(before):
        return True
    return rest[0].isupper() or any(sign.match(rest) for sign in (NAME, OFFICE, ANOTHER))


def _unglued(piece: str, known: frozenset[str]) -> list[str]:
    """Take apart offices and known phrases that were written without a mark between them."""
    parts: list[str] = []
    glued = (part for one in GLUED_OFFICE.split(piece) for part in NEXT_OFFICE.split(one))
    for part in glued:
        parts.extend(_known_parts(part.split(), known) or [part])
    return parts


def _known_parts(said: list[str], known: frozenset[str]) -> list[str]:
    """Two or more known phrases that make up these words, the longest first; else nothing."""
    if len(said) > MOST_WORDS:
        return []
    for cut in range(len(said) - 1, 0, -1):
        head, tail = " ".join(said[:cut]), said[cut:]
        # «Методист ЦРО» is one: an office of an organisation.
        if head in known and not OFFICE.match(head):
            rest = [" ".join(tail)] if " ".join(tail) in known else _known_parts(tail, known)
            if rest:
                return [head, *rest]
    return []


def _names(piece: str) -> list[str]:
    """Several names with nothing but blanks or «и» between them, one by one.

    Words before the first name or after each of them stay with it.
    """
    names = list(NAME.finditer(piece))
    if len(names) < 2:  # noqa: PLR2004 - one name needs no parting
        return [piece]
    begins = [match.start() for match in names]
    before, after = piece[: begins[0]].strip(), piece[names[-1].end() :].strip()
    gaps = [piece[one.end() : other.start()].strip() for one, other in pairwise(names)]
    if not before and not after and set(gaps) == {"и"}:
        return [piece]
    if not before and not after and set(gaps) <= {"", "и"}:
        return [match.group() for match in names]
    bare = not any(gaps) and not after and OFFICE.match(before)
    told = not before and all(gap[:1].islower() and gap[:1] != "и" for gap in [*gaps, after])
    if not bare and not told:
        return [piece]
    cuts = [0, *begins[1:], len(piece)]
    return [piece[at:end].strip() for at, end in pairwise(cuts)]
