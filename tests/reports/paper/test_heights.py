"""Lines higher than a sheet are cut, so that the head of their table stands on every sheet."""

from dataclasses import replace

import pytest

from events.plan.content import AgendaItemContent, ColumnContent, EventContent, SectionContent
from reports.paper.completeness_check import missing_parts
from reports.paper.document import PaperTable, build_document
from reports.paper.pdf import render
from reports.paper.pdf.read_back import read_tagged
from tests.reports.paper.papers import plan_of

# A word without an end, words of a sentence, and characters between which no line ends.
WORDS = ("Ж", "слово ", "W", ".", "щ-", "https://а/")


def paper(*, orientation="portrait", sections_as="band", heading="Встречи", lead_in="", event=None):
    base = plan_of("Первая", "Вторая", sections_as=sections_as)
    rows = (event or EventContent(title="Первая", term="май"), EventContent(title="Вторая"))
    layout = replace(base.layout, orientation=orientation)
    section = SectionContent(heading=heading, lead_in=lead_in, events=rows)
    return build_document(replace(base, layout=layout, sections=(section,)), status="draft")


def tall(document):
    (table,) = (block for block in document.blocks if isinstance(block, PaperTable))
    return table.tall


def missing(document):
    return missing_parts(document, read_tagged(render(document)))


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("words", WORDS)
def test_band_without_an_end_leaves_the_head_where_it_is(words, orientation):
    long = (words * 5_000)[:5_000]
    for document in (
        paper(orientation=orientation, heading=long[:2_000]),
        paper(orientation=orientation, heading=long),
        paper(orientation=orientation, lead_in=long),
    ):
        assert tall(document)
        assert missing(document) == ()


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("words", WORDS)
def test_row_without_an_end_leaves_the_head_where_it_is(words, orientation):
    long = (words * 300)[:300]
    for many in (1, 4, 8):
        agenda = tuple(AgendaItemContent(long) for _ in range(many))
        event = EventContent(title="Заседание", meeting=True, agenda=agenda, direction=long[:200])
        assert missing(paper(orientation=orientation, event=event)) == ()


@pytest.mark.parametrize("letters", range(200, 1_700, 250))
def test_bands_and_rows_of_every_height_leave_it_too(letters):
    """Neither has to be cut alone; together they may not stand on one sheet."""
    event = EventContent(title="слово " * (letters // 6), term="май")
    heading, lead_in = "Раздел " * (letters // 10), "Здесь " * (letters // 10)
    for orientation in ("portrait", "landscape"):
        document = paper(orientation=orientation, heading=heading, lead_in=lead_in, event=event)
        assert missing(document) == ()


def test_high_head_leaves_less_of_the_sheet():
    event = EventContent(title="слово " * 300, term="май")
    base = plan_of("Одна", sections_as="none")
    columns = [ColumnContent("event", "Мероприятие", 60), ColumnContent("note", "", 6)]
    found = []
    for heading in ("Итог", "Долгая графа " * 8):
        columns[1] = ColumnContent("note", heading.strip(), 6)
        layout = replace(base.layout, columns=(*columns,), orientation="landscape")
        section = SectionContent(heading="Встречи", events=(event,))
        document = build_document(replace(base, layout=layout, sections=(section,)), status="draft")
        assert missing(document) == ()
        found.append(bool(tall(document)))
    assert found == [False, True]


def test_what_a_sheet_holds_is_not_cut():
    event = EventContent(title="слово " * 100, term="май", note="да")
    document = paper(heading="Раздел первый", lead_in="Начало\nконец", event=event)
    assert tall(document) == frozenset()
