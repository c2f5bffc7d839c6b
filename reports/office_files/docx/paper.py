"""Writes a document as a Word file, from the first stamp to the last signature."""

import datetime as dt
import io
import zipfile
from itertools import count
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.shared import Mm

from events.plan.outline import TextBlock
from events.plan.vocabulary import Orientation
from plans_portal.lib.characters import normalize_characters
from reports.office_files.docx import enclosed
from reports.office_files.docx.headers import number_pages
from reports.office_files.docx.read_back import read_back
from reports.office_files.docx.stamps import closing_table, stamps_table
from reports.office_files.docx.styles import new_word
from reports.office_files.docx.table import paragraph, plain_table, table_element
from reports.office_files.docx.working_copy import header_words, working_copy
from reports.office_files.round_trip import FileStamp, properties_of
from reports.paper.agreement import AgreementSheet
from reports.paper.document import Document, PaperTable
from reports.sources.docx import read_word

_FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)
# Space above the heading and the city on a title page, in mm.
_OVER_TITLE: Final = 55
_OVER_IMPRINT: Final = 55
_SHEET_WIDTHS: Final = (10, 50, 28, 24, 40, 28)


def word_bytes(document: Document, stamp: FileStamp | None = None) -> bytes:
    """The paper as .docx; the same document gives the same bytes.

    `stamp` says of which plan it is, so that the file can be brought back to it.
    """
    document = working_copy(document)
    word = new_word(document.orientation)
    writer = _Writer(word, document)
    writer.write()
    _describe(word, document)
    if document.attached:
        shown = read_back(read_word(_saved(word), with_table=False))
        data = document.attached[0].data
        enclosed.enclose(word, data, enclosed.hash_of_words(shown))
        if stamp:
            base = enclosed.enclosed_text(data).encode()
            enclosed.add_properties(word, properties_of(stamp, base))
    return without_times(_saved(word))


def _saved(word: WordDocument) -> bytes:
    data = io.BytesIO()
    word.save(data)
    return data.getvalue()


class _Writer:
    """Appends one part of the paper after another."""

    def __init__(self, word: WordDocument, document: Document) -> None:
        self.word, self.document = word, document
        self.body = word.element.body
        self.styles = {style.name: style.style_id for style in word.styles}
        self.ids = count()

    def write(self) -> None:
        """Write the whole paper."""
        number_pages(self.word, self.document.orientation, header_words(self.document))
        self._front()
        for block in self.document.blocks:
            self._block(block)
        if self.document.closing:
            self._append(
                closing_table(
                    self.document.closing, Orientation(self.document.orientation), self.styles
                )
            )
            # A body and a cell end with a paragraph.
            self._add_text("", "План: ячейка")
        if self.document.sheet:
            self._sheet(self.document.sheet)

    def _front(self) -> None:
        document = self.document
        if document.agreements or document.approvals:
            self._stamps()
        self._add_text("\n".join(document.title), "Title")
        if document.title_page:
            self.word.paragraphs[-1].paragraph_format.space_before = Mm(_OVER_TITLE)
        if document.imprint:
            self._add_text(document.imprint, "План: выходные данные")
            self.word.paragraphs[-1].paragraph_format.space_before = Mm(_OVER_IMPRINT)
        if document.title_page:
            self.word.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)

    def _block(self, block: TextBlock | PaperTable) -> None:
        if block.heading:
            self._add_text(block.heading, "Heading 1")
        for line in block.lead_in.splitlines():
            self._add_text(line, "План: введение")
        if isinstance(block, PaperTable):
            self._table(block)
            return
        for each in block.paragraphs:
            self._add_text(f"{each.number} {each.text}".strip(), "План: текст")

    def _add_text(self, text: str, style: str) -> None:
        self._append(paragraph(text, self.styles[style]))

    def _append(self, element: Any) -> None:
        # The last element of a body holds the settings of its last section.
        self.body.insert(len(self.body) - 1, element)

    def _stamps(self) -> None:
        document, orientation = self.document, Orientation(self.document.orientation)
        self._append(
            stamps_table(document.agreements, document.approvals, orientation, self.styles)
        )
        self._add_text("", "План: гриф")

    def _table(self, block: PaperTable) -> None:
        if block.lines:
            self._append(table_element(block, self.document.orientation, self.styles, self.ids))
            # Word joins two tables with nothing between them.
            self._add_text("", "План: ячейка")

    def _sheet(self, sheet: AgreementSheet) -> None:
        if sheet.about:
            for line in sheet.about:
                self._add_text(line, "План: введение")
        else:
            self._add_text("Лист согласования", "Heading 1")
            self.word.paragraphs[-1].paragraph_format.page_break_before = True
        rows = [[[name] for name in sheet.headings]]
        for number, row in enumerate(sheet.rows, 1):
            who = [line for line in (*row.position, row.name, row.signer) if line]
            rows.append(
                [[str(number)], who, [row.decision], [row.date], list(row.signature), [row.remarks]]
            )
        width = Orientation(self.document.orientation).text_width
        scale = width / Orientation.PORTRAIT.text_width
        widths = [round(width * scale) for width in _SHEET_WIDTHS]
        self._append(plain_table(rows, widths, self.styles["План: ячейка"]))
        for note in ("", *sheet.notes):
            self._add_text(note, "План: ячейка")


def _describe(word: WordDocument, document: Document) -> None:
    about = word.core_properties
    made = (
        document.attached[0].dated if document.attached else dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    )
    about.title, about.language = normalize_characters(document.file_title)[:255], "ru-RU"
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = made.astimezone(dt.UTC).replace(tzinfo=None)
    about.revision = 1


def without_times(data: bytes) -> bytes:
    """The same archive with a fixed time, so that equal contents have equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(name))
    return target.getvalue()
