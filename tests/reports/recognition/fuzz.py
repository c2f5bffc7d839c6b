"""Breaks good files in thousands of ways and reads each: a program of its own, for one share.

It knows how to break; whether a share took too long or too much memory its parent sees. Run:
`python -m tests.reports.recognition.fuzz SHARE SHARES CASES` or `… largest`.
"""

import io
import json
import random
import re
import resource
import signal
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from events.plan.codec import ContentError
from reports.recognition import recognise
from reports.sources import read_source, stored
from reports.sources.source_document import SourceDocument, SourceError, SourceTable
from tests.reports.recognition.lists import paper
from tests.reports.recognition.oddities import ROWS
from tests.reports.recognition.oddities_top import TOP
from tests.reports.sources.hostile import book, document
from tests.reports.sources.test_sources import EXCEL, GOOGLE, WORD
from tests.reports.sources.word_samples import W, raw
from tests.reports.sources.word_xml import (
    cell,
    field,
    item,
    level,
    numbering,
    para,
    row,
    sdt,
    span,
    tbl,
)

# A file that takes more of the processor's time, in seconds, or more memory ends the process.
SECONDS: Final = 5
ADDRESSES: Final = 1024 * 1024 * 1024

LISTS: Final = numbering(level(0, "decimal", "%1.") + level(1, "russianLower", "%2)"))
MERGED: Final = '<w:vMerge w:val="restart"/>'
# Everything that Word has, in one plan.
RICH: Final = raw(
    para("План работы на 2031 год", look='<w:jc w:val="center"/>')
    + sdt(para("Город", field(" DATE ", "2031")))
    + tbl(
        row(cell("№"), cell("Мероприятие"), cell("Срок", span(2)), look="<w:tblHeader/>"),
        row(cell("1", MERGED), cell("Слёт"), sdt(cell("май")), cell("июнь")),
        row(cell("", "<w:vMerge/>"), f"<w:tc>{item('доклад')}{item('обзор', at=1)}</w:tc>", cell("")),
        row(cell("Раздел", span(4))),
        row(cell("2"), f"<w:tc>{tbl(row(cell('10:00'), cell('сбор')))}<w:p/></w:tc>", cell("июль")),
        widths=(600, 4000, 150, 1500),
    )
    + "<w:p><w:r><w:pict><w:txbxContent>" + para("рамка") + "</w:txbxContent></w:pict></w:r></w:p>",
    numbering=LISTS,
    footnotes=f"<w:footnotes {W}><w:footnote>{para('сноска')}</w:footnote></w:footnotes>",
)  # fmt: skip
# No table at all: months with lists under them, and a meeting line by line.
LINES: Final = paper(
    *("^План работы на 2031 год", "*Май", "1. Гала-концерт (Светлова А. П.)", "2. Смотр – 5 мая"),
    *("*Июнь", "- Бал, отв. хормейстер", "- Прогон", "*Заседание № 1 (июль)", "Тема: «Голос лета»"),
    *("Дата: 3 июля", "Вопросы:", "1. Итоги смотра.", "2. Планы.", "Ответственный: секретарь"),
)
GOOD: Final = [one.data for one in ROWS + TOP] + [RICH] * 8 + [LINES] * 8
MARKUP: Final = [text.encode() for text in (WORD, EXCEL, GOOGLE)]
TABBED: Final = (
    'План на 2031 год\n\n№\tДело\tСрок\n1\t"две ""строки""\nи ещё"\tмай\n2;\tСбор\t10,11'
)
TAG: Final = re.compile(rb"</?[a-zA-Z][\w:]*[^>]*>")
NAMES: Final = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "trPr",
    "pPr",
    "rPr",
    "sdt",
    "sdtPr",
    "sdtContent",
    "ins",
    "del",
    "moveFrom",
    "fldChar",
    "instrText",
    "numPr",
    "vMerge",
    "hMerge",
    "gridSpan",
    "gridBefore",
    "gridAfter",
    "cellDel",
    "pict",
    "txbxContent",
    "sym",
    "br",
    "tab",
    "vanish",
    "sectPr",
]
SENTENCE: Final = re.compile(r"[А-ЯЁ][^\n]*\.")


