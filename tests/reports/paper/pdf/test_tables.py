"""Each page's part of a table: whole in itself, its labels said, no sheet left half empty."""

from dataclasses import replace
from random import Random

import pytest
from weasyprint.formatting_structure import boxes

from events.plan.content import EventContent, SectionContent
from reports.paper import pdf
from reports.paper.completeness_check import missing_parts
from reports.paper.document import build_document
from reports.paper.pdf.continued_labels import CONTINUED
from reports.paper.pdf.read_back import read_tagged
from reports.paper.pdf.renderer import lay_out
from reports.paper.pdf.tables import tables
from tests.reports.paper.papers import pages_of, plan_of, reader_of, whole

pytestmark = [pytest.mark.slow, pytest.mark.one_database("a PDF is drawn from plain values")]

LONG = "Обсуждение итогов диагностики чтения и составление перечня трудных тем. "
LABELS = (
    "Встречи",
    "Повышение квалификации педагогов и наставников",
    "Сопровождение:\n" + "\n".join(f"– часть {n}: разбор работ и помощь школам" for n in range(9)),
    "Работа с библиотеками сельских школ и с их читателями " * 9,
)


def random_plan(rows, seed=5):
    """A plan whose directions have from 1 to 45 rows and labels of all lengths."""
    random, sections = Random(seed), []
    while rows > 0:
        count = min(random.choice((1, 3, 8, 20, 45)), rows)
        events = [
            EventContent(title=LONG * random.choice((1, 1, 2, 6)), term="май") for _ in range(count)
        ]
        sections.append(SectionContent(heading=random.choice(LABELS), events=tuple(events)))
        rows -= count
    return replace(plan_of(sections_as="merged"), sections=tuple(sections))


def with_label(label, above, under):
    """A plan of one-line rows: so many above the direction with this label, so many under it."""
    sections = [
        SectionContent(heading=heading, events=(EventContent(title="Семинар", term="май"),) * rows)
        for heading, rows in (("Встречи", above), (label, under))
    ]
    return replace(plan_of(sections_as="merged"), sections=tuple(sections))


def laid_out(content, status="draft"):
    return lay_out(pdf.to_html(build_document(content, status=status)))


def words_in(box):
    return [one for one in box.descendants() if isinstance(one, boxes.TextBox)]


def text_of(cell):
    return whole("".join(one.text for one in words_in(cell)))


def assert_in_order(layout):
    """Every part says its labels and holds its words; its cells fill its columns."""
    parts = 0
    for table in tables(layout):
        head, body = table.children
        top = head.position_y + head.height
        bottom = body.children[-1].position_y + body.children[-1].height
        for cell in (cell for row in body.children for cell in row.children):
            for words in words_in(cell):
                assert top - 1 < words.position_y < words.position_y + words.height < bottom + 1
        first = body.children[0]
        if table.skipped_rows and first.children[0].colspan == 1:
            parts += 1
            assert [cell.grid_x for cell in first.children] == [*range(len(table.column_widths))]
        for nth, row in enumerate(body.children):
            assert all(nth + cell.rowspan <= len(body.children) for cell in row.children)
    return parts


@pytest.mark.parametrize("rows", [25, 50, 75, 100, 125])
@pytest.mark.parametrize("status", ["draft", "approved"])
def test_no_label_is_dropped_however_pages_end(rows, status):
    layout = laid_out(random_plan(rows, seed=rows), status)
    assert assert_in_order(layout) > 1
    for table in tables(layout):
        first = table.children[-1].children[0]
        label = first.children[1]
        begins_here = label.element in [*first.element]
        assert not table.skipped_rows or begins_here or CONTINUED in text_of(label)


@pytest.mark.parametrize("rows", [40, 200])
def test_every_label_and_row_of_a_long_plan_is_read_back(rows):
    document = build_document(random_plan(rows), status="approved")
    assert missing_parts(document, read_tagged(pdf.render(document))) == ()


