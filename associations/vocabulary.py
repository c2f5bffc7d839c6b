"""What kinds of association there are and what people hold in them; no database, no rights."""

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


# Who writes an association's plans by office there.
AUTHORS: Final = (OfficeRole.CHAIR, OfficeRole.SECRETARY)
# Whose own the plans of an association are: its authors, and who looks after them.
OWN: Final = (*AUTHORS, OfficeRole.CURATOR)
# Who is asked to agree or approve by office.
DECIDERS: Final = (OfficeRole.AGREER, OfficeRole.APPROVER)


class SubstituteManner(LabelledEnum):
    """How a substitute signs."""

    ACTING = "acting", "и.о."
    ON_BEHALF = "on_behalf", "за"
