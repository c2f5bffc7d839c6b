"""Counts words: every word of the file must stand in the plan, or be told as unplaced.

It knows which fields of a plan are printed; it refuses to know how they were recognised.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from events.plan.content import EventContent, PlanContent, SectionContent, StepContent
from events.plan.heading import imprint_of
from events.plan.roles import texts_of
from events.plan.stamp_words import approval_ending
from events.plan.stamps import stamp_heading
from plans_portal.lib.characters import comparable
from reports.recognition.result import Findings, Unplaced, WordCount
from reports.recognition.words import WORD, spans, words
from reports.sources.source_document import Paragraph, SourceDocument, Table, paragraphs_of


def placed_text(content: PlanContent) -> Iterator[str]:
    """Every text of a plan that its paper prints, except numbers that it makes itself."""
    yield from content.title
    yield imprint_of(content)
    ending = approval_ending(content.title)
    for step in content.steps:
        yield from _step(step, ending)
    yield from (column.heading for column in content.layout.columns)
    for section in content.sections:
        yield from _section(section)


def _step(step: StepContent, ending: str) -> Iterator[str]:
    yield from (stamp_heading(step, ending), step.position, step.name, step.before_name)
    yield from (step.after_name, step.act, step.date_line)


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


def source_lines(word: SourceDocument) -> Iterator[tuple[str, str]]:
    """Every line of the file's body with its place, in reading order."""
    tables = 0
    for at, block in enumerate(word.blocks, 1):
        if isinstance(block, Paragraph):
            yield from ((f"абзац {at}", line) for line in block.text.splitlines())
        else:
            tables += 1
            yield from _table_lines(block, tables)


def _table_lines(table: Table, number: int) -> Iterator[tuple[str, str]]:
    for row in table.rows:
        for cell in row:
            place = f"таблица {number}, строка {cell.row + 1}, графа {cell.column + 1}"
            for paragraph in paragraphs_of(cell.blocks):
                yield from ((place, line) for line in paragraph.text.splitlines())


def counted(word: SourceDocument, content: PlanContent, findings: Findings) -> WordCount:
    """How many words of the file's body are in the plan, without a place, and left off.

    Whatever isn't in the plan is looked for among the unplaced first, so that a number which
    nobody printed is not what hides a lost word.
    """
    source = _count(line for _, line in source_lines(word))
    outside = {aside.place for aside in word.asides}
    unplaced = _count(one.text for one in findings.unplaced if one.place not in outside)
    rest = source - _count(placed_text(content))
    without = rest & unplaced
    return WordCount(
        source=source.total(),
        placed=source.total() - rest.total(),
        unplaced=without.total(),
        left_off=((rest - without) & _count(findings.left_off)).total(),
    )


def with_labels(
    words_then: WordCount, before: SourceDocument, after: SourceDocument, labels: Iterable[str]
) -> WordCount:
    """The count of a file whose lists became tables: `labels` are what their heads say once.

    What else the file said before and its tables don't say is counted as lost.
    """
    gone = _everything(before) - _everything(after)
    return replace(
        words_then,
        source=words_then.source + gone.total(),
        left_off=words_then.left_off + (gone & _count(labels)).total(),
    )


def _everything(word: SourceDocument) -> Counter[str]:
    """All words of the body, numbers of items among them: a line that is parted may begin so."""
    texts = (paragraph.text for paragraph in paragraphs_of(word.blocks))
    return Counter(comparable(one) for text in texts for one in WORD.findall(text))


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(one for text in texts for one in words(text))


def lost(word: SourceDocument, told: Iterable[str]) -> list[Unplaced]:
    """Runs of words of the file that `told` does not hold, as they stand in the file."""
    have = Counter(one for text in told for one in words(text))
    lines = [(place, line, spans(line)) for place, line in source_lines(word)]
    need = Counter(one for _, _, found in lines for one, _, _ in found)
    missing = need - have
    unplaced: list[Unplaced] = []
    # From the end: where a word stands twice and is placed once, the later one is the lost one.
    for place, line, found in reversed(lines):
        run: tuple[int, int] | None = None
        runs: list[tuple[int, int]] = []
        for one, begins, ends in found:
            if missing[one] > 0:
                missing[one] -= 1
                run = (run[0] if run else begins, ends)
            elif run:
                runs.append(run)
                run = None
        if run:
            runs.append(run)
        unplaced.extend(Unplaced(line[begins:ends], place) for begins, ends in reversed(runs))
    return unplaced[::-1]
