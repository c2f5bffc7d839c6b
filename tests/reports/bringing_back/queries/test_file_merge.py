"""A workbook that was filled without network: exactly the edit comes back, and conflicts are told."""

import random
from dataclasses import replace

import pytest

from events.drafting.queries.stored_content import read_content
from events.plan.content import EventContent
from events.plan.roles import ColumnRole
from reports.bringing_back.queries.field_texts import plain, with_texts
from reports.bringing_back.queries.written_tables import written_table
from tests.drafts import plan, section
from tests.plans import LAYOUTS, make_plan
from tests.reports.bringing_back.books import (
    STAMP,
    book_of,
    merged,
    opened,
    rich,
    row_of,
    saved,
    uid,
)

NEW_WORDS = ("перенесено", "Лапина Б. Б.", "по 3 группам", "«Слово»", "заочно (по желанию)")
EDITS = 30
LABELS = {role.name_in_cell for role in ColumnRole}


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_unchanged_book_brings_nothing(layout):
    content = rich(read_content(make_plan(layout)))

    merge = merged(book_of(content), content)

    assert merge.is_empty
    assert merge.notes == ()
    assert merge.has_base


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_edit_of_a_cell_comes_back_alone(layout):
    content = rich(read_content(make_plan(layout)))
    data = book_of(content)
    table = written_table(content)
    dice = random.Random(layout)
    for _ in range(EDITS):
        key, written = dice.choice(list(table.rows.items()))
        place = dice.choice([one for one in written.cells if one[0] != ColumnRole.NUMBER])
        book, sheet, columns = opened(data)
        cell = sheet.cell(row_of(sheet, columns, key), columns[table.columns[place]])
        cell.value = edited(cell.value or "", dice)

        merge = merged(saved(book), content)

        assert (merge.added, merge.deleted, merge.gone, merge.notes) == ((), (), (), ())
        assert not merge.conflicts
        (part,) = merge.changed
        assert part.uid == key
        texts = {one.name: one.theirs for one in part.fields}
        now = written_table(with_row(content, key, texts)).rows[key].cells[place]
        assert plain("\n".join(shown_lines(now))) == plain(cell.value or "")


def edited(text: str, dice: random.Random) -> str:
    """Edit a cell in one place as a person would."""
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    # The portal's own words before a text are not a person's to edit.
    label, _, text = lines[at].partition(": ")
    label, text = (f"{label}: ", text) if label in LABELS else ("", lines[at])
    words = text.split(" ")
    new = dice.choice(NEW_WORDS)
    match dice.randrange(3):
        case 0:
            words[dice.randrange(len(words))] = new
        case 1:
            words.append(new)
        case _:
            words.insert(dice.randrange(len(words)), new)
    lines[at] = label + " ".join(words)
    return "\n".join(lines)


def shown_lines(cell):
    """Give the lines of a cell as they are written."""
    return [" ".join(filter(None, (one.mark, one.lead, one.text))) for one in cell.lines]


def with_row(content, key, texts):
    """Give the plan with other texts in one row."""

    def row(event):
        if event.uid == key:
            return with_texts(event, texts)
        return replace(event, events=tuple(map(row, event.events)))

    def section(one):
        events, inner = tuple(map(row, one.events)), tuple(map(section, one.sections))
        return replace(one, events=events, sections=inner)

    return replace(content, sections=tuple(map(section, content.sections)))


ROW = EventContent(uid=uid(1), title="Слёт", term="15 мая", place="Поляна")
OTHER = EventContent(uid=uid(2), title="Сбор", term="июнь")
PARTS = EventContent(
    uid=uid(3), title="Дни наставника", events=(EventContent(uid=uid(4), title="Открытие"),)
)
BASE = plan(section(ROW, OTHER, PARTS, uid=uid(9)), roles=("number", "event", "term", "place"))
TITLE, TERM = "event", "term"


def ours(**values):
    """Give the plan with other values in its first row."""
    return replace(BASE, sections=(replace(BASE.sections[0], events=(
        replace(ROW, **values), OTHER, PARTS)),))  # fmt: skip


def without(*uids):
    """Give the plan without some rows."""
    events = tuple(one for one in BASE.sections[0].events if one.uid not in uids)
    return replace(BASE, sections=(replace(BASE.sections[0], events=events),))


