"""Writes a document as a Word file, from the first stamp to the last signature."""

import datetime as dt
import io
import zipfile
from itertools import count
from typing import Any, Final

import segno
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm

from events.plan.outline import TextBlock
from events.plan.stamps import Stamp
from events.plan.vocabulary import Orientation
from plans_portal.lib.characters import normalize_characters
from reports.office_files.docx import enclosed
from reports.office_files.docx.read_back import read_back
from reports.office_files.docx.styles import new_word
from reports.office_files.docx.table import paragraph, plain_table, table_element, tag
from reports.office_files.round_trip import FileStamp, properties_of
from reports.paper.agreement import AgreementSheet
from reports.paper.document import Document, PaperTable
from reports.sources.docx import read_word

_FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)
_SIDE: Final = 22  # mm, of the check mark's picture
# Space above the heading and the city on a title page, in mm.
_OVER_TITLE: Final = 55
_OVER_IMPRINT: Final = 55
_SHEET_WIDTHS: Final = (10, 50, 28, 24, 40, 28)


def word_bytes(document: Document, stamp: FileStamp | None = None) -> bytes:
    """The paper as .docx; the same document gives the same bytes.

    `stamp` says of which plan it is, so that the file can be brought back to it.
    """
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
        self._headers()
        self._front()
        for block in self.document.blocks:
            self._block(block)
        for stamp in self.document.closing:
            self._closing(stamp)
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

    def _headers(self) -> None:
        section = self.word.sections[0]
        top, first = section.header, section.first_page_header
        for header in (top, first):
            line = header.paragraphs[0]
            line.style = "План: колонтитул"
            line.paragraph_format.tab_stops.clear_all()
            width = Orientation(self.document.orientation).text_width
            line.paragraph_format.tab_stops.add_tab_stop(Mm(width / 2), WD_TAB_ALIGNMENT.CENTER)
            line.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
            line.add_run("\t")
            if header is top:
                _field(line, "PAGE")
            if self.document.draft_mark:
                line.add_run("\t")
                line.add_run(self.document.draft_mark).bold = True
        check = self.document.check
        if check:
            section.footer_distance = Mm(8)
            footer = section.first_page_footer.paragraphs[0]
            footer.style = "План: код"
            footer.add_run(f"Проверить документ: {check.page}")
            footer.add_run().add_break()
            footer.add_run(f"Код {check.code}")
            picture = io.BytesIO()
            segno.make(check.address, error="m", micro=False, boost_error=False).save(
                picture, kind="png", scale=8, border=4
            )
            below = section.first_page_footer.add_paragraph(style="План: код")
            shape = below.add_run().add_picture(picture, Mm(_SIDE))
            shape._inline.docPr.set("descr", check.words)  # noqa: SLF001

    def _stamps(self) -> None:
        table = self.word.add_table(1, 2)
        table.autofit = False
        table.alignment = None
        for cell, stamps in zip(
            table.rows[0].cells, (self.document.agreements, self.document.approvals), strict=True
        ):
            cell.width = Mm(90 if self.document.orientation == Orientation.PORTRAIT else 133)
            lines = [line for stamp in stamps for line in _lines_of(stamp)]
            old = cell._tc.p_lst  # noqa: SLF001
            for line, style in lines or [("", "План: гриф")]:
                cell._tc.append(paragraph(line, self.styles[style]))  # noqa: SLF001
            for empty in old:
                cell._tc.remove(empty)  # noqa: SLF001
        self._add_text("", "План: гриф")

    def _table(self, block: PaperTable) -> None:
        if block.lines:
            self._append(table_element(block, self.document.orientation, self.styles, self.ids))
            # Word joins two tables with nothing between them.
            self._add_text("", "План: ячейка")

    def _closing(self, stamp: Stamp) -> None:
        *above, last = stamp.position or ("",)
        for text in filter(None, (stamp.heading, *above)):
            self._add_text(text, "План: подпись")
        rule = "" if stamp.mark else "\t____________"
        line = paragraph(f"{last}{rule}\t{stamp.name}", self.styles["План: подпись"])
        tabs = tag("tabs", line.find(qn("w:pPr")))
        width = Orientation(self.document.orientation).text_width
        tag("tab", tabs, val="left", pos=round((width - 95) * 56.7))
        tag("tab", tabs, val="right", pos=round(width * 56.7))
        self._append(line)
        for text in (*stamp.mark, stamp.line_caption, stamp.name_caption, stamp.act, stamp.date):
            if text:
                self._add_text(text, "План: отметка о подписи")

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


def _lines_of(stamp: Stamp) -> list[tuple[str, str]]:
    """The lines of a stamp with their styles, and an empty line at the end."""
    usual = "План: гриф"
    name = [(line, "План: отметка о подписи") for line in stamp.mark]
    if stamp.hand_line or stamp.line_caption:
        name.append((f"____________ {stamp.name}".rstrip(), usual))
    elif stamp.name:
        name.append((stamp.name, usual))
    captions = "  ".join(filter(None, (stamp.line_caption, stamp.name_caption)))
    if captions:
        name.append((captions, "План: отметка о подписи"))
    lines = [(stamp.heading, usual)] if stamp.heading else []
    position = [(line, usual) for line in stamp.position]
    lines += [*name, *position] if stamp.name_first else [*position, *name]
    lines += [(line, usual) for line in (stamp.act, stamp.date) if line]
    return [*lines, ("", usual)]


def _field(line: Any, code: str) -> None:
    """Add a field that Word computes, such as the page number."""
    field = tag("fldSimple", line._p, instr=code)  # noqa: SLF001
    tag("t", tag("r", field)).text = "2"


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
