"""What the check found on the plan's page and before sending: who sees it, where it leads."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import checks
from events.checks import check_content
from events.drafting.queries import inspection, route
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.importing import import_content
from events.drafting.views.findings import GROUPS
from events.models import Plan, Requirement
from events.plan.codec import fingerprint
from events.plan.content import EventContent, PeriodContent
from tests import drafts
from tests.drafts import REPORT, row, section
from tests.plans import bring_to, make_plan

SLIP = "Сбор  книг для школьных библиотек"


def stored(cast, *rows: EventContent, **values) -> Plan:
    content = drafts.plan(section(*rows, REPORT), **values)
    return import_content(association=cast.association, content=content, by=cast.actor("chair"))


@pytest.fixture
def plan(cast) -> Plan:
    """Give a draft with a slip to repair, a row without a term, and a blank that blocks."""
    return stored(cast, row(SLIP), row("Слёт", ""), row("Смотр", place="____"))


def page_of(cast, plan: Plan, who: str = "chair") -> str:
    return cast.client(who).get(plan.get_absolute_url()).content.decode()


def reference_of(plan: Plan, code: str) -> str:
    return next(one.reference for one in check_content(read_content(plan)) if one.code == code)


def repair(cast, plan: Plan, who: str = "chair", **words):
    values = words or {"finding": f"{reference_of(plan, 'double_space')}:0"}
    url = reverse("events:finding_repair", args=[plan.pk])
    return cast.client(who).post(url, values, follow=True)


@pytest.mark.parametrize(
    ("who", "repairs"),
    [
        ("chair", True),
        ("secretary", True),
        ("methodist", True),
        ("curator", False),
        ("superuser", False),
    ],
)
def test_those_who_read_drafts_see_findings_and_authors_may_repair(cast, plan, who, repairs):
    page = page_of(cast, plan, who)
    assert "Проверка плана" in page
    assert "Мешает отправить: 1" in page
    assert "Строка 2: не указан срок." in page
    assert ("Убрать лишние пробелы" in page) == repairs


def test_findings_lead_to_their_rows_and_stand_at_them(cast, plan):
    page = page_of(cast, plan)
    for title in ("Сбор", "Слёт", "Смотр"):
        uid = plan.events.get(title__startswith=title).uid
        assert f'href="#at-{uid}"' in page
        assert f"id=at-{uid}" in page
    marks = page.count('<details class="more finding-mark">')
    assert marks == 3
    assert page.count("Проверка плана: что найдено здесь (1)") == 3


@pytest.mark.parametrize("who", ["agreer", "approver"])
def test_those_who_decide_are_shown_none(cast, who):
    plan = bring_to(stored(cast, row(SLIP)), "signoff")
    assert "Проверка плана" not in page_of(cast, plan, who)
    assert "Проверка плана" in page_of(cast, plan, "curator")


@pytest.mark.parametrize("who", ["chair", "curator", "methodist", "superuser"])
def test_approved_plan_shows_none(cast, who):
    plan = bring_to(stored(cast, row(SLIP)), "approved")
    page = page_of(cast, plan, who)
    assert "Проверка плана" not in page
    assert "finding-mark" not in page


def test_sent_plan_offers_no_repair(cast):
    plan = bring_to(stored(cast, row(SLIP)), "signoff")
    page = page_of(cast, plan)
    assert "лишние пробелы" in page
    assert "Убрать лишние пробелы" not in page


def test_plan_without_findings_says_so(cast):
    plan = stored(cast, row("Заседание о чтении", meeting=True))
    page = page_of(cast, plan)
    assert "Портал ничего подозрительного не нашёл." in page
    assert "finding-mark" not in page


def test_many_warnings_are_folded_by_what_they_are_about(cast):
    rows = [row(f"Семинар о чтении № {n}", "") for n in range(8)]
    page = page_of(cast, stored(cast, *rows))
    assert re.search(r"<summary>Не заполнено: 8</summary>", page)


def test_every_code_of_the_check_has_its_group():
    """A new code without a group would stand under «Прочее»: this finds it in the sources."""
    folder = Path(checks.__file__).parent
    # Those of the route are found beside the check.
    paths = [*folder.glob("*.py"), Path(inspection.__file__), Path(route.__file__)]
    said = " ".join(path.read_text(encoding="utf-8") for path in paths)
    codes = {code for group in GROUPS.values() for code in group}
    assert all(f'"{code}"' in said for code in codes)
    named = set(re.findall(r'Finding\(\s*"([a-z_]+)"', said))
    named |= set(re.findall(r'\.finding\(\s*"([a-z_]+)"', said))
    assert named <= codes


def test_sending_is_held_back_by_what_blocks_and_tells_where(cast, plan):
    url = reverse("events:plan_send", args=[plan.pk])
    page = cast.client("chair").get(url).content.decode()
    uid = plan.events.get(title="Смотр").uid
    assert f'href="{plan.get_absolute_url()}#at-{uid}"' in page
    assert "Сначала исправьте: Строка 3: не заполнено место из образца" in page
    assert "disabled" in page
    answer = cast.client("chair").post(url, {"seen": fingerprint(read_content(plan))})
    assert answer.status_code == 409
    plan.refresh_from_db()
    assert plan.status == Plan.Status.DRAFT


def test_warnings_hold_nothing_back_and_are_shown(cast):
    plan = stored(cast, row(SLIP), row("Слёт", ""))
    url = reverse("events:plan_send", args=[plan.pk])
    page = cast.client("chair").get(url).content.decode()
    assert "Строка 2: не указан срок." in page
    assert "disabled" not in page
    cast.client("chair").post(url, {"seen": fingerprint(read_content(plan))})
    plan.refresh_from_db()
    assert plan.status == Plan.Status.SIGNOFF


def test_repair_says_what_it_did_and_offers_to_take_it_back(cast, plan):
    answer = repair(cast, plan)
    change = plan.changes.get(action="repair_finding")
    undo = reverse("events:change_undo", args=[plan.pk, change.pk])
    page = answer.content.decode()
    assert "Исправлено по проверке: Убрать лишние пробелы. Строка 1" in page
    assert f'action="{undo}"' in page
    assert plan.events.filter(title=SLIP.replace("  ", " ")).exists()
    event = plan.events.order_by("order").first()
    assert answer.redirect_chain == [(f"{plan.get_absolute_url()}#at-{event.uid}", 302)]
    back = cast.client("secretary").post(undo, follow=True)
    assert "Отменено. Исправлено по проверке: Убрать лишние пробелы." in back.content.decode()
    assert plan.events.filter(title=SLIP).exists()


def test_stale_page_is_refused_kindly(cast, plan):
    stale = reference_of(plan, "double_space").rpartition(":")[0]
    answer = repair(cast, plan, finding=f"{stale}:{'0' * 16}:0")
    assert "План изменился, пока вы смотрели" in answer.content.decode()
    assert plan.events.filter(title=SLIP).exists()


@pytest.mark.parametrize("finding", ["", "nonsense", "double_space:gone:title:0:0", ":" * 9])
def test_finding_that_is_not_there_is_refused_kindly(cast, plan, finding):
    page = repair(cast, plan, finding=finding).content.decode()
    assert "Этого замечания в плане уже нет" in page


@pytest.mark.parametrize("choice", ["", "1", "-1", "²", "9" * 30])
def test_choice_that_is_not_there_is_refused_kindly(cast, plan, choice):
    finding = f"{reference_of(plan, 'double_space')}:{choice}"
    assert "сам не исправит" in repair(cast, plan, finding=finding).content.decode()


def test_undo_of_what_was_changed_since_is_refused_kindly(cast, plan):
    repair(cast, plan)
    change = plan.changes.get(action="repair_finding")
    plan.events.filter(title__startswith="Сбор").update(title="Сбор отрядов")
    url = reverse("events:change_undo", args=[plan.pk, change.pk])
    page = cast.client("chair").post(url, follow=True).content.decode()
    assert "то же место плана правили" in page


def test_undo_of_another_plans_repair_is_not_found(cast, plan):
    repair(cast, plan)
    change = plan.changes.get(action="repair_finding")
    other = make_plan(association=cast.association)
    url = reverse("events:change_undo", args=[other.pk, change.pk])
    assert cast.client("chair").post(url).status_code == 404


def test_history_offers_to_take_back_what_still_may_be(cast, plan):
    repair(cast, plan)
    change = plan.changes.get(action="repair_finding")
    undo = reverse("events:change_undo", args=[plan.pk, change.pk])
    history = reverse("events:plan_history", args=[plan.pk])
    assert undo in cast.client("chair").get(history).content.decode()
    assert undo not in cast.client("curator").get(history).content.decode()
    cast.client("chair").post(undo)
    page = cast.client("chair").get(history).content.decode()
    assert undo not in page
    assert "Отменено. Исправлено по проверке: Убрать лишние пробелы." in page


def test_moved_row_is_found_at_its_new_place(cast, plan):
    event, client = plan.events.order_by("order").first(), cast.client("chair")
    client.post(reverse("events:event_move", args=[plan.pk, event.uid]), {"to": "down"})
    panel = client.get(reverse("events:plan_findings", args=[plan.pk])).text
    assert "Строка 2: лишние пробелы" in panel


def test_requirements_of_the_institution_are_asked_for(cast, plan):
    kind = cast.association.kind
    Requirement.objects.create(institution=cast.institution, kind=kind, meetings=4)
    Requirement.objects.create(institution=cast.foreign_institution, kind=kind, meetings=9)
    page = page_of(cast, plan)
    assert "Заседаний должно быть не меньше 4" in page


def test_it_asks_the_database_the_same_for_one_finding_and_for_many(cast):
    counts = []
    for rows in (1, 30):
        year = f"20{30 + rows}"
        period = PeriodContent("calendar", f"{year}-01-01", f"{year}-12-31")
        many = [row(f"{SLIP} № {n}", "", responsible=()) for n in range(rows)]
        plan = stored(cast, *many, period=period)
        client = cast.client("chair")
        with CaptureQueriesContext(connection) as queries:
            client.get(plan.get_absolute_url())
        counts.append(len(queries))
    # One of them asks for other versions of the layout, which is the institution's own here.
    assert counts[0] == counts[1] <= 18


def dismissing(cast, plan: Plan, code: str = "row_without_term", who: str = "chair", **words):
    values = {"finding": reference_of(plan, code), "reason": "Так в приказе", **words}
    url = reverse("events:finding_dismiss", args=[plan.pk])
    return cast.client(who).post(url, values, follow=True)


def test_panel_is_answered_by_itself(cast, plan):
    url = reverse("events:plan_findings", args=[plan.pk])
    answer = cast.client("chair").get(url)
    assert answer.text.lstrip().startswith("<section")
    assert answer["X-Findings"] == "4"
    assert 'data-count="4" data-blocking="1"' in answer.text
    assert "Убрать лишние пробелы" in answer.text
    assert f'action="{plan.get_absolute_url()}repair/"' in answer.text
    assert "Убрать лишние пробелы" not in cast.client("curator").get(url).text


def test_panel_is_for_readers_of_drafts_until_approval(cast, plan):
    url = reverse("events:plan_findings", args=[plan.pk])
    assert cast.client("agreer").get(url).status_code == 404
    approved = bring_to(
        stored(
            cast, row("Сбор книг"), period=PeriodContent("calendar", "2031-01-01", "2031-12-31")
        ),
        "approved",
    )
    url = reverse("events:plan_findings", args=[approved.pk])
    assert cast.client("chair").get(url).status_code == 403


def test_finding_that_is_set_aside_leaves_the_list_and_the_count(cast, plan):
    page = dismissing(cast, plan).text
    assert "Замечание отложено. Оно вернётся, если его слова изменятся." in page
    assert "Отложено: 1" in page
    assert "Так и надо: Так в приказе" in page
    assert 'data-count="3"' in page
    assert page.count('<details class="more finding-mark">') == 2
    assert "Стоит проверить: 2" in page


def test_curator_sees_what_was_set_aside_and_why_also_after_sending(cast):
    plan = stored(cast, row("Слёт", ""))
    dismissing(cast, plan)
    for status in ("draft", "signoff"):
        page = page_of(cast, bring_to(plan, status), "curator")
        assert "Отложено: 1" in page
        assert "Так и надо: Так в приказе" in page
        assert "Вернуть в список" not in page


def test_it_is_taken_back_into_the_list(cast, plan):
    dismissing(cast, plan)
    url = reverse("events:finding_restore", args=[plan.pk])
    values = {"finding": reference_of(plan, "row_without_term")}
    client = cast.client("secretary")
    page = client.post(url, values, follow=True).text
    assert "Замечание снова в списке." in page
    assert "Отложено" not in page
    for finding in (values["finding"], "\x00:\x00", ""):
        again = client.post(url, {"finding": finding}, follow=True).text
        assert "Это замечание уже вернули в список." in again


def test_form_asks_why_and_keeps_what_was_typed(cast, plan):
    url = reverse("events:finding_dismiss", args=[plan.pk])
    query = {"finding": reference_of(plan, "row_without_term")}
    client = cast.client("chair")
    page = client.get(url, query)
    assert (page.status_code, "Строка 2: не указан срок." in page.text) == (200, True)
    part = client.get(url, query, headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith("<form")
    answer = dismissing(cast, plan, reason="")
    assert (answer.status_code, "Напишите, почему так и надо." in answer.text) == (422, True)
    long = "а" * 301
    answer = dismissing(cast, plan, reason=long)
    assert (answer.status_code, long in answer.text) == (422, True)
    assert not plan.dismissed_findings.exists()


def test_refusal_gives_the_reason_back(cast, plan):
    answer = dismissing(cast, plan, "leftover", reason="Так <b>и</b> надо")
    assert "его не откладывают, а исправляют. Вы написали: «Так &lt;b&gt;и" in answer.text
    reference = reference_of(plan, "row_without_term")
    plan.events.filter(title="Слёт").update(term="май")
    answer = dismissing(cast, plan, "leftover", finding=reference)
    assert "Этого замечания в плане уже нет. Вы написали: «Так в приказе»." in answer.text


@pytest.mark.parametrize("finding", ["", "x", "leftover"])
def test_form_is_not_asked_for_what_cannot_be_set_aside(cast, plan, finding):
    finding = reference_of(plan, finding) if finding == "leftover" else finding
    url = reverse("events:finding_dismiss", args=[plan.pk])
    page = cast.client("chair").get(url, {"finding": finding}, follow=True).text
    assert ("а исправляют" if "leftover" in finding else "в плане уже нет") in page


def test_row_that_is_asked_for_is_added_by_one_click(cast, plan):
    kind = cast.association.kind
    Requirement.objects.create(institution=cast.institution, kind=kind, meetings=1)
    page = page_of(cast, plan)
    [value] = re.findall(r'value="(meetings_too_few:[^"]*)"', page)
    answer = repair(cast, plan, finding=value)
    added = plan.events.get(title="Заседание")
    assert "Добавлена строка «Заседание» по проверке." in answer.text
    assert answer.redirect_chain == [(f"{plan.get_absolute_url()}#at-{added.uid}", 302)]
    change = plan.changes.get(action="repair_finding")
    assert reverse("events:change_undo", args=[plan.pk, change.pk]) in answer.text


def test_button_pressed_twice_adds_one_row(cast, plan):
    kind = cast.association.kind
    Requirement.objects.create(institution=cast.institution, kind=kind, meetings=3)
    [value] = re.findall(r'value="(meetings_too_few:[^"]*)"', page_of(cast, plan))
    for _ in range(2):
        repair(cast, plan, finding=value, key="a" * 32)
    assert plan.events.filter(title="Заседание").count() == 1


def test_doubtful_term_is_settled_by_the_button_of_its_meaning(cast):
    plan = stored(cast, row("Слёт", "март или апрель"))
    page = page_of(cast, plan)
    assert "1 апреля – 30 апреля 2026" in page
    repair(cast, plan, finding=f"{reference_of(plan, 'term_doubt')}:1")
    assert plan.events.get(title="Слёт").term_choice == "month 2026-04-01/2026-04-30"
