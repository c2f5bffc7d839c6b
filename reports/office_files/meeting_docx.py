"""Writes the papers of a meeting as Word files, to be filled in: the same words as their PDF.

It knows the parts of a paper and borrows the look of plans; it refuses to know plans.
"""

import datetime as dt
import io
from typing import Final

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm

from events.plan.vocabulary import Orientation
from plans_portal.lib.characters import normalize_characters
from reports.office_files.docx.paper import same_bytes
from reports.office_files.docx.styles import dress
from reports.office_files.meeting_papers import MeetingPaper, Part, Signer

_WIDTH: Final = Orientation.PORTRAIT.text_width
_LONG_AGO: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Word files have no zones


def meeting_word(paper: MeetingPaper) -> bytes:
    """The paper as .docx."""
    writer = _Writer()
    writer.say(paper.association, "План: объединение")
    writer.say(f"{paper.heading}\n{paper.title}", "Title")
    if any(paper.sides):
        writer.level(paper.sides[0], paper.sides[1])
    number = 0
    for part in paper.parts:
        number = number + 1 if part.kind == "item" else 0
        writer.part(part, number)
    for signer in paper.signers:
        writer.sign(signer)
    return writer.bytes(paper.file_title)


class _Writer:
    """Appends one paragraph after another."""

    def __init__(self) -> None:
        self.word = docx.Document()
        dress(self.word, Orientation.PORTRAIT)

    def say(self, text: str, style: str, label: str = "") -> None:
        made = self.word.add_paragraph(style=style)
        if label:
            made.add_run(f"{label}: ").bold = True
        made.add_run(normalize_characters(text))

    def level(self, *texts: str) -> None:
        """Texts on one line: the first at the left margin, the last at the right one."""
        made = self.word.add_paragraph(style="План: подпись")
        stops = made.paragraph_format.tab_stops
        if len(texts) > 2:  # noqa: PLR2004 - a place between the two
            stops.add_tab_stop(Mm(_WIDTH * 0.55))
        stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        made.add_run(normalize_characters("\t".join(texts)))

    def part(self, part: Part, number: int) -> None:
        if part.kind == "head":
            self.say(part.text, "План: подзаголовок")
        elif part.kind == "fact":
            self.say(part.text, "План: сведения", part.label)
        elif part.kind == "item":
            self.say(f"{number}. {part.text}", "План: сведения")
        elif part.kind == "room":
            for _ in part.rules:
                self.say("", "План: текст")
        else:
            self.say(part.text, "План: сведения")

    def sign(self, signer: Signer) -> None:
        self.level(signer.position, "____________", signer.name)

    def bytes(self, title: str) -> bytes:
        about = self.word.core_properties
        about.title, about.language = normalize_characters(title)[:255], "ru-RU"
        about.author = about.last_modified_by = about.comments = ""
        about.created = about.modified = _LONG_AGO
        data = io.BytesIO()
        self.word.save(data)
        return same_bytes(data.getvalue())
