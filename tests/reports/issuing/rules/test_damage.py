"""Damaged records are told the staff once, and the rest is sealed every day."""

import datetime as dt

import pytest
from django.utils import timezone

from associations.actor import Actor
from associations.models import Letter
from reports.issuing.queries import verify
from reports.issuing.rules.damage import prove_and_seal, report_damage
from reports.models import FoundDamage
from tests.factories import TODAY
from tests.forged import forge
from tests.plans import make_plan


def damage_told() -> list[Letter]:
    return list(Letter.objects.filter(subject="Запись повреждена").order_by("pk"))


@pytest.mark.django_db
def test_damage_is_told_once_and_again_if_it_comes_back():
    plan, by = make_plan(status="approved", rows=1), Actor(TODAY, "Сервер портала")

    def tell():
        return report_damage(plan=plan, found=verify(plan), by=by)

    assert tell() == []
    signature = plan.official.signatures.first()
    forge(signature, name="П. П. Подмена")
    assert [one.code for one in tell()] == ["chain"]
    assert tell() == []
    forge(signature, name=signature.name)
    assert tell() == []
    assert not FoundDamage.objects.exists()
    forge(signature, name="П. П. Подмена")
    assert len(tell()) == 1
    assert len(damage_told()) == 2
    assert "Цепочка «подписи» нарушена" in damage_told()[0].text


@pytest.mark.django_db
def test_once_a_day_all_is_proved_and_sealed():
    plan = make_plan(status="approved", rows=1)
    institution = plan.association.institution
    today = timezone.localdate()
    seal = prove_and_seal(institution=institution, on=today)
    assert seal.heads.filter(chain=f"events_edition:{plan.pk}").exists()
    forge(plan.official, title="ПОДМЕНА")
    assert prove_and_seal(institution=institution, on=today) is None
    assert damage_told() == []
    tomorrow = today + dt.timedelta(days=1)
    assert prove_and_seal(institution=institution, on=tomorrow)
    assert ["заголовок не тот" in letter.text for letter in damage_told()] == [True]


@pytest.mark.django_db
def test_seal_that_does_not_hold_is_told(settings):
    plan = make_plan(rows=1)
    today = timezone.localdate()
    prove_and_seal(institution=plan.association.institution, on=today)
    settings.SEAL_KEY = "77" * 32
    tomorrow = today + dt.timedelta(days=1)
    prove_and_seal(institution=plan.association.institution, on=tomorrow)
    assert ["печать недействительна" in letter.text for letter in damage_told()] == [True]
