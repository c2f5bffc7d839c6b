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
from associations.letters.models import Letter, LetterSettings
from associations.offices.models import Office, OfficeQuerySet, Substitution
from associations.signature_rules.models import RulesAcceptance, SignatureRules
from associations.working_days.models import InstituteDay

__all__ = [
    "Association",
    "AssociationQuerySet",
    "InstituteDay",
    "Institution",
    "InstitutionQuerySet",
    "JournalEntry",
    "Letter",
    "LetterSettings",
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
