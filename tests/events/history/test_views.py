"""The history of a plan: what was, what became, and its editions."""

import pytest
from django.urls import reverse

from events.drafting.rules.plans import heading_values
from events.drafting.rules.sections import contents_of, delete_section
from events.history.views import field_changes
from events.models import Plan
from plans_portal.lib.versions import version_of
from tests.plans import bring_to, change, make_plan


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-directions", association=cast.association, rows=1)


@pytest.fixture
def client(cast):
    return cast.client("chair")


def url(name: str, *args) -> str:
    return reverse(f"events:{name}", args=args)


def test_history_tells_what_was_and_what_became(client, plan):
    words = {"title": "Новый заголовок", "city": plan.city, "imprint": ""}
    client.post(
        url("heading_edit", plan.pk), words | {"expected_version": version_of(heading_values(plan))}
    )
    answer = client.get(url("plan_history", plan.pk))
    (change, fields), *_ = answer.context["changes"]
    assert change.by_name
    assert [(one.label, one.before, one.after) for one in fields] == [
        ("Заголовок", plan.title, "Новый заголовок")
    ]


def test_history_lists_editions_with_their_signatures(cast, client):
    plan = make_plan("rumo-headings", "approved", association=cast.association, rows=1)
    page = client.get(url("plan_history", plan.pk)).content.decode()
    assert plan.edition.sha256[:12] in page
    assert cast.person("approver").signing_name in page


def test_history_stands_fifty_on_a_page(cast, client, plan):
    for n in range(60):
        client_words = {"title": f"Заголовок {n}", "city": "", "imprint": ""}
        plan.refresh_from_db()
        version = {"expected_version": version_of(heading_values(plan))}
        client.post(url("heading_edit", plan.pk), client_words | version)
    assert len(client.get(url("plan_history", plan.pk)).context["changes"]) == 50


def test_history_tells_what_became_of_each_edition(cast):
    approved = make_plan("rumo-headings", "approved", association=cast.association, rows=1)
    plan = bring_to(change(approved), "approved")
    words = {"seen": plan.official.sha256, "reason": "Ошибка в сроках", "act": "приказ № 7"}
    cast.client("methodist").post(url("plan_repeal", plan.pk), words)
    history = cast.client("chair").get(url("plan_history", plan.pk)).text
    for words_shown in ("Заменена редакцией 2", "Отменена", "приказ № 7", "Ошибка в сроках"):
        assert words_shown in history


def test_deleted_section_shows_all_that_it_held(cast):
    plan = make_plan("rumo-directions", association=cast.association, rows=3)
    section = plan.sections.filter(kind="table").order_by("order").first()
    titles = list(section.events.order_by("order").values_list("title", flat=True))
    version = version_of(contents_of(plan, section))
    delete_section(section=section, expected_version=version, by=cast.actor("chair"))
    change = plan.changes.order_by("-id").first()
    shown = field_changes(change)
    assert [one.label for one in shown] == ["Раздел", "Строка", "Строка", "Строка"]
    for one, title in zip(shown[1:], titles, strict=True):
        lines = one.before.splitlines()
        assert f"Мероприятие: {title}" in lines
        assert "Ответственные: Светлова А. П.; совет объединения" in lines
        assert any(line.startswith("Срок: ") for line in lines)
    page = cast.client("chair").get(reverse("events:plan_history", args=[plan.pk])).text
    assert "теперь пусто" not in page
