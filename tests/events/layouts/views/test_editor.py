"""The editor of layouts: what is typed and kept, what the preview draws."""

import re
from dataclasses import asdict

import pytest
from django.urls import reverse

from events.layouts.queries.values import LayoutValues, layout_values
from events.layouts.rules import copy_layout
from events.models import Layout
from plans_portal.lib.versions import version_of
from tests.layouts import changed, own_layout, plan_on


def url(name: str, layout: Layout) -> str:
    return reverse(f"events:layout_{name}", args=[layout.pk])


def typed(values: LayoutValues, **more) -> dict[str, str]:
    """Give what a browser would send of these values."""
    found = {name: value for name, value in asdict(values).items() if isinstance(value, str)} | {
        "expected_version": version_of(values)
    }
    if values.title_page:
        found["title_page"] = "on"
    for name in ("columns", "sections", "seats"):
        rows = getattr(values, name)
        found[f"{name}-count"] = str(len(rows))
        for place, row in enumerate(rows):
            for key, value in asdict(row).items():
                if key != "columns":
                    found[f"{name}-{place}-{key}"] = "" if value is None else str(value)
            if name == "sections":
                found[f"sections-{place}-columns-count"] = str(len(row.columns))
                for own, column in enumerate(row.columns):
                    for key, value in asdict(column).items():
                        found[f"sections-{place}-columns-{own}-{key}"] = str(value)
    return {**found, **more}


@pytest.fixture
def layout(cast) -> Layout:
    """Give a draft of the cast's institution."""
    built_in = Layout.objects.get(code="moc-results", institution=None)
    return copy_layout(layout=built_in, by=cast.actor("methodist"))


def test_edit_writes_everything_typed(cast, layout):
    form = typed(layout_values(layout)) | {
        "name": "Форма отдела",
        "orientation": "landscape",
        "columns-4-heading": "Чем закончится",
        "columns-4-width": "60",
        "sections-count": "1",
        "sections-0-kind": "table",
        "sections-0-heading": "Главное",
        "sections-0-columns-count": "1",
        "sections-0-columns-0-role": "event",
        "sections-0-columns-0-heading": "Дело",
        "sections-0-columns-0-width": "",
        "seats-0-position": "Ректор",
    }
    answer = cast.client("methodist").post(url("edit", layout), form)
    assert answer.status_code == 302
    now = layout_values(Layout.objects.get(pk=layout.pk))
    assert (now.name, now.orientation) == ("Форма отдела", "landscape")
    assert (now.columns[4].heading, now.columns[4].width) == ("Чем закончится", 60)
    assert now.sections[0].columns[0].heading == "Дело"
    assert now.seats[0].position == "Ректор"


def test_fault_is_told_at_its_field_and_nothing_typed_is_lost(cast, layout):
    form = typed(layout_values(layout)) | {
        "name": "Моё название",
        "title_pattern": "План {кого}\n{period}",
        "columns-1-width": "999",
        "columns-2-role": "",
        "columns-2-heading": "Когда это будет",
        "seats-0-stage": "",
    }
    answer = cast.client("methodist").post(url("edit", layout), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Исправьте: {кого}" in page
    assert "Выберите, что стоит в графе." in page
    for words in ("Моё название", "План {кого}", "999", "Когда это будет"):
        assert words in page
    assert layout_values(Layout.objects.get(pk=layout.pk)) == layout_values(layout)


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        ("columns up 1", ["event", "number", "term", "responsible", "result"]),
        ("columns down 0", ["event", "number", "term", "responsible", "result"]),
        ("columns remove 4", ["number", "event", "term", "responsible"]),
        ("columns add", ["number", "event", "term", "responsible", "result", ""]),
        ("columns up 0", ["number", "event", "term", "responsible", "result"]),
        ("columns up ²", ["number", "event", "term", "responsible", "result"]),
    ],
)
def test_columns_are_moved_added_and_removed_by_buttons(cast, layout, action, roles):
    form = typed(layout_values(layout), line=action, name="Ещё не записано")
    answer = cast.client("methodist").post(url("edit", layout), form)
    page = answer.content.decode()
    assert answer.status_code == 200
    shown = re.findall(r'<select name="columns-\d+-role".*?</select>', page, flags=re.DOTALL)
    chosen = [re.search(r'value="([^"]*)" selected', one) for one in shown]
    assert [one.group(1) if one else "" for one in chosen] == roles
    assert "Ещё не записано" in page
    assert Layout.objects.get(pk=layout.pk).name == layout.name