def with_bytes(data: bytes, chance: random.Random) -> bytes:
    """Change, cut or double some bytes."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(made) or 1)
        match chance.randrange(4):
            case 0 if made:
                made[at] = chance.randrange(256)
            case 1:
                del made[at : at + chance.randint(1, 40)]
            case 2:
                made[at:at] = made[at : at + chance.randint(1, 40)]
            case _:
                made = made[: max(at, 30)]
    return bytes(made)


def with_part(data: bytes, chance: random.Random, *, xml: bool) -> bytes:
    """Change one part of an archive: its bytes, or the order and number of its elements."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        names = [n for n in old.namelist() if n.endswith((".xml", ".rels"))]
        heavy = [n for n in names if "document" in n or "sheet" in n or "numbering" in n] or names
        victim = chance.choice(heavy if xml else names)
        for name in old.namelist():
            part = old.read(name)
            if name == victim:
                part = shaken(part, chance) if xml else with_bytes(part, chance)
            # How well it is packed says nothing of how it is read.
            new.writestr(name, part, zipfile.ZIP_DEFLATED, compresslevel=1)
    return target.getvalue()


def shaken(part: bytes, chance: random.Random) -> bytes:
    """Drop, double or exchange elements, mostly leaving the XML well formed enough to be read."""
    tags = list(TAG.finditer(part))
    if not tags:
        return with_bytes(part, chance)
    for _ in range(chance.randint(1, 4)):
        one, other = chance.choice(tags).group(), chance.choice(tags).group()
        match chance.randrange(4):
            case 0:
                part = part.replace(one, b"", 1)
            case 1:
                part = part.replace(one, one + other, 1)
            case 2:
                part = re.sub(rb"<w:([a-zA-Z]+)/>", rb"<w:\1></w:\1>" * 3, part, count=1)
            case _:
                value = chance.choice((b"-9", b"99999999999", b"\xd0\xb0", b"", b"64", b"0"))
                part = re.sub(
                    rb'w:val="[^"]*', b'w:val="' + value, part, count=chance.randint(1, 6)
                )
    return part


def grown(chance: random.Random, depth: int = 0) -> str:
    """A tree of Word's elements in any order that nobody would draw, but well formed."""
    name = chance.choice(NAMES)
    value = chance.choice(("", ' w:val="3"', ' w:val="restart"', ' w:fldCharType="begin"'))
    inside = "".join(
        grown(chance, depth + 1) for _ in range(chance.randint(0, 4 if depth < 6 else 0))
    )
    return f"<w:{name}{value}>{inside or chance.choice(('слово', '2031', 'май'))}</w:{name}>"


def tree(chance: random.Random) -> bytes:
    """A plan with such trees in its cells, between its rows and round them."""
    head = row(cell("№"), cell("Мероприятие"), cell("Срок"))
    rows = [row(cell("1"), f"<w:tc>{grown(chance)}</w:tc>", cell("май")) for _ in range(3)]
    return raw(
        grown(chance) + tbl(head, *rows, grown(chance), row(grown(chance))) + grown(chance),
        numbering=LISTS,
    )


BOOK: Final = book()
WORD_RUN: Final = "<w:r><w:t>слово</w:t></w:r>"
SHEET_ROWS: Final = "<row>" + '<c t="inlineStr"><is><t>Слёт учителей</t></is></c>' * 11 + "</row>"
WAYS: Final[tuple[tuple[str, Callable[[random.Random], bytes]], ...]] = (
    ("plan.docx", lambda chance: with_bytes(chance.choice(GOOD), chance)),
    ("plan.docx", lambda chance: with_part(chance.choice(GOOD), chance, xml=False)),
    ("plan.docx", lambda chance: with_part(chance.choice(GOOD), chance, xml=True)),
    ("plan.docx", lambda chance: with_part(RICH, chance, xml=True)),
    ("plan.docx", tree),
    ("plan.xlsx", lambda chance: with_part(BOOK, chance, xml=bool(chance.randrange(2)))),
    ("plan.html", lambda chance: with_bytes(chance.choice(MARKUP), chance)),
    ("plan.csv", lambda chance: with_bytes(TABBED.encode(), chance)),
)


