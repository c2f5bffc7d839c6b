"""Finds the responsible who hold their office no longer, and who holds it today."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from associations.models import Association, Office
from events.checks import CarriedDoubt
from events.drafting.queries.responsible_names import name_of, names_in, with_other_name
from events.plan.content import PlanContent
from plans_portal.lib.characters import plain_words


def who_left(content: PlanContent, association: Association, on: date) -> Iterator[CarriedDoubt]:
    """Those named in rows whose office somebody else holds on the day (1 query).

    Nobody is guessed: a name that two people have, and an office that nobody or several hold, are
    left to the check.
    """
    offices = Office.objects.filter(person__institution_id=association.institution_id)
    held = defaultdict(list)
    seats = defaultdict(list)
    for office in offices.select_related("person").order_by("since", "pk"):
        held[name_of(office.person)].append(office)
        if _in_force(office, on):
            seats[_seat(office)].append(office)
    for event in content.all_events():
        for responsible in event.responsible:
            left = _left(responsible.text, held, on)
            holders = seats[_seat(left)] if left else []
            if left is None or len(holders) != 1 or holders[0].person_id == left.person_id:
                continue
            proposed = with_other_name(responsible.text, holders[0].person)
            why = f"больше не {inside_sentence(left.position)}"
            yield CarriedDoubt(event.uid, "responsible", responsible.text, proposed, why)


def _left(text: str, held: dict[str, list[Office]], on: date) -> Office | None:
    """The office in which the only person named in the text is no longer."""
    names = set(names_in(text))
    offices = held.get(names.pop(), []) if len(names) == 1 else []
    if len({office.person_id for office in offices}) != 1:
        return None
    now = [office for office in offices if _in_force(office, on)]
    ended = [office for office in offices if office.until is not None and office.until < on]
    positions = {plain_words(office.position) for office in now}
    for office in reversed(ended):
        words = plain_words(office.position)
        if not now or (words in plain_words(text) and words not in positions):
            return office
    return None


def _in_force(office: Office, on: date) -> bool:
    return office.since <= on and (office.until is None or office.until >= on)


def _seat(office: Office) -> tuple[str, int | None, int | None]:
    return office.role, office.association_id, office.institution_id


def inside_sentence(position: str) -> str:
    """The position inside a sentence: an abbreviation keeps its letters."""
    first = position.split(" ", 1)[0]
    return position if first.isupper() else position[:1].lower() + position[1:]