@pytest.mark.parametrize("above", [12, 20, 28, 30])
@pytest.mark.parametrize("label", LABELS[2:], ids=["list", "text"])
def test_label_higher_than_the_rows_left_stays_inside_the_table(above, label):
    content = with_label(label, above, 40)
    layout = laid_out(content)
    assert assert_in_order(layout) >= 1
    document = build_document(content, status="approved")
    assert missing_parts(document, read_tagged(pdf.render(document))) == ()


def test_label_longer_than_a_sheet_goes_on():
    document = build_document(with_label(LONG * 40, 3, 30), status="approved")
    assert_in_order(lay_out(pdf.to_html(document)))
    assert missing_parts(document, read_tagged(pdf.render(document))) == ()


@pytest.mark.parametrize("lines", [8, 16, 24])
def test_no_sheet_but_the_last_is_left_a_third_empty(lines):
    layout = laid_out(plan_of(*[LONG * lines] * 5))
    for table in [*tables(layout)][:-1]:
        last = table.children[-1].children[-1]
        assert last.position_y + last.height > 277 / 25.4 * 96 * 2 / 3


def test_last_row_of_an_official_paper_is_not_left_alone_if_a_line_saves_it():
    saved = kept = 0
    for rows in range(16, 24):
        content = plan_of(*[LONG] * rows)
        document = build_document(content, status="approved")
        pages = pages_of(pdf.render(document))
        drafted = pages_of(pdf.render(replace(document, is_draft=True)))
        alone = len(drafted) > 1 and drafted[-1].count("Обсуждение") == 1
        assert len(drafted) - len(pages) in ((0, 1) if alone else (0,))
        saved += len(drafted) - len(pages)
        kept += not alone
    assert saved
    assert kept


def test_last_row_is_not_left_alone_with_its_band_either():
    saved = 0
    for rows in range(16, 20):
        last = SectionContent(heading="Итоги", events=(EventContent(title=LONG, term="май"),))
        content = plan_of(*[LONG] * rows)
        content = replace(content, sections=(*content.sections, last))
        document = build_document(content, status="approved")
        pages = pages_of(pdf.render(document))
        drafted = pages_of(pdf.render(replace(document, is_draft=True)))
        alone = drafted[-1].count("Итоги") == drafted[-1].count("Обсуждение") == 1
        assert len(drafted) - len(pages) in ((0, 1) if alone else (0,))
        saved += len(drafted) - len(pages)
    assert saved


def rows_of_tags(element):
    """Give the cells of each row under the element as pairs of spans: columns, rows."""
    for reference in element.get("/K", []):
        kid = reference.get_object()
        if isinstance(kid, int) or kid.get("/S") is None:
            continue
        if kid["/S"] == "/TR":
            cells = [cell.get_object()["/A"] for cell in kid["/K"]]
            yield [(cell.get("/ColSpan", 1), cell.get("/RowSpan", 1)) for cell in cells]
        else:
            yield from rows_of_tags(kid)


@pytest.mark.parametrize(
    "content",
    [
        random_plan(60),
        with_label(LONG * 40, 3, 30),
        plan_of("Семинар", LONG * 140, "Круглый стол", sections_as="merged"),
    ],
    ids=["random", "long label", "long row"],
)
def test_spans_of_the_tags_fill_a_grid(content):
    data = pdf.render(build_document(content, status="approved"))
    assert len(reader_of(data).pages) > 2
    covered = [0, 0, 0, 0]  # rows that a cell from above still covers, by column
    for cells in rows_of_tags(reader_of(data).trailer["/Root"]["/StructTreeRoot"]):
        free = [column for column, rows in enumerate(covered) if not rows]
        spans = [rows for columns, rows in cells for _ in range(columns)]
        assert len(spans) == len(free)
        covered = [max(rows - 1, 0) for rows in covered]
        for column, rows in zip(free, spans, strict=True):
            covered[column] = rows - 1
    assert covered == [0, 0, 0, 0]