def test_section_gets_columns_of_its_own_as_a_copy_and_keeps_them_when_moved(cast):
    layout = own_layout(cast, "rumo-directions")
    client = cast.client("methodist")
    form = typed(layout_values(layout), line="sections-1-columns add")
    page = client.post(url("edit", layout), form).content.decode()
    assert 'name="sections-1-columns-count" value="4"' in page
    assert 'name="sections-1-columns-3-heading" value="Мероприятие"' in page
    own = layout_values(own_layout(cast, "rumo-headings"))
    form = typed(own, line="sections up 3")
    page = client.post(url("edit", layout), form).content.decode()
    assert 'name="sections-2-columns-count" value="3"' in page
    assert 'name="sections-2-heading" value="Организационная работа"' in page
    assert 'name="sections-3-columns-count" value="0"' in page


def test_action_by_htmx_answers_with_the_form_and_the_focus_and_has_the_specimen_drawn(
    cast, layout
):
    form = typed(layout_values(layout), line="columns down 1")
    headers = {"HX-Request": "true"}
    answer = cast.client("methodist").post(url("edit", layout), form, headers=headers)
    page = answer.content.decode()
    assert "<html" not in page
    assert 'id="layout-body"' in page
    assert answer["HX-Trigger-After-Swap"] == "portal:lines"
    assert answer["HX-Trigger-After-Settle"] == '{"portal:focus": {"id": "columns-down-2"}}'


def test_preview_draws_what_is_typed_and_writes_nothing(cast, layout):
    form = typed(layout_values(layout)) | {
        "columns-4-heading": "Чем закончится",
        "columns-1-width": "100",
        "title_pattern": "Дорожная карта\n{association}",
        "seats-0-verb": "agree",
    }
    answer = cast.client("methodist").post(url("preview", layout), form)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert ">Чем закончится</th>" in page
    assert "Дорожная карта" in page
    assert "СОГЛАСОВАНО" in page
    assert "Ширины вместе: 214 из 180 мм, лишних 34 мм" in page
    assert "Утверждать план некому" in page
    assert layout_values(Layout.objects.get(pk=layout.pk)) == layout_values(layout)


def test_preview_of_a_half_typed_form_goes_on(cast, layout):
    form = typed(layout_values(layout)) | {
        "name": "",
        "orientation": "нет такой",
        "columns-0-width": "много",
        "columns-1-role": "",
        "seats-0-verb": "",
        "columns-count": "9" * 5000,
    }
    assert cast.client("methodist").post(url("preview", layout), form).status_code == 200
    form["columns-count"] = "5"
    page = cast.client("methodist").post(url("preview", layout), form).content.decode()
    assert ">Сроки</th>" in page
    assert ">Наименование мероприятия</th>" not in page


def test_what_is_typed_is_escaped(cast, layout):
    form = typed(layout_values(layout)) | {
        "columns-1-heading": "<script>alert(1)</script>",
        "title_pattern": "<img src=x> {association.__class__}",
    }
    for name in ("preview", "edit"):
        page = cast.client("methodist").post(url(name, layout), form).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;class" not in page


def test_show_button_draws_without_javascript(cast, layout):
    form = typed(layout_values(layout), line="preview show") | {
        "columns-4-heading": "Чем закончится"
    }
    page = cast.client("methodist").post(url("edit", layout), form).content.decode()
    assert ">Чем закончится</th>" in page
    assert 'value="Чем закончится"' in page


def test_conflict_shows_both_and_the_same_words_may_be_sent_again(cast, layout):
    opened = layout_values(layout)
    changed(cast, layout, name="Название другого")
    client = cast.client("methodist")
    form = typed(opened, name="Моё название")
    answer = client.post(url("edit", layout), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Название другого" in page
    assert "Моё название" in page
    form["expected_version"] = re.search(r'name="expected_version" value="([^"]+)"', page).group(1)
    assert client.post(url("edit", layout), form).status_code == 302
    assert Layout.objects.get(pk=layout.pk).name == "Моё название"


def test_edit_of_a_used_layout_leads_to_its_next_version(cast):
    layout = own_layout(cast)
    plan_on(cast, layout)
    client = cast.client("methodist")
    page = client.get(url("edit", layout)).content.decode()
    assert "станет следующей версией" in page
    answer = client.post(
        url("edit", layout), typed(layout_values(layout), name="Вторая"), follow=True
    )
    assert "Записано как версия 2" in answer.content.decode()
    draft = Layout.objects.get(name="Вторая")
    answer = client.get(url("edit", layout))
    assert answer.status_code == 302
    assert answer["Location"] == url("edit", draft)
    page = client.get(url("detail", layout)).content.decode()
    assert "Готовится версия 2" in page


def test_used_layout_edited_by_two_shows_the_draft_of_the_first(cast):
    layout = own_layout(cast)
    plan_on(cast, layout)
    opened = layout_values(layout)
    draft = changed(cast, layout, name="Первая")
    answer = cast.client("methodist").post(url("edit", layout), typed(opened, name="Вторая"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f'action="{url("edit", draft)}"' in page
    assert "Первая" in page
    assert 'value="Вторая"' in page
