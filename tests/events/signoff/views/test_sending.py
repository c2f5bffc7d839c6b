"""Pages of the authors: send, recall; stale pages and double clicks."""

import pytest
from django.urls import reverse

from associations.signature_rules.rules import publish_rules
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.sections import SectionValues, add_section
from events.models import Plan, Signature
from events.plan.codec import fingerprint
from events.signoff.rules.sending import recall_plan
from tests.events.remarks.places import remark_on_row
from tests.plans import bring_to, make_plan


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
    assert "Отозвать план" in cast.client("chair").get(url).content.decode()
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
