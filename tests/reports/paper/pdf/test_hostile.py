"""Hostile words are shown as words, in order, and within the sheet."""

import time
from dataclasses import replace

import pytest
from weasyprint.formatting_structure import boxes

from events.plan.content import ColumnContent, EventContent, SectionContent
from reports.paper import pdf
from reports.paper.completeness_check import missing_parts
from reports.paper.document import build_document
from reports.paper.pdf import renderer
from reports.paper.pdf.read_back import read_tagged
from reports.paper.typeface import printed, printed_html
from tests.reports.paper.papers import fonts_of, pages_of, plan_of, text_of


def print_plan(content):
    return pdf.render(build_document(content, status="approved"))


def test_replacement_of_a_character_is_never_markup():
    assert printed("\uff1cb\uff1e") == "<b>"
    assert printed_html("\uff1cb\uff1e\ufe60") == "&lt;b&gt;&amp;"
    text = text_of(print_plan(plan_of("\uff1cimg src=file:///etc/passwd\uff1e")))
    assert "<img src=file:///etc/passwd>" in text


@pytest.mark.parametrize(
    "words", ["\u202eтёчто\u202c конец", "שלום עולם", "сначала \u2067потом\u2069 затем"]
)
def test_direction_of_a_line_does_not_change(words):
    """The first word stands left of the last one, whatever was typed between them."""
    laid = renderer.lay_out(
        pdf.to_html(build_document(plan_of(f"начало {words} край"), status="approved"))
    )
    texts = [
        box
        for page in laid.pages
        for box in page._page_box.descendants()
        if isinstance(box, boxes.TextBox)
    ]
    first = next(box for box in texts if "начало" in box.text)
    last = next(box for box in texts if "край" in box.text)
    assert (first.position_y, first.position_x) <= (last.position_y, last.position_x)
    data = print_plan(plan_of(f"начало {words} край"))
    text = text_of(data)
    assert text.index("начало") < text.index("край")
    assert not set("\u202e\u202c\u2067\u2069") & set(text)


@pytest.mark.parametrize("words", ["итог 😀 и 漢字", "✓ \uf0b7 ①", "مرحبا", "👩‍💻 1️⃣"])
def test_no_other_font_is_used_and_no_word_is_lost(words):
    document = build_document(plan_of(words), status="approved")
    data = pdf.render(document)
    assert fonts_of(data) == {"Tinos": True, "Tinos-Bold": True}
    assert missing_parts(document, read_tagged(data)) == ()


def test_hundred_thousand_letters_of_a_cell_are_printed_in_time():
    words = " ".join(f"том{n}" for n in range(9000))[:100_000]
    started = time.perf_counter()
    text = text_of(print_plan(plan_of("до", words, "после")))
    assert time.perf_counter() - started < 60
    assert [one for one in text.split() if one.startswith("том")][:8990] == words.split()[:8990]
    assert "после" in text


def test_sixty_columns_stay_on_the_sheet():
    columns = tuple(ColumnContent("event", f"Столбец {n}") for n in range(60))
    content = plan_of("Семинар")
    layout = replace(content.layout, columns=columns, orientation="landscape")
    document = build_document(replace(content, layout=layout), status="approved")
    laid = renderer.lay_out(pdf.to_html(document))
    edge = 297 * 96 / 25.4
    assert len(laid.pages) == 1
    for page in laid.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TextBox):
                assert box.position_x + box.width <= edge
    assert missing_parts(document, read_tagged(pdf.render(document))) == ()


def test_hostile_words_in_every_place_reach_nothing(caplog):
    words = (
        '</style></title><link rel="attachment" href="file:///etc/passwd">'
        '<svg><image href="https://example.org/a.png"/></svg>'
        "<object data='data:text/html,x'></object> url(file:///etc/passwd)"
    )
    rows = tuple(EventContent(title=words, term=words, result=words) for _ in "12")
    content = replace(
        plan_of(),
        title=(words,),
        city=words,
        imprint=words,
        sections=(
            SectionContent(heading=words, lead_in=words, events=rows),
            SectionContent(kind="text", heading=words, lead_in=words, paragraphs=(words,)),
            SectionContent(heading=words, shown_as="merged", events=rows),
        ),
    )
    layout = replace(content.layout, title_page=True, name=words, code=words)
    document = build_document(replace(content, layout=layout), status="approved")
    data = pdf.render(document)
    assert "refused" not in caplog.text
    assert missing_parts(document, read_tagged(data)) == ()
    assert "".join(pages_of(data)).count("passwd") > 10
