"""The history of a plan: what was, what became, and its editions."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.drafting.queries.row_values import row_values
from events.drafting.rules.cells import CellEdit, edit_cells
from events.drafting.rules.plans import heading_values
from events.history.rules import name_version
from events.history.views.history import ON_PAGE, visible_changes
from events.models import Change, Event, Plan
from plans_portal.lib.chain import append
from plans_portal.lib.versions import version_of
from tests.plans import bring_to, change, make_plan, sign_next


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
    line, *_ = answer.context["lines"]
    assert line.last.by_name
    assert [(one.label, one.before, one.after) for one in line.fields] == [
        ("Заголовок", plan.title, "Новый заголовок")
    ]


def test_history_lists_editions_with_their_signatures(cast, client):
    plan = make_plan("rumo-headings", "approved", association=cast.association, rows=1)
    page = client.get(url("plan_history", plan.pk)).content.decode()
    assert plan.edition.sha256[:12] in page
    assert cast.person("approver").signing_name in page


def test_history_tells_what_became_of_each_edition(cast):
    approved = make_plan("rumo-headings", "approved", association=cast.association, rows=1)
    plan = bring_to(change(approved), "approved")
    words = {"seen": plan.official.sha256, "reason": "Ошибка в сроках", "act": "приказ № 7"}
    cast.client("methodist").post(url("plan_repeal", plan.pk), words)
    history = cast.client("chair").get(url("plan_history", plan.pk)).text
    for words_shown in ("Заменена редакцией 2", "Отменена", "приказ № 7", "Ошибка в сроках"):
        assert words_shown in history


def type_in(row: Event, *texts: str, by, field: str = "title") -> None:
    """Type into a cell as its autosave does, a text after another."""
    for text in texts:
        base = str(getattr(row_values(row), field))
        edit_cells(plan=row.plan, uid=row.uid, edits=[CellEdit(field, text, base)], by=by)
        row.refresh_from_db()


@pytest.fixture
def row(plan) -> Event:
    return plan.events.select_related("plan").order_by("pk").first()


def test_autosaves_are_one_line_that_unfolds(cast, client, row):
    first = row.title
    type_in(row, "Сл", "Слёт", "Слёт юных", by=cast.actor("chair"))
    answer = client.get(url("plan_history", row.plan_id))
    line = answer.context["lines"][0]
    assert (len(line.changes), len(line.single)) == (3, 0)
    assert line.words.startswith("Изменена строка «Слёт юных» (3 правки, ")
    assert [(one.before, one.after) for one in line.fields] == [(first, "Слёт юных")]
    assert f"apart={line.last.pk}" in answer.text
    answer = client.get(url("plan_history", row.plan_id), {"apart": line.last.pk})
    line = answer.context["lines"][0]
    assert [one.fields[0].after for one in line.single] == ["Слёт юных", "Слёт", "Сл"]
    assert '<ins><span class="visually-hidden"> стало: </span>юных</ins>' in answer.text


def test_folded_line_is_taken_back_at_once_and_comes_again(cast, client, row):
    before = row_values(row)
    type_in(row, "Сл", "Слёт", by=cast.actor("chair"))
    type_in(row, "май", by=cast.actor("chair"), field="term")
    after = row_values(row)
    for wanted, words in ((before, "Отменено. Изменена"), (after, "Возвращено. Изменена")):
        line = client.get(url("plan_history", row.plan_id)).context["lines"][0]
        undo = url("change_undo", row.plan_id, line.undo.pk)
        page = client.post(undo, {"with": [one.pk for one in line.undone_with]}, follow=True)
        assert words in page.text
        row.refresh_from_db()
        assert row_values(row) == wanted
    # What came again may be taken back, and of taking back and bringing again only the latter.
    lines = client.get(url("plan_history", row.plan_id)).context["lines"]
    assert [(len(line.changes), len(line.undoable)) for line in lines[:2]] == [(2, 1), (3, 3)]


def test_what_was_typed_and_typed_away_again_has_nothing_to_take_back(cast, client, row):
    type_in(row, "Сл", row.title, by=cast.actor("chair"))
    answer = client.get(url("plan_history", row.plan_id))
    line = answer.context["lines"][0]
    assert (list(line.fields), list(line.undoable)) == ([], [])
    assert "В итоге всё осталось, как было." in answer.text


def test_row_that_was_added_and_typed_is_called_added(cast, client, row):
    client.post(url("event_duplicate", row.plan_id, row.uid))
    plan = row.plan
    add = url("event_add", plan.pk, row.section.uid)
    lists = {
        f"{name}-{count}": 0 for name in ("r", "a") for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    client.post(add, {"title": "Слёт", **lists})
    new = plan.events.select_related("plan").order_by("-pk")[0]
    type_in(new, "Слёт юных", by=cast.actor("chair"))
    line = client.get(url("plan_history", plan.pk)).context["lines"][0]
    assert line.words.startswith("Добавлена строка «Слёт юных» (2 правки, ")


def plain_changes(plan: Plan, count: int) -> None:
    """Changes by the command line, each of the whole plan."""
    now = timezone.now()
    for n in range(count):
        action = "import_content"
        append(Change(plan=plan, at=now, by_name="Команда", action=action, words=f"Правка {n}."))


def test_long_history_is_paged_by_lines(cast, client, plan, row):
    plain_changes(plan, 2_000)
    type_in(row, "Сл", "Слёт", by=cast.actor("chair"))
    first = client.get(url("plan_history", plan.pk))
    assert len(first.context["lines"]) == ON_PAGE
    assert len(first.context["lines"][0].changes) == 2
    last = client.get(url("plan_history", plan.pk), {"page": "41"})
    assert last.context["lines"][-1].words == "Создан черновик плана."


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_queries_are_as_many_for_many_lines(cast, client, plan, row):
    first, *others = plan.steps.order_by("order")
    client.post(url("step_delete", plan.pk, first.uid))
    type_in(row, "Сл", "Слёт", by=cast.actor("chair"))
    address = url("plan_history", plan.pk)
    client.get(address)
    few = queries_of(client, address)
    for step in others:
        client.post(url("step_delete", plan.pk, step.uid))
    plain_changes(plan, 20)
    type_in(row, *"абвгдежз", by=cast.actor("chair"))
    client.get(address)
    assert queries_of(client, address) == queries_of(client, f"{address}?text=а") == few


def lines_of(client, plan: Plan, **filters: str) -> list[str]:
    answer = client.get(url("plan_history", plan.pk), filters)
    assert answer.status_code == 200
    return [line.words.partition(" (")[0].rstrip(".") for line in answer.context["lines"]]


def test_filters_by_row_words_person_and_name(cast, client, plan, row):
    other = plan.events.select_related("plan").order_by("pk")[1]
    type_in(row, "Слёт", by=cast.actor("chair"))
    type_in(other, "Смотр", by=cast.actor("secretary"))
    change = plan.changes.order_by("-pk")[0]
    name_version(change=change, name="Перед отправкой совету", by=cast.actor("chair"))
    one, two = "Изменена строка «Слёт»", "Изменена строка «Смотр»"
    assert lines_of(client, plan)[:2] == [two, one]
    assert lines_of(client, plan, row=row.uid) == [one]
    assert lines_of(client, plan, text="смотр") == lines_of(client, plan, text="СОВЕТУ") == [two]
    assert lines_of(client, plan, who=change.by_name) == [two]
    assert lines_of(client, plan, named="on") == [two]
    page = client.get(url("plan_history", plan.pk), {"named": "on"}).text
    assert "Перед отправкой совету" in page
    assert "Под эти условия" in client.get(url("plan_history", plan.pk), {"text": "щы"}).text


def test_filters_by_days(client, plan):
    today = timezone.localdate()
    yesterday, tomorrow = today - dt.timedelta(days=1), today + dt.timedelta(days=1)
    everything = lines_of(client, plan)
    assert lines_of(client, plan, since=f"{today}", until=f"{today}") == everything
    assert lines_of(client, plan, until=f"{yesterday}") == []
    assert lines_of(client, plan, since=f"{tomorrow}") == []
    assert lines_of(client, plan, since="0001-01-01", until="9999-12-31") == everything


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"since": "вчера"}, "Введите правильную дату."),
        ({"who": "Никто"}, "Выберите корректный вариант"),
        ({"text": "я" * 201}, "Убедитесь, что это значение содержит не более 200"),
        ({"since": "2027-02-01", "until": "2027-01-01"}, "Поменяйте дни местами."),
        ({"row": "x\x00", "page": "x"}, "Создан черновик"),
    ],
)
def test_wrong_filter_is_told_and_left_out(client, plan, filters, words):
    answer = client.get(url("plan_history", plan.pk), filters)
    assert answer.status_code == 200
    assert words in answer.text
    assert "Создан черновик плана." in answer.text


def test_reader_of_what_was_sent_finds_nothing_unsent(cast):
    plan = make_plan("moc-results", "returned", association=cast.association, rows=1)
    row = plan.events.select_related("plan").first()
    type_in(row, "Щыстрока", by=cast.actor("chair"))
    hidden = plan.changes.order_by("-pk")[0]
    assert hidden in visible_changes(plan, cast.actor("chair"))
    assert hidden not in visible_changes(plan, cast.actor("agreer"))
    assert lines_of(cast.client("agreer"), plan, row=row.uid) == []
    assert not visible_changes(plan, cast.actor("stranger")).exists()


def test_what_was_typed_and_deleted_before_sending_stays_with_the_authors(cast):
    plan = make_plan("moc-results", "returned", association=cast.association, rows=1)
    row = plan.events.select_related("plan").first()
    type_in(row, "Щыстрока", row.title, by=cast.actor("chair"))
    change = plan.changes.order_by("-pk")[0]
    name_version(change=change, name="Щыверсия", by=cast.actor("chair"))
    plan = bring_to(plan, "signoff")
    author = cast.client("chair").get(url("plan_history", plan.pk)).text
    assert "Щыверсия" in author
    apart = {"apart": change.pk}
    assert "Щыстрока" in cast.client("curator").get(url("plan_history", plan.pk), apart).text
    for status in ("signoff", "approved"):
        while status == "approved" and plan.status == "signoff":
            plan = sign_next(plan)
        for filters in (
            {},
            {"row": row.uid},
            {"text": "щы"},
            {"apart": change.pk},
            {"named": "on"},
        ):
            page = cast.client("approver").get(url("plan_history", plan.pk), filters).text
            assert "Щы" not in page.replace('value="щы"', "")
        told = lines_of(cast.client("approver"), plan)
        assert [one.partition(" ")[0] for one in told[-3:]] == ["План", "План", "План"]
    # What differs between the editions is told instead.
    page = cast.client("approver").get(url("plan_history", plan.pk)).text
    assert f"{url('plan_changes', plan.pk)}?since=1&amp;to=2" in page
