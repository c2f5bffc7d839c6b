"""A new role of a column: these tests name what else it needs."""

import re
from dataclasses import fields, replace

import pytest

from events.drafting.forms.event import EventFieldsForm
from events.drafting.queries.row_values import EventValues
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.importing import import_content
from events.layouts.forms.lines import LayoutColumnForm
from events.layouts.queries.sample import sample_content
from events.layouts.queries.values import layout_values
from events.models import Event, Layout, LayoutColumn
from events.plan.cell_lines import event_lines
from events.plan.content import ColumnContent, EventContent, ResponsibleContent, columns_from
from events.plan.outline import outline
from events.plan.roles import EVENT_TEXTS, TEXT_ROLES, ColumnRole, place_in_term_column, texts_of
from reports.imports.queries.recognised import ROLE_NAMES
from reports.office_files.xlsx.lines import lines_of
from reports.paper.widths import fitted_shares
from reports.recognition.corrections import USES
from reports.recognition.heading_words import role_of
from reports.recognition.list_items import LABEL
from reports.recognition.word_accounting import placed_text
from tests.factories import TODAY
from tests.plans import author_of, make_plan, make_staffed_association

# Texts about how a row is printed or read, not about what is planned.
NOT_WORDS = {"uid", "number", "term_choice"}


def texts_in(form: type) -> set[str]:
    return {one.name for one in fields(form) if one.type in (str, "str")} - NOT_WORDS


def row_of_all_texts() -> EventContent:
    """A row with another word in each text."""
    return EventContent(
        uid="a" * 32,
        **{name: f"слово-{name}" for name in EVENT_TEXTS},
        responsible=(ResponsibleContent("А. П. Светлова"),),
    )


@pytest.mark.parametrize("role", ColumnRole)
def test_role_has_all_its_facts(role):
    assert role.label
    assert role.paper > 0
    assert role.sheet > 0
    assert role.name_in_cell


@pytest.mark.parametrize("role", ColumnRole)
def test_role_is_recognised_by_its_own_label(role):
    assert role_of(role.label) is role


@pytest.mark.parametrize("role", [role for role in ColumnRole if role.item_label])
def test_label_in_a_list_is_recognised(role):
    word = {ColumnRole.RESPONSIBLE: "Ответственный"}.get(role, role.name_in_cell)
    assert LABEL.match(f"{word}: слова")


def test_texts_of_a_row_are_fields_wherever_a_row_is_kept():
    assert texts_in(EventContent) == set(EVENT_TEXTS)
    assert texts_in(EventValues) == set(EVENT_TEXTS)
    assert set(EVENT_TEXTS) <= {field.name for field in Event._meta.concrete_fields}
    assert set(EVENT_TEXTS) <= set(EventFieldsForm.base_fields)


def test_choices_of_columns_follow():
    (field,) = (one for one in LayoutColumn._meta.concrete_fields if one.name == "role")
    assert list(field.flatchoices) == ColumnRole.choices
    offered = re.findall(r'value="(\w+)"', str(LayoutColumnForm()["role"]))
    assert offered == ColumnRole.values
    known = [*ColumnRole.values, "until", "mark", "agenda", "left"]
    assert sorted(ROLE_NAMES) == sorted(known)
    assert sorted(USES) == sorted(known)


def test_column_kept_in_the_database_comes_back_with_its_role():
    (column,) = columns_from([{"role": "term", "heading": "Когда", "width": 20}])
    assert column == ColumnContent(ColumnRole.TERM, "Когда", 20)
    assert isinstance(column.role, ColumnRole)
    with pytest.raises(ValueError, match="погода"):
        columns_from([{"role": "погода", "heading": "Погода", "width": 20}])


def test_widths_on_paper_follow():
    columns = (ColumnContent(ColumnRole.EVENT, ""), ColumnContent(ColumnRole.NUMBER, ""))
    wide, narrow = fitted_shares(columns, (), "portrait")
    assert wide / narrow == pytest.approx(ColumnRole.EVENT.paper / ColumnRole.NUMBER.paper)


@pytest.mark.django_db
def test_each_text_goes_through_the_database_and_out_again():
    content = read_content(make_plan("moc-results", rows=1))
    columns = tuple(ColumnContent(role, role.label, 0) for role in ColumnRole)
    section = replace(content.sections[0], columns=columns, events=(row_of_all_texts(),))
    content = replace(content, sections=(section,))
    association = make_staffed_association(kind="moc")
    by = author_of(association, TODAY)
    kept = read_content(import_content(association=association, content=content, by=by))
    (row,) = kept.all_events()
    assert texts_of(row) == texts_of(row_of_all_texts())
    counted = " ".join(placed_text(kept))
    (line,) = lines_of(kept).lines
    in_sheet = " ".join(line.texts.values())
    for name in EVENT_TEXTS:
        assert f"слово-{name}" in counted
        assert f"слово-{name}" in in_sheet


@pytest.mark.django_db
def test_text_without_a_column_is_printed_with_its_name():
    content = read_content(make_plan("moc-results", rows=1))
    columns = (ColumnContent(ColumnRole.EVENT, "Мероприятие"),)
    section = replace(content.sections[0], columns=columns, events=(row_of_all_texts(),))
    (block,) = outline(replace(content, sections=(section,)))
    (row,) = block.rows
    own = len(event_lines(row.event))
    named = [line.text for line in row.cells[0].lines[own:]]
    expected = [
        f"{role.name_in_cell}: {f'слово-{role}' if role in TEXT_ROLES else 'А. П. Светлова'}"
        for role in ColumnRole
        if role not in (ColumnRole.NUMBER, ColumnRole.EVENT)
    ]
    assert named == expected


@pytest.mark.django_db
def test_sample_fills_each_column():
    values = layout_values(Layout.objects.get(code="moc-results", institution=None))
    columns = tuple(ColumnContent(role, role.label) for role in ColumnRole)
    wide = replace(values, columns=columns, sections=())
    first = next(sample_content(wide, TODAY).all_events())
    assert [role for role in TEXT_ROLES if not getattr(first, role)] == []


@pytest.mark.parametrize(
    ("headings", "together"),
    [
        ({"term": "Сроки и место проведения"}, True),
        ({"term": "МЕСТО, СРОК"}, True),
        ({"term": "Сроки"}, False),
        ({"event": "Мероприятие и место"}, False),
        ({"term": "Сроки и место", "place": "Площадка"}, False),
        ({}, False),
    ],
)
def test_place_stands_with_term_where_the_heading_says_so(headings, together):
    columns = [ColumnContent(ColumnRole(role), words) for role, words in headings.items()]
    assert place_in_term_column(columns) is together
