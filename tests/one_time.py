"""Plans that somebody outside the portal decides, and the links that they get."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from associations.actor import Actor
from associations.models import Letter
from events.models import OneTimeLink, Plan, Step
from events.signoff.queries.one_time_links import actor_by_link, step_of_link
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.one_time_links import send_link
from tests.cast import Cast
from tests.plans import bring_to, make_plan

ADDRESS = "rector@univ.example"
NAME = "Полозова Вера Игнатьевна"


def outside_plan(cast: Cast, status: str = "signoff", layout: str = "moc-results") -> Plan:
    """Give a plan whose one step is signed by somebody without an account."""
    plan = make_plan(layout, association=cast.association, rows=2)
    plan.steps.exclude(verb="close").update(
        office=None, name="В. И. Полозова", position="Ректор университета"
    )
    return bring_to(plan, status)


def outside_step(plan: Plan) -> Step:
    """Give the first step that waits."""
    return pending_steps(plan)[0]


def make_link(cast: Cast, plan: Plan, **values: Any) -> tuple[OneTimeLink, str]:
    """Give a link, with its code where staff tell it by phone."""
    values = {"name": NAME, "address": ADDRESS, "code_by": "phone", **values}
    by = values.pop("by", None) or cast.actor("methodist", timezone.localdate())
    return send_link(plan=plan, step=outside_step(plan), **values, by=by)


def reader_of(link: OneTimeLink, **values: Any) -> Actor:
    """Give who came by the link."""
    step = step_of_link(link)
    assert step is not None
    return actor_by_link(link, step, on=values.pop("on", timezone.localdate()), **values)


def token_in(letter: Letter) -> str:
    """Give the secret part of the link in a letter that was not sent yet."""
    found = re.search(r"/one-time/([^/\s]+)/", letter.text)
    assert found is not None
    return found[1]


def code_in(letter: Letter) -> str:
    """Give the code in a letter that was not sent yet."""
    found = re.search(r"(\d{3}) (\d{3})", letter.text)
    assert found is not None
    return found[1] + found[2]


def open_link(link: OneTimeLink, code: str, client: Client | None = None) -> tuple[Client, str]:
    """Type the code as its reader does; give the browser and the address of the page."""
    client = client or Client()
    assert link.letter is not None
    token = token_in(link.letter)
    answer = client.post(reverse("events:one_time_code", args=[token]), {"code": code})
    assert answer.status_code == 302
    return client, reverse("events:one_time_link", args=[token])
