"""Reads a made Word file and gives what was recognised, with nothing left unplaced."""

from reports.recognition import recognise
from reports.sources.docx import read_word

HEAD = ["№ п/п", "Мероприятие", "Срок", "Ответственные"]


def read(data):
    found = recognise(read_word(data))
    assert found.unplaced == ()
    return found


def sections(data):
    return read(data).content.sections


def events(data):
    return [event for section in read(data).content.all_sections() for event in section.events]


def remarks(data):
    return [one.text for one in read(data).findings]


def roles(data):
    return [column.role for column in read(data).content.layout.columns]
