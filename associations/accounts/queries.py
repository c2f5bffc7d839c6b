"""Questions about accounts."""

from typing import Final

from allauth.mfa.models import Authenticator
from django.db.models import Exists

from associations.actor import Actor
from associations.models import Institution, User
from associations.vocabulary import DECIDERS, OfficeRole

SECOND_FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Of whom an institution may ask a second factor.
_ASKED: Final = (*DECIDERS, OfficeRole.CURATOR, OfficeRole.METHODIST)


def owes_second_factor(actor: Actor) -> bool:
    """Tell whether the actor decides where a second factor is a must, and has none (1 query)."""
    is_asked = any(standing.role in _ASKED for standing in actor.standings)
    if not is_asked or actor.institution_id is None:
        return False
    mine = Authenticator.objects.filter(user_id=actor.user_id, type__in=SECOND_FACTORS)
    asking = Institution.objects.filter(pk=actor.institution_id, needs_second_factor=True)
    return asking.exclude(Exists(mine)).exists()


def has_second_factor(user: User) -> bool:
    """Tell whether the account has a code or a key beside its password (1 query)."""
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists())
