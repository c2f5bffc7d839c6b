"""What an office does with plans: the roles, and the groups of them that rights are given to."""

from typing import Final

from django.db.models import TextChoices


class Role(TextChoices):
    """The role of an office."""

    CHAIR = "chair", "Председатель (руководитель)"
    SECRETARY = "secretary", "Секретарь"
    CURATOR = "curator", "Куратор"
    AGREER = "agreer", "Согласующий"
    APPROVER = "approver", "Утверждающий"
    METHODIST = "methodist", "Методист института"


# Who writes an association's plans by office there.
AUTHORS: Final = (Role.CHAIR, Role.SECRETARY)
# Whose own the plans of an association are: its authors, and who looks after them.
OWN: Final = (*AUTHORS, Role.CURATOR)
# Who is asked to agree or approve by office.
DECIDERS: Final = (Role.AGREER, Role.APPROVER)
