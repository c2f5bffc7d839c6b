"""Broken files, two thousand of them: each is read or refused with a sentence, and none takes long."""

import io
import random
import re
import time
import zipfile

import pytest

from events.content import ContentError
from reports.source_file import read_source
from reports.word_file import WordFileError
from reports.word_import import recognise
from tests.reports.oddities import ROWS
from tests.reports.oddities_top import TOP
from tests.reports.test_source_file import EXCEL, GOOGLE, WORD, saved, workbook

CASES = 2_000
SLOWEST = 5.0
GOOD = [one.data for one in ROWS + TOP]
MARKUP = [text.encode() for text in (WORD, EXCEL, GOOGLE)]
TAG = re.compile(rb"</?w:[a-zA-Z]+[^>]*>")


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
        heavy = [n for n in names if "document" in n or "sheet" in n] or names
        victim = chance.choice(heavy if xml else names)
        for name in old.namelist():
            part = old.read(name)
            if name == victim:
                part = shaken(part, chance) if xml else with_bytes(part, chance)
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def shaken(part: bytes, chance: random.Random) -> bytes:
    """Drop, double or exchange elements, mostly leaving the XML well formed enough to be read."""
    tags = list(TAG.finditer(part))
    if not tags:
        return with_bytes(part, chance)
    for _ in range(chance.randint(1, 4)):
        one, other = chance.choice(tags).group(), chance.choice(tags).group()
        match chance.randrange(3):
            case 0:
                part = part.replace(one, b"", 1)
            case 1:
                part = part.replace(one, one + other, 1)
            case _:
                part = part.replace(b'w:val="', b'w:val="-9', chance.randint(1, 3))
    return part


def broken(number: int) -> tuple[bytes, str]:
    chance = random.Random(number)
    match number % 5:
        case 0:
            return with_bytes(chance.choice(GOOD), chance), "plan.docx"
        case 1:
            return with_part(chance.choice(GOOD), chance, xml=False), "plan.docx"
        case 2:
            return with_part(chance.choice(GOOD), chance, xml=True), "plan.docx"
        case 3:
            return with_part(BOOK, chance, xml=bool(chance.randrange(2))), "plan.xlsx"
        case _:
            return with_bytes(chance.choice(MARKUP), chance), "plan.html"


BOOK = saved(workbook())


@pytest.mark.parametrize("share", range(4))
def test_broken_file_is_read_or_refused(share):
    read, sentences = 0, []
    for number in range(share, CASES, 4):
        data, name = broken(number)
        begun = time.monotonic()
        try:
            recognise(read_source(data, name))
            read += 1
        except (WordFileError, ContentError) as refusal:
            sentences.append(str(refusal))
        assert time.monotonic() - begun < SLOWEST, number
    # A test that only ever refused, or only ever read, would say nothing.
    assert read > CASES // 20
    assert len(sentences) > CASES // 20
    assert all(re.match(r"[А-ЯЁ].*\.$", one, re.DOTALL) for one in sentences)
