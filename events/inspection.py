"""Puts the check of a plan to a stored plan, with the people that its institution knows.

It knows what of the database the check needs; it refuses to judge anything itself.
"""

from associations.models import Institution, Person
from events.findings import Directory, Finding, KnownPerson, Tenure, check
from events.models import Plan
from events.reading import read_content


def findings_of(plan: Plan) -> tuple[Finding, ...]:
    """What is found in the plan as it stands now, what blocks sending first."""
    return check(read_content(plan), directory=directory_of(plan.association.institution))


def directory_of(institution: Institution) -> Directory:
    """The institution's people with the days of their offices, in two queries."""
    people = Person.objects.filter(institution=institution).prefetch_related("offices")
    return Directory(
        tuple(
            KnownPerson(
                one.last_name,
                one.first_name,
                one.middle_name,
                tuple(Tenure(office.since, office.until) for office in one.offices.all()),
            )
            for one in people
        )
    )
