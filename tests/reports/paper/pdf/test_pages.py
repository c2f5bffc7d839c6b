"""How the paper breaks: pages, rows, columns, words; all five layouts with rows of all lengths."""

import re
from collections import defaultdict
from dataclasses import replace
from itertools import cycle, pairwise

import pytest
from django.db import transaction
from weasyprint.formatting_structure import boxes

from events.drafting.queries.stored_content import read_content
from events.plan.content import ColumnContent, EventContent, ResponsibleContent, SectionContent
from reports.paper import pdf
from reports.paper.completeness_check import missing_parts
from reports.paper.document import build_document
from reports.paper.pdf import renderer
from reports.paper.pdf.read_back import read_tagged
from tests.plans import LAYOUTS, make_plan
from tests.reports.paper.papers import plan_of

pytestmark = [pytest.mark.slow, pytest.mark.one_database("a PDF is drawn from plain values")]

LONG = "Обсуждение итогов диагностики чтения и составление перечня трудных тем. "
TITLES = (
    "Семинар",
    LONG,
    LONG * 5,
    "Взаимодействие с высококвалифицированными преподавателями-консультантами",
    "Темы:\n– чтение вслух;\n– письмо и пересказ прочитанного;\n– работа с ФГБОУВОСТОК",
    LONG * 14,
    "Заседание № 3 (2025–2026 учебный год)",
)
TERMS = (
    "15 марта 2026 г.",
    "ежеквартально",
    "с 20 по 24 сентября 2026 г.",
    "25.08.2026",
    "февраль – сентябрь 2026 г.",
    "не позднее 28 февраля 2027 года",
)
NAMES = ("Крестовоздвиженская Ф. Ю.", "СИРО", "Светлова А. П., совет объединения")
DATE = re.compile(r"\d{1,2}\u00a0[а-я]{3,8}|\d{4}\u00a0г")


def long_content(layout):
    """A plan of the layout with rows of all lengths, some of them sharing a number."""
    titles, terms, names = cycle(TITLES), cycle(TERMS), cycle(NAMES)
    sections = []
    content = read_content(make_plan(layout, rows=1))
    for section in content.sections:
        events = tuple(
            replace(
                section.events[0],
                uid="",
                title=next(titles),
                term=next(terms),
                same_number=n % 5 == 4,
                responsible=(ResponsibleContent(next(names)),),
            )
            for n in range(9 if section.events else 0)
        )
        sections.append(replace(section, events=events))
    return replace(content, sections=tuple(sections))


def laid_out(content):
    return renderer.lay_out(pdf.to_html(build_document(content, status="approved")))


@pytest.fixture(scope="module", params=LAYOUTS)
def long_paper(request, django_db_setup, django_db_blocker):
    """Give a long content of the layout and its pages, which tests only look at."""
    with django_db_blocker.unblock(), transaction.atomic():
        content = long_content(request.param)
        transaction.set_rollback(True)
    return content, laid_out(content)


def tables_of(page):
    for box in page._page_box.descendants():
        if isinstance(box, boxes.TableBox) and box.children:
            yield box


def rows_of(table):
    return [row for group in table.children if not group.is_header for row in group.children]


def lines_of(box):
    """The text of each line of a box."""
    for line in box.descendants():
        if isinstance(line, boxes.LineBox):
            texts = [one.text for one in line.descendants() if isinstance(one, boxes.TextBox)]
            yield "".join(texts)


def is_band(row):
    return "band" in (row.element.get("class") or "")


@pytest.mark.django_db
def test_pages_of_each_layout_break_well(long_paper):
    _, document = long_paper
    assert len(document.pages) > 1
    pages_of_row = defaultdict(list)
    heights = defaultdict(list)
    for number, page in enumerate(document.pages):
        tables = list(tables_of(page))
        for table in tables:
            rows = rows_of(table)
            # No head without a row, no band at the foot.
            assert rows
            assert not is_band(rows[-1])
            for row in rows:
                pages_of_row[row.element].append(number)
                heights[row.element].append(row.height)
        headings = [b for b in page._page_box.descendants() if b.element_tag in ("h1", "h2")]
        blocks = [b for b in page._page_box.descendants() if b.element_tag in ("table", "p")]
        for heading in headings:
            assert any(block.position_y > heading.position_y for block in blocks)
    sheet = 257 * 96 / 25.4
    for row, pages in pages_of_row.items():
        # Cut only what no page holds, or what would leave a third of one empty.
        assert len(pages) == 1 or sum(heights[row]) > 0.8 * sheet or heights[row][0] > sheet / 4


@pytest.mark.django_db
def test_nothing_sticks_out_of_its_column(long_paper):
    _, document = long_paper
    for page in document.pages:
        for table in tables_of(page):
            for cell in table.descendants():
                if isinstance(cell, boxes.TableCellBox):
                    right = cell.position_x + cell.border_width() + 1
                    for box in cell.descendants():
                        if isinstance(box, boxes.TextBox):
                            assert box.position_x + box.width <= right, box.text


@pytest.mark.django_db
def test_dates_of_terms_stand_in_one_line(long_paper):
    found = 0
    _, document = long_paper
    for page in document.pages:
        for table in tables_of(page):
            for cell in table.descendants():
                if isinstance(cell, boxes.TableCellBox) and cell.element.get("class") == "term":
                    lines = list(lines_of(cell))
                    for first, second in pairwise([*lines, ""]):
                        # No day, month or word goes over a line's end, and no «до» is left there.
                        assert not re.search(r"\b(?:до|по|с)\s*$", first)
                        assert not first.rstrip().endswith("\u2010")
                        assert not re.search(r"\d$", first) or not re.match(
                            r"(?!по\b)[а-я]", second
                        )
                    found += sum(len(DATE.findall(line)) for line in lines)
                    dates = DATE.findall("\u00a0".join(lines))
                    assert len(dates) == sum(len(DATE.findall(line)) for line in lines)
    assert found


@pytest.mark.django_db
def test_every_cell_is_read_back(long_paper):
    content, _ = long_paper
    for status in ("draft", "approved"):
        document = build_document(content, status=status)
        assert missing_parts(document, read_tagged(pdf.render(document))) == ()


def lines_in(content):
    return [line for page in laid_out(content).pages for line in lines_of(page._page_box)]


def test_russian_words_are_hyphenated_and_abbreviations_are_not():
    words = "Преподавание ФГАОУВОРДПО высококвалифицированными консультантами ГБПОУСПОВО. " * 9
    columns = (ColumnContent("event", "Что", 30), ColumnContent("result", "Итог", 150))
    content = plan_of(words)
    lines = lines_in(replace(content, layout=replace(content.layout, columns=columns)))
    cut = [line[:-1] for line in lines if line.endswith("\u2010")]
    assert cut
    assert not any(re.search("[А-ЯЁ]{2,}$", line) for line in cut)


def test_columns_widen_for_names_and_headings():
    columns = (
        ColumnContent("event", "Мероприятие", 120),
        ColumnContent("responsible", "Исполнитель", 20),
        ColumnContent("term", "Срок", 20),
    )
    event = EventContent(
        title=LONG, term="20 сентября", responsible=(ResponsibleContent("Кравцова Ю. А."),)
    )
    content = plan_of()
    content = replace(
        content,
        layout=replace(content.layout, columns=columns),
        sections=(SectionContent(events=(event,)),),
    )
    lines = lines_in(content)
    for whole in ("Исполнитель", "Кравцова\u00a0Ю.\u00a0А.", "20\u00a0сентября"):
        assert whole in lines
