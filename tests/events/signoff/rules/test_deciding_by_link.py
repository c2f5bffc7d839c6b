"""Somebody outside decides by a one-time link: the code, one decision, and its evidence."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from associations.models import JournalEntry, Letter
from associations.signature_rules.rules import publish_rules
from events.models import OneTimeLink, Signature
from events.plan.vocabulary import Outcome
from events.signoff.queries.verify import verify_records
from events.signoff.rules.deciding_by_link import (
    decide_by_link,
    enter_code,
    objection_to_using,
    send_code,
)
from events.signoff.rules.evidence import Trace
from events.signoff.rules.one_time_links import withdraw_link
from events.signoff.rules.sending import recall_plan
from tests.one_time import ADDRESS, code_in, make_link, outside_plan, outside_step, reader_of
from tests.plans import sign_next


def decide(link: OneTimeLink, **values) -> OneTimeLink:
    by = values.pop("by", None) or reader_of(link)
    return decide_by_link(link=link, seen=link.edition.sha256, **values, by=by)


def code_letter() -> Letter:
    return Letter.objects.filter(kind="code").latest("pk")


def test_decision_has_its_own_line_in_the_evidence(cast):
    plan = outside_plan(cast)
    link, _code = make_link(cast, plan)
    trace = Trace("192.0.2.7", "Browser", "link+phone_code", timezone.now())
    link = decide(link, trace=trace)
    plan.refresh_from_db()
    assert plan.status == "approved"
    made = Signature.objects.get(plan=plan)
    assert link.signature == made
    assert (made.user, made.person, made.office, made.on_paper) == (None, None, None, False)
    assert (made.name, made.position) == ("В. И. Полозова", "Ректор университета")
    assert (made.link_address, made.ip) == (ADDRESS, "192.0.2.7")
    assert made.recorded_by_name == cast.actor("methodist").name
    assert (made.auth_method, made.auth_at) == ("link+phone_code", trace.auth_at)
    assert made.signed.by_link == "По одноразовой ссылке, письмо на r***@univ.example"
    assert verify_records(plan) == []


def test_link_decides_once(cast):
    link, _code = make_link(cast, outside_plan(cast))
    decide(link)
    with pytest.raises(ValidationError, match="решение уже принято"):
        decide(link)
    assert Signature.objects.count() == 1


def test_return_needs_a_reason_that_staff_can_close(cast):
    plan = outside_plan(cast)
    link, _code = make_link(cast, plan)
    with pytest.raises(ValidationError, match="что исправить"):
        decide(link, outcome=Outcome.RETURN, comment=" ")
    decide(link, outcome=Outcome.RETURN, comment="Уточните сроки.")
    plan.refresh_from_db()
    assert plan.status == "returned"
    remark = plan.remarks.get()
    assert (remark.text, remark.made_by_name) == ("Уточните сроки.", "В. И. Полозова")
    assert remark.made_by == cast.user("methodist")


def test_agreement_with_remarks_leaves_them_open(cast):
    plan = outside_plan(cast)
    plan.steps.exclude(verb="close").update(verb="agree")
    link, _code = make_link(cast, plan)
    with pytest.raises(ValidationError, match="Напишите замечание"):
        decide(link, outcome=Outcome.WITH_REMARKS)
    decide(link, outcome=Outcome.WITH_REMARKS, comment="Уточните сроки.")
    made = Signature.objects.get()
    assert (made.decision, made.user) == ("remarked", None)
    assert [one.text for one in plan.remarks.unsettled()] == ["Уточните сроки."]


def test_rejection_needs_a_reason_and_ends_the_edition(cast):
    plan = outside_plan(cast)
    link, _code = make_link(cast, plan)
    with pytest.raises(ValidationError):
        decide(link, outcome=Outcome.REJECT)
    decide(link, outcome=Outcome.REJECT, comment="Плана не нужно.")
    plan.refresh_from_db()
    made = Signature.objects.get()
    assert (plan.status, made.decision, made.user) == ("rejected", "rejected", None)


def test_rules_in_force_are_accepted_by_the_act(cast):
    plan = outside_plan(cast)
    link, _code = make_link(cast, plan)
    by = cast.actor("methodist")
    publish_rules(institution=cast.institution, text="Правила.", expected_version=0, by=by)
    for accepts in (None, 7):
        with pytest.raises(ValidationError, match="примите правила"):
            decide(link, by=reader_of(link, accepts=accepts))
    made = decide(link, by=reader_of(link, accepts=1)).signature
    assert made is not None
    assert made.rules_version == "1"
    assert "версия 1" in JournalEntry.objects.filter(action="link").latest("pk").words


@pytest.mark.parametrize("what", ["withdrawn", "recalled", "on paper", "late"])
def test_void_link_decides_nothing(cast, what):
    plan = outside_plan(cast)
    link, _code = make_link(cast, plan)
    by = reader_of(link)
    if what == "withdrawn":
        withdraw_link(link=link, by=cast.actor("methodist"))
    elif what == "recalled":
        recall_plan(plan=plan, by=cast.actor("chair"))
    elif what == "on paper":
        sign_next(plan)
    else:
        by = reader_of(link, on=link.until + dt.timedelta(days=1))
    before = Signature.objects.count()
    with pytest.raises(ValidationError):
        decide(link, by=by)
    assert Signature.objects.count() == before
    assert OneTimeLink.objects.get().used_at is None


def test_stranger_has_no_part_in_it(cast):
    link, _code = make_link(cast, outside_plan(cast))
    for who in ("anonymous", "methodist", "superuser"):
        with pytest.raises(PermissionDenied):
            decide(link, by=cast.actor(who))


def test_link_of_one_step_opens_no_other(cast):
    plan = outside_plan(cast)
    link, _code = make_link(cast, plan)
    other, _code = make_link(cast, outside_plan(cast, layout="rmc-directions"))
    with pytest.raises(PermissionDenied):
        decide(link, by=reader_of(other))
    assert outside_step(plan).pk == reader_of(link).outsider.step_id


def test_code_by_letter_opens_once(cast):
    link, _code = make_link(cast, outside_plan(cast), code_by="letter")
    by = reader_of(link)
    assert "Прислать код" in enter_code(link=link, code="000000", by=by)
    send_code(link=link, by=by)
    letter = code_letter()
    code = code_in(letter)
    assert letter.address == ADDRESS
    assert code not in letter.subject
    assert enter_code(link=link, code=f" {code[:3]} {code[3:]} ", by=by) == ""
    assert "больше не действует" in enter_code(link=link, code=code, by=by)
    link.refresh_from_db()
    assert link.opened_at is not None


def test_code_by_letter_is_sent_seldom_and_lives_shortly(cast):
    link, _code = make_link(cast, outside_plan(cast), code_by="letter")
    by = reader_of(link)
    send_code(link=link, by=by)
    code = code_in(code_letter())
    with pytest.raises(ValidationError, match="уже послан"):
        send_code(link=link, by=by)
    long_ago = timezone.now() - dt.timedelta(minutes=31)
    OneTimeLink.objects.update(code_at=long_ago)
    assert "больше не действует" in enter_code(link=link, code=code, by=by)
    OneTimeLink.objects.update(codes=5)
    with pytest.raises(ValidationError, match="слишком много раз"):
        send_code(link=link, by=by)


def test_wrong_codes_void_the_code_then_the_link(cast):
    link, _code = make_link(cast, outside_plan(cast), code_by="letter")
    by = reader_of(link)
    send_code(link=link, by=by)
    code = code_in(code_letter())
    wrong = "111111" if code != "111111" else "222222"
    said = [enter_code(link=link, code=wrong, by=by) for _ in range(5)]
    assert said[0].endswith("Осталось попыток: 4.")
    assert "больше не действует" in said[-1]
    assert "больше не действует" in enter_code(link=link, code=code, by=by)
    OneTimeLink.objects.update(codes=5)
    link = OneTimeLink.objects.get()
    assert "закрыта" in str(objection_to_using(link, timezone.localdate()))


def test_wrong_codes_by_phone_close_the_link(cast):
    link, code = make_link(cast, outside_plan(cast))
    by = reader_of(link)
    wrong = "111111" if code != "111111" else "222222"
    for _ in range(5):
        said = enter_code(link=link, code=wrong, by=by)
    assert "ссылка закрыта" in said
    with pytest.raises(ValidationError, match="закрыта"):
        enter_code(link=link, code=code, by=by)
    assert JournalEntry.objects.filter(action="link", words__contains="неверно 5 раз").exists()


def test_code_by_phone_is_not_sent(cast):
    link, _code = make_link(cast, outside_plan(cast))
    with pytest.raises(ValidationError, match="по телефону"):
        send_code(link=link, by=reader_of(link))
    assert not Letter.objects.filter(kind="code").exists()
