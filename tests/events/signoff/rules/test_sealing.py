"""Seals: once a day, of what is new, told to the methodists."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from associations.actor import Actor
from associations.models import Letter
from events.models import Seal
from events.signoff.queries.verify import verify_records, verify_seals
from events.signoff.rules.sealing import seal_chains
from tests.factories import make_institution
from tests.plans import make_plan, sign_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def server():
    return Actor(timezone.localdate(), "Сервер портала")


@pytest.fixture
def plan(cast):
    return make_plan(status="signoff", association=cast.association, rows=1)


def later(by: Actor, days: int = 1) -> Actor:
    return replace(by, on=by.on + dt.timedelta(days=days))


def test_seal_holds_the_last_hash_of_each_chain(plan, server):
    seal = seal_chains(institution=plan.association.institution, by=server)
    heads = dict(seal.heads.values_list("chain", "hash"))
    assert heads == {
        f"events_edition:{plan.pk}": plan.edition.hash,
        f"events_change:{plan.pk}": plan.changes.order_by("-pk").first().hash,
        **{f"events_signature:{plan.pk}": one.hash for one in plan.signatures.all()},
    }
    assert verify_seals(seal.institution) == []


def test_second_of_a_day_is_none(plan, server):
    institution = plan.association.institution
    assert seal_chains(institution=institution, by=server)
    assert seal_chains(institution=institution, by=server) is None
    assert Seal.objects.count() == 1


def test_next_one_holds_what_is_new_and_follows(plan, server):
    institution = plan.association.institution
    first = seal_chains(institution=institution, by=server)
    quiet = seal_chains(institution=institution, by=later(server))
    assert (quiet.previous, quiet.heads.count()) == (first.digest, 0)
    # Nothing was written between them, so there is nothing to tell.
    assert Letter.objects.filter(text__contains=first.digest).count() == 1
    assert not Letter.objects.filter(text__contains=quiet.digest).exists()
    sign_next(plan)
    third = seal_chains(institution=institution, by=later(server, 2))
    assert set(third.heads.values_list("chain", flat=True)) == {
        f"events_signature:{plan.pk}",
        f"events_change:{plan.pk}",
    }
    assert third.previous == quiet.digest
    assert verify_seals(institution) == verify_records(plan) == []


def test_methodists_get_the_checksum(cast, plan, server):
    seal = seal_chains(institution=plan.association.institution, by=server)
    letter = Letter.objects.get(subject=str(seal))
    assert letter.recipient == cast.user("methodist")
    assert seal.digest in letter.text
    assert seal.key in letter.text


def test_institution_without_plans_has_nothing_to_seal(server, plan):
    assert seal_chains(institution=make_institution(), by=server) is None
