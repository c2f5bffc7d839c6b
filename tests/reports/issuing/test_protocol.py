"""What the protocol of a signature says."""

import hashlib

import pytest
from django.utils import timezone

from associations.signature_rules.rules import accept_rules, publish_rules
from events.models import Signature, Withdrawal
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import sign_plan
from events.signoff.rules.deciding_by_link import decide_by_link
from events.signoff.rules.evidence import Trace
from events.signoff.rules.sending import recall_plan
from events.signoff.rules.withdrawing import withdraw_decision
from reports.issuing.protocol import Protocol, protocol_of, signature_with_evidence
from reports.issuing.protocol_proof import CONTENT_FILE, RECORD_FILE
from tests.events.signoff.views.test_paper import signed_on_paper
from tests.factories import TODAY, make_actor, make_substitution
from tests.forged import forge
from tests.one_time import ADDRESS, make_link, outside_plan, reader_of
from tests.plans import bring_to, make_plan, sign_next

pytestmark = pytest.mark.django_db

TRACE = Trace(
    ip="203.0.113.7",
    user_agent="Mozilla/5.0",
    auth_method="password+totp",
    auth_at=timezone.now(),
    session="c" * 64,
)


def protocol(signature: Signature, cast) -> Protocol:
    plan = (
        type(signature.plan)
        .objects.select_related("association__institution")
        .get(pk=signature.plan_id)
    )
    found = signature_with_evidence(plan, signature.key)
    assert found
    return protocol_of(found, by=cast.actor("methodist"))


def said(made: Protocol) -> dict[str, str]:
    return {
        fact.label: fact.words.replace("\u00a0", " ") for part in made.parts for fact in part.facts
    }


@pytest.fixture
def deputy(cast):
    return make_substitution(cast.office("approver"), basis="приказ от 01.11.2026 № 88").person


@pytest.fixture
def signature(cast, deputy) -> Signature:
    """Make a signature of a deputy who has accepted the rules."""
    plan = make_plan("omo-directions", "signoff", association=cast.association, rows=1)
    by = cast.actor("methodist")
    publish_rules(institution=cast.institution, text="Правила. " * 60, expected_version=0, by=by)
    by = make_actor(deputy, TODAY)
    accept_rules(rules=cast.institution.signature_rules.get(), by=by)
    (step,) = pending_steps(plan)
    sign_plan(plan=plan, step=step, seen=plan.edition.sha256, trace=TRACE, by=by)
    return Signature.objects.get(plan=plan, decision="approved")


def test_it_tells_who_for_whom_how_and_by_which_rules(cast, deputy, signature):
    words = said(protocol(signature, cast))
    accepted = cast.institution.signature_rules.get().acceptances.get()
    office = cast.office("approver")
    for label, wanted in {
        "Решение": "Утверждено",
        "Полное имя": deputy.full_name,
        "За кого и в каком качестве": f"за {office.person.genitive_name}",
        "Основание замещения": "приказ от 01.11.2026 № 88",
        "По какой должности решает": office.position,
        "Учётная запись": deputy.user.email,
        "Чем подтверждён вход": "пароль, код из приложения",
        "Отпечаток сеанса": "c" * 64,
        "Сетевой адрес": "203.0.113.7",
        "Программа": "Mozilla/5.0",
        "Время по Гринвичу (UTC)": f"{signature.at:%d.%m.%Y %H:%M:%S.%f}",
        "Ключ подписи": str(signature.key),
        "Хеш записи": signature.hash,
        "Хеш предыдущей": signature.previous,
        "SHA-256 содержания": signature.edition.sha256,
        "Состояние редакции": "Действует",
        "Хеш записи о принятии": accepted.hash,
    }.items():
        assert wanted.replace("\u00a0", " ") in words[label], label
    assert words["Версия"].startswith("1, введена в действие")


def test_a_forged_record_is_damaged(cast, signature):
    assert protocol(signature, cast).verdict == "Запись цела"
    forge(signature, name="Н. Н. Другой")
    made = protocol(signature, cast)
    assert made.verdict == "Запись повреждена"
    assert any("Цепочка «подписи» нарушена" in one.words for one in made.damages)
    assert [one.name for one in made.attached] == [RECORD_FILE]
    assert hashlib.sha256(made.attached[0].data).hexdigest() != signature.hash


def test_a_protocol_of_forged_words_is_made_too(cast, signature):
    forge(signature.edition, content="не план")
    made = protocol(signature, cast)
    assert made.verdict == "Запись повреждена"
    assert "Состояние редакции" not in said(made)


def test_paper_has_its_document_day_recorder_and_scan(cast):
    plan = signed_on_paper(cast)
    signature = plan.signatures.get(on_paper=True)
    made = protocol(signature, cast)
    words = said(made)
    assert made.heading == "Протокол проверки записи о подписи на бумаге"
    assert words["Документ на бумаге"] == "скан подписанного документа"
    assert words["Когда подписан"] == f"{signature.signed_on:%d.%m.%Y}"
    assert signature.recorded_by_name.replace("\u00a0", " ") in words["Кто внёс запись"]
    assert words["SHA-256 скана"] == signature.original.sha256
    assert "Чем подтверждён вход" not in words


def test_a_withdrawn_decision_says_so(cast, deputy, signature):
    by = make_actor(deputy, TODAY)
    step = signature.plan.steps.get(uid=signature.step_uid)
    withdraw_decision(plan=signature.plan, step=step, reason="Ошибся планом.", by=by)
    made = protocol(signature, cast)
    words = said(made)
    assert "Ошибся планом." in words["Решение отозвано"]
    assert words["Хеш записи об отзыве"] == Withdrawal.objects.get().hash
    assert made.verdict == "Запись цела"


def test_a_carried_agreement_names_the_words_that_were_seen(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    plan = sign_next(plan)
    recall_plan(plan=plan, by=cast.actor("chair"))
    plan = bring_to(plan, "signoff", by=cast.actor("chair"))
    carried = plan.edition.signatures.exclude(carried_from=None).get()
    made = protocol(carried, cast)
    words = said(made)
    assert words["Решение принято под"].startswith("редакцией 1 и остаётся в силе: ")
    assert str(carried.carried_from.key) in words["Решение принято под"]
    (content,) = [one for one in made.attached if one.name == CONTENT_FILE]
    assert hashlib.sha256(content.data).hexdigest() == carried.sha256


def test_protocol_of_a_decision_by_a_link_says_where_the_link_went(cast):
    by = cast.actor("methodist")
    publish_rules(institution=cast.institution, text="Правила. " * 60, expected_version=0, by=by)
    link, _code = make_link(cast, outside_plan(cast))
    trace = Trace("192.0.2.7", "Browser", "link+phone_code", timezone.now())
    by = reader_of(link, accepts=1)
    decide_by_link(link=link, seen=link.edition.sha256, trace=trace, by=by)
    words = said(protocol(Signature.objects.get(), cast))
    assert words["Учётная запись"] == "нет: решение принято по одноразовой ссылке"
    assert words["Куда послана ссылка"] == ADDRESS
    assert words["Кто послал ссылку"] == cast.actor("methodist").name.replace("\u00a0", " ")
    assert words["Чем подтверждён вход"] == "одноразовая ссылка, код по телефону"
    assert words["Приняты"].startswith("по ссылке, вместе с решением")
