"""The check mark: its squares, its size and place on paper, and that it hides nothing."""

import io
import re
from dataclasses import replace

import pikepdf
import pytest
import segno
from django.conf import settings
from django.urls import reverse
from weasyprint.formatting_structure import boxes

from reports.paper import pdf
from reports.paper.check_code import code_of, grouped_code
from reports.paper.check_mark import check_mark
from reports.paper.document import build_document, draft_document, edition_document
from reports.paper.pdf import renderer
from tests.plans import LAYOUTS, make_plan
from tests.reports.paper.papers import pages_of, plan_of
from tests.reports.paper.pdf.test_tags import elements

LONG = "Обсуждение итогов диагностики чтения и составление перечня трудных тем. " * 6
CODE = "57-k7q2abcdefghijkl"
ADDRESS = f"https://plany.example/check/{CODE}/"
MILLIMETRE = 72 / 25.4


def squares(mark):
    """The dark modules of the drawn path, without the white around them."""
    found = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", mark.squares):
        found |= {(int(x) - 4 + step, int(y) - 4) for step in range(int(width))}
    return found


def test_squares_are_those_of_the_address():
    mark = check_mark(ADDRESS, CODE)
    symbol = segno.make(ADDRESS, error="m", micro=False, boost_error=False)
    dark = {(x, y) for y, row in enumerate(symbol.matrix) for x, one in enumerate(row) if one}
    assert squares(mark) == dark
    assert mark.side == symbol.symbol_size(border=0)[0] + 8


def test_eye_reads_the_page_and_the_code():
    mark = check_mark(ADDRESS, CODE)
    assert (mark.page, mark.code) == ("plany.example/check/", grouped_code(CODE))


@pytest.mark.django_db
def test_mark_leads_to_the_check_page_of_the_edition():
    edition = make_plan(status="approved").edition
    address = reverse("reports:check", args=[code_of(edition.pk, edition.sha256)])
    assert edition_document(edition).check.address == settings.PUBLIC_ADDRESS + address


@pytest.mark.django_db
def test_what_is_not_approved_has_no_mark():
    plan = make_plan(status="signoff")
    assert edition_document(plan.edition).check is None
    assert draft_document(plan).check is None


def test_mark_is_a_figure_with_words():
    document = replace(
        build_document(plan_of("Семинар"), status="approved"), check=check_mark(ADDRESS, CODE)
    )
    file = pikepdf.open(io.BytesIO(pdf.render(document)))
    (figure,) = elements(file, "/Figure")
    assert ADDRESS in str(figure.Alt)
    x1, y1, x2, y2 = (float(at) for at in figure.A.BBox)
    # Bottom right, 10 mm from both edges (its own white aside).
    white = 8 / check_mark(ADDRESS, CODE).side
    aside = (x2 - x1) * white / 2
    assert x2 - aside == pytest.approx(200 * MILLIMETRE, abs=2)
    assert y1 + aside == pytest.approx(10 * MILLIMETRE, abs=2)
    assert (x2 - x1) * (1 - white) >= 20 * MILLIMETRE
    assert (y2 - y1) == pytest.approx(x2 - x1, abs=0.1)


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("title_page", [True, False])
@pytest.mark.parametrize("rows", [1, 14])
def test_nothing_stands_where_the_mark_is(orientation, title_page, rows):
    content = plan_of(*[LONG] * rows, city="Заозёрск")
    layout = replace(content.layout, orientation=orientation, title_page=title_page)
    document = build_document(replace(content, layout=layout), status="approved")
    document = replace(document, check=check_mark(ADDRESS, CODE))
    laid = renderer.lay_out(pdf.to_html(document))
    first = laid.pages[0]
    millimetre = 96 / 25.4
    page = first._page_box
    foot = page.position_y + first.height - 33 * millimetre
    inside = [box for box in page.descendants() if box.element is not None]
    mark = next(box for box in inside if box.element.get("class") == "check")
    own = {id(box) for box in mark.descendants()}
    for box in page.descendants():
        if isinstance(box, boxes.TextBox) and id(box) not in own:
            assert box.position_y + box.height <= foot + 0.5
    assert mark.position_y >= foot
    assert mark.position_y + mark.height <= first.height - 6 * millimetre
    if rows == 1:
        assert len(laid.pages) == 1 + title_page


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_approved_paper_bears_its_code_on_the_first_page_only(layout):
    edition = make_plan(layout, "approved", rows=9).edition
    first, *rest = pages_of(pdf.render(edition_document(edition)))
    code = grouped_code(code_of(edition.pk, edition.sha256))
    assert code in first
    assert rest
    assert not any(code in page for page in rest)
