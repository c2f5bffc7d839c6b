from collections import Counter

import pytest

from events.plan.outline import rows_of
from reports.recognition import recognise
from reports.recognition.word_accounting import placed_text, source_lines
from reports.recognition.words import words
from reports.sources.docx import read_word
from tests.reports.recognition.oddities import ROWS
from tests.reports.recognition.oddities_cells import CELLS
from tests.reports.recognition.oddities_columns import COLUMNS
from tests.reports.recognition.oddities_top import TOP

# What is read with more than this is said without doubt.
CONFIDENT = 0.85


@pytest.fixture(scope="module", params=ROWS + COLUMNS + CELLS + TOP, ids=lambda one: one.name)
def case(request):
    word = read_word(request.param.data)
    return request.param, word, recognise(word)


def test_every_row_is_read(case):
    odd, _, found = case
    assert tuple(told(found)) == odd.rows
    for name, values in odd.more.items():
        assert tuple(getattr(e, name) for e in found.content.all_events()) == values
    assert set(odd.remarks) <= {one.text for one in found.findings}


def test_period_and_stamps_are_read(case):
    odd, _, found = case
    period = found.content.period
    assert f"{period.starts} {period.ends}" == odd.period
    steps = tuple(
        f"{one.verb} {one.mode} {one.position}: {one.name}" for one in found.content.steps
    )
    assert steps == odd.steps


def test_no_column_is_read_wrongly_with_confidence(case):
    odd, _, found = case
    unsure = {one.heading for one in found.columns if one.confidence < CONFIDENT}
    assert unsure == set(odd.doubtful)


def test_no_word_is_lost_and_none_is_made_up(case):
    _, word, found = case
    source = Counter(one for _, line in source_lines(word) for one in words(line))
    placed = [*placed_text(found.content), *(one.text for one in found.unplaced)]
    kept = Counter(one for text in placed for one in words(text))
    printed = Counter(one for row in rows_of(found.content) for one in words(row.number))
    # Numbers are printed by their scheme, repeated heads once, stamps by the word of their kind.
    missing = {one for one in source - kept - printed if not one.isdigit()}
    assert missing <= {"i", "ii", *HEADS_SAID_AGAIN}


HEADS_SAID_AGAIN = {"мероприятие", "срок", "проведения", "ответственный"}


def told(found):
    """The rows as the expectations write them; a heading where the plan has sections."""
    for section in found.content.sections:
        yield from told_section(section, "§")


def told_section(section, mark):
    if section.heading or section.kind == "text":
        yield f"{mark} {section.heading}"
    for event in section.events:
        number = f"{event.number} " if event.number else ""
        parts = [f"{number}{event.title}", event.term]
        parts += ["; ".join(one.text for one in event.responsible)] if event.responsible else []
        yield " | ".join(parts)
        for item in event.agenda:
            yield f"? {item.text}" + (f" ({item.speaker})" if item.speaker else "")
        yield from (f"– {part.title} | {part.term}" for part in event.events)
    for child in section.sections:
        yield from told_section(child, f"{mark}§")
