"""Writes Word files with a plan without tables, and reads them; no word may be lost."""

from collections import Counter

from plans_portal.lib.characters import comparable
from reports.recognition import recognise
from reports.recognition.tables_from_lists import LISTED, with_tables_from_lists
from reports.recognition.words import WORD
from reports.sources.docx import read_word
from reports.sources.source_document import paragraphs_of
from tests.reports.sources.word_samples import say, written

TITLE = ("^План работы", "^объединения хоровых дирижёров", "^на 2031 год")


def paper(*lines):
    """A document: «^» is a centred bold line, «*» a bold one, «1>» and «•>» lists of Word's own."""

    def build(document):
        for line in lines:
            if line.startswith("1>"):
                document.add_paragraph(line[2:], style="List Number")
            elif line.startswith("•>"):
                document.add_paragraph(line[2:], style="List Bullet")
            elif line.startswith("^"):
                say(document, line[1:], "center", bold=True)
            else:
                say(document, line.removeprefix("*"), bold=line.startswith("*"))

    return written(build)


def read(*lines, corrections=()):
    word = read_word(paper(*lines))
    found = recognise(word, corrections=corrections)
    assert found.words.is_whole
    assert LISTED in [one.text for one in found.findings]
    made = with_tables_from_lists(word)
    gone = word_counts(word) - word_counts(made.word)
    assert not gone - Counter(one for text in made.labels for one in words(text))
    return found


def words(text):
    return [comparable(one) for one in WORD.findall(text)]


def word_counts(word):
    return Counter(one for line in paragraphs_of(word.blocks) for one in words(line.text))


def rows_of(found):
    """(section, title, term, responsible) of each event."""
    return [
        (section.heading, event.title, event.term, [one.text for one in event.responsible])
        for section in found.content.all_sections()
        for event in section.events
    ]


def events(*lines):
    return [row[1:] for row in rows_of(read(*TITLE, *lines))]


def texts(found):
    return [
        (section.heading, *section.paragraphs)
        for section in found.content.all_sections()
        if section.kind == "text"
    ]