def brought(edit, content=BASE, stamp=STAMP):
    """Write the book, let a person edit it, and give the bytes."""
    book, sheet, _ = opened(book_of(content, stamp))
    heads = {column.role: at for at, column in enumerate(BASE.layout.columns, 1)}
    heads = {role: at + (sheet.cell(1, 1).value == "Раздел") for role, at in heads.items()}
    edit(sheet, heads)
    return saved(book)


def typed(row, role, text):
    """Make an edit of one cell; rows are counted from 1."""

    def edit(sheet, heads):
        sheet.cell(row + 1, heads[role]).value = text

    return edit


def test_what_only_the_file_changed_is_taken_beside_what_only_the_plan_changed():
    merge = merged(brought(typed(1, TERM, "20 мая")), ours(place="Стадион"))
    (part,) = merge.changed
    (field,) = part.fields
    assert (field.name, field.base, field.theirs, field.ours) == (
        "term", "15 мая", "20 мая", "15 мая",
    )  # fmt: skip
    assert not merge.conflicts


def test_what_both_changed_differently_is_asked():
    merge = merged(brought(typed(1, TERM, "20 мая")), ours(term="1 июня"))
    (field,) = merge.changed[0].conflicts
    assert (field.base, field.theirs, field.ours) == ("15 мая", "20 мая", "1 июня")
    assert merge.conflicts == 1


def test_what_both_changed_alike_is_nothing():
    assert merged(brought(typed(1, TERM, "20 мая")), ours(term="20 мая")).is_empty


def test_a_row_deleted_in_the_file_is_told():
    merge = merged(brought(lambda sheet, _: sheet.delete_rows(3)), BASE)
    (row,) = merge.deleted
    assert (row.uid, row.title, row.is_conflict) == (OTHER.uid, "Сбор", False)


def test_a_row_deleted_in_the_file_and_changed_in_the_plan_is_asked():
    merge = merged(brought(lambda sheet, _: sheet.delete_rows(2)), ours(place="Стадион"))
    (row,) = merge.deleted
    assert row.is_conflict
    assert row.texts == (("place", "Стадион"),)


def test_a_row_changed_in_the_file_and_deleted_in_the_plan_is_asked():
    merge = merged(brought(typed(1, TERM, "20 мая")), without(ROW.uid))
    (row,) = merge.gone
    assert row.again.event.term == "20 мая"
    assert row.again.event.uid == ROW.uid
    assert merge.changed == ()


def test_a_row_deleted_in_the_plan_alone_is_nothing():
    assert merged(brought(lambda *_: None), without(ROW.uid)).is_empty


def test_a_row_added_in_the_plan_alone_stays():
    more = replace(BASE.sections[0], events=(*BASE.sections[0].events, EventContent(uid=uid(7))))
    assert merged(brought(lambda *_: None), replace(BASE, sections=(more,))).is_empty


def test_a_row_without_a_key_is_new_and_stands_after_the_one_above():
    def edit(sheet, heads):
        sheet.insert_rows(3)
        sheet.cell(3, heads[TITLE]).value = "Поход на гору"
        sheet.cell(3, heads[TERM]).value = "1 июля"

    (row,) = merged(brought(edit), BASE).added
    assert (row.title, row.event.term) == ("Поход на гору", "1 июля")
    assert (row.section, row.after, row.event.uid) == (uid(9), ROW.uid, "")


def test_a_copied_row_keeps_its_own_and_the_other_is_new():
    def edit(sheet, heads):
        sheet.append([cell.value for cell in sheet[2]])
        sheet.cell(sheet.max_row, heads[TERM]).value = "1 июля"

    merge = merged(brought(edit), BASE)
    assert merge.changed == ()
    (row,) = merge.added
    assert (row.title, row.event.term, row.event.place) == ("Слёт", "1 июля", "Поляна")


def test_lost_keys_are_found_again_by_number_and_words():
    def edit(sheet, heads):
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, sheet.max_column).value = None
        sheet.cell(2, heads[TITLE]).value = "Слёт туристов"
        sheet.cell(3, heads[TERM]).value = "июль"

    merge = merged(brought(edit), BASE)
    assert [[one.theirs for one in part.fields] for part in merge.changed] == [
        ["Слёт туристов"], ["июль"],
    ]  # fmt: skip
    assert (merge.added, merge.deleted) == ((), ())


