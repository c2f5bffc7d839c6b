"""Finds the person, office or organisation that the text of a responsible names.

An ambiguous name stays text: nobody is guessed.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Final

from django.db.models import Count, QuerySet

from associations.actor import Actor
from associations.models import Association, Office, Organisation, Person
from events.drafting.queries.row_values import ResponsibleValues
from events.models import Plan, Responsible
from plans_portal.lib.characters import plain_words


@dataclass(frozen=True, slots=True)
class ResponsibleDirectory:
    """The labels that a form proposes, and what each names."""

    by_label: dict[str, ResponsibleValues] = field(default_factory=dict)
    # By the label in small letters, and people by surname and initials too.
    by_folded: dict[str, ResponsibleValues] = field(default_factory=dict)

    @property
    def labels(self) -> list[str]:
        """What the form proposes."""
        return list(self.by_label)

    def named(self, text: str) -> ResponsibleValues:
        """The responsible with this label, else one of plain text."""
        return self.by_label.get(text, ResponsibleValues(text))

    def meant(self, text: str) -> ResponsibleValues | None:
        """The responsible that a text from a file means: the same label, or the one person in it.

        The text is kept; None where it names nobody of the directory for certain.
        """
        match = self.by_folded.get(_folded(text))
        if match is None:
            names = set(names_in(text))
            match = self.by_folded.get(names.pop()) if len(names) == 1 else None
        if match is None or not (match.person_id or match.office_id or match.organisation_id):
            return None
        return replace(match, text=text)


def responsible_directory(association: Association, actor: Actor) -> ResponsibleDirectory:
    """Everybody whom a row of this association's plan may name (3 queries)."""
    institution = association.institution_id
    by_label: defaultdict[str, list[ResponsibleValues]] = defaultdict(list)
    offices = Office.objects.in_force(actor.on).select_related("person", "association")
    for office in offices.filter(person__institution_id=institution).order_by("position"):
        if office.association_id in (None, association.pk):
            label = office.position
            by_label[label].append(ResponsibleValues(label, "office", office_id=office.pk))
            label = f"{office.person.short_name}, {office.position}"
            by_label[label].append(ResponsibleValues(label, "person", person_id=office.person_id))
    for person in Person.objects.filter(institution_id=institution):
        label = person.short_name
        by_label[label].append(ResponsibleValues(label, "person", person_id=person.pk))
    for organisation in Organisation.objects.filter(institution_id=institution):
        label = str(organisation)
        values = ResponsibleValues(label, "organisation", organisation_id=organisation.pk)
        by_label[label].append(values)
    by_folded: defaultdict[str, list[ResponsibleValues]] = defaultdict(list)
    for label, matches in by_label.items():
        by_folded[_folded(label)].extend(matches)
        for name in names_in(label):
            by_folded[name].extend(match for match in matches if match.kind == "person")
    return ResponsibleDirectory(
        {label: _only(matches) for label, matches in by_label.items()},
        {words: _only(_different(matches)) for words, matches in by_folded.items() if matches},
    )


def names_in_plan(plan: Plan) -> list[str]:
    """The responsible that the plan names already, the commonest first (1 query)."""
    return _by_number(Responsible.objects.filter(event__plan=plan))


def names_in_earlier_plans(plan: Plan, actor: Actor) -> list[str]:
    """Those whom the association's plan before this one names; the actor may see it (1 query)."""
    plans = Plan.objects.visible_to(actor).filter(association=plan.association_id)
    earlier = plans.filter(period_start__lt=plan.period_start).order_by("-period_start", "-pk")
    return _by_number(Responsible.objects.filter(event__plan__in=earlier.values("pk")[:1]))


def _by_number(named: QuerySet[Responsible]) -> list[str]:
    counted = named.order_by().values_list("text").annotate(times=Count("pk"))
    return [text for text, _ in sorted(counted, key=lambda pair: (-pair[1], pair[0]))]


_SURNAME: Final = r"(?P<last>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)"
_INITIALS: Final = r"(?P<first>[А-ЯЁ])\.\s?(?P<middle>[А-ЯЁ])?\.?"
_NAMES: Final = (
    re.compile(rf"{_SURNAME}\s+{_INITIALS}(?![а-яё])"),
    re.compile(rf"{_INITIALS}\s?{_SURNAME}"),
    re.compile(
        rf"{_SURNAME}\s+(?P<first>[А-ЯЁ])[а-яё]+\s+(?P<middle>[А-ЯЁ])[а-яё]+(?:ич|вна|чна|шна)\b"
    ),
)


def _folded(words: str) -> str:
    return plain_words(words).strip(" .,;")


def names_in(words: str) -> list[str]:
    """The people named in a text, by surname and initials: «сомов п и»."""
    names = []
    for pattern in _NAMES:
        for name in pattern.finditer(words):
            parts = (name["last"], name["first"], name["middle"] or "")
            names.append(_folded(" ".join(parts)))
        if names:
            break
    return names


def with_other_name(words: str, person: Person) -> str:
    """The text with the first name in it replaced by that of a person, written the same way."""
    written = (person.short_name, person.signing_name, person.full_name)
    for pattern, name in zip(_NAMES, written, strict=True):
        if match := pattern.search(words):
            return f"{words[: match.start()]}{name}{words[match.end() :]}"
    return words


def name_of(person: Person) -> str:
    """The person as `names_in` gives the name."""
    return _folded(f"{person.last_name} {person.first_name[:1]} {person.middle_name[:1]}")


def _different(matches: list[ResponsibleValues]) -> list[ResponsibleValues]:
    """Each person, office and organisation once, whatever its labels."""
    unique = {(m.person_id, m.office_id, m.organisation_id): m for m in reversed(matches)}
    return list(unique.values())


def _only(matches: list[ResponsibleValues]) -> ResponsibleValues:
    if len(matches) == 1:
        return matches[0]
    return replace(matches[0], person_id=None, office_id=None, organisation_id=None)
