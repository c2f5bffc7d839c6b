"""Reads a plan that is one table of unusual shape, with no word lost or unplaced."""

from reports.recognition import recognise
from reports.sources.docx import read_word
from tests.reports.sources.word_samples import say, table, written


def read(data, *corrections):
    found = recognise(read_word(data), corrections=corrections)
    assert found.words.is_whole
    assert found.unplaced == ()
    return found


def made_of(rows):
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        table(document, rows)

    return written(build)


def rows_of(found):
    """(section, direction, title, term) of each event."""
    return [
        (section.heading, event.direction, event.title, event.term)
        for section in found.content.all_sections()
        for event in section.events
    ]


def remarks(found):
    return [one.text for one in found.findings]
