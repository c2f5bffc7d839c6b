"""Whom the words of a responsible name: people, offices and organisations of an institution.

It only looks up; an ambiguous name stays plain words of its kind, and nobody is guessed.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from associations.access import Actor
from associations.models import Association, Office, Organisation, Person
from events.rules.rows import ResponsibleValues


@dataclass(frozen=True, slots=True)
class Directory:
    """What may be chosen, and what each label names."""

    found: dict[str, ResponsibleValues] = field(default_factory=dict)

    @property
    def labels(self) -> list[str]:
        """What the form proposes."""
        return list(self.found)

    def named(self, text: str) -> ResponsibleValues:
        """The responsible that the words name, or the words themselves."""
        return self.found.get(text, ResponsibleValues(text))


def directory_of(association: Association, actor: Actor) -> Directory:
    """Everybody whom a row of this association's plan may name (3 queries)."""
    institution = association.institution_id
    named: defaultdict[str, list[ResponsibleValues]] = defaultdict(list)
    offices = Office.objects.in_force(actor.on).select_related("person", "association")
    for office in offices.filter(person__institution_id=institution).order_by("position"):
        if office.association_id in (None, association.pk):
            label = office.position
            named[label].append(ResponsibleValues(label, "office", office_id=office.pk))
            label = f"{office.person.short_name}, {office.position}"
            named[label].append(ResponsibleValues(label, "person", person_id=office.person_id))
    for person in Person.objects.filter(institution_id=institution):
        label = person.short_name
        named[label].append(ResponsibleValues(label, "person", person_id=person.pk))
    for organisation in Organisation.objects.filter(institution_id=institution):
        label = str(organisation)
        one = ResponsibleValues(label, "organisation", organisation_id=organisation.pk)
        named[label].append(one)
    return Directory({label: _only(ones) for label, ones in named.items()})


def _only(ones: list[ResponsibleValues]) -> ResponsibleValues:
    if len(ones) == 1:
        return ones[0]
    return replace(ones[0], person_id=None, office_id=None, organisation_id=None)
