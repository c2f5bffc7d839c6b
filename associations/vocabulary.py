"""Kinds of association, roles of offices, manners of substitution, kinds of letters."""

import re
from typing import Final

from plans_portal.lib.enums import LabelledEnum


class AssociationKind(LabelledEnum):
    """The four kinds of association."""

    RUMO = "rumo", "РУМО"
    OMO = "omo", "ОМО"
    MOC = "moc", "МОЦ"
    RMC = "rmc", "РМЦ"


# What a full name begins with before it says whose association it is.
_KIND_IN_FULL: Final = re.compile(
    r"(?:\w+(?:ое|ый)\s+)?(?:(?:учебно-)?методическое\s+объединение|(?:методический|опорный)\s+центр)\s+",
    re.IGNORECASE,
)


def name_beside_kind(name: str, kind: str) -> str:
    """The name without the words of its kind, to stand beside them: «учителей-логопедов».

    The whole name where it doesn't begin with them, or says nothing else.
    """
    label = AssociationKind(kind).label
    rest = name.removeprefix(f"{label} ").strip()
    if rest == name and (found := _KIND_IN_FULL.match(name)):
        rest = name[found.end() :]
    return rest or name


class OfficeRole(LabelledEnum):
    """What an office does with plans."""

    CHAIR = "chair", "Председатель (руководитель)"
    SECRETARY = "secretary", "Секретарь"
    CURATOR = "curator", "Куратор"
    AGREER = "agreer", "Согласующий"
    APPROVER = "approver", "Утверждающий"
    METHODIST = "methodist", "Методист института"


# Who writes an association's plans.
AUTHORS: Final = (OfficeRole.CHAIR, OfficeRole.SECRETARY)
# Who has the plans of an association as their own: the authors, and the curator.
OWN: Final = (*AUTHORS, OfficeRole.CURATOR)
# Who is asked to agree or approve.
DECIDERS: Final = (OfficeRole.AGREER, OfficeRole.APPROVER)


class SubstituteManner(LabelledEnum):
    """How a substitute signs."""

    ACTING = "acting", "и.о."
    ON_BEHALF = "on_behalf", "за"


class AskAgain(LabelledEnum):
    """Whom a corrected plan that is sent again asks again, of those who had agreed."""

    EVERYBODY = "everybody", "Всех"
    CHANGED = "changed", "Тех, чьих мест коснулись правки, и тех, кто не согласовал"
    DISAGREED = "disagreed", "Только тех, кто не согласовал"


class JournalAction(LabelledEnum):
    """What kind of action the journal of an institution tells of."""

    SIGN_IN = "sign_in", "Вход в портал"
    REFUSED = "refused", "Отказ во входе"
    PROOF = "proof", "Пароль и способы входа"
    ACCOUNT = "account", "Учётная запись"
    PERSON = "person", "Человек"
    OFFICE = "office", "Должность"
    SUBSTITUTION = "substitution", "Замещение"
    DIRECTORY = "directory", "Объединение, организация, институт"
    LAYOUT = "layout", "Форма плана и маршрут"
    REQUIREMENT = "requirement", "Требования к планам"
    RULES = "rules", "Правила электронной подписи"
    PAPER = "paper", "Подпись на бумаге"
    DOWNLOAD = "download", "Официальный документ"
    EXPORT = "export", "Выгрузка"
    FOR_OTHERS = "for_others", "Действие за другого"
    LINK = "link", "Одноразовая ссылка"


class LetterKind(LabelledEnum):
    """What a letter tells."""

    ACCOUNT = "account", "Вход в портал"
    TROUBLE = "trouble", "Сбой в портале"
    WAITS = "waits", "План ждёт решения"
    RETURNED = "returned", "План возвращён"
    REJECTED = "rejected", "План отклонён"
    WITHDRAWN = "withdrawn", "Решение отозвано"
    APPROVED = "approved", "План утверждён"
    RECALLED = "recalled", "План отозван"
    REMARK = "remark", "Замечание"
    ANSWERED = "answered", "Ответ на замечание"
    SUBSTITUTED = "substituted", "Замещение"
    DUE = "due", "Срок подходит"
    OVERDUE = "overdue", "Срок вышел"
    ESCALATED = "escalated", "Просрочка у другого"
    VACANT = "vacant", "Решать некому"
    DIGEST = "digest", "Сводка за день"
    LINK = "link", "Одноразовая ссылка"
    CODE = "code", "Код одноразовой ссылки"


# They are sent at once, whatever their reader chose.
AT_ONCE_ALWAYS: Final = (
    LetterKind.ACCOUNT,
    LetterKind.TROUBLE,
    LetterKind.DIGEST,
    LetterKind.LINK,
    LetterKind.CODE,
)
# They let somebody in, so nobody else may read them.
SECRET: Final = (LetterKind.ACCOUNT, LetterKind.LINK, LetterKind.CODE)
# They come also to who wants letters about terms alone.
ABOUT_TERMS: Final = (
    LetterKind.DUE,
    LetterKind.OVERDUE,
    LetterKind.ESCALATED,
    LetterKind.VACANT,
)
# They ask for nothing, so they may be switched off.
HARMLESS: Final = (LetterKind.APPROVED, LetterKind.RECALLED, LetterKind.ANSWERED)


class LetterState(LabelledEnum):
    """What became of a letter; `DOUBTFUL`: the portal stopped while it handed the letter over."""

    WAITING = "waiting", "Ждёт отправки"
    SENT = "sent", "Отправлено"
    GATHERED = "gathered", "Вошло в сводку"
    FAILED = "failed", "Не отправилось"
    DOUBTFUL = "doubtful", "Неизвестно, ушло ли"
    CANCELLED = "cancelled", "Отменено"


class LetterPace(LabelledEnum):
    """How often a person wants letters about plans."""

    AT_ONCE = "at_once", "Сразу"
    DAILY = "daily", "Одним письмом в день, утром"
    TERMS = "terms", "Только о сроках: напоминания и просрочки"
