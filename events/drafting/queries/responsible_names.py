"""Whom the words of a responsible name: people, offices and organisations of an institution.

It only looks up; an ambiguous name stays plain words of its kind, and nobody is guessed.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Final

from associations.actor import Actor
from associations.models import Association, Office, Organisation, Person
from events.drafting.queries.row_values import ResponsibleValues


@dataclass(frozen=True, slots=True)
class ResponsibleDirectory:
    """What may be chosen, and what each label names."""

    found: dict[str, ResponsibleValues] = field(default_factory=dict)
    # The same by their words folded, and people by surname and initials.
    folded: dict[str, ResponsibleValues] = field(default_factory=dict)

    @property
    def labels(self) -> list[str]:
        """What the form proposes."""
        return list(self.found)

    def named(self, text: str) -> ResponsibleValues:
        """The responsible that the words name, or the words themselves."""
        return self.found.get(text, ResponsibleValues(text))

    def meant(self, text: str) -> ResponsibleValues | None:
        """Whom words of a foreign paper mean: the same label, or the one person named in them.

        The words stay as they are; None where nobody of the directory is named for certain.
        """
        one = self.folded.get(_folded(text))
        if one is None:
            names = set(_names(text))
            one = self.folded.get(names.pop()) if len(names) == 1 else None
        if one is None or not (one.person_id or one.office_id or one.organisation_id):
            return None
        return replace(one, text=text)


def responsible_directory(association: Association, actor: Actor) -> ResponsibleDirectory:
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
    folded: defaultdict[str, list[ResponsibleValues]] = defaultdict(list)
    for label, ones in named.items():
        folded[_folded(label)].extend(ones)
        for name in _names(label):
            folded[name].extend(one for one in ones if one.kind == "person")
    return ResponsibleDirectory(
        {label: _only(ones) for label, ones in named.items()},
        {words: _only(_different(ones)) for words, ones in folded.items() if ones},
    )


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
    return " ".join(words.casefold().replace("ё", "е").split()).strip(" .,;")


def _names(words: str) -> list[str]:
    """People named in the words, as surname and initials: «сомов п и»."""
    found = []
    for pattern in _NAMES:
        for name in pattern.finditer(words):
            parts = (name["last"], name["first"], name["middle"] or "")
            found.append(_folded(" ".join(parts)))
        if found:
            break
    return found


def _different(ones: list[ResponsibleValues]) -> list[ResponsibleValues]:
    """Each person, office and organisation once, whatever label it stands under."""
    seen = {(one.person_id, one.office_id, one.organisation_id): one for one in reversed(ones)}
    return list(seen.values())


def _only(ones: list[ResponsibleValues]) -> ResponsibleValues:
    if len(ones) == 1:
        return ones[0]
    return replace(ones[0], person_id=None, office_id=None, organisation_id=None)
