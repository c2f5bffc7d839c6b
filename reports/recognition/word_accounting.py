"""Word accounting: every word of a document must be in the plan, unplaced, or left off."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from events.plan.content import EventContent, PlanContent, SectionContent
from events.plan.heading import imprint_of
from events.plan.roles import texts_of
from events.plan.stamp_words import approval_ending
from events.plan.stamps import stamp_heading
from reports.recognition.result import Findings, Unplaced, WordCount
from reports.recognition.words import WORD, folded, word_counts, word_spans
from reports.sources.source_document import SourceDocument, SourceParagraph, paragraphs_of


def placed_text(content: PlanContent) -> Iterator[str]:
    """Yield every text of a plan that its paper prints, except generated numbers."""
    yield from content.title
    yield imprint_of(content)
    ending = approval_ending(content.title)
    for step in content.steps:
        yield from (stamp_heading(step, ending), step.position, step.name, step.before_name)
        yield from (step.after_name, step.act, step.date_line)
    yield from (column.heading for column in content.layout.columns)
    for section in content.sections:
        yield from _section(section)


def _section(section: SectionContent) -> Iterator[str]:
    yield from (section.heading, section.lead_in, *section.paragraphs)
    yield from (column.heading for column in section.columns)
    for event in section.events:
        yield from _event(event)
    for child in section.sections:
        yield from _section(child)


def _event(event: EventContent) -> Iterator[str]:
    yield from texts_of(event).values()
    yield from (one.text for one in event.responsible)
    for item in event.agenda:
        yield from (item.text, item.speaker)
    for part in event.events:
        yield from _event(part)


def source_lines(source: SourceDocument) -> Iterator[tuple[str, str]]:
    """Yield the place and text of every line of the document's body, in reading order."""
    tables = 0
    for at, block in enumerate(source.blocks, 1):
        if isinstance(block, SourceParagraph):
            yield from ((f"абзац {at}", line) for line in block.text.splitlines())
        else:
            tables += 1
            for cell in (cell for row in block.rows for cell in row):
                place = f"таблица {tables}, строка {cell.row + 1}, графа {cell.column + 1}"
                for paragraph in paragraphs_of(cell.blocks):
                    yield from ((place, line) for line in paragraph.text.splitlines())


def count_words(source: SourceDocument, content: PlanContent, findings: Findings) -> WordCount:
    """Count the words of the document's body that are in the plan, unplaced, and left off.

    Words that are not in the plan are looked for among the unplaced first: a number that was left
    off must not hide a lost word.
    """
    total = word_counts(line for _, line in source_lines(source))
    outside = {aside.place for aside in source.asides}
    unplaced = word_counts(text.text for text in findings.unplaced if text.place not in outside)
    rest = total - word_counts(placed_text(content))
    without_place = rest & unplaced
    return WordCount(
        source=total.total(),
        placed=total.total() - rest.total(),
        unplaced=without_place.total(),
        left_off=((rest - without_place) & word_counts(findings.left_off)).total(),
    )


def with_labels(
    count: WordCount, before: SourceDocument, after: SourceDocument, labels: Iterable[str]
) -> WordCount:
    """Add to a count the words that were removed when lists became tables.

    `labels` are the texts that the heads of the tables have once; other removed words are lost.
    """
    removed = _all_words(before) - _all_words(after)
    return replace(
        count,
        source=count.source + removed.total(),
        left_off=count.left_off + (removed & word_counts(labels)).total(),
    )


def _all_words(source: SourceDocument) -> Counter[str]:
    """Count all words of the body, and the numbers of items, with which a split line may begin."""
    texts = (paragraph.text for paragraph in paragraphs_of(source.blocks))
    return folded(Counter(found for text in texts for found in WORD.findall(text)))


def missing_text(source: SourceDocument, kept: Iterable[str]) -> list[Unplaced]:
    """Return each cell and paragraph of the document with words that are not in `kept`."""
    lines = list(source_lines(source))
    missing = word_counts(line for _, line in lines) - word_counts(kept)
    found: dict[str, list[str]] = {}
    # From the last line: of two lines with a word that is kept once, the later one lacks it.
    for place, line in reversed(lines if missing else ()):
        runs: list[tuple[int, int]] = []
        goes_on = False
        for text, begins, ends in word_spans(line):
            is_missing = missing[text] > 0
            missing[text] -= is_missing
            if is_missing:
                runs.append((runs.pop()[0] if goes_on else begins, ends))
            goes_on = is_missing
        if runs:
            found[place] = [*(line[begins:ends] for begins, ends in runs), *found.get(place, ())]
    return [
        Unplaced("\n".join(line for _, line in cell), place, tuple(found[place]))
        for place, cell in groupby(lines, key=itemgetter(0))
        if place in found
    ]
