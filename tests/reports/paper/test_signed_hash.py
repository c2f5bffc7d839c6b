"""Every paper and page of a signed edition shows the edition's own hash, also after migrations.

On SQLite a separate process migrates: a table can't be rebuilt inside a test's transaction.
"""

import io
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from django.utils import timezone

from events.drafting.queries.stored_content import read_content
from events.models import Edition, Plan
from events.plan import codec
from events.signoff.queries.verify import verify_records
from events.signoff.rules.revision import revise_plan
from events.signoff.rules.sending import objection_to_sending
from plans_portal.lib.chain import append
from reports.downloads.rules.copies import make_copy
from reports.issuing.queries import check_edition
from reports.issuing.rules.issue import NOT_AS_SIGNED, DamagedFile, issue_pdf
from reports.models import IssuedDocument
from reports.paper.document import agreement_sheet, edition_document
from tests.apart import run_on_sqlite
from tests.cast import make_cast
from tests.events.test_migrations import migrate, newest
from tests.grown import grow
from tests.house import test_records
from tests.plans import author_of, bring_to, change, make_plan, sign_next

pytestmark = pytest.mark.slow

BEFORE_FORMATS = [("events", "0011_removed_drafts")]


def as_format_1(plan: Plan) -> dict[str, Any]:
    """Give the plan's present words as an edition of format 1."""
    values = {"format": codec.FORMAT, "version": 1, **codec._write_all(read_content(plan))}
    return {
        "plan_id": plan.pk,
        "number": 1,
        "title": plan.title,
        "content": codec._dump(values).decode(),
        "sha256": codec._hash(values),
        "made_at": timezone.now(),
        "made_by_id": author_of(plan.association).user_id,
        "made_by_name": "Составитель",
    }


def send_as(plan: Plan, plans, edition) -> None:
    """Put the plan before its signers with this edition, as `send_plan` does."""
    stage = min(plan.steps.exclude(verb="close").values_list("stage", flat=True))
    plans.filter(pk=plan.pk).update(status="signoff", edition=edition, stage=stage)


def signed(plan_id: int) -> Plan:
    plan = Plan.objects.get(pk=plan_id)
    while plan.status == Plan.Status.SIGNOFF:
        plan = sign_next(plan)
    return bring_to(plan, "draft")


def hash_in_workbook(plan: Plan) -> str:
    book = openpyxl.load_workbook(
        io.BytesIO(make_copy(plan, "xlsx", author_of(plan.association)).data)
    )
    facts = {row[0]: row[1] for row in book["О плане"].iter_rows(values_only=True)}
    assert book.properties.description.endswith(f" {facts['Отпечаток содержания (SHA-256)']}")
    return facts["Отпечаток содержания (SHA-256)"]


def all_show_its_own_hash(plan: Plan) -> None:
    edition, by = plan.official, author_of(plan.association)
    assert codec.is_intact(edition.content, edition.sha256, edition.format)
    assert hash_in_workbook(plan) == edition.sha256
    assert agreement_sheet(edition).sheet.about[-1].endswith(f" {edition.sha256}")
    assert check_edition(edition).fingerprint.replace(" ", "") == edition.sha256
    assert {one.sha256 for one in edition.signatures.all()} == {edition.sha256}
    assert make_copy(plan, "json", by).data == edition.content.encode()
    assert edition_document(edition).attached[0].data == edition.content.encode()
    with transaction.atomic():
        revised = revise_plan(plan=plan, by=by)
        assert "Слова плана те же" in objection_to_sending(revised, by)
        assert "Слова плана те же" not in (objection_to_sending(change(revised), by) or "")
        transaction.set_rollback(True)


def every_edition_shows_its_own_hash() -> None:
    plans = Plan.objects.filter(status="approved").order_by("pk")
    assert [plan.official.format for plan in plans] == [1, 2]
    for plan in plans:
        all_show_its_own_hash(signed(plan.pk))


def migrate_old_database() -> None:
    """An edition in sign-off of the old portal, beside one that was signed in this one."""
    migrate(newest())
    cast = make_cast()
    plan = make_plan("rmc-directions", association=cast.association, rows=2)
    new = make_plan(status="approved", association=cast.association, rows=2)
    issued = append(
        IssuedDocument(
            edition=new.official,
            kind="pdf",
            file="issued/absent.pdf",
            sha256="0" * 64,
            size=1,
            issued_at=timezone.now(),
            issued_by=cast.user("chair"),
        )
    )
    values = as_format_1(plan)
    old = migrate(BEFORE_FORMATS)
    edition = old.get_model("events", "Edition").objects.create(**values)
    send_as(plan, old.get_model("events", "Plan").objects, edition)
    migrate(newest())
    assert dict(Edition.objects.values_list("plan", "format")) == {plan.pk: 1, new.pk: 2}
    for one in (plan, new):
        # Their rows were linked by the migration as if they had been appended.
        assert verify_records(one) == []
        assert one.changes.exclude(hash="").exists()
    assert IssuedDocument.objects.get().hash == issued.hash
    for name in ("content", "sha256"):
        assert getattr(Edition.objects.get(plan=plan), name) == values[name]
    for command in ("UPDATE", "DELETE", "TRUNCATE"):
        test_records.test_append_only_table_has_its_trigger("events.Edition", command)
    signed(plan.pk)
    every_edition_shows_its_own_hash()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_old_database_on_postgresql():
    try:
        migrate_old_database()
    finally:
        migrate(newest())


@pytest.mark.django_db
@pytest.mark.one_database("SQLite rebuilds its tables otherwise than PostgreSQL")
def test_old_database_on_sqlite_and_then_a_plan_says_more(migrated_folder):
    run_on_sqlite(migrate_old_database, migrated_folder)
    run_on_sqlite(every_edition_shows_its_own_hash, migrated_folder, first=grow)


def test_page_about_what_was_sent_shows_the_editions_own_hash(cast):
    plan = make_plan(association=cast.association)
    send_as(plan, Plan.objects, append(Edition(format=1, **as_format_1(plan))))
    page = cast.client("chair").get(f"{plan.get_absolute_url()}send/").content.decode()
    assert Edition.objects.get().sha256 in page


def test_damaged_edition_is_not_issued(cast):
    plan = make_plan(association=cast.association)
    values = as_format_1(plan)
    values["content"] = values["content"].replace("Семинар", "Вебинар")
    send_as(plan, Plan.objects, append(Edition(format=1, **values)))
    with pytest.raises(DamagedFile, match=NOT_AS_SIGNED):
        issue_pdf(plan=signed(plan.pk), by=cast.actor("chair"))
