"""Edits around the tables of our own file."""

from dataclasses import replace

import pytest

from events.checks import with_uids
from events.plan.content import SectionContent, StepContent
from events.plan.outline import outline
from reports.office_files.docx.edited_top import Place, edited_top
from tests.reports.paper.papers import plan_of

STEP = StepContent(
    uid="t1", verb="approve", position="Директор\nцентра", name="О. Н. Ветлугина",
    before_name="(подпись)",
)  # fmt: skip
TEXT = SectionContent(kind="text", heading="Цель", paragraphs=("Учить", "Помогать"))
DRAWN = (
    "УТВЕРЖДАЮ", "Директор", "центра", "О.\u00a0Н.\u00a0Ветлугина", "(подпись)",
    "«____»\u00a0____________\u00a02027\u00a0г.", "План работы", "Цель", "1. Учить", "2. Помогать",
)  # fmt: skip


def read(*now):
    content = replace(plan_of(), steps=(STEP,), sections=(TEXT,))
    content = with_uids(replace(content, period=replace(content.period, starts="2027-01-01")))
    return edited_top(content, outline(content), DRAWN, now)


@pytest.mark.parametrize(
    ("was", "now", "place", "text"),
    [
        ("центра", "института", Place("t1", "position", 1), "института"),
        ("Ветлугина", "Светлова", Place("t1", "name"), "О. Н. Светлова"),
        ("(подпись)", "(личная подпись)", Place("t1", "before_name"), "(личная подпись)"),
        ("План работы", "План дел", Place("", "title"), "План дел"),
        ("2. Помогать", "2. Помогать всем", Place("s1", "paragraphs", 1), "Помогать всем"),
        ("1. Учить", "Учить", None, ""),
        ("«____»\u00a0____________", "«12» мая", Place("t1", "date_line"), "«12» мая 2027 г."),
    ],
)  # fmt: skip
def test_one_edit_is_one_text(was, now, place, text):
    found = read(*(line.replace(was, now) for line in DRAWN))
    changed = {at: words for at, words in found.texts.items() if at != Place("s1", "paragraphs", 0)}
    assert changed == ({place: text} if place else {})
    assert (found.added, found.unplaced) == ([], [])
    assert found.texts.get(Place("s1", "paragraphs", 0), "Учить") == "Учить"


def test_lines_are_added_after_their_neighbours_or_taken_away():
    found = read(*DRAWN[:9], "Новое дело", DRAWN[9])
    assert found.added == [(Place("s1", "paragraphs", 0), "Новое дело")]
    assert read("Вписано сверху", *DRAWN).unplaced == ["Вписано сверху"]
    assert read(*DRAWN[:-1]).texts == {Place("s1", "paragraphs", 1): ""}