def broken(number: int) -> tuple[bytes, str]:
    """The file of this number, the same on every machine, and its name."""
    chance = random.Random(number)
    name, way = chance.choice(WAYS)
    return way(chance), name


def check(word: SourceDocument) -> None:
    """What is read stands on its grid, is kept and taken back as it was."""
    assert stored.source_from_json(json.loads(json.dumps(stored.source_as_json(word)))) == word
    for table in word.tables:
        _check_table(table)


def _check_table(table: SourceTable) -> None:
    for at, cells in enumerate(table.rows):
        columns = [one.column for one in cells]
        assert columns == sorted(set(columns))
        for one in cells:
            assert one.row == at
            assert one.column + one.colspan <= table.columns
            assert one.row + one.rowspan <= len(table.rows)
            for block in one.blocks:
                if isinstance(block, SourceTable):
                    _check_table(block)


def told(number: int) -> str:
    """Read one file; empty where it was read, else the sentence that refused it."""
    data, name = broken(number)
    try:
        word = read_source(data, name)
        check(word)
        found = recognise(word)
    except (SourceError, ContentError) as refusal:
        return str(refusal)
    assert found.words.is_whole, found.words
    return ""


def peak() -> float:
    """The highest resident size of this process so far, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def largest() -> Iterator[tuple[bytes, str]]:
    """Files just within the limits, each made of what costs most in its kind."""
    head = row(cell("№"), cell("Мероприятие"), cell("Срок"))
    line = row(cell("1"), cell("Слёт"), cell("май"))
    yield document(f"<w:p>{WORD_RUN}</w:p>" * 90_000 + tbl(head, line)), "plan.docx"
    yield document(f"<w:p>{WORD_RUN * 140_000}</w:p>" + tbl(head, line)), "plan.docx"
    yield document(tbl(head, *[line] * 4_900)), "plan.docx"
    cells = "<tr>" + "<td>май" * 12
    page = f"<table><tr><td>№<td>Мероприятие<td>Срок{cells * 4_900}</table>"
    yield page.encode(), "plan.html"
    spans = "<span>а</span>" * 290_000
    yield (
        f"<table><tr><td>№<td>Мероприятие<td>Срок<tr><td>1<td>{spans}<td>май".encode(),
        "plan.html",
    )
    yield "№\tДело\tСрок\n".encode() + "1\tСлёт\tмай\n".encode() * 4_900, "plan.txt"
    yield (
        book(lambda part: part.replace("</sheetData>", f"{SHEET_ROWS * 4_900}</sheetData>")),
        "plan.xlsx",
    )


def read_largest() -> dict[str, Any]:
    """Read each of the largest files; how many were read whole."""
    read = 0
    for data, name in largest():
        recognise(read_source(data, name))
        read += 1
    return {"read": read, "peak": peak()}


def main(share: int, shares: int, cases: int) -> dict[str, Any]:
    """Read every file of a share; the number of each is told before it is read."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    sentences: dict[str, int] = {}
    for number in range(share, cases, shares):
        sys.stderr.write(f"{number}\n")
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        sentence = told(number)
        assert not sentence or SENTENCE.fullmatch(sentence), sentence
        sentences[sentence] = sentences.get(sentence, 0) + 1
    signal.setitimer(signal.ITIMER_PROF, 0)
    return {"sentences": sentences, "peak": peak()}


if __name__ == "__main__":
    said_of_all = read_largest() if sys.argv[1] == "largest" else main(*map(int, sys.argv[1:4]))
    sys.stdout.write(json.dumps(said_of_all))
