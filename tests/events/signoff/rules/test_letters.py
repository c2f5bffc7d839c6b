"""Letters of sign-off: to whom, once, and what they say; none to who acts and to superusers."""

import pytest
from django.core.exceptions import PermissionDenied

from associations.models import Letter, User
from associations.vocabulary import LetterKind
from events.drafting.rules.steps import StepValues, add_step
from events.remarks.rules.writing import write_remark
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import reject_plan, return_plan, sign_plan
from events.signoff.rules.sending import recall_plan
from events.signoff.rules.withdrawing import withdraw_decision
from tests.factories import TODAY, make_office, make_substitution
from tests.letters import deliver
from tests.plans import bring_to, change, make_plan, sign_next


def signoff(cast, status="signoff"):
    return make_plan("rumo-headings", status, association=cast.association, rows=2)


def readers(cast, kind):
    """Who of the cast has letters of the kind, each as often as there are letters."""
    names = {user.pk: who for who, user in cast.users.items() if user}
    found = Letter.objects.filter(kind=kind).order_by("pk")
    return sorted(names.get(pk, "?") for pk in found.values_list("recipient", flat=True))


def test_sending_writes_to_those_of_the_first_stage(cast):
    plan = signoff(cast)
    assert readers(cast, LetterKind.WAITS) == ["curator"]
    letter = Letter.objects.get()
    for words in (
        cast.association.name,
        plan.period.label(),
        "редакция 1",
        cast.person("chair").short_name,
        "Строк в плане: ",
        "Вас просят согласовать план",
        "Срок — 5 рабочих дней",
        f"/plans/{plan.pk}/steps/",
    ):
        assert words in letter.text
    assert (letter.plan, letter.edition) == (plan.pk, plan.edition_id)


def test_signature_writes_to_the_next_stage_and_approval_to_authors(cast):
    plan = sign_next(signoff(cast))
    assert readers(cast, LetterKind.WAITS) == ["approver", "curator"]
    sign_next(plan)
    assert readers(cast, LetterKind.APPROVED) == ["chair", "curator", "secretary"]


def test_substitute_is_asked_too_and_told_for_whom(cast):
    substitution = make_substitution(cast.office("approver"), basis="приказ № 88")
    sign_next(signoff(cast))
    letter = Letter.objects.get(recipient=substitution.person.user)
    assert cast.person("approver").genitive_name in letter.text
    assert "приказ № 88" in letter.text
    assert "и.о." in letter.text


