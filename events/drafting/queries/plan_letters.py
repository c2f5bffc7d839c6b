"""What letters about a plan share: how they name it, and whom they count as its authors."""

from associations.actor import Actor
from associations.letters.queries import accounts_with
from associations.models import User
from associations.vocabulary import AUTHORS
from events.models import Plan


def name_of(plan: Plan) -> str:
    """«план на 2027 год (объединение): заголовок, редакция 2», in the words that were sent."""
    edition = plan.edition
    title = f" «{edition.title_line}», редакция {edition.number}" if edition else ""
    return f"план{title} ({plan.association.name}, {plan.period.label()})"


def subject_of(what: str, plan: Plan) -> str:
    """The subject of a letter that tells this of a plan."""
    return f"{what}: {plan.association.name}, {plan.period.label()}"


def authors_of(plan: Plan, by: Actor) -> list[User]:
    """The accounts of who write the plan's association, and of who sent its edition."""
    users = accounts_with(plan.association, AUTHORS, by.on)
    senders = (plan.edition.made_by_id,) if plan.edition else ()
    sent_by = User.objects.filter(pk__in=senders, is_active=True, is_superuser=False)
    return list({user.pk: user for user in (*users, *sent_by)}.values())
