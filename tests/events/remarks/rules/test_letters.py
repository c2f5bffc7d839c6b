"""Letters about remarks: several by one person on one plan make one letter."""

import datetime as dt

import pytest
from django.utils import timezone

from associations.letters.rules.gathering import LONGEST, QUIET
from associations.models import Letter
from events.remarks.rules.answering import accept_suggestion, move_remark
from events.remarks.rules.writing import write_remark
from events.signoff.rules.deciding import return_plan
from events.signoff.rules.revision import discard_revision, revise_plan
from tests.events.remarks.places import first_row, remark_on_row, sent_plan
from tests.letters import deliver


@pytest.fixture
def plan(cast):
    return sent_plan(cast)


def letters(kind="remark"):
    return Letter.objects.filter(kind=kind).order_by("recipient")


def readers(cast, kind="remark"):
    names = {user.pk: who for who, user in cast.users.items() if user}
    return sorted(names[one.recipient_id] for one in letters(kind))


def test_remark_is_written_to_the_authors_alone(cast, plan):
    remark = remark_on_row(cast, plan)
    assert readers(cast) == ["chair", "secretary"]
    letter = letters().first()
    assert "«Уточните срок.»" in letter.text
    assert remark.where in letter.text
    assert letter.link == remark.get_absolute_url()
    assert letter.subject.startswith("Замечание к плану: ")


def test_fifteen_remarks_are_one_letter_for_each_author(cast, plan):
    for number in range(15):
        write_remark(plan=plan, text=f"Замечание {number}.", by=cast.actor("approver"))
    assert readers(cast) == ["chair", "secretary"]
    letter = letters().first()
    assert letter.subject.startswith("Замечаний к плану — 15: ")
    assert all(f"«Замечание {number}.»" in letter.text for number in range(15))
    assert letter.link == f"{plan.get_absolute_url()}#remarks"
    assert "Замечание 14." in letter.html


def test_letter_waits_until_its_writer_is_quiet_but_not_for_ever(cast, plan):
    remark_on_row(cast, plan)
    letter = letters().first()
    assert abs(letter.made_at + QUIET - letter.send_after) < dt.timedelta(seconds=5)
    assert "Замечание" not in " ".join(str(one.subject) for one in deliver())
    later = timezone.now() + QUIET + dt.timedelta(seconds=1)
    assert len([one for one in deliver(later) if "Замечание к плану" in one.subject]) == 2
    Letter.objects.update(state="waiting", sent_at=None, begun_at=None)
    Letter.objects.update(made_at=timezone.now() - LONGEST + QUIET / 2)
    Letter.objects.update(send_after=timezone.now() + QUIET / 2)
    write_remark(plan=plan, text="Ещё одно.", by=cast.actor("approver"))
    assert letters().first().send_after < timezone.now() + QUIET


def test_what_comes_after_the_letter_makes_another(cast, plan):
    remark_on_row(cast, plan)
    deliver(timezone.now() + QUIET * 2)
    write_remark(plan=plan, text="Ещё одно.", by=cast.actor("approver"))
    assert readers(cast) == ["chair", "chair", "secretary", "secretary"]
    assert "Уточните срок" not in letters().order_by("-pk").first().text


def test_two_writers_make_two_letters(cast, plan):
    write_remark(plan=plan, text="Первое.", by=cast.actor("approver"))
    write_remark(plan=plan, text="Второе.", by=cast.actor("methodist"))
    assert len(letters()) == 4


def test_answer_is_written_to_who_wrote_the_remark(cast, plan):
    remark = remark_on_row(cast, plan)
    move_remark(remark=remark, move="answer", text="Срок дал отдел.", by=cast.actor("chair"))
    assert readers(cast, "answered") == ["approver"]
    letter = letters("answered").get()
    assert "«Срок дал отдел.»" in letter.text
    assert "«Уточните срок.»" in letter.text
    move_remark(remark=remark, move="decline", text="Срок верен.", by=cast.actor("chair"))
    assert "отклонено: «Срок верен.»" in letters("answered").get().text


def test_writer_answers_the_authors_and_nobody_is_told_of_their_own(cast, plan):
    remark = remark_on_row(cast, plan)
    move_remark(remark=remark, move="answer", text="Я про май.", by=cast.actor("approver"))
    assert readers(cast, "answered") == ["chair", "secretary"]


def test_staff_who_remarked_and_answers_for_authors_gets_nothing(cast, plan):
    remark = write_remark(plan=plan, text="Проверьте.", by=cast.actor("methodist"))
    move_remark(remark=remark, move="decline", text="Проверено.", by=cast.actor("methodist"))
    assert readers(cast, "answered") == []


def test_accepted_suggestion_is_told(cast, plan):
    remark = remark_on_row(cast, plan, field="term", text="", suggestion="15 мая")
    assert "Предлагается: «15 мая»" in letters().first().text
    step = plan.steps.get(verb="approve")
    back = return_plan(
        plan=plan, step=step, seen=plan.edition.sha256, comment="Нет.", by=cast.actor("approver")
    )
    accept_suggestion(remark=remark, base=first_row(back).term, by=cast.actor("chair"))
    assert "Предложенный текст принят." in letters("answered").get().text


def test_discarding_answers_all_in_one_letter(cast):
    plan = sent_plan(cast, "approved")
    plan = revise_plan(plan=plan, by=cast.actor("chair"))
    for text in ("Первое.", "Второе."):
        write_remark(plan=plan, text=text, by=cast.actor("curator"))
    discard_revision(plan=plan, seen=plan.revision, by=cast.actor("chair"))
    letter = letters("answered").get()
    assert letter.subject.startswith("Ответов на замечания — 2: ")
    assert letter.recipient_id == cast.user("curator").pk


def test_reader_who_may_not_see_the_remark_gets_no_letter(cast, plan):
    remark = remark_on_row(cast, plan)
    office = cast.office("approver")
    office.until = office.since
    office.save()
    move_remark(remark=remark, move="answer", text="Исправим.", by=cast.actor("chair"))
    assert readers(cast, "answered") == []
