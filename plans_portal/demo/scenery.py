"""Sets up the invented institute: accounts, directory and offices, through their rules."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from associations.actor import Actor
from associations.directory.rules import add_association, add_organisation, add_person
from associations.models import Association, Institution, Office, Organisation, Person, User
from associations.offices.queries import actor_of
from associations.offices.rules import add_office, add_substitution, end_office
from associations.signature_rules.queries import template_of_rules
from associations.signature_rules.rules import accept_rules, publish_rules
from plans_portal.demo import cast

YEARS_IN_OFFICE: Final = 3
DAYS_AWAY: Final = 14


@dataclass(slots=True)
class Scenery:
    """The institute of the demo; associations by the name of their plan, people by login.

    `on` is the day of the story, if it is another than today.
    """

    institution: Institution
    today: dt.date
    on: dt.date | None = None
    associations: dict[str, Association] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, login: str) -> Actor:
        """The actor of this login on the day of the story."""
        return actor_of(User.objects.get(email=cast.email_of(login)), self.on or self.today)


def is_set_up() -> bool:
    """Whether this database has the demo already."""
    return Institution.objects.filter(name=cast.INSTITUTE).exists()


def set_up(today: dt.date, on: dt.date | None = None) -> Scenery:
    """Make the institute with its directory, on this day of the story; in a transaction."""
    User.objects.create_superuser(cast.email_of(cast.ADMINISTRATOR), cast.PASSWORD)
    institution = Institution.objects.create(
        name=cast.INSTITUTE, short_name=cast.INSTITUTE_SHORT, city=cast.CITY
    )
    scenery = Scenery(institution, today, on)
    methodist = _first_methodist(scenery)
    organisations = {
        short: add_organisation(institution=institution, name=name, short_name=short, by=methodist)
        for name, short in cast.ORGANISATIONS
    }
    for part in cast.ASSOCIATIONS:
        scenery.associations[part.plan] = add_association(
            institution=institution,
            kind=part.kind,
            name=part.name,
            name_genitive=part.genitive,
            territory=part.territory,
            city=part.city,
            by=methodist,
        )
    for person in cast.PEOPLE[1:]:
        _bring(scenery, person, organisations, methodist)
    _accept_rules(scenery, methodist)
    _share_password()
    return scenery


def _first_methodist(scenery: Scenery) -> Actor:
    """Make the first methodist, which no rule does: an administrator enters it."""
    part = cast.PEOPLE[0]
    last, first, middle = part.names
    person = Person.objects.create(
        institution=scenery.institution,
        user=User.objects.create_user(cast.email_of(part.login)),
        last_name=last,
        first_name=first,
        middle_name=middle,
        position=part.position,
    )
    for office in part.offices:
        Office.objects.create(
            person=person,
            role=office.role,
            institution=scenery.institution,
            position=office.position,
            since=_since(scenery.today),
        )
    scenery.people[part.login] = person
    return scenery.actor(part.login)


def _bring(
    scenery: Scenery,
    part: cast.PersonPart,
    organisations: dict[str, Organisation],
    by: Actor,
) -> None:
    last, first, middle = part.names
    person = add_person(
        institution=scenery.institution,
        last_name=last,
        first_name=first,
        middle_name=middle,
        position=part.position,
        organisation=organisations[part.organisation],
        by=by,
    )
    if part.login:
        scenery.people[part.login] = person
        person.user = User.objects.create_user(cast.email_of(part.login))
        person.save(update_fields=["user"])
    for office in part.offices:
        add_office(
            person=person,
            role=office.role,
            association=scenery.associations[office.plan] if office.plan else None,
            institution=None if office.plan else scenery.institution,
            position=office.position,
            since=_since(scenery.today),
            basis=f"приказ от {_since(scenery.today):%d.%m.%Y} №\u00a015",
            by=by,
        )


def appoint_substitute(scenery: Scenery, by: Actor) -> None:
    """Let the deputy act for the director, who is away these weeks."""
    away = dt.timedelta(days=DAYS_AWAY)
    add_substitution(
        office=Office.objects.get(person=scenery.people[cast.DIRECTOR]),
        person=scenery.people[cast.DEPUTY],
        manner="acting",
        since=scenery.today - away,
        until=scenery.today + away,
        basis=f"приказ от {scenery.today - away:%d.%m.%Y} №\u00a088",
        by=by,
    )


def leave_office(scenery: Scenery, login: str, by: Actor) -> None:
    """End the office of this person yesterday; who follows is not known yet."""
    office = Office.objects.select_related("person__institution").get(person=scenery.people[login])
    yesterday = scenery.today - dt.timedelta(days=1)
    end_office(office=office, until=yesterday, leave_vacant=True, by=by)


def _accept_rules(scenery: Scenery, by: Actor) -> None:
    """Put the rules of electronic signature in force; the deputy has yet to accept them."""
    rules = publish_rules(
        institution=scenery.institution,
        text=template_of_rules(scenery.institution),
        expected_version=0,
        by=by,
    )
    for person in cast.PEOPLE:
        if person.login and person.offices and person.login != cast.DEPUTY:
            accept_rules(rules=rules, by=scenery.actor(person.login))


def _share_password() -> None:
    """Give all accounts one hash: hashing is slow, and the password is public anyway."""
    hashed = User.objects.get(email=cast.email_of(cast.ADMINISTRATOR)).password
    logins = [person.login for person in cast.PEOPLE if person.login]
    emails = [cast.email_of(login) for login in logins]
    User.objects.filter(email__in=emails).update(password=hashed)


def _since(today: dt.date) -> dt.date:
    return dt.date(today.year - YEARS_IN_OFFICE, 9, 1)
