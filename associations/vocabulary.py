"""Kinds of association, roles of offices, manners of substitution."""

from typing import Final

from plans_portal.lib.enums import LabelledEnum


class AssociationKind(LabelledEnum):
    """The four kinds of association."""

    RUMO = "rumo", "РУМО"
    OMO = "omo", "ОМО"
    MOC = "moc", "МОЦ"
    RMC = "rmc", "РМЦ"


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
