"""Recognises a plan in a Word file: paragraphs and tables in, a plan's content and doubts out.

It knows how plans are laid out in Word; it refuses to know bytes, the database and rights.
"""

from events.content import LayoutContent
from reports.word_file import WordFile

from .model import ColumnFound, Recognised, Remarked, Unplaced, as_json
from .reader import read_plan

__all__ = ["ColumnFound", "Recognised", "Remarked", "Unplaced", "as_json", "recognise"]


def recognise(word: WordFile, layouts: tuple[LayoutContent, ...] = ()) -> Recognised:
    """The plan that this file holds, with what is doubtful and what found no place.

    `layouts` are the known ones: the plan takes the first of its shape, else the shape of the
    file becomes a layout of its own. WordFileError where no table of the file is a plan.
    """
    return read_plan(word, layouts)
