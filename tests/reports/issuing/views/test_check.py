"""The check page: what anybody learns of a paper by its code or its file."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import Edition, Plan, Signature
from events.signoff.rules.revision import repeal_plan
from events.signoff.rules.withdrawing import withdraw_decision
from reports.issuing.queries import (
    MAX_FILE_BYTES,
    address_of,
    code_shown,
)
from reports.issuing.rules.issue import issue_pdf, read_issued
from reports.paper.check_code import code_of
from tests.cast import EVERYBODY
from tests.forged import forge, remove
from tests.plans import author_of, bring_to, change, make_plan, sign_next

pytestmark = pytest.mark.django_db

# associations.accounts.limits
MOST_IN_A_MINUTE = 60


@pytest.fixture
def plan():
    return make_plan(status="approved", rows=2)


def page(client, edition):
    return client.get(address_of(edition))


def test_paper_in_force(client, plan):
    answer = page(client, plan.official)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Действует" in text
    assert plan.official.title_line in text
    assert plan.association.name in text
    assert code_shown(plan.official) in text
    for signature in plan.official.signatures.exclude(decision=Signature.Decision.RETURNED):
        assert signature.name in text
        assert str(signature.key) in text


def test_nothing_is_told_that_is_not_on_the_paper(client, plan):
    signature = plan.official.signatures.first()
    text = page(client, plan.official).content.decode()
    assert signature.user.email not in text
    assert signature.user_agent not in text or not signature.user_agent
    assert "/plans/" not in text


def test_it_is_found_by_nobody_else(client, plan):
    answer = page(client, plan.official)
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("code", ["1-aaaaaaaaaaaaaaaa", "nonsense", "9" * 300, "<script>", "1-"])
def test_unknown_code_says_what_to_do(client, code):
    answer = client.get(reverse("reports:check", args=[code]))
    text = answer.content.decode()
    assert answer.status_code == 404
    assert "Такого документа нет" in text
    assert "<script>" not in text
    assert 'name="code"' in text


def test_code_of_one_edition_does_not_open_another(client, plan):
    other = make_plan(status="approved", rows=1)
    secret = code_of(plan.official.pk, plan.official.sha256).split("-")[1]
    assert (
        client.get(reverse("reports:check", args=[f"{other.official.pk}-{secret}"])).status_code
        == 404
    )


def test_code_is_typed_from_paper(client, plan):
    typed = code_shown(plan.official).upper().replace("-", " ").replace(" ", "-", 1)
    answer = client.get(reverse("reports:check_file"), {"code": typed})
    assert answer.status_code == 302
    assert answer["Location"] == address_of(plan.official)


def test_what_is_no_code_is_refused_and_kept(client):
    answer = client.get(reverse("reports:check_file"), {"code": "план <b>"})
    assert answer.status_code == 422
    assert "Это не код документа" in answer.content.decode()
    assert "план &lt;b&gt;" in answer.content.decode()


def drop(client, where, data, name="план.pdf"):
    return client.post(where, {"file": SimpleUploadedFile(name, data, "application/pdf")})


@pytest.fixture
def issued(plan):
    return issue_pdf(plan=plan, by=author_of(plan.association))


@pytest.mark.parametrize("name", ["план.pdf", "../../etc/passwd", "<img src=x>.exe", "a" * 250])
def test_issued_file_is_known(client, plan, issued, name):
    text = drop(client, address_of(plan.official), read_issued(issued), name).content.decode()
    assert "Файл подлинный" in text
    assert "<img" not in text


def test_changed_byte_is_noticed(client, plan, issued):
    data = bytearray(read_issued(issued))
    data[len(data) // 2] ^= 1
    text = drop(client, address_of(plan.official), bytes(data)).content.decode()
    assert "Такого файла портал не выдавал" in text


def test_file_of_another_plan_is_told_apart(client, plan, issued):
    other = make_plan(status="approved", rows=1)
    text = drop(client, address_of(other.official), read_issued(issued)).content.decode()
    assert "это другой документ" in text
    assert address_of(plan.official) in text


def test_file_is_found_without_a_code_and_its_force_told_at_once(client, plan, issued):
    text = drop(client, reverse("reports:check_file"), read_issued(issued)).content.decode()
    assert text.index("Файл подлинный") < text.index("Действует")
    assert "но документ" not in text


def test_file_of_a_repealed_plan_is_not_shown_as_good(client, cast):
    plan = make_plan(association=cast.association, status="approved", rows=1)
    data = read_issued(issue_pdf(plan=plan, by=cast.actor("methodist")))
    by = cast.actor("methodist")
    repeal_plan(plan=plan, seen=plan.official.sha256, reason="Ошибка", act="", by=by)
    text = drop(client, reverse("reports:check_file"), data).content.decode()
    assert "Файл подлинный, но документ отменён" in text
    assert 'data-state="in_force"' not in text


def test_no_file_is_a_sentence(client, plan):
    answer = client.post(address_of(plan.official), {})
    assert answer.status_code == 422
    assert "Выберите файл" in answer.content.decode()


def test_too_large_a_file_is_refused_before_it_is_read(client):
    answer = client.generic(
        "POST",
        reverse("reports:check_file"),
        b"",
        "multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(MAX_FILE_BYTES * 2),
    )
    assert answer.status_code == 413
    assert "50 МБ" in answer.content.decode()


def test_who_asks_too_often_waits(client, plan):
    for _ in range(MOST_IN_A_MINUTE):
        page(client, plan.official)
    answer = page(client, plan.official)
    assert answer.status_code == 429
    assert "Подождите" in answer.content.decode()


def test_visitors_behind_one_proxy_do_not_wait_for_each_other(client, plan, settings):
    settings.BEHIND_PROXY = True
    for _ in range(MOST_IN_A_MINUTE + 1):
        client.get(address_of(plan.official), headers={"x-forwarded-for": "192.0.2.1"})
    again = {"x-forwarded-for": "198.51.100.7"}
    assert client.get(address_of(plan.official), headers=again).status_code == 200


def test_check_asks_as_little_of_many_signatures(client, plan, django_assert_max_num_queries):
    # Eight of them count the question in the cache that all processes share.
    with django_assert_max_num_queries(36):
        page(client, plan.official)


def test_replaced_edition_says_by_which(client, plan):
    first = plan.official
    plan = change(plan)
    assert "Действует" in page(client, first).content.decode()
    plan = bring_to(plan, "approved")
    assert plan.official != first
    text = page(client, Edition.objects.get(pk=first.pk)).content.decode()
    assert f"Заменён редакцией {plan.official.number} от" in text
    assert "Действует" in page(client, plan.official).content.decode()


def test_repealed_edition_says_by_what(client, cast):
    plan = make_plan(status="approved", association=cast.association, rows=1)
    edition = plan.official
    repeal_plan(
        plan=plan,
        seen=edition.sha256,
        reason="Тайная причина",
        act="приказ от 01.03.2027 № 9",
        by=cast.actor("methodist"),
    )
    text = page(client, Edition.objects.get(pk=edition.pk)).content.decode()
    assert "Отменён" in text
    assert "приказ от 01.03.2027 № 9" in text
    assert "Тайная причина" not in text


@pytest.mark.parametrize("who", EVERYBODY)
def test_check_is_the_same_for_everybody(cast, who):
    plan = make_plan(status="approved", association=cast.association, rows=1)
    assert page(cast.client(who), plan.official).status_code == 200


# --- Forged records -----------------------------------------------------------------------


def is_damaged(answer) -> bool:
    text = answer.content.decode()
    assert ("Запись повреждена" in text) != ("Действует" in text)
    return "Запись повреждена" in text


@pytest.mark.parametrize(
    "forgery",
    [
        lambda plan: forge(plan.official, title="ПОДМЕНА"),
        lambda plan: forge(plan.official, content="{}"),
        lambda plan: forge(plan.official.signatures.first(), name="П. П. Подмена"),
        lambda plan: remove(Signature.objects.filter(plan=plan)),
        lambda plan: remove(plan.changes.filter(pk=plan.changes.order_by("pk")[1].pk)),
    ],
    ids=["title", "content", "signature", "no signatures", "history"],
)
def test_forged_record_is_called_damaged_and_nothing_of_it_is_told(client, plan, forgery):
    assert not is_damaged(page(client, plan.official))
    address, title = address_of(plan.official), plan.official.title_line
    forgery(plan)
    answer = client.get(address)
    assert is_damaged(answer)
    text = answer.content.decode()
    assert title not in text
    assert "Подмена" not in text
    assert "ПОДМЕНА" not in text


def test_status_that_was_only_written_is_called_damaged(client):
    plan = make_plan(status="signoff", rows=1)
    assert page(client, plan.edition).status_code == 404
    Plan.objects.filter(pk=plan.pk).update(status="approved", official=plan.edition, stage=0)
    assert is_damaged(page(client, plan.edition))


def test_file_forged_with_its_hash_is_not_called_genuine(client, plan, issued):
    data = read_issued(issued) + b"%"
    default_storage.delete(issued.file.name)
    default_storage.save(issued.file.name, ContentFile(data))
    forge(issued, sha256=hashlib.sha256(data).hexdigest())
    for where in (address_of(plan.official), reverse("reports:check_file")):
        text = drop(client, where, data).content.decode()
        assert "Запись повреждена" in text
        assert "подлинный" not in text


def test_file_changed_on_the_disk_is_noticed(client, plan, issued):
    default_storage.delete(issued.file.name)
    default_storage.save(issued.file.name, ContentFile(b"%PDF"))
    assert is_damaged(page(client, plan.official))


def test_an_approval_that_was_withdrawn(client, cast):
    """The paper that was printed meanwhile is genuine, and in force no more, for ever."""
    plan = make_plan("rumo-headings", "approved", association=cast.association, rows=1)
    edition = plan.official
    first = read_issued(issue_pdf(plan=plan, by=author_of(plan.association)))
    step = plan.steps.get(verb="approve")
    plan = withdraw_decision(plan=plan, step=step, by=cast.actor("approver"))
    text = page(client, edition).text
    assert "Утверждение отозвано" in text
    assert "Решение отозвано" in text
    assert "Действует" not in text
    plan = sign_next(plan)
    text = page(client, edition).text
    assert "Действует" in text
    assert "Решение отозвано" in text
    second = read_issued(issue_pdf(plan=plan, by=author_of(plan.association)))
    for address in (address_of(edition), reverse("reports:check_file")):
        upload = SimpleUploadedFile("план.pdf", first, "application/pdf")
        text = client.post(address, {"file": upload}).text
        assert "Файл подлинный, но утверждение отозвано" in text
        assert "Действует" not in text
        upload = SimpleUploadedFile("план.pdf", second, "application/pdf")
        text = client.post(address, {"file": upload}).text
        assert "Файл подлинный" in text
        assert "Действует" in text
