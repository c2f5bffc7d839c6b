"""Which rules of electronic signature are in force, and whether a person accepted them."""

from django.template.loader import render_to_string

from associations.actor import Actor
from associations.models import Institution, SignatureRules


def rules_in_force(institution_id: int) -> SignatureRules | None:
    """The newest version of an institution's rules, or None while it has none (1 query)."""
    return SignatureRules.objects.filter(institution=institution_id).order_by("-version").first()


def rules_to_accept(actor: Actor, institution_id: int) -> SignatureRules | None:
    """The rules that the actor has yet to accept before signing, or None (at most 2 queries)."""
    rules = rules_in_force(institution_id)
    if rules is None or rules.acceptances.filter(person=actor.person_id).exists():
        return None
    return rules


def template_of_rules(institution: Institution) -> str:
    """The text that an institution without rules begins from."""
    context = {"institution": institution}
    return render_to_string("associations/signature_rules/template.txt", context).strip() + "\n"
