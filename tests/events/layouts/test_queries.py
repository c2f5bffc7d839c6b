"""What layouts say as values: their faults, the specimen, what another version would not print."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.layouts.queries.compare import layout_differences, layout_facts
from events.layouts.queries.faults import faults_of, width_sum
from events.layouts.queries.sample import sample_content, sample_title
from events.layouts.queries.upgrade import compare_papers
from events.layouts.queries.values import (
    PrescribedSection,
    content_of,
    filled,
    layout_values,
    unknown_placeholders,
)
from events.models import Layout
from events.plan.codec import from_json, to_json
from events.plan.content import ColumnContent, EventContent, PlanContent, SectionContent
from events.plan.outline import TableBlock, outline
from plans_portal.lib.versions import version_of
from tests.factories import TODAY
from tests.layouts import without
from tests.plans import LAYOUTS

RESULT = ColumnContent("result", "Итог", 30)


def built_in(code: str = "moc-results"):
    return layout_values(Layout.objects.get(code=code, institution=None))


def stops(values) -> list[str]:
    return [fault.text for fault in faults_of(values) if fault.stops]


def warnings(values) -> str:
    return " ".join(fault.text for fault in faults_of(values) if not fault.stops)


# --- Title -------------------------------------------------------------------------------------


def test_pattern_takes_only_its_two_places():
    pattern = "План\n{association}\n{period}"
    title = filled(pattern, association="объединения {period}", period="на 2027 год")
    assert title == "План\nобъединения {period}\nна 2027 год"
    assert unknown_placeholders(pattern) == ()
    assert unknown_placeholders("{year} { {} {association.name} }") == (
        "{year}",
        "{",
        "{}",
        "{association.name}",
        "}",
    )


@given(st.text(max_size=60))
def test_no_pattern_breaks_a_title(pattern):
    filled(pattern, association="объединения", period="на год")
    unknown_placeholders(pattern)


# --- Faults ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LAYOUTS)
@pytest.mark.django_db
def test_built_in_layouts_have_no_faults_that_stop(code):
    assert stops(built_in(code)) == []


@pytest.mark.django_db
def test_layout_without_events_or_with_a_role_twice_is_stopped():
    values = built_in()
    assert stops(without(values, "event")) == [
        "В форме нет графы мероприятия: добавьте её, без неё нечего печатать."
    ]
    twice = replace(values, columns=(*values.columns, RESULT))
    assert stops(twice) == ["В форме две графы «Результат»: оставьте одну, иначе слова повторятся."]
    own = PrescribedSection(heading="Отчёт", columns=(RESULT,))
    assert stops(replace(values, sections=(own,))) == [
        "В разделе «Отчёт» нет графы мероприятия: добавьте её, без неё нечего печатать."
    ]


@pytest.mark.django_db
def test_the_rest_only_warns():
    values = built_in()
    assert warnings(values) == ""
    wide = replace(values, columns=(*values.columns, ColumnContent("note", "Примечание", 40)))
    assert "220 мм из 180" in warnings(wide)
    assert warnings(replace(wide, orientation="landscape")) == ""
    assert "Утверждать план некому" in warnings(replace(values, steps=()))
    assert "графы для номера нет" in warnings(without(values, "number"))
    assert "строки не нумеруются" in warnings(replace(values, numbering="none"))
    merged = replace(values, sections_as="merged")
    assert "напечатается полосой" in warnings(merged)
    two = built_in("rmc-directions")
    late = replace(two, steps=tuple(replace(step, stage=2) for step in two.steps))
    assert "поставьте ему этап после" in warnings(late)
    assert stops(merged) == stops(late) == []


def test_width_sum_tells_what_is_over():
    columns = (ColumnContent("event", "Дело", 170), ColumnContent("term", "Срок", 30))
    assert width_sum(columns, "portrait").over == 20
    assert width_sum(columns, "landscape").over == 0


# --- The specimen ------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LAYOUTS)
@pytest.mark.django_db
def test_specimen_fills_every_column_and_nothing_is_homeless(code):
    content = sample_content(built_in(code), TODAY)
    assert from_json(to_json(content)) == content
    for block in outline(content):
        if not isinstance(block, TableBlock):
            continue
        filled_roles = {cell.role for row in block.rows for cell in row.cells if cell.lines}
        assert filled_roles == {column.role for column in block.columns}
        text = " ".join(line.text for row in block.rows for c in row.cells for line in c.lines)
        assert "Результат:" not in text
        assert "Место:" not in text


@pytest.mark.django_db
def test_specimen_of_nothing_can_still_be_drawn():
    values = replace(built_in(), columns=(), sections=(), steps=(), title_pattern="{period}")
    (block,) = outline(sample_content(values, TODAY))
    assert [column.heading for column in block.columns] == ["Здесь встанут графы"]
    assert sample_title(values, TODAY) == "на 2027 год"
    assert sample_title(replace(values, period_kind="academic"), TODAY) == (
        "на 2026–2027 учебный год"
    )


# --- Differences -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_differences_are_told_in_words():
    old = built_in()
    new = replace(without(old, "result"), orientation="landscape")
    columns, page = layout_differences(old, new)[1], layout_differences(old, new)[0]
    assert (page.label, page.before, page.after) == ("Лист", "Книжная", "Альбомная")
    assert columns.label == "Графы"
    assert "Результат: «Результат», 44 мм" in columns.before
    assert "Результат" not in columns.after
    assert layout_differences(old, old) == ()
    assert version_of(old) == version_of(built_in()) != version_of(new)
    assert len(layout_facts(old)) == 13


# --- What another version would not print -----------------------------------------------------


def row(uid: str = "r1", **values) -> EventContent:
    return EventContent(uid=uid, title="Семинар", **values)


def plan_of(values, *events: EventContent, **section) -> PlanContent:
    shape = content_of(values)
    return PlanContent(
        layout=shape,
        city="Заозёрск",
        sections=(SectionContent(uid="s1", heading="Работа", events=events, **section),),
    )


@pytest.mark.django_db
def test_column_that_vanishes_moves_its_words_to_the_event():
    values = built_in()
    content = plan_of(values, row(result="Сборник"), row("r2", result="Отчёт"), row("r3"))
    found = compare_papers(content, content_of(without(values, "result")))
    (move,) = found.moves
    assert (move.name, move.to, len(move.rows)) == (
        "Результат",
        "Наименование мероприятия",
        2,
    )
    assert not found.loses


@pytest.mark.django_db
def test_empty_column_vanishes_without_a_word():
    values = built_in()
    found = compare_papers(plan_of(values, row()), content_of(without(values, "result")))
    assert found.moves == ()


@pytest.mark.django_db
def test_words_that_get_a_column_of_their_own_are_no_loss():
    values = built_in()
    content = plan_of(without(values, "result"), row(result="Сборник"))
    assert compare_papers(content, content_of(values)).moves == ()


@pytest.mark.django_db
def test_place_moves_into_the_column_of_terms_that_says_so():
    values = built_in()
    place = replace(values, columns=(*values.columns, ColumnContent("place", "Место", 20)))
    both = replace(
        values,
        columns=tuple(
            replace(one, heading="Сроки и место") if one.role == "term" else one
            for one in values.columns
        ),
    )
    (move,) = compare_papers(plan_of(place, row(place="школа № 5")), content_of(both)).moves
    assert (move.name, move.to) == ("Место", "Сроки и место")


@pytest.mark.django_db
def test_number_by_hand_is_lost_with_its_column():
    values = built_in()
    content = plan_of(values, row(number="7а"), row("r2"))
    (move,) = compare_papers(content, content_of(without(values, "number"))).moves
    assert move.is_lost
    assert [row.words for row in move.rows] == ["7а"]


@pytest.mark.django_db
def test_headings_are_lost_where_sections_are_not_shown():
    values = built_in("rumo-directions")
    bare = replace(values, sections_as="none")
    assert compare_papers(plan_of(values, row()), content_of(bare)).lost_headings == ("Работа",)
    for shown in ("band", "heading", "merged"):
        again = replace(values, sections_as=shown)
        assert compare_papers(plan_of(values, row()), content_of(again)).lost_headings == ()


@pytest.mark.django_db
def test_imprint_is_lost_with_the_title_page():
    values = built_in("rumo-headings")
    content = plan_of(values, row())
    found = compare_papers(content, content_of(replace(values, title_page=False)))
    assert found.lost_imprint == "Заозёрск"
    assert found.loses


@pytest.mark.django_db
def test_section_with_columns_of_its_own_keeps_them():
    values = built_in()
    own = (ColumnContent("event", "Дело"), ColumnContent("result", "Итог"))
    content = plan_of(values, row(result="Сборник"), columns=own)
    found = compare_papers(content, content_of(without(values, "result")))
    assert found.own_columns == ("Работа",)
    assert found.moves == ()


@pytest.mark.django_db
def test_every_role_is_followed_from_its_column():
    values = built_in()
    roles = ("direction", "term", "place", "form", "audience", "result", "note")
    wide = replace(
        values,
        columns=(
            ColumnContent("event", "Дело"),
            *(ColumnContent(role, role.title()) for role in roles),
        ),
    )
    narrow = replace(values, columns=(ColumnContent("event", "Дело"),))
    content = plan_of(wide, row(**{role: f"слова о {role}" for role in roles}))
    found = compare_papers(content, content_of(narrow))
    assert {move.role for move in found.moves} == set(roles)
    assert {move.to for move in found.moves} == {"Дело"}
