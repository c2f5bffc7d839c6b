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
from associations.journal.models import JournalEntry
from associations.offices.models import Office, OfficeQuerySet, Substitution
from associations.signature_rules.models import RulesAcceptance, SignatureRules

__all__ = [
    "Association",
    "AssociationQuerySet",
    "Institution",
    "InstitutionQuerySet",
    "JournalEntry",
    "Office",
    "OfficeQuerySet",
    "Organisation",
    "Person",
    "RulesAcceptance",
    "SignatureRules",
    "Substitution",
    "User",
    "UserManager",
]
