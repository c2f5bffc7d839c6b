"""A plan in force for tests of what was held: rows with dates of every kind."""

import datetime as dt
from dataclasses import replace

from associations.actor import Actor
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.rules.importing import IdentityMap, adding_rows
from events.drafting.rules.part_writing import write_patch
from events.models import Plan
from events.plan.content import EventContent, ResponsibleContent
from tests.plans import author_of, bring_to, make_plan

# After the first rows were to be held, and before the others.
MAY_DAY = dt.date(2027, 5, 1)
TITLES = {
    "15 марта": "Семинар о чтении",
    "10 апреля, 12 октября": "Школа молодого учителя",
    "до 1 декабря": "Сборник разработок",
    "сентябрь": "Открытые уроки",
    "по необходимости": "Консультации",
}


def plan_in_force(association, responsible: str = "Методический совет") -> Plan:
    """Give an approved plan of 2027 whose rows have the terms of `TITLES`, in this order.

    The first row names the responsible.
    """
    plan = make_plan(association=association, rows=0)
    section = plan.sections.filter(kind="table").order_by("order").first()
    first, *others = (EventContent(title=title, term=term) for term, title in TITLES.items())
    events = [replace(first, responsible=(ResponsibleContent(responsible),)), *others]
    identities = IdentityMap(responsible_directory(association, author_of(association)))
    write_patch(plan, tuple(adding_rows(events, identities, section=section.uid)))
    return bring_to(plan, "approved")


def uid_of(plan: Plan, title: str) -> str:
    """Give the uid of the row whose title begins so."""
    return plan.events.get(title__startswith=title).uid


def chair(plan: Plan, on: dt.date = MAY_DAY) -> Actor:
    """Give who writes the plan's association's plans, on a day of its year."""
    return author_of(plan.association, on)
