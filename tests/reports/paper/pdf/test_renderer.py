"""The PDF of every layout, draft and approved: its words, pages and bytes."""

import logging
from dataclasses import replace

import pytest
from weasyprint.formatting_structure import boxes

from events.drafting.queries.stored_content import read_content
from events.plan.content import EventContent, SectionContent
from events.plan.outline import rows_of
from reports.paper import pdf
from reports.paper.document import build_document, draft_document, edition_document
from reports.paper.pdf import fetcher, renderer
from reports.paper.shown import as_it_stands
from tests.factories import TODAY
from tests.plans import LAYOUTS, make_plan
from tests.reports.paper.papers import fonts_of, pages_of, plan_of, reader_of, text_of, whole

pytestmark = [pytest.mark.slow, pytest.mark.one_database("a PDF is drawn from plain values")]

LONG = "Обсуждение итогов диагностики чтения и составление перечня трудных тем. " * 6


def print_plan(content, status="draft"):
    return pdf.render(build_document(content, status=status))


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
def test_draft_of_each_layout_holds_every_word_and_says_that_it_is_a_draft(layout):
    plan = make_plan(layout, rows=4)
    data = pdf.render(as_it_stands(plan, TODAY).document())
    text = text_of(data)
    content = read_content(plan)
    for row in rows_of(content):
        for cell in row.cells:
            for line in cell.lines:
                words = f"{line.mark} {line.lead} {line.text}"
                assert " ".join(whole(words).split()) in text
    for section in content.all_sections():
        assert section.heading in text
        for paragraph in section.paragraphs:
            assert paragraph in text
    for said in content.title:
        assert " ".join(said.split()) in text
    for page in pages_of(data):
        # In the corner and across the sheet.
        assert page.count("ПРОЕКТ") == 2


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
def test_official_paper_of_each_layout_bears_its_signatures_and_no_word_of_a_draft(layout):
    plan = make_plan(layout, "approved")
    data = pdf.render(edition_document(plan.edition))
    text = text_of(data)
    assert "ПРОЕКТ" not in text
    for signature in plan.edition.signatures.all():
        expected = signature.basis if signature.on_paper else str(signature.key)
        assert expected.replace(" ", "") in text.replace(" ", "")
    assert reader_of(data).metadata.title == plan.title_line


@pytest.mark.django_db
def test_edition_on_its_way_is_printed_as_a_draft():
    plan = make_plan("rumo-headings", "signoff")
    data = pdf.render(as_it_stands(plan, TODAY).document())
    assert all("ПРОЕКТ" in page for page in pages_of(data))
    assert reader_of(data).metadata.title.startswith("ПРОЕКТ. ")


def test_heads_are_repeated_and_pages_numbered_from_the_second():
    pages = pages_of(print_plan(plan_of(*[LONG] * 14), "approved"))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "Наименование мероприятия" in page
        assert page.split().count("п/п") == 1
        has_number = str(number) in (page.split()[0], page.split()[-1])
        assert has_number is (number > 1)


def test_band_never_stands_alone_at_the_foot_of_a_page():
    for rows in (1, 2, 5):
        sections = tuple(
            SectionContent(
                heading=f"Раздел-{place}",
                events=tuple(EventContent(title=LONG) for _ in range(rows)),
            )
            for place in range(1, 7)
        )
        content = replace(plan_of(), sections=sections)
        for page in pages_of(print_plan(content, "approved")):
            last_row = page.rstrip().rsplit("трудных тем.", 1)[-1]
            assert "Раздел-" not in last_row


def test_row_taller_than_a_page_is_split_and_not_lost():
    words = " ".join(f"том{n}" for n in range(2000))
    text = text_of(print_plan(plan_of("до неё", words, "после неё")))
    assert [word for word in text.split() if word.startswith("том")] == words.split()
    assert text.index("до неё") < text.index("том0 ") < text.index("после неё")


def test_every_ruled_line_is_drawn_where_a_merged_cell_is_cut_by_a_page():
    content = plan_of(*[LONG] * 30, sections_as="merged")
    html = pdf.to_html(build_document(content, status="approved"))
    document = renderer.lay_out(html)
    tables = [
        box
        for page in document.pages
        for box in page._page_box.descendants()
        if isinstance(box, boxes.TableBox)
    ]
    assert len(tables) > 2
    for table in tables:
        rows = sum(len(group.children) for group in table.children)
        offset = table.skipped_rows - 1 if table.skipped_rows else 0
        foot = table.collapsed_border_grid[1][rows + offset]
        assert all(width > 0 for _, (_, width, _) in foot)
        assert not table.skip_cell_border_bottom


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '<img src="file:///etc/passwd">',
        "<style>@import url(https://example.org/a.css);</style>",
        '"><iframe src=//example.org></iframe>',
        "{{ document }} {% include 'x' %}",
        "&lt;b&gt; &amp; url(file:///etc/passwd) content: counter(page)",
        "<svg><image href='https://example.org/a.png'/></svg>",
        "<!-- --> <link rel=attachment href='file:///etc/passwd'>",
    ],
)
def test_hostile_words_are_words(words, caplog):
    content = replace(
        plan_of(words, sections_as="merged"),
        title=("План", words),
        sections=(
            SectionContent(heading=words, lead_in=words, events=(EventContent(title=words),)),
        ),
    )
    with caplog.at_level(logging.INFO, logger="reports"):
        data = print_plan(content)
    assert "".join(text_of(data).split()).count("".join(words.split())) >= 3
    assert "refused" not in caplog.text
    assert list(reader_of(data).attachments) == ["plan.json"]


@pytest.mark.parametrize("word", ["я", "x", "-", "1"])
def test_endless_word_stays_in_its_column_and_is_not_lost(word):
    data = print_plan(plan_of("до", word * 4000, "после"))
    text = "".join(pages_of(data))
    assert text.count(word) >= 4000
    assert "после" in text
    assert len(reader_of(data).pages) > 1


def test_fonts_are_the_papers_own_and_embedded():
    content = plan_of("№ 1 «кавычки» — тире, ёлка, п/п")
    assert fonts_of(print_plan(content)) == {"Tinos": True, "Tinos-Bold": True}


@pytest.mark.django_db
def test_same_document_gives_the_same_bytes():
    plan = make_plan("rumo-headings", "approved")
    first = pdf.render(edition_document(plan.edition))
    pdf.render(draft_document(plan))
    fetcher.paper_style.cache_clear()
    assert pdf.render(edition_document(plan.edition)) == first


@pytest.mark.parametrize(("orientation", "wide"), [("portrait", False), ("landscape", True)])
def test_sheet_lies_as_the_layout_says(orientation, wide):
    content = plan_of("Встреча")
    content = replace(content, layout=replace(content.layout, orientation=orientation))
    pages = reader_of(print_plan(content)).pages
    assert len(pages) == 1
    box = pages[0].mediabox
    assert (box.width > box.height) is wide
