"""Who we are: the institution, its associations, people, and the offices they hold by period.

Nothing here knows of plans.
"""

from associations.models.account import User, UserManager
from associations.models.directory import (
    Association,
    AssociationQuerySet,
    Institution,
    InstitutionQuerySet,
    Organisation,
    Person,
)
from associations.models.office import Office, OfficeQuerySet, Substitution

__all__ = [
    "Association",
    "AssociationQuerySet",
    "Institution",
    "InstitutionQuerySet",
    "Office",
    "OfficeQuerySet",
    "Organisation",
    "Person",
    "Substitution",
    "User",
    "UserManager",
]
