"""Merged cells cut by a page: split at the right row, their label repeated."""

from dataclasses import replace

import pytest

from events.plan.content import EventContent, SectionContent
from reports.paper import pdf
from reports.paper.document import build_document
from reports.paper.pdf.continued_labels import AGAIN, CONTINUED, with_labels_repeated
from tests.reports.paper.papers import pages_of, plan_of

LONG = "Обсуждение итогов диагностики чтения и составление перечня трудных тем. " * 6


def document_with(rows, **values):
    return build_document(
        plan_of(*[LONG] * rows, sections_as="merged", **values), status="approved"
    )


def spans(document, role="direction"):
    (table,) = document.blocks
    return [
        (cell.rows, [line.text for line in cell.lines])
        for row in table.lines
        for cell in row.cells
        if cell.role in (role, AGAIN) and cell.rows
    ]


def test_nothing_changes_where_no_cell_is_cut():
    document = document_with(4)
    assert with_labels_repeated(document, {0}) is document
    assert with_labels_repeated(document, ()) is document
    assert with_labels_repeated(document, {9}) is document


def test_cell_is_split_at_each_page_and_its_label_repeated():
    document = with_labels_repeated(document_with(6), {2, 5})
    assert spans(document) == [
        (2, ["Встречи"]),
        (3, ["Встречи", CONTINUED]),
        (1, ["Встречи", CONTINUED]),
    ]


def test_shared_number_is_repeated_unchanged():
    content = plan_of()
    events = tuple(EventContent(title=LONG, same_number=n > 0) for n in range(4))
    content = replace(content, sections=(SectionContent(heading="Встречи", events=events),))
    (table,) = with_labels_repeated(build_document(content, status="approved"), {3}).blocks
    numbers = [line.cells[0] for line in table.lines if hasattr(line, "cells")]
    assert [(cell.rows, [line.text for line in cell.lines]) for cell in numbers] == [
        (2, ["1."]),
        (0, []),
        (2, ["1."]),
        (0, []),
    ]


@pytest.mark.parametrize("rows", [8, 12, 17])
def test_official_paper_has_the_label_once_on_each_page(rows):
    pages = pages_of(pdf.render(document_with(rows)))
    assert len(pages) > 1
    assert CONTINUED not in pages[0]
    for page in pages[1:]:
        assert page.count(CONTINUED) == 1
        # At the page's top: before the first row's own words.
        assert page.index(CONTINUED) < page.index("Обсуждение")


def test_draft_repeats_it_too():
    draft = replace(document_with(12), is_draft=True)
    pages = pages_of(pdf.render(draft))
    assert len(pages) > 1
    assert all(page.count(CONTINUED) == 1 for page in pages[1:])
