"""What happens to a plan's words on another version of its layout."""

from dataclasses import replace

import pytest

from events.layouts.queries.upgrade import compare_papers
from events.layouts.queries.values import content_of_layout, layout_values
from events.models import Layout
from events.plan.content import ColumnContent, EventContent, PlanContent, SectionContent
from tests.layouts import without


def built_in(code: str = "moc-results"):
    return layout_values(Layout.objects.get(code=code, institution=None))


def row(uid: str = "r1", **values) -> EventContent:
    return EventContent(uid=uid, title="Семинар", **values)


def plan_of(values, *events: EventContent, **section) -> PlanContent:
    shape = content_of_layout(values)
    return PlanContent(
        layout=shape,
        city="Заозёрск",
        sections=(SectionContent(uid="s1", heading="Работа", events=events, **section),),
    )


@pytest.mark.django_db
def test_column_that_vanishes_moves_its_words_to_the_event():
    values = built_in()
    content = plan_of(values, row(result="Сборник"), row("r2", result="Отчёт"), row("r3"))
    found = compare_papers(content, content_of_layout(without(values, "result")))
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
    found = compare_papers(plan_of(values, row()), content_of_layout(without(values, "result")))
    assert found.moves == ()


@pytest.mark.django_db
def test_words_that_get_a_column_of_their_own_are_no_loss():
    values = built_in()
    content = plan_of(without(values, "result"), row(result="Сборник"))
    assert compare_papers(content, content_of_layout(values)).moves == ()


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
    (move,) = compare_papers(plan_of(place, row(place="школа № 5")), content_of_layout(both)).moves
    assert (move.name, move.to) == ("Место", "Сроки и место")


@pytest.mark.django_db
def test_number_by_hand_is_lost_with_its_column():
    values = built_in()
    content = plan_of(values, row(number="7а"), row("r2"))
    (move,) = compare_papers(content, content_of_layout(without(values, "number"))).moves
    assert move.is_lost
    assert [row.words for row in move.rows] == ["7а"]


@pytest.mark.django_db
def test_headings_are_lost_where_sections_are_not_shown():
    values = built_in("rumo-directions")
    bare = replace(values, sections_as="none")
    assert compare_papers(plan_of(values, row()), content_of_layout(bare)).lost_headings == (
        "Работа",
    )
    for shown in ("band", "heading", "merged"):
        again = replace(values, sections_as=shown)
        assert compare_papers(plan_of(values, row()), content_of_layout(again)).lost_headings == ()


@pytest.mark.django_db
def test_imprint_is_lost_with_the_title_page():
    values = built_in("rumo-headings")
    content = plan_of(values, row())
    found = compare_papers(content, content_of_layout(replace(values, title_page=False)))
    assert found.lost_imprint == "Заозёрск"
    assert found.loses


@pytest.mark.django_db
def test_section_with_columns_of_its_own_keeps_them():
    values = built_in()
    own = (ColumnContent("event", "Дело"), ColumnContent("result", "Итог"))
    content = plan_of(values, row(result="Сборник"), columns=own)
    found = compare_papers(content, content_of_layout(without(values, "result")))
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
    found = compare_papers(content, content_of_layout(narrow))
    assert {move.role for move in found.moves} == set(roles)
    assert {move.to for move in found.moves} == {"Дело"}
