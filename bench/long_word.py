"""Makes a long plan as a Word file, with the markup that Word itself writes."""

from __future__ import annotations

import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

TERMS = (
    "15 марта",
    "в течение года",
    "сентябрь – октябрь 2031 г.",
    "до 1 июня",
    "ежеквартально",
    "12.04.2031",
)
HEADINGS = ("№ п/п", "Мероприятие", "Сроки проведения", "Ответственные", "Ожидаемый результат")
WIDTHS = (600, 4200, 1700, 2000, 1700)
ROWS_OF_A_SECTION = 50
FACE = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '{bold}<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:eastAsia="ru-RU"/></w:rPr>'
)


def long_word(rows: int) -> bytes:
    """A .docx of one plan with so many rows; five hundred take some forty pages."""
    paper = docx.Document()
    for line in ("План работы", "методического объединения учителей Заречья", "на 2031 год"):
        paragraph = paper.add_paragraph()
        paragraph.alignment = 1
        paragraph.add_run(line).bold = True
    table_rows = [_row([_cell(_text(words, bold=True), at) for at, words in enumerate(HEADINGS)])]
    for number in range(rows):
        if number % ROWS_OF_A_SECTION == 0:
            section = number // ROWS_OF_A_SECTION + 1
            table_rows.append(
                _row([_cell(_text(f"{section}. Работа с учителями", bold=True), 0, span=5)])
            )
        table_rows.append(_row(_cells(number)))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="10200" '
        f'w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(table_rows)}</w:tbl>'
    )
    paper.element.body.insert(len(paper.paragraphs), table)
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def _cells(number: int) -> list[str]:
    event = (
        _text(f"Семинар «Речь и чтение», занятие {number + 1}: работа с пятыми классами")
        + _text("- разбор заданий региональной диагностики;")
        + _text("- обмен опытом наставников")
    )
    people = _text("Ветлугина О. Н., методист") + _text("Светлова А. П.")
    parts = (_text(str(number + 1)), event, _text(TERMS[number % len(TERMS)]), people,
             _text("Методические рекомендации"))  # fmt: skip
    return [_cell(part, at) for at, part in enumerate(parts)]


def _text(words: str, *, bold: bool = False) -> str:
    """A paragraph in two runs, as Word leaves it after a spelling check."""
    face = FACE.format(bold="<w:b/><w:bCs/>" if bold else "")
    half = len(words) // 2
    runs = "".join(
        f'<w:r w:rsidRPr="00A77B3E">{face}<w:t xml:space="preserve">{part}</w:t></w:r>'
        for part in (words[:half], words[half:])
        if part
    )
    return (
        '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:spacing w:after="0" '
        f'w:line="240" w:lineRule="auto"/><w:jc w:val="both"/>{face}</w:pPr>{runs}</w:p>'
    )


def _cell(paragraphs: str, column: int, span: int = 1) -> str:
    width = sum(WIDTHS[column : column + span])
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}</w:tcPr>{paragraphs}</w:tc>'


def _row(cells: list[str]) -> str:
    return f'<w:tr w:rsidR="00A77B3E">{"".join(cells)}</w:tr>'
