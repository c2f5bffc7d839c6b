"""Pages of layouts: what they show, what is typed and kept, what the preview draws."""

import re
from dataclasses import asdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.drafting.rules.removal import remove_draft
from events.layouts.queries.values import layout_values
from events.layouts.rules import copy_layout, edit_layout
from events.models import Layout
from plans_portal.lib.versions import version_of
from tests.layouts import changed, in_force, own_layout, plan_on, plan_with_newer_layout
from tests.plans import LAYOUTS, make_plan


def url(name: str, layout: Layout) -> str:
    return reverse(f"events:layout_{name}", args=[layout.pk])


@pytest.fixture
def layout(cast) -> Layout:
    """Give a draft of the cast's institution."""
    built_in = Layout.objects.get(code="moc-results", institution=None)
    return copy_layout(layout=built_in, by=cast.actor("methodist"))


def test_list_tells_state_version_and_use(cast):
    plan, _newer = plan_with_newer_layout(cast)
    page = cast.client("methodist").get(reverse("events:layout_list")).content.decode()
    own = page[page.index("Формы института") : page.index("Встроенные формы")]
    assert "Новая форма" in own
    assert "версия 2" in own
    assert "Действует" in own
    assert "Снята" in own
    assert re.findall(r'data-label="Планов">(\d+)', own) == ["1", "0"]
    foreign = cast.client("foreigner").get(reverse("events:layout_list")).content.decode()
    assert "Новая форма" not in foreign
    assert plan.layout.name not in foreign


def test_forms_that_came_with_files_lie_folded_under_ones_own(cast):
    own_layout(cast, name="Форма отдела")
    brought = [plan_on(cast, own_layout(cast), year=year).layout for year in (2027, 2028, 2029)]
    removed = brought[2].plans.get()
    remove_draft(plan=removed, by=cast.actor("chair"))
    as_came = {"from_file": True, "is_active": False, "published_at": None}
    Layout.objects.filter(pk__in=[one.pk for one in brought]).update(**as_came, name="Из плана")
    page = cast.client("methodist").get(reverse("events:layout_list")).text
    first, folded = page[: page.index("Встроенные формы")].split('<details class="imported">')
    assert "Формы из файлов: 3, планов по ним: 2" in folded
    assert (first.count("Из плана</a>"), folded.count("Из плана</a>")) == (0, 3)
    assert "Форма отдела</a>" in first
    # What staff have put in force is a form of their own, wherever it came from.
    Layout.objects.filter(pk=brought[0].pk).update(is_active=True, published_at=timezone.now())
    page = cast.client("methodist").get(reverse("events:layout_list")).text
    assert "Из плана</a>" in page[: page.index('<details class="imported">')]


def test_where_no_form_came_with_a_file_nothing_is_folded(cast):
    own_layout(cast)
    assert "Формы из файлов" not in cast.client("methodist").get(reverse("events:layout_list")).text


def test_use_of_built_in_layouts_by_others_is_not_told(cast):
    make_plan("moc-results", association=cast.association, rows=0)
    for who, used in (("methodist", {"0", "1"}), ("foreigner", {"0"})):
        page = cast.client(who).get(reverse("events:layout_list")).content.decode()
        assert set(re.findall(r'data-label="Планов">(\d+)', page)) == used


def test_list_asks_as_much_of_many_as_of_one(cast, django_assert_num_queries):
    own_layout(cast)
    client = cast.client("methodist")
    address = reverse("events:layout_list")
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for code in LAYOUTS:
        own_layout(cast, code)
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_copy_is_made_and_opened(cast):
    built_in = Layout.objects.get(code="rmc-directions", institution=None)
    answer = cast.client("methodist").post(url("copy", built_in), follow=True)
    page = answer.content.decode()
    assert "Копия готова" in page
    assert "Научно-методическое сопровождение" in page
    assert Layout.objects.filter(institution=cast.institution, is_active=False).count() == 1


