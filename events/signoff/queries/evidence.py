"""Who may read what is kept of how a plan was signed."""

from typing import Final

from associations.actor import Actor
from events.models import Plan, Signature

NOT_THEIRS: Final = "Протокол подписи составляют методист института и тот, кто её поставил."


def objection_to_evidence(plan: Plan, signature: Signature, actor: Actor) -> str | None:
    """Why this reader of the plan may not read the evidence of a signature on it, or None.

    It holds addresses, accounts and times of signing in: it is for staff and for who signed. A
    superuser sees everything. `plan` is the signature's, with its association.
    """
    is_own = actor.user_id is not None and signature.user_id == actor.user_id
    is_staff = plan.association.institution_id in actor.staff_institution_ids
    return None if is_own or is_staff or actor.is_superuser else NOT_THEIRS
