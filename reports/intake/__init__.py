"""Brings files and pastes in, step by step: read, looked through and corrected, made a draft.

Pages and tasks ask here; how a file is recognised is told by `reports.word_import`.
"""

from .deeds import add_rows, correct, drop, make_draft, settle, start_over, take_back, undo
from .reading import CONFIDENT, Doubt, Reading, reading_of
from .taking_in import take_in, take_paste

__all__ = [
    "CONFIDENT",
    "Doubt",
    "Reading",
    "add_rows",
    "correct",
    "drop",
    "make_draft",
    "reading_of",
    "settle",
    "start_over",
    "take_back",
    "take_in",
    "take_paste",
    "undo",
]