def test_publish_page_lists_faults_and_closes_its_button(cast, layout):
    client = cast.client("methodist")
    values = layout_values(layout)
    page = client.get(url("publish", layout)).content.decode()
    assert "Проверка ничего не нашла" in page
    edit_layout(
        layout=layout,
        values=type(values)(**asdict(values) | {"columns": (), "sections": (), "seats": ()}),
        expected_version=version_of(values),
        by=cast.actor("methodist"),
    )
    page = client.get(url("publish", layout)).content.decode()
    assert "нет графы мероприятия" in page
    assert "Утверждать план некому" in page
    assert "disabled aria-describedby" in page
    version = version_of(layout_values(Layout.objects.get(pk=layout.pk)))
    answer = client.post(url("publish", layout), {"expected_version": version}, follow=True)
    assert "нет графы мероприятия" in answer.content.decode()
    assert not Layout.objects.get(pk=layout.pk).is_active


def test_layout_is_published_withdrawn_and_deleted_by_its_pages(cast, layout):
    client = cast.client("methodist")
    client.post(url("publish", layout), {"expected_version": version_of(layout_values(layout))})
    layout.refresh_from_db()
    assert layout.state == "active"
    assert layout.published_at
    assert "сначала снимите" in client.get(url("delete", layout)).content.decode().lower()
    client.post(url("withdraw", layout))
    layout.refresh_from_db()
    assert layout.state == "withdrawn"
    answer = client.post(url("delete", layout), follow=True)
    assert "удалена" in answer.content.decode()
    assert not Layout.objects.filter(pk=layout.pk).exists()


# --- The plan's side ---------------------------------------------------------------------------


def test_chair_is_told_of_a_new_version_and_takes_it(cast):
    layout = own_layout(cast)
    plan = plan_on(cast, layout)
    client = cast.client("chair")
    assert "Вышла новая версия" not in client.get(plan.get_absolute_url()).content.decode()
    columns = tuple(one for one in layout_values(layout).columns if one.role != "result")
    newer = in_force(cast, changed(cast, layout, columns=columns))
    page = client.get(plan.get_absolute_url()).content.decode()
    link = reverse("events:plan_layout", args=[plan.pk, newer.pk])
    assert "Вышла новая версия" in page
    assert link in page
    page = client.get(link).content.decode()
    assert "Результат напечатается в графе «Наименование мероприятия»" in page
    assert "Все слова плана напечатаются" in page
    version = re.search(r'name="expected_version" value="([^"]+)"', page).group(1)
    answer = client.post(link, {"expected_version": version}, follow=True)
    page = answer.content.decode()
    assert "План печатается по форме" in page
    assert "Результат: Методические рекомендации" in page
    back = reverse("events:plan_layout", args=[plan.pk, layout.pk])
    assert back in page
    page = client.get(back).content.decode()
    version = re.search(r'name="expected_version" value="([^"]+)"', page).group(1)
    client.post(back, {"expected_version": version})
    plan.refresh_from_db()
    assert plan.layout == layout


def test_what_would_not_be_printed_is_named(cast):
    layout = own_layout(cast)
    plan = plan_on(cast, layout, rows=5)
    plan.events.update(number="7а")
    columns = tuple(one for one in layout_values(layout).columns if one.role != "number")
    newer = in_force(cast, changed(cast, layout, columns=columns, numbering="none"))
    link = reverse("events:plan_layout", args=[plan.pk, newer.pk])
    page = cast.client("chair").get(link).content.decode()
    assert "Не будет напечатано" in page
    assert "Номер, написанный вручную" in page
    assert page.count("</a> — 7а</li>") == 3
    assert "и ещё строк: 2" in page


def test_readers_and_plans_under_way_are_told_nothing(cast):
    plan, _newer = plan_with_newer_layout(cast)
    page = cast.client("curator").get(plan.get_absolute_url()).content.decode()
    assert "Вышла новая версия" not in page


def test_version_that_is_not_offered_sends_back_with_a_sentence(cast):
    plan, newer = plan_with_newer_layout(cast)
    Layout.objects.filter(pk=newer.pk).update(is_active=False)
    link = reverse("events:plan_layout", args=[plan.pk, newer.pk])
    answer = cast.client("chair").get(link, follow=True)
    assert "Перейти можно" in answer.content.decode()
