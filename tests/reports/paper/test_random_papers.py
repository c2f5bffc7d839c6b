"""A fixed sample of what `bench.completeness` tries by thousands."""

from collections import Counter

import pytest

from bench.completeness import check
from events.plan.content import EventContent, SectionContent
from reports.paper.completeness_check import missing_parts
from reports.paper.document import build_document
from reports.paper.pdf import render
from reports.paper.pdf.read_back import read_tagged
from tests.reports.paper.losses import LOSSES
from tests.reports.paper.papers import plan_of

SAMPLE = range(1000, 1012)


def test_right_papers_pass_and_each_loss_is_found():
    counts: Counter[str] = Counter()
    assert [words for seed in SAMPLE for words in check(seed, counts)] == []
    assert counts["papers"] == len(SAMPLE)
    assert {loss.__name__ for loss in LOSSES} <= set(counts)


LONG = "обсуждение хода проектов и распространение опыта школ. "


@pytest.mark.parametrize("pages", [1, 3])
def test_a_long_row_that_shares_its_number_is_whole(pages):
    """Once refused for ever: its number is printed anew, and then an empty cell follows."""
    rows = (
        EventContent(title=LONG * 24, term="март"),
        EventContent(title=LONG * 60 * pages, term="март", same_number=True),
        EventContent(title="Третья", term="май"),
    )
    content = plan_of()
    document = build_document(
        type(content)(
            title=content.title, layout=content.layout, sections=(SectionContent(events=rows),)
        ),
        status="approved",
    )
    assert missing_parts(document, read_tagged(render(document))) == ()


@pytest.mark.parametrize(
    "words",
    [
        "שלום",
        "Слово שלום и ещё",
        'רשת צה"ל 5% שלום (בית) 12.5',
        "Школа (שלום)\nи вторая (скобка)",
        "ы\u0301 молоко\u0301 вы",
        "ədəbi и әдәби",
        "العربية 👩‍🏫 中文",
        "\u0301 в начале",
        "x\u202eyz",
    ],
)
def test_words_of_all_scripts_are_read_as_they_were_written(words):
    document = build_document(plan_of(words, "Вторая (скобки) ыы"), status="approved")
    assert missing_parts(document, read_tagged(render(document))) == ()
