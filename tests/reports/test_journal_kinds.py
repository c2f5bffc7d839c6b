"""Each kind of entry of the journal is really written, by the page or the rule that people use."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client, TestCase
from django.urls import reverse

from associations.accounts.rules.accounts import close_account
from associations.directory.rules import add_organisation, add_person
from associations.models import JournalEntry
from associations.offices.rules import add_substitution, end_office
from associations.signature_rules.rules import publish_rules
from associations.vocabulary import JournalAction
from events.drafting.rules.requirements import set_requirement
from events.layouts.rules import copy_layout
from events.models import Layout
from reports.downloads.rules.jobs import ask_paper
from reports.downloads.rules.pieces import work_at_job
from tests.cast import Cast
from tests.changed import edit, rows_in_order
from tests.events.signoff.views.test_paper import signed_on_paper
from tests.factories import TODAY, make_person
from tests.one_time import make_link, outside_plan
from tests.plans import make_plan

PASSWORD = "Пароль-для-проверки-7"
DAY = dt.timedelta(days=1)


def sign_in(cast: Cast, password: str = PASSWORD) -> Client:
    user = cast.user("chair")
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": password})
    return client


def change_password(cast: Cast) -> None:
    client = sign_in(cast)
    new = {"password1": "Совсем-другой-1", "password2": "Совсем-другой-1"}
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})


def change_address(cast: Cast) -> None:
    url = reverse("admin:associations_user_change", args=[cast.user("chair").pk])
    cast.client("superuser").post(url, {"email": "new@example.org", "is_active": "on"})


def appoint_substitute(cast: Cast) -> None:
    add_substitution(
        office=cast.office("chair"),
        person=make_person(cast.institution, account=True),
        manner="acting",
        since=TODAY,
        until=TODAY + DAY,
        basis="приказ № 7",
        by=cast.actor("methodist"),
    )


def get(name: str, status: str = "approved") -> Callable[[Cast], None]:
    def asked(cast: Cast) -> None:
        plan = make_plan("moc-results", status, association=cast.association, rows=1)
        answer = cast.client("chair").get(reverse(f"reports:{name}", args=[plan.pk]))
        assert answer.status_code == 200

    return asked


def take_a_long_paper(cast: Cast) -> None:
    plan = make_plan("moc-results", "approved", association=cast.association, rows=1)
    job, _is_new = ask_paper(plan=plan, by=cast.actor("chair"))
    work_at_job(job.pk, on=TODAY)
    url = reverse("reports:print_job_file", args=[job.pk])
    assert list(cast.client("chair").get(url))


def take_scan(cast: Cast) -> None:
    plan = signed_on_paper(cast)
    step = plan.steps.get(verb="approve")
    url = reverse("events:paper_original", args=[plan.pk, step.uid])
    assert list(cast.client("chair").get(url))


def take_archive(cast: Cast) -> None:
    make_plan("moc-results", "approved", association=cast.association, rows=1)
    cast.client("chair").post(reverse("reports:archive_ask"), {"chosen": ["json"]})


def edit_for_authors(cast: Cast) -> None:
    plan = make_plan("moc-results", association=cast.association, rows=1)
    with TestCase.captureOnCommitCallbacks(execute=True):
        edit(rows_in_order(plan)[0], cast.actor("methodist"), term="5 мая")


COMMANDS: tuple[tuple[JournalAction, str, Callable[[Cast], object]], ...] = (
    (JournalAction.SIGN_IN, "Вход: пароль.", sign_in),
    (JournalAction.REFUSED, "Неверный пароль", lambda cast: sign_in(cast, "не тот")),
    (JournalAction.PROOF, "Изменён пароль.", change_password),
    (JournalAction.ACCOUNT, "Изменено администратором", change_address),
    (
        JournalAction.ACCOUNT,
        "Доступ закрыт",
        lambda cast: close_account(person=cast.person("chair"), by=cast.actor("methodist")),
    ),
    (
        JournalAction.PERSON,
        "Добавлено в справочник",
        lambda cast: add_person(
            institution=cast.institution,
            last_name="Ветров",
            first_name="Олег",
            by=cast.actor("methodist"),
        ),
    ),
    (
        JournalAction.DIRECTORY,
        "Добавлено в справочник",
        lambda cast: add_organisation(
            institution=cast.institution, name="Лицей № 7", by=cast.actor("methodist")
        ),
    ),
    (
        JournalAction.OFFICE,
        "Изменена должность",
        lambda cast: end_office(
            office=cast.office("chair"), until=TODAY, by=cast.actor("methodist")
        ),
    ),
    (JournalAction.SUBSTITUTION, "Замещение: и.о.", appoint_substitute),
    (
        JournalAction.LAYOUT,
        "Скопирована форма плана",
        lambda cast: copy_layout(
            layout=Layout.objects.filter(institution=None).first(), by=cast.actor("methodist")
        ),
    ),
    (
        JournalAction.REQUIREMENT,
        "Изменены требования",
        lambda cast: set_requirement(
            institution=cast.institution,
            kind="rumo",
            meetings=4,
            report_month=None,
            report_day=None,
            sections="",
            by=cast.actor("methodist"),
        ),
    ),
    (
        JournalAction.RULES,
        "Введена версия 1",
        lambda cast: publish_rules(
            institution=cast.institution,
            text="Правила. " * 60,
            expected_version=0,
            by=cast.actor("methodist"),
        ),
    ),
    (JournalAction.PAPER, "Записана подпись на бумаге", signed_on_paper),
    (JournalAction.DOWNLOAD, "Скачан официальный документ", get("official_pdf")),
    (JournalAction.DOWNLOAD, "Скачан официальный документ", take_a_long_paper),
    (JournalAction.DOWNLOAD, "Скачан лист согласования", get("agreement_pdf")),
    (JournalAction.DOWNLOAD, "Скачан скан подписи", take_scan),
    (JournalAction.EXPORT, "Собран архив", take_archive),
    (
        JournalAction.EXPORT,
        "Выгружен реестр замечаний, строк: 0.",
        lambda cast: cast.client("curator").get(reverse("reports:remarks_xlsx")),
    ),
    (
        JournalAction.EXPORT,
        "Выгружен журнал (Word)",
        lambda cast: cast.client("methodist").get(reverse("reports:journal_docx")),
    ),
    (
        JournalAction.LINK,
        "Послана одноразовая ссылка",
        lambda cast: make_link(cast, outside_plan(cast)),
    ),
    (JournalAction.FOR_OTHERS, "Правки в плане", edit_for_authors),
)


def test_no_kind_is_forgotten():
    assert {action for action, _words, _do in COMMANDS} == set(JournalAction)


@pytest.mark.parametrize(("action", "words", "do"), COMMANDS, ids=[one[1] for one in COMMANDS])
def test_entry_is_written_for_the_institution(cast, action, words, do):
    do(cast)
    entry = JournalEntry.objects.filter(action=action).earliest("pk")
    assert words in entry.words
    assert entry.institution_id == cast.institution.pk
