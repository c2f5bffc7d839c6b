"""Writes the papers of a meeting as Word files to fill in, with the same words as their PDF."""

import datetime as dt
import io
from typing import Final

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm

from events.plan.vocabulary import Orientation
from plans_portal.lib.characters import normalize_characters
from reports.office_files.docx.paper import without_times
from reports.office_files.docx.styles import new_word
from reports.office_files.meeting_papers import MeetingPaper, PaperPart, Signer

_WIDTH: Final = Orientation.PORTRAIT.text_width
_FIXED_TIME: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Word files have no zones


def meeting_word(paper: MeetingPaper) -> bytes:
    """The paper as .docx."""
    writer = _Writer()
    above = "\n".join(filter(None, (paper.institution, paper.association)))
    writer.add_text(above, "План: объединение")
    for caption in paper.addressee:
        writer.add_line("", "______________________________")
        writer.add_line("", caption)
    writer.add_text(f"{paper.heading}\n{paper.title}", "Title")
    if any(paper.sides):
        writer.add_line(paper.sides[0], paper.sides[1])
    number = 0
    for part in paper.parts:
        number = number + 1 if part.kind == "item" else 0
        writer.add_part(part, number)
    for signer in paper.signers:
        writer.add_signer(signer)
    return writer.bytes(paper.file_title)


class _Writer:
    """Appends one paragraph after another."""

    def __init__(self) -> None:
        self.word = new_word(Orientation.PORTRAIT)

    def add_text(self, text: str, style: str, label: str = "") -> None:
        paragraph = self.word.add_paragraph(style=style)
        if label:
            paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(normalize_characters(text))

    def add_line(self, *texts: str) -> None:
        """Add one line: the first text at the left margin, the last at the right margin."""
        paragraph = self.word.add_paragraph(style="План: подпись")
        stops = paragraph.paragraph_format.tab_stops
        if len(texts) > 2:  # noqa: PLR2004 - with one in the middle
            stops.add_tab_stop(Mm(_WIDTH * 0.55))
        stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(normalize_characters("\t".join(texts)))

    def add_part(self, part: PaperPart, number: int) -> None:
        if part.kind == "head":
            self.add_text(part.text, "План: подзаголовок")
        elif part.kind == "fact":
            self.add_text(part.text, "План: сведения", part.label)
        elif part.kind == "item":
            self.add_text(f"{number}. {part.text}", "План: сведения")
        elif part.kind == "room":
            for _ in part.rules:
                self.add_text("", "План: текст")
        else:
            self.add_text(part.text, "План: сведения")

    def add_signer(self, signer: Signer) -> None:
        self.add_line(signer.position, "____________", signer.name)

    def bytes(self, title: str) -> bytes:
        about = self.word.core_properties
        about.title, about.language = normalize_characters(title)[:255], "ru-RU"
        about.author = about.last_modified_by = about.comments = ""
        about.created = about.modified = _FIXED_TIME
        data = io.BytesIO()
        self.word.save(data)
        return without_times(data.getvalue())
