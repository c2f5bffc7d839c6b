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
# Styles whose words are cut by hyphens: the text, and cells, which are narrow.
_HYPHENATED: Final = frozenset(
    {"План: текст", "План: введение", "План: введение в таблице", "План: ячейка",
     "План: ячейка по центру", "План: пункт", "План: сведения"}
)  # fmt: skip
# Of a Word file that is not opened in a mode for older programs.
_MODE: Final = "15"
# Properties that stand after the one against hyphens (ECMA-376, 17.3.1.26).
_AFTER_HYPHENS: Final = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
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
    "План: пояснение": StyleLook(9, CENTER, False, 0, 0, False),
    "План: шапка таблицы": StyleLook(12, CENTER, True, 0, 0, True),
    "План: полоса": StyleLook(12, CENTER, True, 2, 2, True),
    "План: введение в таблице": StyleLook(12, LEFT, False, 1, 1, True),
    "План: ячейка": StyleLook(12, LEFT, False, 0, 1, False),
    "План: ячейка по центру": StyleLook(12, CENTER, False, 0, 1, False),
    "План: пункт": StyleLook(12, LEFT, False, 0, 1, False),
    "План: выходные данные": StyleLook(14, CENTER, False, 0, 0, False),
    "План: подпись": StyleLook(14, LEFT, False, 0, 0, True),
    "План: имя": StyleLook(14, RIGHT, False, 0, 0, True),
    "План: сведения": StyleLook(14, LEFT, False, 0, 4, False),
    "План: подзаголовок": StyleLook(14, LEFT, True, 12, 4, True),
    "План: объединение": StyleLook(14, CENTER, False, 0, 18, False),
    "План: строка для записи": StyleLook(14, LEFT, False, 9, 0, False),
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
    _hyphenate(word.settings.element)
    _base(word.styles["Normal"])
    for name, values in STYLES.items():
        known = {style.name for style in word.styles}
        if name not in known:
            word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _shape(word.styles[name], values)
    _rule(word.styles["План: строка для записи"])
    item = word.styles["План: пункт"].paragraph_format
    item.left_indent, item.first_line_indent = Mm(4), Mm(-4)
    text = word.styles["План: текст"].paragraph_format
    text.first_line_indent, text.line_spacing = Mm(12.5), 1.15


def _rule(style: Any) -> None:
    """Draw a line under each paragraph of the style, to write on by hand."""
    borders = OxmlElement("w:pBdr")
    # Each paragraph by itself: Word draws one line under several that are alike, but for "between".
    for edge in ("bottom", "between"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:suppressAutoHyphens", *_AFTER_HYPHENS
    )


def _hyphenate(settings: Any) -> None:
    """Divide words as the PDF does: not in capitals, at most two lines in a row."""
    after = settings.find(qn("w:defaultTabStop"))
    rules = (
        ("autoHyphenation", None), ("consecutiveHyphenLimit", "2"), ("hyphenationZone", "357"),
        ("doNotHyphenateCaps", None),
    )  # fmt: skip
    for name, value in reversed(rules):
        rule = OxmlElement(f"w:{name}")
        if value:
            rule.set(qn("w:val"), value)
        after.addnext(rule)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODE)


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
    # Not that of the template's defaults, which a style of our own would have.
    layout.line_spacing = 1.0
    # Built-in headings have theme fonts and ruled lines.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
    # So has the built-in title, and letters set apart.
    for name in ("spacing", "kern"):
        for rule in style.element.get_or_add_rPr().findall(qn(f"w:{name}")):
            style.element.rPr.remove(rule)
    properties = style.element.get_or_add_pPr()
    if style.name not in _HYPHENATED:
        properties.insert_element_before(OxmlElement("w:suppressAutoHyphens"), *_AFTER_HYPHENS)
    for rule in properties.findall(qn("w:pBdr")):
        properties.remove(rule)
