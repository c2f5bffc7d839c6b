"""Page of a decision: agree, approve, return, on paper; stale pages and double clicks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from associations.signature_rules.rules import publish_rules
from events.drafting.rules.sections import SectionValues, add_section
from events.models import Plan, Signature, Step
from events.signoff.rules.sending import recall_plan
from plans_portal.lib.typography import set_type
from tests.events.remarks.places import remark_on_row
from tests.events.signoff.decisions import decide_url, returning, signing
from tests.plans import bring_to, make_plan


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", association=cast.association, rows=1)


def sent(plan: Plan) -> Plan:
    return bring_to(plan, "signoff")


def test_decision_page_shows_what_exactly_is_signed(cast, plan):
    plan = sent(plan)
    page = cast.client("curator").get(decide_url(plan)).content.decode()
    assert plan.title_line in page
    assert plan.edition.sha256[:12] in page
    assert set_type(plan.events.first().title) in page


def test_curator_agrees_and_the_plan_goes_on(cast, plan):
    plan = sent(plan)
    answer = cast.client("curator").post(decide_url(plan), signing(plan), follow=True)
    plan.refresh_from_db()
    assert (plan.status, plan.stage) == (Plan.Status.SIGNOFF, 2)
    assert "Решение записано. Утверждает" in answer.content.decode()


def test_approver_approves(cast, plan):
    plan = sent(plan)
    cast.client("curator").post(decide_url(plan), signing(plan))
    cast.client("approver").post(decide_url(plan, "approve"), signing(plan))
    plan.refresh_from_db()
    assert plan.status == Plan.Status.APPROVED


def test_approver_waits_for_the_turn(cast, plan):
    plan = sent(plan)
    answer = cast.client("approver").post(decide_url(plan, "approve"), signing(plan))
    assert answer.status_code == 409
    assert "Очередь этого шага ещё не пришла" in answer.content.decode()


def test_second_click_on_agree_finds_it_done(cast, plan):
    plan = sent(plan)
    client, words = cast.client("curator"), signing(plan)
    client.post(decide_url(plan), words)
    answer = client.post(decide_url(plan), words, follow=True)
    assert answer.status_code == 200
    assert "Ваше решение по этой редакции уже записано." in answer.content.decode()
    assert plan.signatures.filter(decision="agreed").count() == 1


def test_return_needs_a_comment(cast, plan):
    plan = sent(plan)
    answer = cast.client("curator").post(decide_url(plan), returning(plan, " "))
    plan.refresh_from_db()
    assert answer.status_code == 422
    assert plan.status == Plan.Status.SIGNOFF


def test_returned_plan_carries_the_comment_as_a_remark(cast, plan):
    plan = sent(plan)
    words = returning(plan, "Уточните место")
    cast.client("curator").post(decide_url(plan), words)
    plan.refresh_from_db()
    assert plan.status == Plan.Status.RETURNED
    assert "Уточните место" in cast.client("chair").get(plan.get_absolute_url()).content.decode()


def test_stale_decision_keeps_the_comment_and_signs_nothing(cast, plan):
    plan = sent(plan)
    words = returning(plan, "Не пропади")
    recall_plan(plan=plan, by=cast.actor("chair"))
    add_section(plan=plan, values=SectionValues(heading="Ещё один"), by=cast.actor("chair"))
    plan.refresh_from_db()
    plan = sent(plan)
    answer = cast.client("curator").post(decide_url(plan), words)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "План изменился, пока вы смотрели" in page
    assert "Не пропади" in page
    assert f'value="{plan.edition.sha256}"' in page
    assert not plan.signatures.filter(decision="returned").exists()


def test_comment_outlives_a_deleted_step(cast, plan):
    plan = sent(plan)
    url = decide_url(plan)
    recall_plan(plan=plan, by=cast.actor("chair"))
    Step.objects.filter(plan=plan, verb="agree").delete()
    words = returning(plan, "Не пропади")
    answer = cast.client("curator").post(url, words, follow=True)
    assert "Не пропади" in answer.content.decode()


@pytest.fixture
def on_paper(cast) -> Plan:
    plan = make_plan("moc-results", association=cast.association, rows=1)
    plan.steps.update(office=None, name="В. И. Полозова", position="Министр")
    return sent(plan)


def paper_words(plan: Plan, **more: object) -> dict[str, object]:
    day = timezone.localdate().isoformat()
    return signing(plan, **{"act": "письмо № 15", "signed_on": day, **more})


def test_staff_record_a_paper_signature_with_its_document_and_scan(cast, on_paper):
    scan = SimpleUploadedFile("Письмо.pdf", b"%PDF-1.4 scan", "text/html")
    client = cast.client("methodist")
    client.post(decide_url(on_paper, "approve"), paper_words(on_paper, scan=scan))
    signature = Signature.objects.get(plan=on_paper)
    assert signature.on_paper
    assert (signature.name, signature.position) == ("В. И. Полозова", "Министр")
    assert (signature.basis, signature.signed_on) == ("письмо № 15", timezone.localdate())
    page = client.get(on_paper.get_absolute_url()).text
    assert "Скан: Письмо.pdf" in page
    assert f"Записано: {cast.actor('methodist').name}" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"act": ""}, "приложите его скан"),
        ({"signed_on": ""}, "Укажите день, который стоит на документе."),
        ({"signed_on": "2199-01-01"}, "Этот день ещё не наступил."),
        ({"scan": ("Письмо.pdf", b"MZ program")}, "Это не PDF, JPEG и не PNG."),
        ({"scan": ("Письмо.pdf", b"%PDF-" + b"0" * 10 * 1024 * 1024)}, "Файл больше 10 МБ."),
    ],
)
def test_paper_signature_without_its_document_is_refused_in_words(cast, on_paper, wrong, sentence):
    if "scan" in wrong:
        wrong = {"scan": SimpleUploadedFile(*wrong["scan"])}
    words = paper_words(on_paper, **wrong)
    answer = cast.client("methodist").post(decide_url(on_paper, "approve"), words)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert wrong.get("act") == "" or "письмо № 15</textarea>" in answer.text
    assert not Signature.objects.filter(plan=on_paper).exists()


def test_chair_does_not_record_paper_signatures(cast, on_paper):
    answer = cast.client("chair").post(decide_url(on_paper, "approve"), paper_words(on_paper))
    assert answer.status_code == 403


def test_decision_stands_below_the_text_and_is_led_to_from_above(cast, plan):
    page = cast.client("curator").get(decide_url(sent(plan))).text
    places = ['href="#decision"', 'class="ground"', 'id="text-end"', 'id="decision"']
    assert sorted(places, key=page.index) == places


def test_return_without_words_says_what_is_needed(cast, plan):
    plan = sent(plan)
    words = returning(plan)
    answer = cast.client("curator").post(decide_url(plan), words)
    assert answer.status_code == 422
    assert "Напишите, что исправить" in answer.text


def test_decider_sees_the_remarks_of_others_and_may_write(cast, plan):
    plan = sent(plan)
    remark = remark_on_row(cast, plan, "approver")
    page = cast.client("curator").get(decide_url(plan)).text
    assert remark.text in page
    assert f"place=row&amp;uid={remark.uid}" in page


def test_decision_page_asks_the_same_for_one_remark_and_for_many(cast, plan):
    plan, counts = sent(plan), []
    # The first look is kept, and costs a query more.
    cast.client("curator").get(decide_url(plan))
    for text in ("Раз.", "Два.", "Три."):
        remark_on_row(cast, plan, "approver", text=text)
        client = cast.client("curator")
        with CaptureQueriesContext(connection) as queries:
            client.get(decide_url(plan))
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_return_without_a_comment_is_enough_with_remarks(cast, plan):
    plan = sent(plan)
    remark_on_row(cast, plan, "curator")
    words = returning(plan)
    assert cast.client("curator").post(decide_url(plan), words).status_code == 302
    plan.refresh_from_db()
    assert plan.status == "returned"


def test_rules_are_accepted_with_the_first_decision(cast, plan):
    plan = sent(plan)
    publish_rules(
        institution=cast.institution, text="Правила", expected_version=0, by=cast.actor("methodist")
    )
    client, words = cast.client("curator"), signing(plan)
    page = client.get(decide_url(plan)).text
    assert "правила электронной подписи, версия 1" in page
    answer = client.post(decide_url(plan), words)
    assert answer.status_code == 422
    assert "отметьте, что принимаете их" in answer.text
    assert client.post(decide_url(plan), {**words, "accept_rules": "on"}).status_code == 302
    assert Signature.objects.get(plan=plan, decision="agreed").rules_version == "1"


def test_without_having_read_to_the_end_nothing_is_signed(cast, plan):
    plan = sent(plan)
    words = {**signing(plan), "read": ""}
    answer = cast.client("curator").post(decide_url(plan), words)
    assert answer.status_code == 422
    assert "Прочитайте план до конца" in answer.text
    assert not plan.signatures.exclude(decision="closed").exists()


def test_agreed_with_the_remark_that_is_written_there(cast, plan):
    plan = sent(plan)
    words = signing(plan, outcome="remarks", comment="Уточните место")
    answer = cast.client("curator").post(decide_url(plan), words, follow=True)
    assert "Решение записано." in answer.text
    assert plan.signatures.filter(decision="remarked").exists()
    assert plan.remarks.get().text == "Уточните место"


def test_agreed_with_remarks_asks_for_one(cast, plan):
    plan = sent(plan)
    answer = cast.client("curator").post(decide_url(plan), signing(plan, outcome="remarks"))
    assert answer.status_code == 422
    assert "замечаний к этой редакции у вас нет" in answer.text


def test_approver_is_offered_no_approval_with_remarks(cast, plan):
    plan = sent(plan)
    assert 'value="remarks"' in cast.client("curator").get(decide_url(plan)).text
    cast.client("curator").post(decide_url(plan), signing(plan))
    assert 'value="remarks"' not in cast.client("approver").get(decide_url(plan, "approve")).text


def test_comment_stays_whatever_is_wrong(cast, plan):
    plan = sent(plan)
    words = signing(plan, comment="Не пропади")
    answer = cast.client("curator").post(decide_url(plan), words)
    assert answer.status_code == 422
    assert "Не пропади</textarea>" in answer.text
    assert "Вы написали замечание." in answer.text
    assert not plan.remarks.exists()


def test_plan_is_rejected_with_a_reason_only(cast, plan):
    plan = sent(plan)
    client, words = cast.client("curator"), {**returning(plan), "outcome": "reject"}
    answer = client.post(decide_url(plan), words)
    assert answer.status_code == 422
    assert "почему план отклонён" in answer.text
    answer = client.post(decide_url(plan), {**words, "comment": "Не о том"}, follow=True)
    assert "План отклонён" in answer.text
    plan.refresh_from_db()
    assert plan.status == "rejected"
