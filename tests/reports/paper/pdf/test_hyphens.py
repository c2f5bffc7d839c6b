"""Words divided at the ends of lines: which, how many in a row, and how readers join them."""

import random
import re

import pytest

from reports.paper.document import build_document
from reports.paper.pdf import print_html, render
from tests.reports.paper.papers import plan_of, reader_of

DIVIDED = "\u00ad"
STEMS = ("методическ", "образовательн", "научно-практическ", "педагогическ", "воспитательн", "рук")
ENDS = ("ого", "ими", "ая", "ому", "ых")


def lines_of(data: bytes) -> list[str]:
    return "\n".join(page.extract_text() for page in reader_of(data).pages).split("\n")


def longest_run(lines: list[str]) -> int:
    run = longest = 0
    for line in lines:
        run = run + 1 if line.rstrip().endswith((DIVIDED, "-")) else 0
        longest = max(longest, run)
    return longest


def cell_of(text: str, width: int) -> bytes:
    return print_html(
        f'<html lang="ru"><body><table style="width: {width}mm"><tr><td>{text}</td></tr></table>'
    )


def test_divided_word_is_found_and_copied_whole():
    data = cell_of("Общеобразовательного самоопределения", 30)
    raw = "\n".join(lines_of(data))
    assert DIVIDED in raw
    assert "\u2010" not in raw
    joined = re.sub(f"{DIVIDED}\\s*", "", raw)
    assert "Общеобразовательного" in joined
    assert "самоопределения" in joined


def test_author_s_own_hyphen_stays_at_the_end_of_a_line():
    raw = "\n".join(lines_of(cell_of("научно-методического учебно-методического", 33)))
    assert re.search(r"-\n", raw)
    assert re.sub(f"({DIVIDED})?\n", "", raw) == "научно-методического учебно-методического"


@pytest.mark.parametrize("width", [40, 50, 64])
def test_never_three_hyphens_in_a_row(width):
    dice = random.Random(width)
    words = " ".join(dice.choice(STEMS) + dice.choice(ENDS) for _ in range(120))
    lines = lines_of(cell_of(words, width))
    assert longest_run(lines) == 2
    # The numbers of pages are read too.
    read = re.sub(rf"[\d\s{DIVIDED}]", "", "".join(lines))
    assert read == words.replace(" ", "")


@pytest.mark.parametrize(
    "words",
    [
        "Выступает Преображенская И. П.",
        "Выступает И. П. Преображенская",
        "Слово на шесть 18 сентября 2023",
        "Слово на шесть КРАСНОЯРСКИЙ",
    ],
)
def test_names_months_and_abbreviations_are_never_divided(words):
    for width in range(34, 60, 2):
        assert DIVIDED not in "".join(lines_of(cell_of(words, width)))


def test_requisites_are_never_divided():
    data = print_html(
        '<html lang="ru"><body><div class="signer" style="width: 60mm"><div class="post">'
        "<p>Председатель регионального учебно-методического объединения преподавателей</p>"
        "</div></div>"
    )
    assert DIVIDED not in "".join(lines_of(data))


def test_same_plan_gives_the_same_bytes():
    document = build_document(plan_of("Семинар " * 40), status="draft")
    assert render(document) == render(document)
