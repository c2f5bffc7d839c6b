"""A plan's paper is checked before it is sent; what is not on it is told with its row."""

import copy

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from associations.models import Letter
from events.drafting.queries.stored_content import read_content
from events.models import Event, Plan
from events.plan.codec import fingerprint
from events.signoff.queries.paper_check import INCOMPLETE, UNCHECKED, UNPRINTED, paper_check
from events.signoff.rules.sending import send_plan
from reports.downloads.rules.draft_check import AGAIN_AFTER, check_draft
from reports.models import DraftCheck, StoredDraft
from tests.plans import author_of, change, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _is_wanted(settings):
    settings.PAPER_CHECK = "reports.downloads.rules.draft_check.look_at_draft"


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan(association=cast.association, rows=2)


def look(plan, *, starts=False):
    return paper_check(plan, read_content(plan), starts=starts)


def send(plan, **values):
    seen = fingerprint(read_content(plan))
    return send_plan(plan=plan, seen=seen, by=author_of(plan.association), **values)


def test_a_plan_whose_paper_is_unchecked_is_not_sent(plan):
    assert look(plan) is None
    with pytest.raises(ValidationError, match=UNCHECKED):
        send(plan)
    assert look(plan, starts=True).is_whole
    assert send(plan).status == Plan.Status.SIGNOFF


def test_other_words_want_another_check(plan):
    assert look(plan, starts=True).is_whole
    plan = change(plan)
    assert look(plan) is None
    with pytest.raises(ValidationError, match=UNCHECKED):
        send(plan)


def test_what_is_not_on_the_paper_is_told_with_its_row(careless, plan):
    check = look(plan, starts=True)
    assert check.is_ready
    assert not check.is_whole
    uids = set(Event.objects.filter(section__plan=plan).values_list("uid", flat=True))
    assert {one.uid for one in check.missing} == uids
    assert all("графа «" in one.place for one in check.missing)
    with pytest.raises(ValidationError, match=INCOMPLETE):
        send(plan)
    assert send(plan, as_it_is=True).status == Plan.Status.SIGNOFF


def test_the_draft_is_printed_once_for_the_check_and_for_its_reader(cast, plan):
    look(plan, starts=True)
    kept = StoredDraft.objects.get(plan=plan)
    given = cast.client("chair").get(reverse("reports:draft_pdf", args=[plan.pk])).getvalue()
    assert given.startswith(b"%PDF")
    assert StoredDraft.objects.get(plan=plan) == kept


def test_a_long_plan_is_checked_by_a_worker(plan, settings):
    settings.PRINT_ROWS_AT_ONCE = 1
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    check = look(plan, starts=True)
    assert not check.is_ready
    with pytest.raises(ValidationError, match=UNCHECKED):
        send(plan)
    key = DraftCheck.objects.get().key
    check_draft.call(plan.pk, "0" * 64)
    assert not look(plan).is_ready
    check_draft.call(plan.pk, key)
    assert look(plan).is_whole


def test_the_page_says_that_all_is_there_and_sends(cast, plan):
    url = reverse("events:plan_send", args=[plan.pk])
    page = cast.client("chair").get(url)
    assert "Бумага проверена: всё на месте" in page.content.decode()
    cast.client("chair").post(url, {"seen": page.context["now"]})
    plan.refresh_from_db()
    assert plan.status == Plan.Status.SIGNOFF


def test_the_page_names_what_is_missing_and_sends_only_with_a_tick(careless, cast, plan):
    url = reverse("events:plan_send", args=[plan.pk])
    page = cast.client("chair").get(url)
    said = page.content.decode()
    uid = Event.objects.filter(section__plan=plan).first().uid
    assert f"{plan.get_absolute_url()}#at-{uid}" in said
    assert "В бумаге нашлось не всё" in said
    seen = {"seen": page.context["now"]}
    assert cast.client("chair").post(url, seen).status_code == 422
    plan.refresh_from_db()
    assert plan.is_open
    cast.client("chair").post(url, seen | {"as_it_is": "on"})
    plan.refresh_from_db()
    assert plan.status == Plan.Status.SIGNOFF


def test_the_page_of_a_long_plan_waits_without_javascript(cast, plan, settings):
    settings.PRINT_ROWS_AT_ONCE = 1
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    url = reverse("events:plan_send", args=[plan.pk])
    page = cast.client("chair").get(url)
    assert "сверяет каждую строку" in page.content.decode()
    answer = cast.client("chair").post(url, {"seen": page.context["now"]})
    assert answer.status_code == 409
    assert "ещё не проверена" in answer.content.decode()
    check_draft.call(plan.pk, DraftCheck.objects.get().key)
    assert "всё на месте" in cast.client("chair").get(url).content.decode()


@pytest.fixture
def broken(settings, tmp_path):
    """Let the paper's template fail, as a mistake of ours might."""
    folder = tmp_path / "reports" / "paper"
    folder.mkdir(parents=True)
    (folder / "_table.html").write_text('{% include "reports/paper/_no_such_part.html" %}')
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [tmp_path, *templates[0]["DIRS"]]
    settings.TEMPLATES = templates


def test_the_page_opens_where_the_paper_cannot_be_printed(broken, cast, plan):
    cast.client("curator")
    url = reverse("events:plan_send", args=[plan.pk])
    page = cast.client("chair").get(url)
    assert page.status_code == 200
    assert "Проверить бумагу не удалось" in page.content.decode()
    letters = Letter.objects.filter(subject="Бумагу плана не удалось проверить")
    staff = letters.count()
    assert staff
    seen = {"seen": page.context["now"]}
    assert cast.client("chair").post(url, seen).status_code == 422
    with pytest.raises(ValidationError, match=UNPRINTED):
        send(plan)
    plan = change(plan)
    page = cast.client("chair").get(url)
    assert "Проверить бумагу не удалось" in page.content.decode()
    assert letters.count() == staff
    cast.client("chair").post(url, {"seen": page.context["now"], "as_it_is": "on"})
    plan.refresh_from_db()
    assert plan.status == Plan.Status.SIGNOFF


def test_a_check_that_failed_is_made_again_after_a_while(broken, plan, settings):
    whole = settings.TEMPLATES[0]["DIRS"][1:]
    assert look(plan, starts=True).is_unprinted
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": whole}]
    assert look(plan, starts=True).is_unprinted
    DraftCheck.objects.update(checked_at=timezone.now() - 2 * AGAIN_AFTER)
    assert look(plan, starts=True).is_whole


def test_a_worker_keeps_that_the_check_failed(broken, plan, settings):
    settings.PRINT_ROWS_AT_ONCE = 1
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    assert not look(plan, starts=True).is_ready
    check_draft.call(plan.pk, DraftCheck.objects.get().key)
    assert look(plan).is_unprinted


def test_what_is_missing_is_listed_by_kind_ten_at_a_time(careless, cast):
    plan = make_plan(association=cast.association, rows=13)
    page = cast.client("chair").get(reverse("events:plan_send", args=[plan.pk]))
    ((kind, found),) = page.context["paper"].groups
    assert kind.startswith("Графа «")
    said = page.content.decode()
    paper = said[said.index('id="paper"') : said.index("Кому</h2>")]
    assert f"<h3>{kind}: {len(found)}</h3>" in paper
    opened, _, more = paper.partition("<details>")
    assert opened.count("<li>") == 10
    assert f"ещё {len(found) - 10}" in more
    assert more.count("<li>") == len(found) - 10


def test_who_may_not_send_prints_nothing(cast, plan):
    cast.client("curator").get(reverse("events:plan_send", args=[plan.pk]))
    assert not DraftCheck.objects.exists()
