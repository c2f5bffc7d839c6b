"""Every page in a real browser, wide and narrow: axe finds nothing, nothing hangs over the edge.

A page is a row of PAGES; its address is worked out from the cast.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from associations.letters.rules.writing import Words, write_letter
from associations.models import InstituteDay, Letter
from associations.vocabulary import LetterKind
from events.drafting.rules.removal import remove_draft
from events.models import Layout, Plan
from events.plan.content import ColumnContent
from events.plan.period import Period
from reports.downloads.rules.jobs import ask_paper
from reports.models import ImportSession, PrintJob
from reports.paper.check_code import code_of
from tests.browser.pages import faults_of, faults_on, sign_in
from tests.cast import Cast, make_cast
from tests.events.test_urls import address as plan_address
from tests.factories import PASSWORD, make_organisation, make_substitution
from tests.layouts import own_layout, plan_with_newer_layout
from tests.plans import LAYOUTS, change, make_plan
from tests.reports.imports.batches import bring, plan_file, read_all

# serialized_rollback: brings back the built-in layouts, which a flush after each test takes away.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

type Address = Callable[[Cast], str]


def at(name: str, *things: Callable[[Cast], int | str], query: str = "") -> Address:
    """Give the address of a named page about things of the cast."""
    return lambda cast: reverse(name, args=[thing(cast) for thing in things]) + query


def association(cast: Cast) -> int:
    return cast.association.pk


def institution(cast: Cast) -> int:
    return cast.institution.pk


def kind(cast: Cast) -> str:
    return cast.association.kind


def chair(cast: Cast) -> int:
    return cast.person("chair").pk


def chairs_office(cast: Cast) -> int:
    return cast.office("chair").pk


def layout_of(cast: Cast) -> int:
    """Give a layout of the institution that is in force; made once."""
    found = Layout.objects.filter(institution=cast.institution, is_active=True).first()
    return (found or own_layout(cast, "rumo-headings")).pk


def built_in(cast: Cast) -> int:
    return Layout.objects.filter(institution=None).order_by("pk")[0].pk


def job(cast: Cast) -> str:
    """Give the key of a job of the chair's, half done, with a plan that was left out."""
    if not Plan.objects.exists():
        make_plan(association=cast.association, rows=1)
    asked, _is_new = ask_paper(plan=Plan.objects.all()[0], by=cast.actor("chair"))
    PrintJob.objects.filter(pk=asked.pk).update(state="working", done=1, total=3, step="PDF: План")
    asked.pieces.update(state="refused", why="Портал не смог напечатать этот план.")
    return str(asked.pk)


def letter(cast: Cast) -> int:
    """Give a letter that could not be sent, beside one that waits for the morning."""
    words = Words("План ждёт решения", ("Здравствуйте!", "План ждёт вас."), "Открыть", "/plans/1/")
    about = {"kind": LetterKind.WAITS, "words": words, "institution": cast.institution}
    made = [
        write_letter(to=cast.user(who), key=f"{who}:waits", **about) for who in ("curator", "chair")
    ]
    Letter.objects.filter(recipient=cast.user("curator")).update(
        state="failed", tries=1, last_error="Почтовый сервер отказал: 550 no such mailbox"
    )
    Letter.objects.filter(recipient=cast.user("chair")).update(to_gather=True)
    return made[0].pk if made[0] else Letter.objects.get(key="curator:waits").pk


def with_own_days(cast: Cast) -> int:
    for day, is_working in (("2026-12-03", False), ("2026-12-05", True)):
        values = {"institution": cast.institution, "day": day, "is_working": is_working}
        InstituteDay.objects.get_or_create(**values, why="приказ № 7")
    return cast.institution.pk


def files_read(cast: Cast) -> str:
    """Give the batch of a sure file, one of nobody's, one without a draft and a refused one."""
    words = {"а.docx": plan_file(cast.association), "б.docx": plan_file(None), "в.pdf": b"%PDF"}
    batch = bring(cast, words | {"г.docx": plan_file(cast.association, 2032)})
    read_all(batch)
    ImportSession.objects.filter(batch=batch, name="г.docx").update(refusal="Такой план уже есть.")
    return str(batch)


def files_waiting(cast: Cast) -> str:
    """Give a batch that nobody has read yet."""
    return str(bring(cast, {"а.docx": plan_file(cast.association), "б.docx": b"no plan"}))


def check_code(cast: Cast) -> str:
    """Give the code of an approved paper."""
    edition = make_plan(status="approved", association=cast.association, rows=1).official
    return code_of(edition.pk, edition.sha256)


def plan_with_meetings(cast: Cast) -> int:
    return make_plan("rumo-directions", association=cast.association, rows=4).pk


