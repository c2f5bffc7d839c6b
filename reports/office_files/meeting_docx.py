"""Writes the papers of a meeting as Word files to fill in, with the same words as their PDF."""

import datetime as dt
import io
from typing import Final

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm

from events.plan.stamps import Stamp
from events.plan.vocabulary import Orientation
from plans_portal.lib.characters import normalize_characters
from reports.office_files.docx.headers import number_pages
from reports.office_files.docx.paper import without_times
from reports.office_files.docx.stamps import closing_table
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
    writer.add_signers(paper.signers)
    return writer.bytes(paper.file_title)


class _Writer:
    """Appends one paragraph after another."""

    def __init__(self) -> None:
        self.word = new_word(Orientation.PORTRAIT)
        number_pages(self.word, Orientation.PORTRAIT)

    def add_text(self, text: str, style: str, label: str = "") -> None:
        paragraph = self.word.add_paragraph(style=style)
        if label:
            paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(normalize_characters(text))

    def add_line(self, *texts: str) -> None:
        """Add one line: the first text at the left margin, the last at the right margin."""
        paragraph = self.word.add_paragraph(style="План: сведения")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
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
                self.add_text("", "План: строка для записи")
        else:
            self.add_text(part.text, "План: сведения")

    def add_signers(self, signers: tuple[Signer, ...]) -> None:
        if not signers:
            return
        lines = [Stamp(position=(one.position,), name=one.name, hand_line=True) for one in signers]
        styles = {style.name: style.style_id for style in self.word.styles}
        table = closing_table(lines, Orientation.PORTRAIT, styles)
        self.word.element.body.sectPr.addprevious(table)
        self.add_text("", "План: ячейка")

    def bytes(self, title: str) -> bytes:
        about = self.word.core_properties
        about.title, about.language = normalize_characters(title)[:255], "ru-RU"
        about.author = about.last_modified_by = about.comments = ""
        about.created = about.modified = _FIXED_TIME
        data = io.BytesIO()
        self.word.save(data)
        return without_times(data.getvalue())
