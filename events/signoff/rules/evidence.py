"""What is kept of how somebody signed."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError

from associations.actor import Actor
from associations.signature_rules.queries import rules_in_force
from events.models import Plan
from events.plan.vocabulary import NEGATIVE

ACCEPT_RULES: Final = "Сначала прочитайте и примите правила электронной подписи института."


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a request came from, and how its person has proved who they are.

    Kept with each simple electronic signature. `session` is a hash that names the session.
    """

    ip: str | None = None
    user_agent: str = ""
    auth_method: str = ""
    auth_at: dt.datetime | None = None
    session: str = ""


UNKNOWN: Final = Trace()


@dataclass(frozen=True, slots=True)
class Paper:
    """What is recorded of a signature on paper: its document in words, and the day of signing."""

    act: str
    signed_on: dt.date


def accepted_rules(plan: Plan, decision: str, by: Actor) -> str:
    """The version of the rules by which the actor signs; empty while the institution has none.

    Raises:
        ValidationError: the actor has not accepted it; a return or a rejection needs no acceptance.

    """
    rules = rules_in_force(plan.association.institution_id)
    if rules is None or decision in NEGATIVE:
        return ""
    if by.outsider:
        is_accepted = by.outsider.accepts == rules.version
    else:
        is_accepted = rules.acceptances.filter(person=by.person_id).exists()
    if not is_accepted:
        raise ValidationError(ACCEPT_RULES, code="rules")
    return str(rules.version)
