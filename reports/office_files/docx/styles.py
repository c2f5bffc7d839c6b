"""The Word file's sheet, margins and named styles (ГОСТ Р 7.0.97-2025, as in the PDF)."""

import io
from functools import cache
from typing import Any, Final, NamedTuple

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from events.plan.vocabulary import Orientation

FONT: Final = "Times New Roman"
_SHEET: Final = {"portrait": (210, 297), "landscape": (297, 210)}

LEFT, CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


class StyleLook(NamedTuple):
    """A paragraph style; sizes and spaces are in points, `kept` is "keep with next"."""

    size: float
    align: Any
    bold: bool
    before: float
    after: float
    kept: bool


STYLES: Final[dict[str, StyleLook]] = {
    "Title": StyleLook(14, CENTER, True, 0, 14, True),
    "Heading 1": StyleLook(14, CENTER, True, 14, 8, True),
    "План: текст": StyleLook(14, JUSTIFY, False, 0, 4, False),
    "План: введение": StyleLook(14, JUSTIFY, False, 0, 6, True),
    "План: гриф": StyleLook(13, LEFT, False, 0, 0, False),
    "План: отметка о подписи": StyleLook(8.5, LEFT, False, 2, 2, False),
    "План: пояснение": StyleLook(9, CENTER, False, 0, 0, False),
    "План: шапка таблицы": StyleLook(12, CENTER, True, 0, 0, True),
    "План: полоса": StyleLook(12, CENTER, True, 2, 2, True),
    "План: введение в таблице": StyleLook(12, LEFT, False, 1, 1, True),
    "План: ячейка": StyleLook(12, LEFT, False, 0, 1, False),
    "План: ячейка по центру": StyleLook(12, CENTER, False, 0, 1, False),
    "План: пункт": StyleLook(12, LEFT, False, 0, 1, False),
    "План: выходные данные": StyleLook(14, CENTER, False, 0, 0, False),
    "План: подпись": StyleLook(14, LEFT, False, 10, 0, False),
    "План: сведения": StyleLook(14, LEFT, False, 0, 4, False),
    "План: подзаголовок": StyleLook(14, LEFT, True, 12, 4, True),
    "План: объединение": StyleLook(14, CENTER, False, 0, 18, False),
    "План: колонтитул": StyleLook(12, LEFT, False, 0, 0, False),
    "План: код": StyleLook(9, RIGHT, False, 0, 0, False),
}


def new_word(orientation: str) -> WordDocument:
    """A new Word file without words, with its sheet, its margins and its styles."""
    return docx.Document(io.BytesIO(_without_words(Orientation(orientation))))


@cache
def _without_words(orientation: Orientation) -> bytes:
    # Styles take most of the time of a short file, and are the same in each.
    word, data = docx.Document(), io.BytesIO()
    _apply_styles(word, orientation)
    word.save(data)
    return data.getvalue()


def _apply_styles(word: WordDocument, orientation: Orientation) -> None:
    section = word.sections[0]
    width, height = _SHEET[orientation]
    section.orientation = (
        WD_ORIENT.LANDSCAPE if orientation == Orientation.LANDSCAPE else WD_ORIENT.PORTRAIT
    )
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(20), Mm(10)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance, section.footer_distance = Mm(10), Mm(6)
    section.different_first_page_header_footer = True
    _base(word.styles["Normal"])
    for name, values in STYLES.items():
        known = {style.name for style in word.styles}
        if name not in known:
            word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _shape(word.styles[name], values)
    item = word.styles["План: пункт"].paragraph_format
    item.left_indent, item.first_line_indent = Mm(4), Mm(-4)
    text = word.styles["План: текст"].paragraph_format
    text.first_line_indent, text.line_spacing = Mm(12.5), 1.15


def _base(style: Any) -> None:
    style.font.name, style.font.size = FONT, Pt(14)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
    language = OxmlElement("w:lang")
    for kind in ("val", "eastAsia"):
        language.set(qn(f"w:{kind}"), "ru-RU")
    style.element.get_or_add_rPr().append(language)


def _shape(style: ParagraphStyle, look: StyleLook) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(look.size), look.bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.font.italic = False
    layout = style.paragraph_format
    layout.alignment, layout.keep_with_next = look.align, look.kept
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    # Built-in headings have theme fonts and ruled lines.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
    properties = style.element.get_or_add_pPr()
    for rule in properties.findall(qn("w:pBdr")):
        properties.remove(rule)
