"""The official document: printed once, the same bytes ever after, refused when damaged."""

import datetime as dt
import hashlib
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction

from associations.actor import Actor
from associations.models import Association, Letter
from associations.vocabulary import LetterKind
from events.models import Plan
from events.plan.period import day_in_words
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.paper import record_paper
from events.signoff.rules.withdrawing import withdraw_decision
from reports.issuing.queries import verify
from reports.issuing.rules.issue import DamagedFile, issue_pdf, objection_to_issuing, read_issued
from reports.models import IssuedDocument
from tests.emptied import as_owner
from tests.factories import TODAY
from tests.forged import forge
from tests.plans import author_of, bring_to, make_plan, sign_next
from tests.reports.paper.papers import text_of


def issue(plan):
    return issue_pdf(plan=plan, by=author_of(plan.association))


def kept_files():
    folders = default_storage.listdir("issued")[0] if default_storage.exists("issued") else []
    return [name for folder in folders for name in default_storage.listdir(f"issued/{folder}")[1]]


@pytest.mark.django_db
def test_it_prints_once_and_keeps_what_it_printed():
    plan = make_plan(status="approved")
    document = issue(plan)
    data = read_issued(document)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.size == len(data)
    assert document.edition == plan.edition
    assert document.issued_by_id == author_of(plan.association).user_id
    assert "weasyprint" in document.renderer
    assert "ПРОЕКТ" not in text_of(data)
    assert issue(plan) == document
    assert len(kept_files()) == 1


@pytest.mark.django_db
def test_later_renames_do_not_touch_it():
    plan = make_plan(status="approved")
    before = read_issued(issue(plan))
    Association.objects.update(name="Другое объединение", name_genitive="другого объединения")
    Plan.objects.update(title="Другой план")
    plan.refresh_from_db()
    assert read_issued(issue(plan)) == before


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["draft", "signoff", "returned"])
def test_what_is_not_approved_has_no_official_document(status):
    plan = make_plan(status=status)
    with pytest.raises(ValidationError, match="когда план утвердят"):
        issue(plan)
    assert objection_to_issuing(plan)
    assert not IssuedDocument.objects.exists()
    assert kept_files() == []


@pytest.mark.django_db
def test_it_is_given_to_nobody_unknown():

    with pytest.raises(PermissionDenied):
        issue_pdf(plan=make_plan(status="approved"), by=Actor(TODAY))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "is_told"), [("http://127.0.0.1:8000", True), ("https://plans.example.org", False)]
)
def test_log_tells_that_the_code_of_a_paper_leads_nowhere(settings, caplog, address, is_told):
    settings.PUBLIC_ADDRESS = address
    issue(make_plan(status="approved"))
    assert ("set PUBLIC_ADDRESS" in caplog.text) is is_told


@pytest.mark.django_db
def test_damaged_or_missing_file_is_refused_in_a_sentence():
    document = issue(make_plan(status="approved"))
    name = document.file.name
    data = read_issued(document)
    default_storage.delete(name)
    with pytest.raises(DamagedFile, match="резервной копии"):
        read_issued(document)
    default_storage.save(name, ContentFile(data[:-1] + b"!"))
    with pytest.raises(DamagedFile, match="повреждён"):
        read_issued(document)


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["update", "delete"])
def test_record_of_an_issued_document_is_never_changed(action):
    document = issue(make_plan(status="approved"))
    rows = IssuedDocument.objects.filter(pk=document.pk)
    with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(size=1) if action == "update" else rows._raw_delete(rows.db)
    assert rows.get().size == document.size


@pytest.mark.django_db
def test_one_who_comes_second_gets_the_first_document_and_leaves_no_file(monkeypatch):
    plan = make_plan(status="approved")
    first = issue(plan)
    # As if both had looked before either printed.
    looks = iter([None])
    from reports.issuing.rules import issue as module  # noqa: PLC0415

    real = module._issued
    monkeypatch.setattr(module, "_issued", lambda pk: next(looks, real(pk)))
    assert issue(plan) == first
    assert len(kept_files()) == 1