def test_a_forged_key_names_no_row_of_the_plan():
    def edit(sheet, heads):
        sheet.append([None] * sheet.max_column)
        sheet.cell(sheet.max_row, heads[TITLE]).value = "Чужая строка"
        sheet.cell(sheet.max_row, sheet.max_column).value = uid(77)

    (row,) = merged(brought(edit), BASE).added
    assert row.event.uid == ""


def test_without_the_base_each_difference_is_asked():
    def edit(sheet, heads):
        typed(1, TERM, "20 мая")(sheet, heads)
        sheet.parent["Данные портала"]["A1"].value = "AAAA"

    merge = merged(brought(edit), ours(place="Стадион"))
    assert not merge.has_base
    assert [one.name for one in merge.changed[0].conflicts] == ["term", "place"]


def test_a_part_of_a_row_is_a_row_of_the_book():
    merge = merged(brought(typed(4, TITLE, "Торжественное открытие")), BASE)
    (part,) = merge.changed
    assert (part.uid, part.fields[0].theirs) == (uid(4), "Торжественное открытие")


def test_a_row_goes_with_its_parts_and_is_told_once():
    def edit(sheet, _):
        sheet.delete_rows(4, 2)

    assert [row.uid for row in merged(brought(edit), BASE).deleted] == [PARTS.uid]


def test_a_row_whose_parts_stay_in_the_file_is_not_deleted():
    assert merged(brought(lambda sheet, _: sheet.delete_rows(4)), BASE).deleted == ()


def test_other_columns_and_sheets_are_told_and_left():
    def edit(sheet, heads):
        sheet.cell(2, sheet.max_column - 3).value = "скоро"
        sheet.cell(1, sheet.max_column + 1).value = "Моё"
        sheet.cell(2, sheet.max_column).value = "лично"
        sheet.parent["По датам"].cell(2, 4).value = "Слёт туристов"

    merge = merged(brought(edit), BASE)
    assert merge.changed == ()
    assert len(merge.notes) == 3
    assert any("Моё" in note for note in merge.notes)
    assert any("По датам" in note for note in merge.notes)


def test_rows_in_another_order_are_told():
    def edit(sheet, _):
        first, second = ([cell.value for cell in sheet[row]] for row in (2, 3))
        for column, (one, other) in enumerate(zip(first, second, strict=True), 1):
            sheet.cell(2, column).value, sheet.cell(3, column).value = other, one

    merge = merged(brought(edit), BASE)
    assert merge.is_empty
    assert "Порядок" in merge.notes[0]


def test_a_text_that_looks_like_a_formula_is_text():
    content = ours(title="=1+1", term="@SUM(A1)")
    merge = merged(brought(lambda *_: None, content), content)
    assert merge.is_empty


def test_what_is_seen_changes_with_what_is_asked():
    data = brought(typed(1, TERM, "20 мая"))
    assert merged(data, BASE).seen == merged(data, ours(place="Стадион")).seen
    assert merged(data, BASE).seen != merged(data, ours(term="1 июня")).seen


def test_a_new_row_goes_into_the_section_that_the_file_names():
    other = section(EventContent(uid=uid(11), title="Обзор"), uid=uid(12), heading="Книги")
    content = replace(BASE, sections=(*BASE.sections, other))
    book, sheet, columns = opened(book_of(content))
    sheet.insert_rows(3)
    sheet.cell(3, columns["Раздел"]).value = "Книги"
    sheet.cell(3, columns["event"]).value = "Новинки"
    (row,) = merged(saved(book), content).added
    assert (row.section, row.after) == (uid(12), uid(11))


def test_a_new_row_stands_elsewhere_where_its_section_is_gone():
    def edit(sheet, heads):
        sheet.insert_rows(3)
        sheet.cell(3, heads[TITLE]).value = "Поход на гору"

    other = section(EventContent(uid=uid(11), title="Обзор"), uid=uid(12))
    (row,) = merged(brought(edit), replace(BASE, sections=(other,))).added
    assert (row.section, row.after) == (uid(12), "")