def test_person_with_two_seats_of_a_stage_has_one_letter(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    office = make_office("agreer", cast.association, cast.person("curator"))
    values = StepValues(verb="agree", office_id=office.pk)
    add_step(plan=plan, values=values, by=cast.actor("chair"))
    bring_to(plan, "signoff")
    assert readers(cast, LetterKind.WAITS) == ["curator"]


def test_who_acts_has_no_letter(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    chair = cast.office("chair")
    plan.steps.filter(verb="agree").update(office=chair, position=chair.position, seat=None)
    plan.layout.seats.filter(verb="agree").delete()
    bring_to(plan, "signoff", by=cast.actor("chair"))
    assert readers(cast, LetterKind.WAITS) == []


def test_superuser_has_no_letter(cast):
    User.objects.filter(pk=cast.user("curator").pk).update(is_superuser=True)
    signoff(cast)
    assert readers(cast, LetterKind.WAITS) == []
    # Nobody else holds the seat, and staff hear of that at once.
    assert [one.recipient for one in Letter.objects.all()] == [cast.user("methodist")]


def test_signature_on_paper_is_asked_of_staff(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    plan.steps.filter(verb="agree").update(office=None, name="В. И. Полозова")
    bring_to(plan, "signoff")
    assert readers(cast, LetterKind.WAITS) == ["methodist"]
    assert "Подпись на бумаге: В. И. Полозова" in Letter.objects.get().text


def test_return_writes_to_authors_what_to_mend(cast):
    plan = signoff(cast)
    step, seen = plan.steps.get(verb="agree"), plan.edition.sha256
    by = cast.actor("curator")
    return_plan(plan=plan, step=step, seen=seen, comment="Нет сроков в разделе 2", by=by)
    assert readers(cast, LetterKind.RETURNED) == ["chair", "secretary"]
    letter = Letter.objects.filter(kind=LetterKind.RETURNED).first()
    assert "Нет сроков в разделе 2" in letter.text
    assert by.name in letter.text


def test_rejection_writes_to_authors_that_and_why(cast):
    plan = signoff(cast)
    step, by = plan.steps.get(verb="agree"), cast.actor("curator")
    reject_plan(plan=plan, step=step, seen=plan.edition.sha256, comment="Не о том.", by=by)
    assert readers(cast, LetterKind.REJECTED) == ["chair", "secretary"]
    letter = Letter.objects.filter(kind=LetterKind.REJECTED).first()
    assert "отклоняет план" in letter.text
    assert "Причина: «Не о том.»" in letter.text


def withdraw(cast, plan, verb="agree", **values):
    who = {"agree": "curator", "approve": "approver"}[verb]
    step = plan.steps.get(verb=verb)
    return withdraw_decision(plan=plan, step=step, by=cast.actor(who), **values)


def test_withdrawal_writes_to_authors_and_to_who_had_a_letter_since(cast, mailoutbox):
    plan = sign_next(signoff(cast))
    deliver()
    plan = withdraw(cast, plan, reason="Смотрел не тот план.")
    assert readers(cast, LetterKind.WITHDRAWN) == ["approver", "chair", "secretary"]
    letter = Letter.objects.filter(kind=LetterKind.WITHDRAWN).first()
    assert "отзывает решение «Согласовано»" in letter.text
    assert "Причина: «Смотрел не тот план.»" in letter.text
    # Once it is agreed again, the approver is asked again.
    sign_next(plan)
    assert readers(cast, LetterKind.WAITS) == ["approver", "approver", "curator"]


def test_letters_of_what_was_withdrawn_are_not_sent(cast, mailoutbox):
    plan = sign_next(sign_next(signoff(cast)))
    withdraw(cast, plan, "approve")
    deliver()
    subjects = {letter.subject.split(":")[0] for letter in mailoutbox}
    assert "Решение отозвали" in subjects
    assert "План утверждён" not in subjects
    assert "Ждёт вашего решения" not in subjects


def test_second_sending_tells_what_was_changed(cast):
    plan = bring_to(change(signoff(cast, "returned")), "signoff")
    letter = Letter.objects.filter(kind=LetterKind.WAITS, edition=plan.edition_id).get()
    assert "С редакции 1: изменён заголовок или сведения о плане." in letter.text
    plan.events.first().delete()
    recall_plan(plan=plan, by=cast.actor("chair"))
    plan = bring_to(plan, "signoff")
    letter = Letter.objects.filter(kind=LetterKind.WAITS, edition=plan.edition_id).get()
    assert "С редакции 2: убрана строка " in letter.text


def test_recall_writes_to_who_was_told_and_to_who_had_decided(cast):
    plan = sign_next(signoff(cast))
    recall_plan(plan=plan, by=cast.actor("chair"))
    assert readers(cast, LetterKind.RECALLED) == ["curator"]
    plan = sign_next(bring_to(change(plan), "signoff"))
    deliver()
    recall_plan(plan=plan, by=cast.actor("chair"))
    assert readers(cast, LetterKind.RECALLED) == ["approver", "curator", "curator"]


def test_letter_that_waited_is_not_sent_for_what_was_decided_meanwhile(cast, mailoutbox):
    plan = signoff(cast)
    sign_plan(
        plan=plan,
        step=plan.steps.get(verb="agree"),
        seen=plan.edition.sha256,
        by=cast.actor("curator"),
    )
    deliver()
    assert [letter.to for letter in mailoutbox] == [[cast.user("approver").email]]
    assert Letter.objects.get(recipient=cast.user("curator")).state == "cancelled"


def test_return_tells_how_many_remarks_wait_and_no_other_letter_does(cast):
    plan, by = signoff(cast), cast.actor("curator")
    write_remark(plan=plan, text="Где отчёт?", by=by)
    waiting = Letter.objects.filter(kind=LetterKind.REMARK)
    assert set(waiting.values_list("state", flat=True)) == {"waiting"}
    (step,) = pending_steps(plan)
    return_plan(plan=plan, step=step, seen=plan.edition.sha256, comment="Уточните.", by=by)
    assert set(waiting.values_list("state", flat=True)) == {"cancelled"}
    letter = Letter.objects.filter(kind=LetterKind.RETURNED).first()
    # The comment of the return is a remark as well.
    assert "Замечаний, на которые нужен ответ: 2." in letter.text


def test_refused_move_writes_nothing(cast):
    plan = signoff(cast)
    with pytest.raises(PermissionDenied, match="принимает"):
        sign_plan(
            plan=plan,
            step=plan.steps.get(verb="agree"),
            seen=plan.edition.sha256,
            by=cast.actor("approver", TODAY),
        )
    assert Letter.objects.count() == 1
