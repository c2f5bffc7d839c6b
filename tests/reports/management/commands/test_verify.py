"""The command verify: names what is false, and says by its code whether anything is."""

import pytest
from django.core.management import call_command

from associations.actor import Actor
from events.signoff.rules.sealing import seal_chains
from reports.management.commands.verify import FALSE, REFUSED
from tests.factories import TODAY
from tests.forged import forge
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(status="approved", rows=1)


def code_of(*args) -> int:
    try:
        call_command("verify", *args)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_true_plans_are_counted_and_seals_are_named(plan, capsys):
    institution = plan.association.institution
    seal = seal_chains(institution=institution, by=Actor(TODAY, "Сервер портала"))
    assert code_of() == 0
    out = capsys.readouterr().out
    assert f"{institution}. {seal}: {seal.digest}" in out
    assert "Сверено планов: 1. Не сходится: 0." in out


def test_false_one_is_named(plan, capsys):
    other = make_plan(status="approved", rows=1)
    forge(plan.official, title="ПОДМЕНА")
    assert code_of() == FALSE
    out = capsys.readouterr().out
    assert f"План {plan.pk}: Редакция 1: заголовок не тот, что в содержании." in out
    assert f"План {other.pk}" not in out
    assert code_of(plan.pk) == FALSE
    assert code_of(other.pk) == 0


def test_seal_of_another_key_is_false(plan, capsys, settings):
    institution = plan.association.institution
    seal_chains(institution=institution, by=Actor(TODAY, "Сервер портала"))
    settings.SEAL_KEY = "77" * 32
    assert code_of() == FALSE
    assert f"{institution}: Контрольная сумма журнала" in capsys.readouterr().out


def test_unknown_plan_is_refused(capsys):
    assert code_of(10**6) == REFUSED
    assert "нет" in capsys.readouterr().err