@pytest.mark.django_db
def test_status_that_was_only_written_gets_no_document():
    """One UPDATE of one row once gave an official document with one signature of three."""
    plan = make_plan(status="signoff", rows=1)
    Plan.objects.filter(pk=plan.pk).update(status="approved", official=plan.edition, stage=0)
    plan.refresh_from_db()
    for _ in range(2):
        with pytest.raises(DamagedFile, match="Запись повреждена"):
            issue(plan)
    assert not IssuedDocument.objects.exists()
    # The staff is told, and not twice.
    letter = Letter.objects.get(kind=LetterKind.TROUBLE)
    assert "нужных подписей нет" in letter.text
    assert plan.get_absolute_url() in letter.text


@pytest.mark.django_db
def test_file_and_its_hash_forged_together_are_refused():
    document = issue(make_plan(status="approved", rows=1))
    data = read_issued(document) + b"%"
    name = document.file.name
    default_storage.delete(name)
    default_storage.save(name, ContentFile(data))
    forge(document, sha256=hashlib.sha256(data).hexdigest())
    with pytest.raises(DamagedFile, match="Запись повреждена"):
        read_issued(IssuedDocument.objects.get())


@pytest.mark.django_db
def test_edition_forged_after_it_was_issued_stops_its_document():
    document = issue(make_plan(status="approved", rows=1))
    forge(document.edition.signatures.first(), name="П. П. Подмена")
    with pytest.raises(DamagedFile, match="Запись повреждена"):
        read_issued(IssuedDocument.objects.get())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_one_document():
    plan = make_plan(status="approved")
    by = author_of(plan.association)
    start = threading.Barrier(4)
    found, faults = [], []

    def ask():
        try:
            start.wait(10)
            found.append(issue_pdf(plan=plan, by=by).pk)
        except Exception as fault:  # noqa: BLE001 - any fault at all fails the test below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    assert len(found) == 4
    assert len(set(found)) == 1
    assert IssuedDocument.objects.count() == 1
    assert len(kept_files()) == 1


def test_nothing_is_issued_and_the_plan_stays_as_it_was(careless, cast):
    plan = make_plan(status="approved", association=cast.association, rows=2)
    with pytest.raises(DamagedFile, match="не выдан"):
        issue_pdf(plan=plan, by=author_of(plan.association))
    assert not IssuedDocument.objects.exists()
    assert not default_storage.exists("issued") or default_storage.listdir("issued") == ([], [])
    after = Plan.objects.get(pk=plan.pk)
    assert (after.status, after.official_id) == (plan.status, plan.official_id)


@pytest.mark.django_db
def test_the_plans_page_names_the_day_on_the_paper(cast):
    """A signature on paper has its own day, not that on which it was entered."""
    plan = make_plan(association=cast.association, rows=1)
    outside = {"office": None, "position": "Ректор университета", "name": "Ф. Ю. Орлов"}
    plan.steps.exclude(verb="close").update(**outside)
    plan = bring_to(plan, "signoff")
    while plan.status == Plan.Status.SIGNOFF:
        act = "письмо от 12.01.2027 № 4"
        common = {"plan": plan, "step": pending_steps(plan)[0], "seen": plan.edition.sha256}
        day = TODAY - dt.timedelta(days=40)
        plan = record_paper(signed_on=day, act=act, by=cast.actor("methodist"), **common)
    page = cast.client("chair").get(plan.get_absolute_url()).content.decode()
    assert f"Утверждён</strong> с {day_in_words(day)}" in page.replace("\u00a0", " ")


@pytest.mark.django_db
def test_an_approval_given_again_is_printed_again(cast):
    plan = make_plan("rumo-headings", "approved", association=cast.association, rows=1)
    first = issue(plan)
    step, by = plan.steps.get(verb="approve"), cast.actor("approver")
    plan = withdraw_decision(plan=plan, step=step, by=by)
    with pytest.raises(ValidationError, match="когда план утвердят"):
        issue(plan)
    plan = sign_next(plan)
    second = issue(plan)
    assert (first.approval, second.approval) == (None, 2)
    assert (first.edition, second.edition) == (plan.edition, plan.edition)
    assert issue(plan) == second
    key = plan.edition.signatures.standing().get(step_uid=step.uid).key
    assert str(key)[:8] in text_of(read_issued(second))
    assert str(key)[:8] not in text_of(read_issued(first))
    assert verify(plan) == []