def removed_drafts(cast: Cast) -> str:
    """Give the list of two removed drafts, the later one with a plan in its place."""
    for _made in range(2):
        values = {"association": cast.association, "period": Period.of_calendar_year(2050)}
        plan = make_plan("rmc-directions", rows=1, **values)
        remove_draft(plan=plan, by=cast.actor("chair"))
    make_plan("rmc-directions", rows=1, **values)
    return reverse("events:removed_list")


# Who looks at which page.
PAGES: list[tuple[str, Address]] = [
    ("anonymous", at("account_login")),
    ("anonymous", at("account_reset_password")),
    ("anonymous", at("account_reset_password_done")),
    ("anonymous", at("account_reset_password_from_key_done")),
    ("anonymous", at("reports:check_file")),
    ("anonymous", at("reports:check_file", query="?code=нет")),
    ("anonymous", at("reports:check", check_code)),
    ("methodist", at("reports:issue_failure_list")),
    ("chair", at("reports:meeting_list", plan_with_meetings)),
    ("chair", at("account_change_password")),
    ("chair", at("mfa_index")),
    ("chair", at("reports:archive_ask")),
    ("methodist", at("reports:archive_ask", query="?state=approved&text=нет")),
    ("chair", at("reports:print_job_list")),
    ("chair", at("reports:print_job", job)),
    ("methodist", at("reports:import_session_batch", files_read)),
    ("methodist", at("reports:import_session_batch", files_waiting)),
    ("methodist", at("reports:plan_from_file")),
    ("chair", removed_drafts),
    ("stranger", at("events:removed_list")),
    ("methodist", at("associations:association_list")),
    ("methodist", at("associations:association_list", query="?text=нет")),
    ("methodist", at("associations:association_detail", association)),
    ("chair", at("associations:association_detail", association)),
    ("methodist", at("associations:association_add")),
    ("methodist", at("associations:association_edit", association)),
    ("methodist", at("associations:association_office_add", association)),
    ("methodist", at("associations:institution_detail", institution)),
    ("methodist", at("associations:institution_terms", with_own_days)),
    ("chair", at("associations:institution_terms", with_own_days)),
    ("methodist", at("associations:journal")),
    ("methodist", at("associations:journal", query="?text=нет")),
    ("methodist", at("associations:signature_rules", institution)),
    ("chair", at("associations:signature_rules", institution)),
    ("methodist", at("associations:signature_rules_edit", institution)),
    ("methodist", at("associations:letter_detail", letter)),
    ("methodist", at("associations:letter_list")),
    ("methodist", at("associations:letter_list", query="?state=sent")),
    ("curator", at("associations:letter_settings")),
    ("methodist", at("events:desk")),
    ("methodist", at("events:requirement_list", institution)),
    ("methodist", at("events:school_year", institution)),
    ("methodist", at("events:requirement_edit", institution, kind)),
    ("methodist", at("events:layout_detail", layout_of)),
    ("methodist", at("events:layout_edit", layout_of)),
    ("methodist", at("events:layout_publish", layout_of)),
    ("methodist", at("events:layout_delete", layout_of)),
    ("methodist", at("events:layout_list")),
    ("methodist", at("events:layout_detail", built_in)),
    ("superuser", at("events:layout_list")),
    ("methodist", at("associations:office_edit", chairs_office)),
    ("methodist", at("associations:office_end", chairs_office)),
    ("methodist", at("associations:substitution_add", chairs_office)),
    ("methodist", at("associations:person_list")),
    ("methodist", at("associations:person_detail", chair)),
    ("methodist", at("associations:person_add")),
    ("methodist", at("associations:organisation_list")),
    ("methodist", at("associations:organisation_add")),
    ("superuser", at("associations:person_list")),
]


# Who looks at which page of a plan, and in which state the plan is.
PLAN_PAGES = [
    ("chair", "desk", "draft"),
    ("chair", "plan_list", "draft"),
    ("chair", "plan_add", "draft"),
    ("chair", "heading_edit", "draft"),
    ("chair", "section_add", "draft"),
    ("chair", "section_edit", "draft"),
    ("chair", "section_delete", "draft"),
    ("chair", "event_add", "draft"),
    ("chair", "event_edit", "draft"),
    ("chair", "event_transfer", "draft"),
    ("chair", "event_delete", "draft"),
    ("chair", "step_add", "draft"),
    ("chair", "step_edit", "draft"),
    ("chair", "plan_send", "draft"),
    ("chair", "plan_remove", "draft"),
    ("chair", "plan_similar", "draft"),
    ("chair", "plan_remove", "signoff"),
    ("chair", "plan_recall", "signoff"),
    ("chair", "plan_history", "returned"),
    ("chair", "plan_detail", "returned"),
    ("stranger", "plan_detail", "approved"),
    ("chair", "plan_revise", "approved"),
    ("methodist", "plan_repeal", "approved"),
    ("chair", "plan_detail", "revised"),
    ("chair", "plan_discard", "revised"),
    ("chair", "plan_history", "revised"),
    ("approver", "plan_detail", "revised"),
    ("stranger", "calendar", "revised"),
    ("approver", "desk", "signoff"),
    ("approver", "plan_decide", "signoff"),
    ("methodist", "desk", "draft"),
]


