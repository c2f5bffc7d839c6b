"""Models of the app: institution, associations, people, offices by period, accounts."""

from associations.accounts.models import User, UserManager
from associations.directory.models import (
    Association,
    AssociationQuerySet,
    Institution,
    InstitutionQuerySet,
    Organisation,
    Person,
)
from associations.letters.models import Letter, LetterSettings
from associations.offices.models import Office, OfficeQuerySet, Substitution
from associations.working_days.models import InstituteDay

__all__ = [
    "Association",
    "AssociationQuerySet",
    "InstituteDay",
    "Institution",
    "InstitutionQuerySet",
    "Letter",
    "LetterSettings",
    "Office",
    "OfficeQuerySet",
    "Organisation",
    "Person",
    "Substitution",
    "User",
    "UserManager",
]
