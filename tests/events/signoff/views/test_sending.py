"""Pages of the authors: send, recall; stale pages and double clicks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from associations.signature_rules.rules import publish_rules
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.sections import SectionValues, add_section
from events.models import Event, Plan, Signature
from events.plan.codec import fingerprint
from events.plan.period import Period
from events.signoff.rules.sending import recall_plan
from tests.associations.accounts.second_factor import left_alone, with_codes
from tests.associations.pages import text_of
from tests.events.remarks.places import remark_on_row
from tests.factories import PASSWORD
from tests.plans import bring_to, make_plan, sign_next


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", association=cast.association, rows=1)


def send_url(plan: Plan) -> str:
    return reverse("events:plan_send", args=[plan.pk])


def sent(plan: Plan) -> Plan:
    return bring_to(plan, "signoff")


def test_send_page_shows_what_goes_and_to_whom(cast, plan):
    page = cast.client("chair").get(send_url(plan)).content.decode()
    assert fingerprint(read_content(plan))[:12] in page
    assert cast.person("curator").short_name in page


def test_it_sends_what_the_author_saw(cast, plan):
    seen = cast.client("chair").get(send_url(plan)).context["now"]
    answer = cast.client("chair").post(send_url(plan), {"seen": seen}, follow=True)
    plan.refresh_from_db()
    assert plan.status == Plan.Status.SIGNOFF
    assert plan.edition.sha256 == seen
    assert "План отправлен. Согласует" in answer.content.decode()


def test_it_makes_the_senders_own_signature_under_the_plan(cast, plan):
    seen = fingerprint(read_content(plan))
    cast.client("chair").post(
        send_url(plan), {"seen": seen}, headers={"User-Agent": "Обозреватель"}
    )
    signature = Signature.objects.get(plan=plan, decision="closed")
    assert signature.person == cast.person("chair")
    assert signature.ip == "127.0.0.1"
    assert signature.user_agent


def test_stale_send_page_sends_nothing_and_says_so(cast, plan):
    seen = fingerprint(read_content(plan))
    add_section(plan=plan, values=SectionValues(heading="Ещё один"), by=cast.actor("secretary"))
    answer = cast.client("chair").post(send_url(plan), {"seen": seen})
    plan.refresh_from_db()
    assert answer.status_code == 409
    assert "План изменился, пока вы смотрели" in answer.content.decode()
    assert plan.get_absolute_url() in answer.content.decode()
    assert plan.status == Plan.Status.DRAFT


def test_second_click_on_send_says_it_is_sent(cast, plan):
    client, seen = cast.client("chair"), fingerprint(read_content(plan))
    client.post(send_url(plan), {"seen": seen})
    answer = client.post(send_url(plan), {"seen": seen}, follow=True)
    assert answer.status_code == 200
    assert "План уже отправлен на согласование." in answer.content.decode()
    assert plan.editions.count() == 1


def test_plan_without_rows_cannot_be_sent_and_says_why(cast):
    plan = make_plan("moc-results", association=cast.association, rows=0)
    page = cast.client("chair").get(send_url(plan)).content.decode()
    assert "В плане нет ни одной строки." in page
    assert "disabled" in page


def test_recall_gives_the_plan_back(cast, plan):
    plan = sent(plan)
    url = reverse("events:plan_recall", args=[plan.pk])
    page = cast.client("chair").get(url).text
    assert "Отозвать план" in page
    assert "Если отправите те же слова, согласия сохранятся" in page
    cast.client("chair").post(url)
    plan.refresh_from_db()
    assert plan.status == Plan.Status.DRAFT


def test_recall_of_a_draft_says_there_is_nothing_to_recall(cast, plan):
    url = reverse("events:plan_recall", args=[plan.pk])
    answer = cast.client("chair").post(url, follow=True)
    assert "отзывать нечего" in answer.content.decode()


def test_page_of_sending_counts_what_is_open(cast, plan):
    plan = sent(plan)
    remark = remark_on_row(cast, plan, "curator")
    recall_plan(plan=plan, by=cast.actor("chair"))
    page = cast.client("chair").get(send_url(plan)).text
    assert "Открытых замечаний: 1" in page
    assert f"{plan.get_absolute_url()}#at-{remark.uid}" in page
    assert remark.text in page


def with_two_spaces(plan: Plan) -> Plan:
    Event.objects.filter(section__plan=plan).update(title="Слёт  школ")
    return plan


def test_many_findings_are_listed_by_kind_ten_at_a_time(cast):
    plan = with_two_spaces(make_plan(association=cast.association, rows=13))
    said = cast.client("chair").get(send_url(plan)).content.decode()
    count = Event.objects.filter(section__plan=plan).count()
    _, _, typos = said.partition(f"<h4>Опечатки: {count}</h4>")
    opened, _, more = typos.partition("<details>")
    assert opened.count("<li>") == 10
    more, _, _ = more.partition("</details>")
    assert f"<summary>ещё {count - 10}</summary>" in more
    assert more.count("<li>") == count - 10


def test_few_findings_are_one_list(cast, plan):
    assert "<h4>" not in cast.client("chair").get(send_url(plan)).content.decode()


def test_page_of_sending_asks_as_much_for_many_findings(cast):
    counts = []
    for rows, period in ((1, 2027), (13, 2028)):
        plan = make_plan(
            association=cast.association, rows=rows, period=Period.of_calendar_year(period)
        )
        with_two_spaces(plan)
        with CaptureQueriesContext(connection) as asked:
            cast.client("chair").get(send_url(plan))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_rules_are_accepted_before_a_plan_is_sent_with_a_signature_under_it(cast, plan):
    publish_rules(
        institution=cast.institution, text="Правила", expected_version=0, by=cast.actor("methodist")
    )
    client = cast.client("chair")
    address = reverse("events:plan_send", args=[plan.pk])
    page = client.get(address)
    words = {"seen": page.context["now"]}
    assert "Принимаю правила электронной подписи" in page.text
    answer = client.post(address, words)
    assert (answer.status_code, "отметьте, что принимаете их" in answer.text) == (422, True)
    assert client.post(address, {**words, "accept_rules": "on"}).status_code == 302
    assert Signature.objects.get(plan=plan, decision="closed").rules_version == "1"


# --- Sent again ---------------------------------------------------------------------------


def page_of(client, plan: Plan) -> str:
    return text_of(client.get(send_url(plan)))


def test_send_page_says_whose_agreement_stands_and_who_is_asked(cast, plan):
    plan = recall_plan(plan=sign_next(sent(plan)), by=cast.actor("chair"))
    page = page_of(cast.client("chair"), plan)
    assert "Слова плана те же, что в редакции 1." in page
    assert f"Согласие {' '.join(cast.person('curator').genitive_name.split())} от" in page
    assert "Попросим решить: 1" in page
    assert " ".join(cast.person("approver").short_name.split()) in page
    assert "Пояснение" in page
    answer = post(cast, plan, note="")
    assert (answer.status_code, plan_now(plan).stage) == (302, 2)


def post(cast, plan: Plan, **values):
    client = cast.client("chair")
    context = client.get(send_url(plan)).context
    given = {"seen": context["now"], "kept": context["again"].mark, **values}
    return client.post(send_url(plan), given)


def plan_now(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def test_everybody_is_asked_where_the_author_ticks_it(cast, plan):
    plan = recall_plan(plan=sign_next(sent(plan)), by=cast.actor("chair"))
    assert "Спросить всех заново" in page_of(cast.client("chair"), plan)
    post(cast, plan, everybody="on")
    assert plan_now(plan).stage == 1


def test_returned_plan_is_not_sent_as_it_was_without_a_word(cast, plan):
    plan = bring_to(plan, "returned")
    answer = post(cast, plan, note="  ")
    assert answer.status_code == 422
    assert "Исправьте его или напишите, почему отправляете без изменений" in answer.text
    assert plan_now(plan).status == "returned"
    assert post(cast, plan, note="Сроки верны: так решил совет.").status_code == 302
    reader = cast.client("approver")
    for address in ("events:plan_detail", "events:plan_history"):
        page = reader.get(reverse(address, args=[plan.pk])).text
        assert "Сроки верны: так решил совет." in page
    # Others of the institution are told no word of it.
    assert cast.client("stranger").get(plan.get_absolute_url()).status_code == 404


def test_typed_word_comes_back_when_the_plan_has_changed_meanwhile(cast, plan):
    plan = recall_plan(plan=sign_next(sent(plan)), by=cast.actor("chair"))
    answer = post(cast, plan, seen="0" * 64, note="Уточнены сроки.", everybody="on")
    assert answer.status_code == 409
    assert "Уточнены сроки." in answer.text
    assert "checked" in answer.text


def test_other_agreements_than_the_page_showed_are_said(cast, plan):
    plan = recall_plan(plan=sign_next(sent(plan)), by=cast.actor("chair"))
    answer = post(cast, plan, kept="")
    assert answer.status_code == 409
    assert "изменилось, чьё согласие остаётся" in answer.text
    assert plan_now(plan).status == "draft"


def test_plan_page_and_history_tell_that_an_agreement_stands(cast, plan):
    plan = recall_plan(plan=sign_next(sent(plan)), by=cast.actor("chair"))
    plan = bring_to(plan, "signoff")
    for address in ("events:plan_detail", "events:plan_history"):
        page = cast.client("curator").get(reverse(address, args=[plan.pk])).text
        assert "Согласие остаётся: в редакции 1, слова те же" in page


def test_nothing_is_signed_by_sending_without_a_fresh_proof(cast, plan):
    client, words = left_alone(cast, "chair"), {"seen": fingerprint(read_content(plan))}
    assert "Ваш пароль" in client.get(send_url(plan)).text
    for password in ("", "мимо"):
        answer = client.post(send_url(plan), {**words, "password": password})
        assert answer.status_code == 422
        plan.refresh_from_db()
        assert plan.status == Plan.Status.DRAFT
    assert client.post(send_url(plan), {**words, "password": PASSWORD}).status_code == 302
    signature = Signature.objects.get(plan=plan, decision="closed")
    assert (signature.at - signature.auth_at).total_seconds() < 60


def test_who_sends_without_a_signature_of_their_own_proves_nothing(cast, plan):
    client = left_alone(cast, "secretary")
    assert "Ваш пароль" not in client.get(send_url(plan)).text
    answer = client.post(send_url(plan), {"seen": fingerprint(read_content(plan))})
    assert answer.status_code == 302
    assert not Signature.objects.filter(plan=plan).exists()


def test_word_of_the_sender_waits_while_they_prove_who_they_are(cast, plan):
    recall_plan(plan=sent(plan), by=cast.actor("chair"))
    client = left_alone(cast, "chair", password=None)
    with_codes(cast.user("chair"))
    words = {"seen": fingerprint(read_content(plan)), "note": "Не пропади"}
    answer = client.post(send_url(plan), words)
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert "Не пропади</textarea>" in client.get(send_url(plan)).text