def fill(cast: Cast) -> None:
    make_organisation(cast.institution)
    make_substitution(cast.office("curator"), cast.person("secretary"))
    # Who has no password yet is asked for the first one instead of another.
    cast.user("chair").set_password(PASSWORD)
    cast.user("chair").save()


def test_pages_break_no_rule_of_accessibility(page, live_server):
    """One test for all pages: a cast for each would take minutes."""
    cast = make_cast()
    fill(cast)
    pages = [(who, address(cast)) for who, address in PAGES]
    assert faults_on(page, live_server, cast, pages) == []


def test_pages_of_plans_break_no_rule_of_accessibility(page, live_server):
    """The plan's page on each layout, and every form and question about a plan."""
    cast = make_cast()
    values = {"association": cast.association, "rows": 4}
    pages = [("chair", plan_address("plan_detail", make_plan(form, **values))) for form in LAYOUTS]
    other = {**values, "period": Period.of_calendar_year(2028)}
    plans = {"draft": make_plan(**other)}
    for n, status in enumerate(("signoff", "returned", "approved")):
        period = Period.of_calendar_year(2029 + n)
        plans[status] = make_plan(status=status, **{**values, "period": period})
    period = Period.of_calendar_year(2040)
    plans["revised"] = change(make_plan(status="approved", **{**values, "period": period}))
    pages += [(who, plan_address(name, plans[status])) for who, name, status in PLAN_PAGES]
    told, newer = plan_with_newer_layout(cast, columns=(ColumnContent("event", "Дело", 180),))
    pages.append(("chair", plan_address("plan_detail", told)))
    pages.append(("chair", reverse("events:plan_layout", args=[told.pk, newer.pk])))
    assert faults_on(page, live_server, cast, pages) == []


@pytest.mark.parametrize(("address", "status"), [("/associations/add/", 403), ("/nowhere/", 404)])
def test_refusals_break_no_rule_of_accessibility(unwatched_page, live_server, address, status):
    """Apart from the others: a browser writes a refusal to its console, which `page` forbids."""
    page = unwatched_page
    sign_in(page, live_server, make_cast(), "chair")
    answer = page.goto(address)
    assert answer.status == status
    assert faults_of(page) == []


def test_wrong_form_breaks_no_rule_and_takes_the_focus(page, live_server):
    cast = make_cast()
    sign_in(page, live_server, cast, "methodist")
    page.goto(reverse("associations:association_office_add", args=[cast.association.pk]))
    page.get_by_role("button", name="Назначить").click()
    page.get_by_text("Не сохранено").wait_for()
    assert faults_of(page) == []
    assert page.evaluate("document.activeElement.id") == "id_person"


def test_menus_work_by_keyboard_on_a_phone(page, live_server):
    cast = make_cast()
    sign_in(page, live_server, cast, "chair")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(reverse("associations:association_list"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    link = page.get_by_role("link", name="Объединения", exact=True)
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Меню").press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    assert "Меню" in page.evaluate("document.activeElement.textContent")


def test_menu_opens_without_javascript(plain_page, live_server):
    cast = make_cast()
    page = plain_page
    sign_in(page, live_server, cast, "chair")
    page.goto(reverse("associations:association_list"))
    page.get_by_role("button", name="Ваша учётная запись").click()
    expect(page.get_by_role("button", name="Выйти")).to_be_visible()


def test_question_is_asked_before_the_door_is_shut(page, live_server):
    cast = make_cast()
    sign_in(page, live_server, cast, "methodist")
    page.goto(cast.person("chair").get_absolute_url())
    page.get_by_role("link", name="Закрыть доступ").click()
    assert faults_of(page) == []
    page.get_by_role("link", name="Отмена").click()
    cast.user("chair").refresh_from_db()
    assert cast.user("chair").is_active
    page.get_by_role("link", name="Закрыть доступ").click()
    page.get_by_role("button", name="Закрыть доступ").click()
    page.get_by_text("Доступ закрыт.").wait_for()
    cast.user("chair").refresh_from_db()
    assert not cast.user("chair").is_active
