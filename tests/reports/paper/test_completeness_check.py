from dataclasses import replace

import pytest
from django.db import transaction

from events.drafting.queries.stored_content import read_content
from events.plan.content import StepContent
from events.plan.outline import Row, TextBlock
from reports.office_files.docx import read_back, word_bytes
from reports.paper.completeness_check import NOT_FURTHER, missing_parts
from reports.paper.document import PaperTable, build_document
from reports.paper.pdf import render
from reports.paper.pdf.read_back import ReadRow, read_tagged
from reports.sources.docx import read_word
from tests.plans import LAYOUTS, make_plan
from tests.reports.paper.papers import plan_of, reader_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("a PDF is read back, and no database is asked"),
]


@pytest.fixture(scope="module", params=LAYOUTS)
def paper(request, django_db_setup, django_db_blocker):
    """Give an approved paper of several pages and what its file says."""
    with django_db_blocker.unblock(), transaction.atomic():
        content = read_content(make_plan(request.param, rows=12))
        transaction.set_rollback(True)
    document = build_document(content, status="approved")
    data = render(document)
    assert len(reader_of(data).pages) > 1
    return document, read_tagged(data)


def changed(document, change):
    """Give the document with its fullest table changed."""
    table = max(
        (b for b in document.blocks if isinstance(b, PaperTable)), key=lambda b: len(b.lines)
    )
    blocks = tuple(change(one) if one is table else one for one in document.blocks)
    return replace(document, blocks=blocks)


def with_row(table, change):
    """Give the table with its middle row changed."""
    places = [at for at, line in enumerate(table.lines) if isinstance(line, Row)]
    at = places[len(places) // 2]
    lines = list(table.lines)
    lines[at : at + 1] = change(lines[at])
    return replace(table, lines=tuple(lines))


def with_cell(row, role, text):
    cells = tuple(
        replace(cell, lines=(replace(cell.lines[0], text=text),)) if cell.role == role else cell
        for cell in row.cells
    )
    return replace(row, cells=cells)


def places(missing):
    return [one.place for one in missing]


def test_nothing_is_missing_from_a_whole_file(paper):
    assert missing_parts(*paper) == ()


def test_row_left_out_is_found_missing(paper):
    document, read = paper
    more = changed(
        document,
        lambda table: with_row(
            table, lambda row: [row, with_cell(row, "event", "Ещё одна встреча")]
        ),
    )
    missing = missing_parts(more, read)
    assert len(missing) == 1
    assert "Ещё одна встреча" in missing[0].text


def test_row_said_twice_must_be_found_twice(paper):
    document, read = paper
    more = changed(document, lambda table: with_row(table, lambda row: [row, row]))
    assert missing_parts(more, read)


def test_row_that_is_too_much_is_told(paper):
    document, read = paper
    less = changed(document, lambda table: with_row(table, lambda _: []))
    assert [one for one in missing_parts(less, read) if "лишняя строка" in one.text]


@pytest.mark.parametrize("words", ["встреча Встречи", "Встреча встречи.", "Другие слова"])
def test_changed_cell_is_found_with_its_place(paper, words):
    document, read = paper
    other = changed(
        document, lambda table: with_row(table, lambda row: [with_cell(row, "event", words)])
    )
    (missing,) = missing_parts(other, read)
    assert missing.text.strip() == words
    assert "графа «" in missing.place


def test_rows_in_another_order_are_found(paper):
    document, read = paper

    def turned(table):
        rows = [at for at, line in enumerate(table.lines) if isinstance(line, Row)]
        lines = list(table.lines)
        first, second = rows[1], rows[2]
        lines[first], lines[second] = lines[second], lines[first]
        return replace(table, lines=tuple(lines))

    assert missing_parts(changed(document, turned), read)


def test_stamps_titles_and_text_must_be_found(paper):
    document, read = paper
    more = replace(
        document,
        title=(*document.title, "ещё строка заголовка"),
        blocks=(*document.blocks, TextBlock("", "Новый раздел", "", ())),
        closing=tuple(replace(one, name="А. Б. Никто") for one in document.closing),
        approvals=tuple(replace(one, date="31.12.2199") for one in document.approvals),
    )
    found = places(missing_parts(more, read))
    wanted = ["заголовок", "заголовок раздела"]
    wanted += ["подпись"] * len(document.closing) + ["гриф утверждения"] * len(document.approvals)
    assert sorted(found) == sorted(wanted)


def test_cell_over_many_pages_is_found_whole():
    words = " ".join(f"слово{at}" for at in range(4_000))
    document = build_document(plan_of(words, "вторая"), status="approved")
    read = read_tagged(render(document))
    assert sum(isinstance(one, ReadRow) for one in read) > len(document.blocks[0].lines) + 1
    assert missing_parts(document, read) == ()
    less = build_document(
        plan_of(words.replace("слово3999", "слово4000"), "вторая"), status="approved"
    )
    assert missing_parts(less, read)


def test_hyphens_blanks_and_joined_letters_are_no_difference():
    words = "Научно-методическое сопровождение профориентационной деятельности № 1 — «Рост» ﬁ"
    document = build_document(plan_of(*[words] * 3), status="approved")
    assert missing_parts(document, read_tagged(render(document))) == ()


@pytest.mark.parametrize("verb", ["agree", "approve", "close"])
def test_every_word_of_a_step_stands_on_paper_and_in_word(verb):
    step = StepContent(
        uid="t1",
        verb=verb,
        heading="Сверено",
        position="Учёный секретарь",
        name="Н. Ю. Ветлугина",
        before_name="личная подпись",
        after_name="расшифровка",
        act="протокол № 8",
        date_line="3 марта 2027 г.",
    )
    document = build_document(plan_of("Семинар", steps=(step,)), status="draft")
    assert missing_parts(document, read_tagged(render(document))) == ()
    assert missing_parts(document, read_back(read_word(word_bytes(document)))) == ()


@pytest.mark.parametrize("verb", ["agree", "approve"])
def test_a_word_of_a_stamp_may_flow_into_its_next_line(verb):
    position = "Первый заместитель министра просвещения\nЗаречной области"
    step = StepContent(uid="t1", verb=verb, position=position, name="Н. Ю. Ветлугина")
    document = build_document(plan_of("Семинар", steps=(step,)), status="approved")
    read = read_tagged(render(document))
    assert any(isinstance(one, str) and "просвещения Заречной" in one for one in read)
    assert missing_parts(document, read) == ()
    assert missing_parts(document, read_back(read_word(word_bytes(document)))) == ()


def test_a_paper_that_cannot_be_compared_to_its_end_says_so():
    rows = tuple(f"слово {at}" for at in range(400))
    document = build_document(plan_of(*rows), status="approved")
    head, *_ = (one for one in read_tagged(render(document)) if isinstance(one, ReadRow))
    other = [replace(head, cells=tuple(f"{at}!" for _ in head.cells)) for at in range(400)]
    missing = missing_parts(document, other)
    assert missing[-1].text == NOT_FURTHER
    assert "строка" in missing[-1].place
